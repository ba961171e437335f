package dev.shophub.reconcile;

import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads again what a shop shows: parts of its past ({@code ./hub backfill}) and single orders ({@code ./hub resync}). */
public interface Rereading {

    /**
     * The streams whose past can be read, by name, each with the moment before which the platform shows nothing.
     *
     * @return empty when the shop is not connected
     */
    Optional<Map<String, Instant>> reach(ShopKey shop);

    /** Begins what {@link dev.shophub.store.BackfillBook} says is open, each on a thread of its shop; does not wait for it. */
    void goOn();

    /**
     * Reads orders by their ids and stores them as a poll does, before it returns.
     *
     * @return one for each id; empty when the shop is not connected or its platform tells no order by its id
     * @throws dev.shophub.connector.Failure the platform's
     */
    Optional<List<Reread>> orders(ShopKey shop, List<ExternalId> ids);

    /** How reading an order again ended. */
    record Reread(ExternalId order, Outcome outcome) {}

    /** What came of it. */
    enum Outcome {
        /** Stored: it was new, or differed. */
        CHANGED,
        /** As it was stored already. */
        SAME,
        /** Set aside: see {@code ./hub parked}. */
        UNREADABLE,
        /** The shop shows no such order. */
        UNKNOWN
    }
}
