package dev.shophub.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RestTest {

    private static final Duration EVERY = Duration.ofMinutes(5);

    private final AtomicLong nanos = new AtomicLong(-7);
    private final Rest rest = new Rest(nanos::get);

    @Test
    void whatTakesLongRestsNineTimesAsLong() {
        assertThat(rest.lasts(1, EVERY)).isFalse();
        rest.after(1, () -> pass(Duration.ofMinutes(2)));
        assertThat(rest.lasts(1, EVERY)).isTrue();
        assertThat(rest.lasts(2, EVERY)).as("another shop").isFalse();
        pass(Duration.ofMinutes(18).minusNanos(1));
        assertThat(rest.lasts(1, EVERY)).isTrue();
        pass(Duration.ofNanos(1));
        assertThat(rest.lasts(1, EVERY)).isFalse();
    }

    @Test
    void whatIsShortBesideItsIntervalDoesNotRest() {
        rest.after(1, () -> pass(Duration.ofSeconds(33)));
        assertThat(rest.lasts(1, EVERY)).isFalse();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
