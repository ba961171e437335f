package dev.shophub.simulator.shopify;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.PlayedPlatform;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.trade.TradeShop;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import java.util.Set;

/** The demo's shop on Shopify. Its key and secret are known to everybody: they open nothing but this computer's simulators. */
public final class ShopifyPlayed implements PlayedPlatform {

    private static final TradeShop SHOP = new TradeShop(
            new ShopKey("shopify-demo"), "Aoki Living US", ZoneId.of("America/New_York"), Currency.getInstance("USD"));

    private static final Seller SELLER = new Seller(
            SHOP.key(),
            "5c0ffee0000000000000000000000001",
            "demo-secret-of-the-simulated-app",
            SHOP.title(),
            61_000_001L);

    private static final ShopifySettings PLAYED = ShopifySettings.of(SHOP.currency(), SELLER)
            .withForeign(Map.of(
                    Currency.getInstance("CAD"), new BigDecimal("1.37"),
                    Currency.getInstance("EUR"), new BigDecimal("0.92")))
            .withBulkTaking(Duration.ofSeconds(1));

    @Override
    public String name() {
        return "shopify";
    }

    @Override
    public TradeShop shop() {
        return SHOP;
    }

    /** The platform has no reviews of its own. */
    @Override
    public Set<String> streams() {
        return Set.of("orders", "refunds", "stock", "listings");
    }

    @Override
    public Instant showsOrdersSince(Instant now) {
        return ShopifyTime.oldestShown(now);
    }

    @Override
    public Playing play(State world, int port, Runnable catchUp) {
        var simulator = new ShopifySimulator(world, PLAYED.withPort(port), catchUp);
        return new Playing(
                simulator.uri(),
                simulator.uri(),
                settings(),
                SELLER,
                simulator.issueToken(SHOP.key()),
                simulator.faults(),
                simulator::close);
    }

    /** This computer's platform has no quota worth saving. */
    private static Map<String, String> settings() {
        return Map.of(
                "client-id",
                SELLER.appKey(),
                "client-secret",
                SELLER.appSecret(),
                "requests-per-second",
                "1000",
                "bulk-every",
                "1s");
    }
}
