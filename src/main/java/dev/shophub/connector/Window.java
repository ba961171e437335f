package dev.shophub.connector;

import java.time.Duration;
import java.time.Instant;

/** The slice of time asked for, both ends included: platforms differ, and the upsert makes overlaps harmless. */
public record Window(Instant from, Instant to) {

    /** @throws IllegalArgumentException when it ends before it begins */
    public Window {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("A window cannot end before it begins (" + from + " to " + to + ")");
        }
    }

    public Duration length() {
        return Duration.between(from, to);
    }
}
