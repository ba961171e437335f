package dev.shophub.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignsTest {

    private final Campaigns campaigns = Campaigns.read(Path.of("config"));

    @ParameterizedTest
    @CsvSource({
        "2026-11-11, 2025-11-11", // the same day of the campaign, whatever the weekday
        "2026-11-09, 2025-11-09",
        "2026-02-10, 2025-01-22", // seven days before Spring Festival
        "2026-09-25, 2025-10-06", // Mid-Autumn
        "2026-08-30, 2025-08-31", // nothing near: the same weekday
        "2010-11-25, 2009-11-26",
        "2024-02-29, 2023-03-02" // a leap day near no event: 364 days earlier
    })
    void aDayIsComparedWithTheDayThatIsLikeIt(LocalDate day, LocalDate lastYear) {
        assertThat(campaigns.lastYear(day).day()).isEqualTo(lastYear);
    }

    @Test
    void aMonthsPlanIsSpreadToTheCentAndDouble11WeighsMost() {
        var days = Plans.days(YearMonth.of(2026, 11), new BigDecimal("100000.00"), campaigns);
        assertThat(days).hasSize(30);
        assertThat(days.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("100000.00");
        assertThat(days.get(LocalDate.parse("2026-11-11")))
                .isEqualTo(days.values().stream().max(BigDecimal::compareTo).orElseThrow());
    }
}
