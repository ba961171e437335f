package dev.shophub.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shophub.metric.Briefing.Apart;
import dev.shophub.metric.Briefing.Line;
import dev.shophub.metric.Briefing.Missing;
import dev.shophub.store.Span;
import dev.shophub.support.Rows;
import dev.shophub.support.TestDatabase;
import dev.shophub.support.WalkedClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shops in several currencies and time zones, told together: what is not known of one is never 0, and yen are no dollars. */
class SeveralShopsIT {

    private static final LocalDate DAY = LocalDate.parse("2026-11-04");
    /** In Shanghai 13:30 of the next day: the day is over everywhere. */
    private static final Instant OVER = Instant.parse("2026-11-05T05:30:00Z");
    /** In Shanghai half past eight: in New York still 19:30 of the day itself. */
    private static final Instant HALF_PAST_EIGHT = Instant.parse("2026-11-05T00:30:00Z");

    private static DataSource data;

    private final WalkedClock clock = new WalkedClock(OVER);
    private final MetricWorld world = new MetricWorld(data, clock);
    private final Rows rows = new Rows(data);

    @BeforeAll
    static void open() {
        data = TestDatabase.operations();
    }

    @BeforeEach
    void threeShops() {
        List.of("shop", "metric_value", "metric_item_value", "metric_source_day", "metric_target")
                .forEach(table -> rows.jdbc().update("DELETE FROM " + table));
        shop("tmall", "Asia/Shanghai", "CNY", "1000.00", 10);
        shop("jd", "Asia/Shanghai", "CNY", "500.50", 5);
        shop("store-us", "America/New_York", "USD", "2000.00", 40);
    }

    @Test
    void differentCurrenciesAreNeverAdded() {
        var briefing = all();
        assertThat(briefing.currency()).isEqualTo("CNY");
        assertThat(line(briefing, "paid-amount")).satisfies(line -> {
            assertThat(line.value().orElseThrow()).isEqualByComparingTo("1500.50");
            assertThat(line.shops()).as("of three").isEqualTo(2);
            assertThat(line.previous().orElseThrow().before()).isEqualByComparingTo("1500.50");
        });
        assertThat(line(briefing, "aov").value().orElseThrow().doubleValue())
                .as("buyers of the same shops")
                .isCloseTo(1500.50 / 15, within(0.001));
        assertThat(line(briefing, "paid-orders")).satisfies(line -> {
            assertThat(line.value().orElseThrow()).as("orders are orders").isEqualByComparingTo("55");
            assertThat(line.shops()).isEqualTo(3);
        });
        assertThat(briefing.apart()).singleElement().satisfies(apart -> {
            assertThat(apart).extracting(Apart::shop, Apart::currency).containsExactly("store-us", "USD");
            assertThat(apart.paid().orElseThrow()).isEqualByComparingTo("2000");
        });
        assertThat(briefing.trend().get(briefing.trend().size() - 1).now().orElseThrow())
                .isEqualByComparingTo("1500.50");
        var own = briefing("store-us");
        assertThat(own.currency()).isEqualTo("USD");
        assertThat(line(own, "paid-amount").value().orElseThrow()).isEqualByComparingTo("2000");
        assertThat(own.apart()).isEmpty();
    }

    @Test
    void aDayThatIsNotOverInItsZoneIsLeftOutOfTheWholeAndNamed() {
        clock.advance(Duration.between(OVER, HALF_PAST_EIGHT));
        var briefing = all();
        assertThat(briefing.running()).as("over in two of three").isFalse();
        assertThat(briefing.scope().shops()).hasSize(3);
        assertThat(line(briefing, "paid-orders")).satisfies(line -> {
            assertThat(line.value().orElseThrow()).isEqualByComparingTo("15");
            assertThat(line.shops()).isEqualTo(2);
        });
        assertThat(briefing.missing())
                .filteredOn(missing -> missing.source().equals(Missing.NOT_OVER))
                .extracting(Missing::shopKey)
                .containsExactly("store-us");
        assertThat(briefing.usualIsThere())
                .as("nothing that ever came is missing")
                .isTrue();
        assertThat(world.morning.booksComplete(briefing.scope(), Span.day(DAY))).isTrue();
        assertThat(briefing("store-us").running()).isTrue();
    }

    @Test
    void aShopInAnotherCurrencyThatSoldNothingIsNoZeroOfOurs() {
        rows.jdbc().update("DELETE FROM metric_value WHERE day = ? AND currency = 'USD'", DAY);
        assertThat(line(all(), "paid-amount").shops()).isEqualTo(2);
        assertThat(line(briefing("store-us"), "paid-amount").value().orElseThrow())
                .as("of itself it is one: the day was read")
                .isZero();
    }

    private Briefing all() {
        return briefing("");
    }

    private Briefing briefing(String shop) {
        var scope = world.morning.scopes().stream()
                .filter(one ->
                        one.shop().map(row -> row.key().value()).orElse("").equals(shop))
                .findFirst()
                .orElseThrow();
        return world.morning.brief(scope, Span.day(DAY));
    }

    private static Line line(Briefing briefing, String figure) {
        return briefing.line(figure).orElseThrow();
    }

    private void shop(String key, String zone, String currency, String paid, int orders) {
        var shop = rows.insert(
                "shop",
                "shop_key",
                key,
                "platform",
                key,
                "role",
                "shop",
                "title",
                key,
                "state",
                "live",
                "time_zone",
                zone);
        for (var day = DAY.minusDays(7); !day.isAfter(DAY); day = day.plusDays(1)) {
            for (var figure : Map.of("paid-amount", paid, "paid-orders", "" + orders, "paid-buyers", "" + orders)
                    .entrySet()) {
                rows.jdbc()
                        .update(
                                "INSERT INTO metric_value (shop_id, period, day, source, figure, currency, value)"
                                        + " VALUES (?, 'day', ?, 'books', ?, ?, ?)",
                                shop,
                                day,
                                figure.getKey(),
                                currency,
                                figure.getValue());
            }
            rows.jdbc()
                    .update(
                            "INSERT INTO metric_source_day (shop_id, day, source, verdict, as_of)"
                                    + " VALUES (?, ?, 'books', 'complete', ?)",
                            shop,
                            day,
                            "2026-11-05");
        }
    }
}
