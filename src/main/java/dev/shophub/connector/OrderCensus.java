package dev.shophub.connector;

import dev.shophub.model.ExternalId;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Orders of a shop told by nothing but their ids, from its list alone: what our books of a day are held against. */
public interface OrderCensus extends OrderHistory {

    /**
     * One page of the ids of what was placed in the window, whatever became of it since: a call of the list and none an order. It lists
     * what {@link #ordersPlaced} reads, within {@link #ordersPlacedReach}; a platform that counts the end of a span in may list what was
     * placed up to a second after it. {@link Cursor#START} asks for the first page.
     */
    Listed ordersListed(Window window, Cursor cursor);

    /**
     * One answer.
     *
     * @param ids in any order, as {@link #ordersPlaced} names its records; one may stand in several pages. A row without an id is left
     *     out: the poll keeps it aside
     * @param next empty at the window's last page
     */
    record Listed(Set<ExternalId> ids, Optional<Cursor> next) {

        public Listed {
            ids = Collections.unmodifiableSet(new LinkedHashSet<>(ids));
        }
    }
}
