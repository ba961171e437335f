package dev.shophub.settings;

import dev.shophub.connector.Platform.Pace;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One {@code poll.<stream>} block; what is absent comes from the platform.
 *
 * @param every interval between polls
 * @param lookback how far a poll re-reads
 * @param settle how long before the platform's clock a window closes
 * @param enabled false: the stream is not read
 */
record PollBlock(
        Optional<Duration> every,
        Optional<Duration> lookback,
        Optional<Duration> settle,
        @DefaultValue("true") boolean enabled) {

    static final PollBlock UNCHANGED = new PollBlock(Optional.empty(), Optional.empty(), Optional.empty(), true);

    PollBlock {
        every = every == null ? Optional.empty() : every;
        lookback = lookback == null ? Optional.empty() : lookback;
        settle = settle == null ? Optional.empty() : settle;
        if (every.filter(value -> value.compareTo(Duration.ofSeconds(1)) < 0).isPresent()) {
            throw new IllegalArgumentException("every must be at least 1s");
        }
        if (lookback.filter(Duration::isNegative).isPresent()
                || settle.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException("lookback and settle must not be negative");
        }
    }

    Pace over(Pace standard) {
        return new Pace(
                every.orElse(standard.every()), lookback.orElse(standard.lookback()), settle.orElse(standard.settle()));
    }
}
