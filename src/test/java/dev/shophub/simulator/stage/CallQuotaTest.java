package dev.shophub.simulator.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CallQuotaTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-05-20T04:00:00Z"), ZoneOffset.UTC);

    @Test
    void limitsEachApplicationByItself() {
        var quota = new CallQuota(2, CLOCK);

        assertThat(quota.take("a")).isEmpty();
        assertThat(quota.take("a")).isEmpty();
        assertThat(quota.take("a")).hasValue(1);
        assertThat(quota.take("b")).isEmpty();
    }

    @Test
    void zeroLimitsNobody() {
        var quota = new CallQuota(0, CLOCK);

        for (var call = 0; call < 1000; call++) {
            assertThat(quota.take("a")).isEmpty();
        }
    }
}
