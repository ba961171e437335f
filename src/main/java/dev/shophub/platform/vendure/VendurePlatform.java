package dev.shophub.platform.vendure;

import dev.shophub.connector.Connector;
import dev.shophub.connector.Platform;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tools;
import dev.shophub.model.Stream;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Shops that run on Vendure. */
@Component
class VendurePlatform implements Platform {

    /** Times have whole seconds, and a transaction is seen when it ends. */
    private static final Duration SETTLE = Duration.ofSeconds(10);

    private static final Map<Stream, Pace> PACES = Map.of(
            Stream.ORDERS, new Pace(Duration.ofMinutes(1), Duration.ofMinutes(10), SETTLE),
            Stream.REFUNDS, new Pace(Duration.ofMinutes(5), Duration.ofMinutes(10), SETTLE),
            Stream.STOCK, new Pace(Duration.ofMinutes(2), Duration.ofMinutes(10), SETTLE),
            Stream.LISTINGS, new Pace(Duration.ofMinutes(5), Duration.ofMinutes(10), SETTLE));

    @Override
    public String name() {
        return "vendure";
    }

    @Override
    public Connector connect(Shop shop, Tools tools) {
        return new VendureConnector(shop, VendureSettings.of(shop), tools);
    }

    @Override
    public void check(Shop shop) {
        VendureSettings.of(shop);
    }

    @Override
    public Map<Stream, Pace> paces() {
        return PACES;
    }
}
