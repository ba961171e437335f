package dev.shophub.simulator.acme;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.PlayedPlatform;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.trade.TradeShop;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Set;

/** The demo's shop on Acme. */
public final class AcmePlayed implements PlayedPlatform {

    static final Duration SHOWN = Duration.ofDays(90);

    private static final TradeShop SHOP =
            new TradeShop(new ShopKey("acme-demo"), "Acme 旗舰店", ZoneOffset.ofHours(8), Currency.getInstance("CNY"));
    private static final Seller SELLER =
            new Seller(SHOP.key(), "acme-app", "secret-of-the-simulated-application", SHOP.title(), 7L);

    @Override
    public String name() {
        return "acme";
    }

    @Override
    public TradeShop shop() {
        return SHOP;
    }

    @Override
    public Set<String> streams() {
        return Set.of("orders", "stock");
    }

    @Override
    public Instant showsOrdersSince(Instant now) {
        return now.minus(SHOWN);
    }

    @Override
    public Playing play(State world, int port, Runnable catchUp) {
        var simulator = new AcmeSimulator(world, SELLER, port, catchUp);
        return new Playing(
                simulator.uri(),
                simulator.uri().resolve("/api"),
                simulator.settings(),
                SELLER,
                simulator.issueToken(),
                simulator.faults(),
                simulator::close);
    }
}
