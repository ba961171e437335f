package dev.shophub.simulator.woocommerce;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.PlayedPlatform;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.trade.TradeShop;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;

/** The demo's shop on a site of its own. Its key and secret are known to everybody: they open nothing but this computer's simulators. */
public final class WoocommercePlayed implements PlayedPlatform {

    private static final TradeShop SHOP = new TradeShop(
            new ShopKey("woocommerce-demo"), "青木家居独立站", ZoneId.of("Asia/Shanghai"), Currency.getInstance("CNY"));
    private static final Duration SHOWN = Duration.ofDays(7_300);
    private static final Seller SELLER = new Seller(
            SHOP.key(),
            "ck_demo00000000000000000000000000000001",
            "cs_demo-secret-of-the-simulated-site",
            SHOP.title(),
            1L);

    @Override
    public String name() {
        return "woocommerce";
    }

    @Override
    public TradeShop shop() {
        return SHOP;
    }

    /** A site shows all it ever sold; this one has not been there for longer. */
    @Override
    public Instant showsOrdersSince(Instant now) {
        return now.minus(SHOWN);
    }

    @Override
    public Playing play(State world, int port, Runnable catchUp) {
        var simulator = new WoocommerceSimulator(
                world, WoocommerceSettings.of(SELLER, SHOP.zone(), SHOP.currency(), port), catchUp);
        return new Playing(
                simulator.uri(),
                simulator.uri(),
                settings(),
                SELLER,
                simulator.issueKey(),
                simulator.faults(),
                simulator::close);
    }

    /** This computer's site has no quota worth saving, and everything that changes here moves its record's time. */
    private static Map<String, String> settings() {
        return Map.of(
                "consumer-key", SELLER.appKey(),
                "consumer-secret", SELLER.appSecret(),
                "currency", SHOP.currency().getCurrencyCode(),
                "requests-per-second", "1000",
                "parallelism", "4",
                "history-months", "240",
                "order-sweep-depth", "0s",
                "item-sweep-depth", "0s");
    }
}
