package dev.shophub.platform.shopify;

import dev.shophub.connector.Connector.Announcement;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * A version of the interface. One comes out each quarter and answers for a year at least; a call to one that is over is answered
 * by the oldest there still is, silently.
 *
 * @param month its name
 * @param ends the day from which on it may no longer answer, UTC
 */
record ShopifyVersion(YearMonth month, LocalDate ends) {

    /** What this folder is written for. */
    static final String PINNED = "2026-07";

    /** Before it subscriptions named their address in another way. */
    static final YearMonth FIRST = YearMonth.of(2026, 1);

    private static final YearMonth CHANGE_FROM = YearMonth.of(2026, 4);
    private static final int MONTHS = 12;
    private static final Duration AHEAD = Duration.ofDays(60);

    /**
     * @param ends where it is known better than "a year after it came out"
     * @throws DateTimeException when it is no quarter, or one too early for this folder
     */
    static ShopifyVersion of(String name, Optional<LocalDate> ends) {
        var month = YearMonth.parse(name);
        if (month.getMonthValue() % 3 != 1 || month.isBefore(FIRST)) {
            throw new DateTimeException("No version of the interface");
        }
        return new ShopifyVersion(month, ends.orElse(month.plusMonths(MONTHS).atDay(1)));
    }

    String name() {
        return month.toString();
    }

    /** Whether stock is compared by {@code changeFromQuantity} and written under a key of its own. */
    boolean comparesByChangeFrom() {
        return !month.isBefore(CHANGE_FROM);
    }

    /** A sentence from 60 days before its end on. */
    Optional<Announcement> ending(Instant now) {
        var end = ends.atStartOfDay().toInstant(ZoneOffset.UTC);
        if (end.minus(AHEAD).isAfter(now)) {
            return Optional.empty();
        }
        var said = end.isAfter(now) ? "ends on " + ends : "has ended on " + ends;
        return Optional.of(new Announcement(
                "Version " + name() + " of the platform's interface " + said
                        + ": read the platform's list of changes, then raise settings.api-version",
                end.isAfter(now) ? "version-ends" : "version-ended",
                List.of(name(), ends.toString())));
    }

    /** What versions the answers name, one of them at a time. */
    static final class Watch {

        private final ShopifyVersion asked;
        private final Clock clock;
        private volatile String answered = "";

        Watch(ShopifyVersion asked, Clock clock) {
            this.asked = asked;
            this.clock = clock;
        }

        /** @return whether this is another version than was asked for, and news */
        boolean answeredBy(String version) {
            boolean news = !version.equals(answered);
            answered = version;
            return news && !version.equals(asked.name());
        }

        /** What somebody has to look after, as a sentence. */
        Optional<Announcement> notice() {
            var other = answered;
            return other.isEmpty() || other.equals(asked.name())
                    ? asked.ending(clock.instant())
                    : Optional.of(
                            new Announcement(replaced(other), "version-replaced", List.of(asked.name(), word(other))));
        }

        String replaced(String other) {
            return "The platform answers by version " + word(other) + " of its interface where " + asked.name()
                    + " was asked for: that one is over. Read the platform's list of changes, then set"
                    + " settings.api-version";
        }

        private static String word(String version) {
            var word = version.replaceAll("[^A-Za-z0-9-]", "");
            return word.substring(0, Math.min(20, word.length()));
        }
    }
}
