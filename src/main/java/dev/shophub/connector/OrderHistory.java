package dev.shophub.connector;

/** Orders by the time they were placed: for first contact and reconciliation, where a platform can. */
public interface OrderHistory extends OrderSource {

    /** As {@link #orders}, but the window is of the time of placing. */
    Page ordersPlaced(Window window, Cursor cursor);
}
