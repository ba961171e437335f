package dev.shophub.connector;

import dev.shophub.model.RawRecord;
import dev.shophub.model.Refund;
import java.time.Instant;

/** Refunds of a shop. */
public interface RefundSource extends StreamSource {

    /** How far and in which slices {@link #refunds} may be asked. */
    Reach refundsReach(Instant now);

    /**
     * One page of what changed in the window; {@link Cursor#START} asks for the first. Reading all pages of a closed
     * window in the past leaves nothing out, whatever moves meanwhile.
     */
    Page refunds(Window window, Cursor cursor);

    /**
     * The same record in the hub's words, a pure function.
     *
     * @throws MalformedRecordException naming the field
     */
    Refund toRefund(RawRecord raw);
}
