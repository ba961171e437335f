package dev.shophub.simulator.shopify;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The platform's times, whole seconds in UTC, and the versions of its interface that answer at a time. */
final class ShopifyTime {

    private static final Duration SHOWN = Duration.ofDays(60);
    private static final int QUARTER = 3;
    private static final int MONTHS_OF_LIFE = 12;

    private ShopifyTime() {}

    static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What was placed before is left out for apps without the permission for all orders. */
    static Instant oldestShown(Instant now) {
        return now.minus(SHOWN);
    }

    /** The version that answers a call to this one: itself, or the oldest there is; empty when there never was one. */
    static Optional<String> answering(String version, Instant now) {
        if (version.equals("unstable")) {
            return Optional.of(version);
        }
        try {
            var asked = YearMonth.parse(version);
            var newest = newest(now);
            var oldest = newest.minusMonths(MONTHS_OF_LIFE - QUARTER);
            if (asked.isAfter(newest) || asked.getMonthValue() % QUARTER != 1) {
                return Optional.empty();
            }
            return Optional.of((asked.isBefore(oldest) ? oldest : asked).toString());
        } catch (DateTimeException noVersion) {
            return Optional.empty();
        }
    }

    private static YearMonth newest(Instant now) {
        var month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        return month.minusMonths((month.getMonthValue() - 1) % QUARTER);
    }
}
