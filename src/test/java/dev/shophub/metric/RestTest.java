package dev.shophub.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RestTest {

    private final AtomicLong nanos = new AtomicLong(-7);
    private final Rest rest = new Rest(nanos::get);

    @Test
    void whatTakesLongIsATwentiethOfTheTimeButForFifteenSeconds() {
        assertThat(rest.lasts(1)).isFalse();
        rest.after(1, () -> pass(Duration.ofMinutes(2)));
        assertThat(rest.lasts(1)).isTrue();
        assertThat(rest.lasts(2)).as("another shop").isFalse();
        pass(Duration.ofMinutes(33).minusNanos(1));
        assertThat(rest.lasts(1)).isTrue();
        pass(Duration.ofNanos(1));
        assertThat(rest.lasts(1)).isFalse();
    }

    @Test
    void whatIsShortAddsUp() {
        for (int times = 0; times < 15; times++) {
            assertThat(rest.lasts(1)).as("after %d s", times).isFalse();
            rest.after(1, () -> pass(Duration.ofSeconds(1)));
        }
        rest.after(1, () -> pass(Duration.ofSeconds(1)));
        assertThat(rest.lasts(1)).isTrue();
    }

    @Test
    void whatRestedLongEnoughBeginsAnew() {
        rest.after(1, () -> pass(Duration.ofSeconds(15)));
        pass(Duration.ofDays(1));
        rest.after(1, () -> pass(Duration.ofSeconds(15)));
        assertThat(rest.lasts(1)).isFalse();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
