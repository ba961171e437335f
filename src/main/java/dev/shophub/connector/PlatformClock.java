package dev.shophub.connector;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** A platform's clock, as the {@code Date} of its answers tells it; ours as long as they tell nothing else. */
public final class PlatformClock {

    /** The {@code Date} of an answer has whole seconds and is a call old: less than this is no difference. */
    private static final Duration SAME_CLOCK = Duration.ofMillis(2_500);

    private final Clock clock;
    private final boolean follows;
    private volatile Duration ahead = Duration.ZERO;

    /** @param follows false: it is always our clock */
    public PlatformClock(Clock clock, boolean follows) {
        this.clock = clock;
        this.follows = follows;
    }

    public Instant now() {
        return clock.instant().plus(ahead);
    }

    /** Takes the time of an answer that arrived at this moment of our clock. */
    public void follow(HttpCalls.Response response, Instant arrived) {
        if (follows) {
            response.header("date").ifPresent(date -> follow(date, arrived));
        }
    }

    private void follow(String date, Instant arrived) {
        try {
            var told = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            var difference = Duration.between(arrived, told);
            if (difference.minus(ahead).abs().compareTo(SAME_CLOCK) > 0) {
                ahead = difference.abs().compareTo(SAME_CLOCK) > 0 ? difference : Duration.ZERO;
            }
        } catch (DateTimeException unreadable) {
            // A proxy's odd date says nothing about the platform's clock: what we know stays.
        }
    }
}
