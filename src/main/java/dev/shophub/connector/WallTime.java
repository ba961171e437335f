package dev.shophub.connector;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/**
 * Times as platforms write them that say {@code 2026-11-23 14:05:09}: whole seconds, without a zone.
 *
 * @param zone the one that is meant
 */
public record WallTime(ZoneOffset zone) {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    /** Cut to the second before. */
    public String text(Instant instant) {
        return FORM.format(instant.atOffset(zone));
    }

    /** @throws java.time.DateTimeException when it is no time in this form */
    public Instant instant(String text) {
        return LocalDateTime.parse(text, FORM).toInstant(zone);
    }

    /** 00:00 there, so many calendar months before. */
    public Instant monthsBefore(Instant instant, int months) {
        return instant.atOffset(zone)
                .toLocalDate()
                .minusMonths(months)
                .atStartOfDay()
                .toInstant(zone);
    }
}
