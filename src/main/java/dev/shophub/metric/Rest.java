package dev.shophub.metric;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Keeps the computing of each shop's figures to a twentieth of the time, of which it may take up to 15 seconds at once. */
final class Rest {

    private static final int TIMES = 20;
    private static final long AHEAD = Duration.ofSeconds(15).toNanos() * TIMES;

    private final LongSupplier nanos;
    /** Until when all that was done is a twentieth of the time. */
    private final Map<Long, Long> until = new ConcurrentHashMap<>();

    /** @param nanos a clock that nobody sets, nanoseconds */
    Rest(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Does some of a shop's work. */
    void after(long shopId, Runnable work) {
        long began = nanos.getAsLong();
        work.run();
        long took = nanos.getAsLong() - began;
        until.merge(shopId, began + took * TIMES, (before, fresh) -> Math.max(before, began) + took * TIMES);
    }

    /** Whether a shop's work should wait. */
    boolean lasts(long shopId) {
        var rested = until.get(shopId);
        return rested != null && rested - nanos.getAsLong() > AHEAD;
    }
}
