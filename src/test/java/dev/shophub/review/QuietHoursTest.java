package dev.shophub.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource({
        "22:00, 08:00, 2026-11-05T13:59:59Z, 2026-11-05T13:59:59Z",
        "22:00, 08:00, 2026-11-05T14:00:00Z, 2026-11-06T00:00:00Z",
        "22:00, 08:00, 2026-11-05T23:59:59Z, 2026-11-06T00:00:00Z",
        "22:00, 08:00, 2026-11-06T00:00:00Z, 2026-11-06T00:00:00Z",
        "12:00, 14:00, 2026-11-05T05:00:00Z, 2026-11-05T06:00:00Z",
        "0:00, 00:00, 2026-11-05T17:00:00Z, 2026-11-05T17:00:00Z",
        "1320, 480, 2026-11-05T14:00:00Z, 2026-11-06T00:00:00Z",
    })
    void mailsWaitForTheirEnd(String from, String to, Instant moment, Instant next) {
        assertThat(QuietHours.of(from, to, SHANGHAI).next(moment)).isEqualTo(next);
    }

    /** Berlin: on 29 March 02:00 becomes 03:00 at 01:00 UTC, on 25 October 03:00 becomes 02:00 at 01:00 UTC. */
    @ParameterizedTest
    @CsvSource({
        "22:00, 08:00, 2026-03-28T22:00:00Z, 2026-03-29T06:00:00Z",
        "22:00, 08:00, 2026-10-24T21:00:00Z, 2026-10-25T07:00:00Z",
        "22:00, 02:30, 2026-03-29T00:59:59Z, 2026-03-29T01:00:00Z",
        "22:00, 02:30, 2026-03-29T01:00:00Z, 2026-03-29T01:00:00Z",
        "22:00, 02:30, 2026-10-25T00:29:59Z, 2026-10-25T00:30:00Z",
        "22:00, 02:30, 2026-10-25T00:30:00Z, 2026-10-25T00:30:00Z",
        "22:00, 02:30, 2026-10-25T01:10:00Z, 2026-10-25T01:10:00Z",
    })
    void endOnceInTheNightsInWhichTheClocksChange(String from, String to, Instant moment, Instant next) {
        assertThat(QuietHours.of(from, to, ZoneId.of("Europe/Berlin")).next(moment))
                .isEqualTo(next);
    }

    @Test
    void refusesWhatIsNoTimeOfDay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuietHours.of("ten", "8:00", SHANGHAI))
                .withMessageContaining("\"22:00\"");
        assertThatIllegalArgumentException().isThrownBy(() -> QuietHours.of("1441", "8:00", SHANGHAI));
    }
}
