package dev.shophub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who takes a part of a quota leaves the rest to the others. */
class QuotaShareTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double A_SECOND = 40;
    private static final int LIVE_CALLS = 100;

    private final Quotas whole = new BucketQuotas();
    private final Quotas part = new QuotaShare(whole, () -> 0.25);

    /** Both want all they can get: a quarter is a third of what the other takes. */
    @Test
    void howeverMuchABackfillWantsLivePollsGetMostOfTheQuota() {
        var live = whole.of("taobao/1/shop", A_SECOND);
        var backfill = part.of("taobao/1/shop", A_SECOND);
        var taken = new AtomicInteger();
        var over = new AtomicBoolean();
        var greedy = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                backfill.take(PATIENCE);
                taken.incrementAndGet();
            }
        });

        for (int i = 0; i < LIVE_CALLS; i++) {
            live.take(PATIENCE);
        }
        over.set(true);
        greedy.join();

        assertThat(taken).hasValueBetween(5, LIVE_CALLS / 2 + 20);
    }

    @Test
    void twoBackfillsOfAShopShareTheirPart() {
        var one = part.of("taobao/1/shop", 4);
        var other = part.of("taobao/1/shop", 4);

        one.take(Duration.ofMillis(1));

        assertThatThrownBy(() -> other.take(Duration.ofMillis(1))).isInstanceOf(RateLimitedException.class);
        whole.of("taobao/1/shop", 4).take(Duration.ofMillis(1));
    }

    @Test
    void theWaitThatThePlatformAskedForHoldsForEverybody() {
        part.of("taobao/1/shop", A_SECOND).closeFor(Duration.ofHours(1));

        assertThatThrownBy(() -> whole.of("taobao/1/shop", A_SECOND).take(Duration.ofMillis(1)))
                .isInstanceOf(RateLimitedException.class);
    }
}
