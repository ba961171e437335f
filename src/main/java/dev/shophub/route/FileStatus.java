package dev.shophub.route;

import java.time.Instant;
import java.util.Optional;

/**
 * One file that an admin edits, and how it stands to what runs.
 *
 * @param file its name
 * @param revision what runs of it; empty: nothing
 * @param author who saved that
 * @param since when that first ran, UTC
 * @param differs whether the file on disk is another text than the one that runs
 * @param message {@code FILE:LINE: what; what to do.}; empty when there is nothing to say
 */
public record FileStatus(
        String file,
        State state,
        Optional<Long> revision,
        String author,
        Optional<Instant> since,
        boolean differs,
        String message) {

    /** How a file stands. */
    public enum State {
        /** What is on disk runs. */
        RUNNING,
        /** A save is swapped in and has to prove itself. */
        PROVING,
        /** The save has a fault; what ran before runs on. */
        REFUSED,
        /** The save breaks what must hold; it waits for {@code ./hub accept}. */
        WAITING,
        /** The file is gone; its routes run on. */
        MISSING,
        /** Not read: wrong name or place. */
        OVERLOOKED,
        /** Nothing of it runs. */
        DOWN
    }
}
