package dev.shophub.simulator.shopify;

import dev.shophub.simulator.stage.Seller;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/**
 * How the platform is played.
 *
 * @param shops the sellers it knows; an app's client id is its key there
 * @param port on loopback, 0 for a free one
 * @param currency of the shops
 * @param foreign currencies in which some buyers pay, and what one unit of the shop's is in them: of ten orders one each
 * @param points most a bucket holds
 * @param restored points a second
 * @param bulkTakes how long a file is in the making
 * @param allOrders whether the apps may see orders older than 60 days
 */
public record ShopifySettings(
        List<Seller> shops,
        int port,
        Currency currency,
        Map<Currency, BigDecimal> foreign,
        double points,
        double restored,
        Duration bulkTakes,
        boolean allOrders) {

    /** What the enterprise plan gives. */
    static final double MANY_POINTS = 40_000;

    static final double MANY_RESTORED = 2_000;

    public ShopifySettings {
        shops = List.copyOf(shops);
        foreign = Map.copyOf(foreign);
    }

    /** A free port, one currency, and no shortage of points. */
    public static ShopifySettings of(Currency currency, Seller... shops) {
        return new ShopifySettings(
                List.of(shops), 0, currency, Map.of(), MANY_POINTS, MANY_RESTORED, Duration.ZERO, false);
    }

    public ShopifySettings withPort(int free) {
        return new ShopifySettings(shops, free, currency, foreign, points, restored, bulkTakes, allOrders);
    }

    public ShopifySettings withForeign(Map<Currency, BigDecimal> rates) {
        return new ShopifySettings(shops, port, currency, rates, points, restored, bulkTakes, allOrders);
    }

    public ShopifySettings withPoints(double most, double perSecond) {
        return new ShopifySettings(shops, port, currency, foreign, most, perSecond, bulkTakes, allOrders);
    }

    public ShopifySettings withBulkTaking(Duration time) {
        return new ShopifySettings(shops, port, currency, foreign, points, restored, time, allOrders);
    }
}
