package dev.shophub.connector;

import java.time.Duration;

/** Rate limiters by name: whoever asks with the same name shares one, polling and pushing alike. */
public interface Quotas {

    /**
     * @param name for instance {@code taobao/23000001/shop-key}
     * @param perSecond calls a second, more than 0
     */
    Quota of(String name, double perSecond);

    /** One limiter. */
    interface Quota {

        /**
         * Waits for a place, at most {@code patience}.
         *
         * @throws RateLimitedException with the remaining wait when no place comes free in time
         */
        void take(Duration patience);

        /** Closes the limiter for everybody: the platform asked to wait. */
        void closeFor(Duration wait);
    }
}
