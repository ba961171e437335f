package dev.shophub.reconcile;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what others write into the database; handed in so that tests need not wait. */
@FunctionalInterface
public interface Patience {

    /** Never waits: what is asked is looked at once. */
    Patience NONE = (done, longest) -> done.getAsBoolean();

    /**
     * Waits until it is done, looking again and again.
     *
     * @return false when it was not done in time
     */
    boolean until(BooleanSupplier done, Duration longest);

    /** Looks every {@code interval}: nobody tells another process that a row has changed. */
    static Patience looking(Duration interval) {
        return (done, longest) -> {
            long end = System.nanoTime() + longest.toNanos();
            while (!done.getAsBoolean()) {
                if (System.nanoTime() >= end) {
                    return false;
                }
                try {
                    Thread.sleep(interval.toMillis());
                } catch (InterruptedException stopping) {
                    Thread.currentThread().interrupt();
                    return done.getAsBoolean();
                }
            }
            return true;
        };
    }
}
