package dev.shophub.simulator.shopify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/** The points of one app at one shop. Safe for use by several threads. */
final class ShopifyBucket {

    private static final double MILLIS = 1_000;

    private final double most;
    private final double restored;
    private double left;
    private Instant at;

    ShopifyBucket(double most, double restored, Instant now) {
        this.most = most;
        this.restored = restored;
        this.left = most;
        this.at = now;
    }

    /** Takes the points of a document, or none of them. */
    synchronized boolean take(double points, Instant now) {
        restore(now);
        if (points > left) {
            return false;
        }
        left -= points;
        return true;
    }

    /** What was taken and not used comes back at once. */
    synchronized void giveBack(double points) {
        left = Math.min(most, left + points);
    }

    synchronized ObjectNode status(Instant now) {
        restore(now);
        return JsonNodeFactory.instance
                .objectNode()
                .put("maximumAvailable", most)
                .put("currentlyAvailable", Math.floor(left))
                .put("restoreRate", restored);
    }

    private void restore(Instant now) {
        long passed = Math.max(0, Duration.between(at, now).toMillis());
        left = Math.min(most, left + restored * passed / MILLIS);
        at = now;
    }
}
