package dev.shophub.platform.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.RateLimitedException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The points of one app and shop, as the latest answer told them: a call that there are not enough points for is not made, and
 * the wait until there are is told instead. Safe for use by several threads.
 */
final class ShopifyBudget {

    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoTime;
    private final Map<String, Double> costs = new HashMap<>();
    private boolean told;
    private double most;
    private double left;
    private double restoredASecond;
    private long at;

    /** @param nanoTime of a clock that never steps */
    ShopifyBudget(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Sets the points of a call aside; what a document costs is known once it was asked.
     *
     * @throws RateLimitedException with the time until the bucket holds enough
     */
    synchronized void take(String document) {
        double cost = costs.getOrDefault(document, 0.0);
        if (!told || cost == 0) {
            return;
        }
        restore();
        // What never fits the bucket the platform refuses by itself; waiting for it would be for ever.
        if (cost > left && cost <= most) {
            throw new RateLimitedException(
                    "The platform's points are spent (document=" + document + ")", wait(cost - left));
        }
        left = Math.max(0, left - cost);
    }

    /** @param cost {@code extensions.cost} of an answer; one that lacks it changes nothing */
    synchronized void tell(String document, JsonNode cost) {
        var status = cost.path("throttleStatus");
        if (!status.path("currentlyAvailable").isNumber()
                || !status.path("restoreRate").isNumber()) {
            return;
        }
        if (cost.path("requestedQueryCost").isNumber()) {
            costs.put(document, cost.path("requestedQueryCost").asDouble());
        }
        told = true;
        left = status.path("currentlyAvailable").asDouble();
        most = status.path("maximumAvailable").asDouble(Double.MAX_VALUE);
        restoredASecond = Math.max(1, status.path("restoreRate").asDouble());
        at = nanoTime.getAsLong();
    }

    /** How long until a call of this document, which was just refused, may be made again. */
    synchronized Duration waitFor(String document) {
        restore();
        return wait(Math.max(0, costs.getOrDefault(document, 0.0) - left));
    }

    private void restore() {
        long now = nanoTime.getAsLong();
        left = Math.min(most, left + restoredASecond * (now - at) / NANOS);
        at = now;
    }

    private Duration wait(double missing) {
        var millis = BigDecimal.valueOf(missing * 1_000 / Math.max(1, restoredASecond))
                .setScale(0, RoundingMode.CEILING)
                .longValue();
        return Duration.ofMillis(Math.max(1, millis));
    }
}
