package dev.shophub.connector;

import dev.shophub.model.Order;
import dev.shophub.model.RawRecord;
import java.time.Instant;

/** Orders of a shop, whole: with lines, payments and receiver, as the platform keeps them. */
public interface OrderSource extends StreamSource {

    /** How far and in which slices {@link #orders} may be asked. */
    Reach ordersReach(Instant now);

    /**
     * One page of what changed in the window; {@link Cursor#START} asks for the first. Reading all pages of a closed
     * window in the past leaves nothing out, whatever moves meanwhile.
     */
    Page orders(Window window, Cursor cursor);

    /**
     * The same record in the hub's words, a pure function.
     *
     * @throws MalformedRecordException naming the field
     */
    Order toOrder(RawRecord raw);
}
