package dev.shophub.simulator.jd;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;

/** The platform's times: whole seconds on Beijing's clock, without a zone in the text. */
final class JdTime {

    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
    private static final int MONTHS_BY_CREATION = 24;
    private static final int MONTHS_BY_MODIFICATION = 3;
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private JdTime() {}

    static String text(Instant time) {
        return FORMAT.format(time.atOffset(ZONE));
    }

    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, FORMAT).toInstant(ZONE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The oldest creation that is still shown: 00:00 two years ago. */
    static Instant oldestShown(Instant now) {
        return months(now, MONTHS_BY_CREATION);
    }

    /** The oldest modification that can still be asked for: 00:00 three months ago. */
    static Instant oldestModification(Instant now) {
        return months(now, MONTHS_BY_MODIFICATION);
    }

    /** A month after, on the platform's calendar: the longest span of orders. */
    static Instant monthAfter(Instant from) {
        return from.atOffset(ZONE).plusMonths(1).toInstant();
    }

    private static Instant months(Instant now, int months) {
        return now.atOffset(ZONE)
                .toLocalDate()
                .minusMonths(months)
                .atStartOfDay()
                .toInstant(ZONE);
    }
}
