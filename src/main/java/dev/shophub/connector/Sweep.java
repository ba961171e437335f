package dev.shophub.connector;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Reads older records again whose changes move nothing in a list. The hand of a clock goes through their age once a round, and
 * the time that passed tells from where to where it moved: each is read again in time, and nothing has to be stored.
 */
public final class Sweep {

    /** A longer window catches up with the past, where going through older records again would be in vain. */
    private static final Duration LIVE = Duration.ofHours(6);

    private final Duration depth;
    private final Duration round;
    /** Spares what the look-back would read again; forgotten with the process, which costs a few calls. */
    private volatile Instant swept = Instant.MIN;

    /**
     * @param depth the age up to which records are read again; nothing: never
     * @param round time in which that depth is gone through once
     */
    public Sweep(Duration depth, Duration round) {
        this.depth = depth;
        this.round = round;
    }

    /** The spans of older records that are due beside this window. */
    public List<Window> beside(Window window) {
        if (!sweeps(window)) {
            return List.of();
        }
        boolean goesOn = swept.isAfter(window.from()) && swept.isBefore(window.to());
        return due(new Window(goesOn ? swept : window.from(), window.to()));
    }

    /** This window is read to its end, and what was due beside it. */
    public void done(Window window) {
        if (sweeps(window)) {
            swept = window.to();
        }
    }

    private boolean sweeps(Window window) {
        return !depth.isZero() && round.toSeconds() > 0 && window.length().compareTo(LIVE) <= 0;
    }

    private List<Window> due(Window passed) {
        long whole = round.toSeconds();
        if (passed.length().toSeconds() >= whole) {
            return List.of(aged(passed.to(), 0, whole));
        }
        long from = Math.floorMod(passed.from().getEpochSecond(), whole);
        long to = Math.floorMod(passed.to().getEpochSecond(), whole);
        return from <= to
                ? List.of(aged(passed.to(), from, to))
                : List.of(aged(passed.to(), from, whole), aged(passed.to(), 0, to));
    }

    private Window aged(Instant now, long youngest, long oldest) {
        return new Window(
                now.minusSeconds(Math.multiplyExact(depth.toSeconds(), oldest) / round.toSeconds()),
                now.minusSeconds(Math.multiplyExact(depth.toSeconds(), youngest) / round.toSeconds()));
    }
}
