package dev.shophub.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A part of a shop's past that is read again.
 *
 * @param from begin of the range, UTC
 * @param to its end, UTC
 * @param readTo all up to here is stored, UTC
 * @param reason why it waits or was refused; empty when it goes well
 * @param worked time spent reading, pauses left out
 * @param records read so far, repeats included
 * @param changed rows inserted or changed
 * @param quarantined records set aside
 */
public record Backfill(
        long id,
        long shopId,
        String shop,
        String stream,
        Instant from,
        Instant to,
        State state,
        String reason,
        String author,
        Instant askedAt,
        Optional<Instant> endedAt,
        Instant readTo,
        Duration worked,
        long records,
        long changed,
        long quarantined) {

    /** How far it is. */
    public enum State {
        /** Goes on, or waits for its turn. */
        OPEN,
        DONE,
        /** By a person. */
        STOPPED,
        /** The platform will never answer it. */
        REFUSED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The name of the checkpoint that keeps its position. */
    public String checkpoint() {
        return checkpointOf(id);
    }

    static String checkpointOf(long id) {
        return "backfill-" + id;
    }

    /** Share of the range's time that is read, 0 to 1. */
    public double share() {
        var whole = Duration.between(from, to).toMillis();
        return state == State.DONE || whole <= 0
                ? 1
                : Math.min(1, Math.max(0, Duration.between(from, readTo).toMillis() / (double) whole));
    }

    /** Time it will still read for, at the pace it had so far; empty while that is not known. */
    public Optional<Duration> left() {
        double share = share();
        return state != State.OPEN || share <= 0 || worked.isZero()
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) (worked.toMillis() * (1 - share) / share)));
    }
}
