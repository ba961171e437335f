package dev.shophub.connector;

/** Past reviews, where reading what is new shows more or fewer than those written in the window. */
public interface ReviewHistory extends ReviewSource {

    /**
     * One page of the reviews that were written in the window and are still shown, and of no others; {@link Cursor#START}
     * asks for the first. Reading all pages leaves none out: one that does not come is gone.
     */
    Page reviewsWritten(Window window, Cursor cursor);
}
