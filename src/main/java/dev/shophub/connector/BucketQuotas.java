package dev.shophub.connector;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Limiters by name on Bucket4j token buckets: a burst of one second, then an even flow. */
public final class BucketQuotas implements Quotas {

    private final Map<String, BucketQuota> quotas = new ConcurrentHashMap<>();

    @Override
    public Quota of(String name, double perSecond) {
        return quotas.compute(
                name,
                (key, known) -> known != null && known.perSecond == perSecond ? known : new BucketQuota(perSecond));
    }

    private static final class BucketQuota implements Quota {

        private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

        private final double perSecond;
        private final Bucket bucket;
        private volatile long closedUntil = System.nanoTime();

        private BucketQuota(double perSecond) {
            this.perSecond = perSecond;
            long burst = Math.max(1, (long) perSecond);
            this.bucket = Bucket.builder()
                    .addLimit(limit -> limit.capacity(burst)
                            .refillGreedy(burst, Duration.ofNanos((long) (burst / perSecond * NANOS))))
                    .build();
        }

        @Override
        public void take(Duration patience) {
            var closed = Duration.ofNanos(closedUntil - System.nanoTime());
            if (!closed.isNegative() && !closed.isZero()) {
                throw new RateLimitedException(
                        "The platform asked to wait (seconds=" + closed.toSeconds() + ")", closed);
            }
            try {
                if (!bucket.asBlocking().tryConsume(1, patience)) {
                    throw new RateLimitedException("The quota is spent", patience);
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new UnavailableException("Interrupted while waiting for the quota", stopping);
            }
        }

        @Override
        public void closeFor(Duration wait) {
            var until = System.nanoTime() + wait.toNanos();
            if (until - closedUntil > 0) {
                closedUntil = until;
            }
        }
    }
}
