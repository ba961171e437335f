package dev.shophub.connector;

import dev.shophub.model.RawRecord;
import dev.shophub.model.StockLevel;
import java.time.Instant;
import java.util.List;

/** What a shop shows as available. */
public interface StockSource extends StreamSource {

    /** How far and in which slices {@link #stock} may be asked. */
    Reach stockReach(Instant now);

    /**
     * One page of what changed in the window; {@link Cursor#START} asks for the first. Reading all pages of a closed
     * window in the past leaves nothing out, whatever moves meanwhile.
     */
    Page stock(Window window, Cursor cursor);

    /**
     * The same record (one item with all its variants) in the hub's words, a pure function.
     *
     * @throws MalformedRecordException naming the field
     */
    List<StockLevel> toStockLevels(RawRecord raw);
}
