package dev.shophub.connector;

import dev.shophub.model.ErpStock;
import dev.shophub.model.RawRecord;
import java.time.Instant;

/** Stock as the ERP keeps it: one record a SKU. */
public interface ErpStockSource extends StreamSource {

    /** How far and in which slices {@link #stock} may be asked. */
    Reach stockReach(Instant now);

    /**
     * One page of what changed in the window; {@link Cursor#START} asks for the first. Reading all pages of a closed
     * window in the past leaves nothing out, whatever moves meanwhile.
     */
    Page stock(Window window, Cursor cursor);

    /**
     * The same record in the hub's words, a pure function.
     *
     * @throws MalformedRecordException naming the field
     */
    ErpStock toErpStock(RawRecord raw);
}
