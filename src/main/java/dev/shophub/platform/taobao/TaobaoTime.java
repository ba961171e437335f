package dev.shophub.platform.taobao;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/** Times as the platform writes them: whole seconds, always GMT+8, never said so. */
final class TaobaoTime {

    /** China has no summer time since the platform exists. */
    static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private TaobaoTime() {}

    /** Cut to the second before. */
    static String text(Instant instant) {
        return FORM.format(instant.atOffset(ZONE));
    }

    /** @throws java.time.DateTimeException when it is no time in the platform's form */
    static Instant instant(String text) {
        return LocalDateTime.parse(text, FORM).toInstant(ZONE);
    }

    /** 00:00 at the platform, so many calendar months before. */
    static Instant monthsBefore(Instant instant, int months) {
        return instant.atOffset(ZONE)
                .toLocalDate()
                .minusMonths(months)
                .atStartOfDay()
                .toInstant(ZONE);
    }
}
