package dev.shophub.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A text that a route file, or a query, had.
 *
 * @param id grows with time, over all files
 * @param author owner of the file; empty: unknown
 * @param at when it first ran, or was put aside, UTC
 * @param effect what it changed, a clause each line; empty: nothing
 * @param before the revision that ran before it
 */
public record RouteRevision(
        long id,
        String file,
        String text,
        String author,
        Instant at,
        State state,
        String effect,
        Optional<Long> before) {

    /** What became of it. */
    public enum State {
        RAN,
        /** Put aside, for instance by a rollback. */
        KEPT,
        /** An admin accepted that the file is gone; its text is that of the revision before. */
        REMOVED;

        /** The word in the table and in JSON. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
