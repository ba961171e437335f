package dev.shophub.reconcile;

import dev.shophub.connector.OrderCensus;
import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import dev.shophub.reconcile.Rereading.Reread;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The way to the platforms' own lists: beside the live polls, within the part of a shop's quota that a backfill has. */
public interface CensusDoor {

    /**
     * Begins a visit on a thread of the shop's own; does not wait for it.
     *
     * @return whether it began: not when the shop is not connected, stands still, or is still visited
     */
    boolean begin(ShopKey shop, Consumer<Visit> visit);

    /** A shop for as long as it is visited. */
    interface Visit {

        /** Its list; empty where its platform has none. */
        Optional<OrderCensus> list();

        /**
         * Reads orders by their numbers and stores them as a poll does, before it returns.
         *
         * @return one for each id; empty when the platform tells no order by its number
         * @throws dev.shophub.connector.Failure the platform's
         */
        Optional<List<Reread>> orders(List<ExternalId> ids);

        /** Has a stretch of the past read by a backfill; its number. */
        long backfill(Instant from, Instant to);

        /** Whether the hub stops or the shop is to stand still: looked at after every page. */
        boolean over();
    }
}
