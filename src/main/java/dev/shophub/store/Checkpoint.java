package dev.shophub.store;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a stream of a shop is read.
 *
 * @param watermark all changes up to here are stored
 * @param open the window being read and where in it; empty between windows
 * @param target history only: where it ends; the watermark there means complete
 * @param startedFrom history only: where it began
 */
public record Checkpoint(
        Instant watermark,
        Optional<OpenWindow> open,
        Optional<Instant> target,
        Optional<Instant> startedFrom,
        Optional<Instant> lastGoodAt) {

    /** A window that is not read to its end. */
    public record OpenWindow(Instant from, Instant to, String cursor) {}

    /** History only: nothing is left to read. */
    public boolean complete() {
        return target.map(end -> !watermark.isBefore(end)).orElse(false);
    }
}
