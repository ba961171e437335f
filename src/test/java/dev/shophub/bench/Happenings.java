package dev.shophub.bench;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When what first happened at the server, by name; microseconds since 1970. Both clocks are this machine's. */
final class Happenings {

    static final String DETAIL = "detail/";

    private static final int MOST = 5_000;

    private final Clock clock;
    private final Map<String, Long> first = new ConcurrentHashMap<>();

    Happenings(Clock clock) {
        this.clock = clock;
    }

    void now(String name) {
        // of backlogs not every order is remembered
        if (first.size() < MOST || !name.startsWith(DETAIL)) {
            first.putIfAbsent(name, micros(clock));
        }
    }

    /** After a warm-up. */
    void forget() {
        first.clear();
    }

    Map<String, Long> all() {
        return first;
    }

    static long micros(Clock clock) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }
}
