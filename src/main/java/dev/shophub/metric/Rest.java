package dev.shophub.metric;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Keeps work that is done again and again to a tenth of the time: what took long rests nine times as long. */
final class Rest {

    private static final int TIMES = 9;

    private final LongSupplier nanos;
    private final Map<Long, Done> last = new ConcurrentHashMap<>();

    private record Done(long at, long took) {}

    /** @param nanos a clock that nobody sets, nanoseconds */
    Rest(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Does the work of a shop. */
    void after(long shopId, Runnable work) {
        long began = nanos.getAsLong();
        work.run();
        long ended = nanos.getAsLong();
        last.put(shopId, new Done(ended, ended - began));
    }

    /** Whether a shop's work, which is tried at such intervals anyway, should wait longer. */
    boolean lasts(long shopId, Duration every) {
        var done = last.get(shopId);
        return done != null
                && done.took() * TIMES > every.toNanos()
                && nanos.getAsLong() - done.at() < done.took() * TIMES;
    }
}
