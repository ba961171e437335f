package dev.shophub.platform.woocommerce;

import dev.shophub.connector.Connector;
import dev.shophub.connector.Platform;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tools;
import dev.shophub.model.Stream;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Shops that run WooCommerce on a site of their own. */
@Component
class WoocommercePlatform implements Platform {

    /** An order that is being written when it is listed comes with the next window. */
    private static final Duration SETTLE = Duration.ofSeconds(30);

    private static final Map<Stream, Pace> PACES = Map.of(
            Stream.ORDERS, new Pace(Duration.ofMinutes(1), Duration.ofMinutes(10), SETTLE),
            Stream.REFUNDS, new Pace(Duration.ofMinutes(5), Duration.ofMinutes(10), SETTLE),
            Stream.STOCK, new Pace(Duration.ofMinutes(5), Duration.ofMinutes(10), SETTLE),
            Stream.LISTINGS, new Pace(Duration.ofMinutes(10), Duration.ofMinutes(20), SETTLE),
            Stream.REVIEWS, new Pace(Duration.ofMinutes(10), Duration.ofMinutes(30), SETTLE));

    @Override
    public String name() {
        return "woocommerce";
    }

    @Override
    public Connector connect(Shop shop, Tools tools) {
        return new WoocommerceConnector(shop, WoocommerceSettings.of(shop), tools);
    }

    @Override
    public void check(Shop shop) {
        WoocommerceSettings.of(shop);
    }

    @Override
    public Map<Stream, Pace> paces() {
        return PACES;
    }
}
