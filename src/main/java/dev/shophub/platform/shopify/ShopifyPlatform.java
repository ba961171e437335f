package dev.shophub.platform.shopify;

import dev.shophub.connector.Connector;
import dev.shophub.connector.Platform;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tools;
import dev.shophub.model.Stream;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Shops on Shopify. */
@Component
class ShopifyPlatform implements Platform {

    /** Lists are searched in an index that follows changes a little later; how much later nobody documents. */
    private static final Duration SETTLE = Duration.ofMinutes(2);

    private static final Map<Stream, Pace> PACES = Map.of(
            Stream.ORDERS, new Pace(Duration.ofMinutes(1), Duration.ofMinutes(10), SETTLE),
            Stream.REFUNDS, new Pace(Duration.ofMinutes(5), Duration.ofMinutes(10), SETTLE),
            Stream.STOCK, new Pace(Duration.ofMinutes(5), Duration.ofMinutes(10), SETTLE),
            Stream.LISTINGS, new Pace(Duration.ofMinutes(10), Duration.ofMinutes(20), SETTLE));

    @Override
    public String name() {
        return "shopify";
    }

    @Override
    public Connector connect(Shop shop, Tools tools) {
        return new ShopifyConnector(shop, ShopifySettings.of(shop), tools);
    }

    @Override
    public void check(Shop shop) {
        ShopifySettings.of(shop);
    }

    @Override
    public Map<Stream, Pace> paces() {
        return PACES;
    }
}
