package dev.shophub.simulator.vendure;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.PlayedPlatform;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.trade.TradeShop;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import java.util.Set;

/** The demo's shop on Vendure. Its password is known to everybody: it opens nothing but this computer's simulators. */
public final class VendurePlayed implements PlayedPlatform {

    private static final TradeShop SHOP = new TradeShop(
            new ShopKey("vendure-demo"), "青木家居会员商城", ZoneId.of("Asia/Shanghai"), Currency.getInstance("CNY"));
    private static final Seller SELLER =
            new Seller(SHOP.key(), "superadmin", "demo-password-of-the-simulated-shop", SHOP.title(), 1L);

    @Override
    public String name() {
        return "vendure";
    }

    @Override
    public TradeShop shop() {
        return SHOP;
    }

    /** A shop's own server forgets nothing. */
    @Override
    public Set<String> streams() {
        return Set.of("orders", "refunds", "stock", "listings");
    }

    @Override
    public Instant showsOrdersSince(Instant now) {
        return Instant.EPOCH;
    }

    @Override
    public Playing play(State world, int port, Runnable catchUp) {
        var simulator = new VendureSimulator(world, new VendureSettings(SELLER, SHOP.currency(), port), catchUp);
        return new Playing(
                simulator.uri(),
                simulator.uri().resolve("/admin-api"),
                settings(),
                SELLER,
                simulator.issueToken(),
                simulator.faults(),
                simulator::close);
    }

    /** This computer's platform has no quota worth saving; its orders live faster than real ones. */
    private static Map<String, String> settings() {
        return Map.of(
                "username", SELLER.appKey(),
                "password", SELLER.appSecret(),
                "requests-per-second", "1000",
                "history-months", "240",
                "sweep-depth", "20d",
                "sweep-every", "90s",
                "item-sweep-every", "90s");
    }
}
