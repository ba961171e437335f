package dev.shophub.connector;

import dev.shophub.model.Listing;
import dev.shophub.model.RawRecord;
import java.time.Instant;

/** Items as the shop offers them, up and down. */
public interface ListingSource extends StreamSource {

    /** How far and in which slices {@link #listings} may be asked. */
    Reach listingsReach(Instant now);

    /**
     * One page of what changed in the window; {@link Cursor#START} asks for the first. Reading all pages of a closed
     * window in the past leaves nothing out, whatever moves meanwhile.
     */
    Page listings(Window window, Cursor cursor);

    /**
     * The same record in the hub's words, a pure function.
     *
     * @throws MalformedRecordException naming the field
     */
    Listing toListing(RawRecord raw);
}
