package dev.shophub.connector;

import java.time.Duration;

/** The quota is spent, or what was asked for is still in the making. Not a fault: the hub waits what was asked. */
public final class RateLimitedException extends Failure {

    private final Duration wait;
    private final boolean quotaSpent;

    public RateLimitedException(String message, Duration wait) {
        this(message, wait, true);
    }

    private RateLimitedException(String message, Duration wait, boolean quotaSpent) {
        super(message);
        this.wait = wait;
        this.quotaSpent = quotaSpent;
    }

    /** The platform is still making what was asked for: who asked waits, the quota is there for everybody else. */
    public static RateLimitedException inTheMaking(String message, Duration wait) {
        return new RateLimitedException(message, wait, false);
    }

    /** How long the platform asks to wait. */
    public Duration waitTime() {
        return wait;
    }

    /** Whether calls of others would be refused as well. */
    public boolean quotaSpent() {
        return quotaSpent;
    }
}
