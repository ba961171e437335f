package dev.shophub.platform.jd;

import dev.shophub.connector.Connector;
import dev.shophub.connector.Platform;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tools;
import dev.shophub.model.Stream;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** JD's marketplace for sellers with stock and prices of their own. */
@Component
class JdPlatform implements Platform {

    /** A window that ends now loses rows, whichever way it is read. */
    private static final Duration SETTLE = Duration.ofMinutes(2);

    private static final Map<Stream, Pace> PACES = Map.of(
            Stream.ORDERS, new Pace(Duration.ofMinutes(1), Duration.ofMinutes(10), SETTLE),
            Stream.REFUNDS, new Pace(Duration.ofMinutes(5), Duration.ofMinutes(10), SETTLE),
            Stream.STOCK, new Pace(Duration.ofMinutes(5), Duration.ofMinutes(10), SETTLE),
            Stream.LISTINGS, new Pace(Duration.ofMinutes(10), Duration.ofMinutes(20), SETTLE),
            Stream.REVIEWS, new Pace(Duration.ofMinutes(10), Duration.ofMinutes(30), SETTLE));

    @Override
    public String name() {
        return "jd";
    }

    @Override
    public Connector connect(Shop shop, Tools tools) {
        return new JdConnector(shop, JdSettings.of(shop), tools);
    }

    @Override
    public void check(Shop shop) {
        JdSettings.of(shop);
    }

    @Override
    public Map<Stream, Pace> paces() {
        return PACES;
    }
}
