package dev.shophub.connector;

import java.time.Instant;

/** Orders by the time they were placed: for first contact and reconciliation, where a platform can. */
public interface OrderHistory extends OrderSource {

    /** As {@link #ordersReach}, of {@link #ordersPlaced}: some platforms show what was placed longer than what changed. */
    default Reach ordersPlacedReach(Instant now) {
        return ordersReach(now);
    }

    /** As {@link #orders}, but the window is of the time of placing. */
    Page ordersPlaced(Window window, Cursor cursor);
}
