package dev.shophub.connector;

import dev.shophub.model.RawRecord;
import dev.shophub.model.Review;
import java.time.Instant;

/** What buyers wrote. */
public interface ReviewSource extends StreamSource {

    /** How far and in which slices {@link #reviews} may be asked. */
    Reach reviewsReach(Instant now);

    /**
     * One page of the reviews written in the window, and of older ones as far as the platform tells that they changed;
     * {@link Cursor#START} asks for the first. Reading all pages of a closed window in the past leaves nothing out,
     * whatever moves meanwhile.
     */
    Page reviews(Window window, Cursor cursor);

    /**
     * The same record in the hub's words, a pure function.
     *
     * @throws MalformedRecordException naming the field
     */
    Review toReview(RawRecord raw);
}
