package dev.shophub.connector;

import java.time.Duration;

/** The quota is spent. Not a fault: the hub waits what was asked. */
public final class RateLimitedException extends Failure {

    private final Duration wait;

    public RateLimitedException(String message, Duration wait) {
        super(message);
        this.wait = wait;
    }

    /** How long the platform asks to wait. */
    public Duration waitTime() {
        return wait;
    }
}
