package dev.shophub.platform.taobao;

import dev.shophub.connector.WallTime;
import java.time.Instant;
import java.time.ZoneOffset;

/** Times as the platform writes them: always GMT+8, never said so. */
final class TaobaoTime {

    /** China has no summer time since the platform exists. */
    static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

    private static final WallTime TIME = new WallTime(ZONE);

    private TaobaoTime() {}

    static String text(Instant instant) {
        return TIME.text(instant);
    }

    /** @throws java.time.DateTimeException when it is no time in the platform's form */
    static Instant instant(String text) {
        return TIME.instant(text);
    }

    static Instant monthsBefore(Instant instant, int months) {
        return TIME.monthsBefore(instant, months);
    }
}
