package dev.shophub.store;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/**
 * A day, ISO week or month of a shop's figures.
 *
 * @param first its first day, in the shop's zone
 */
public record Span(Kind kind, LocalDate first) {

    /** How long it is. */
    public enum Kind {
        DAY,
        WEEK,
        MONTH;

        /** The word in tables and configuration. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public static Span day(LocalDate day) {
        return new Span(Kind.DAY, day);
    }

    /** The span of this kind in which the day lies; weeks begin on Monday. */
    public static Span of(Kind kind, LocalDate day) {
        return switch (kind) {
            case DAY -> day(day);
            case WEEK -> new Span(kind, day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
            case MONTH -> new Span(kind, day.withDayOfMonth(1));
        };
    }

    /** The first day after it. */
    public LocalDate end() {
        return switch (kind) {
            case DAY -> first.plusDays(1);
            case WEEK -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
        };
    }

    /** The last day of it. */
    public LocalDate last() {
        return end().minusDays(1);
    }

    /** The span of the same kind before it. */
    public Span before() {
        return switch (kind) {
            case DAY -> day(first.minusDays(1));
            case WEEK -> new Span(kind, first.minusWeeks(1));
            case MONTH -> new Span(kind, first.minusMonths(1));
        };
    }

    /** Its first moment; a day of a zone with daylight saving has 23, 24 or 25 hours. */
    public Instant from(ZoneId zone) {
        return first.atStartOfDay(zone).toInstant();
    }

    /** The first moment after it. */
    public Instant to(ZoneId zone) {
        return end().atStartOfDay(zone).toInstant();
    }
}
