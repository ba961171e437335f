package dev.shophub.outbox;

import java.time.Duration;
import java.util.List;

/**
 * How a delivery ended well. A delivery route must end with one in its body: a route that ends without has held the
 * message back, and it is parked as "held by route".
 */
public sealed interface Outcome {

    /**
     * The other side has it.
     *
     * @param reference its id there, or the mail's Message-ID
     * @param carried ids of further messages that went with it: a digest ends all it lists
     */
    record Delivered(String reference, List<Long> carried) implements Outcome {

        public Delivered {
            carried = List.copyOf(carried);
        }

        public Delivered(String reference) {
            this(reference, List.of());
        }
    }

    /**
     * Waits for a person.
     *
     * @param reason a word: {@code unmapped-sku}, {@code held-by-route}, {@code paused}
     * @param detail particulars, without a buyer's data
     */
    record Parked(String reason, String detail) implements Outcome {}

    /** Nothing to be told (any more). {@code reason}: {@code not-due}, {@code unchanged}, {@code before-go-live}. */
    record Dropped(String reason) implements Outcome {}

    /** Not now; not counted as an attempt. */
    record Later(Duration delay, String reason) implements Outcome {}
}
