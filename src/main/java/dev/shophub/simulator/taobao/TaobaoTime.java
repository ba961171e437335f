package dev.shophub.simulator.taobao;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;

/** The platform's times: whole seconds on a clock at GMT+8, without a zone in the text. */
final class TaobaoTime {

    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
    private static final int MONTHS_SHOWN = 3;
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private TaobaoTime() {}

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

    /** The oldest creation the lists of orders still show: 00:00 three calendar months ago. */
    static Instant oldestShown(Clock clock) {
        return oldestShown(clock.instant());
    }

    static Instant oldestShown(Instant now) {
        return now.atOffset(ZONE)
                .toLocalDate()
                .minusMonths(MONTHS_SHOWN)
                .atStartOfDay()
                .toInstant(ZONE);
    }
}
