package dev.shophub.platform.taobao;

import dev.shophub.connector.Connector;
import dev.shophub.connector.Platform;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tools;
import dev.shophub.model.Stream;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Taobao and Tmall, one open platform for both. */
@Component
class TaobaoPlatform implements Platform {

    /** The index behind the increments lags by seconds to minutes; a window that ends now loses rows. */
    private static final Duration SETTLE = Duration.ofMinutes(2);

    private static final Map<Stream, Pace> PACES = Map.of(
            Stream.ORDERS, new Pace(Duration.ofMinutes(1), Duration.ofMinutes(10), SETTLE),
            Stream.REFUNDS, new Pace(Duration.ofMinutes(2), Duration.ofMinutes(10), SETTLE),
            Stream.STOCK, new Pace(Duration.ofMinutes(5), Duration.ofMinutes(10), SETTLE),
            Stream.LISTINGS, new Pace(Duration.ofMinutes(10), Duration.ofMinutes(20), SETTLE),
            Stream.REVIEWS, new Pace(Duration.ofMinutes(10), Duration.ofMinutes(30), SETTLE));

    @Override
    public String name() {
        return "taobao";
    }

    @Override
    public Connector connect(Shop shop, Tools tools) {
        return new TaobaoConnector(shop, TaobaoSettings.of(shop), tools);
    }

    @Override
    public void check(Shop shop) {
        TaobaoSettings.of(shop);
    }

    @Override
    public Map<Stream, Pace> paces() {
        return PACES;
    }
}
