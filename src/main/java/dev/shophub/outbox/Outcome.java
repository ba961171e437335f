package dev.shophub.outbox;

import java.time.Duration;

/**
 * How a delivery ended well. A delivery route must end with one in its body: a route that ends without has held the
 * message back, and it is parked as "held by route".
 */
public sealed interface Outcome {

    /** The other side has it. {@code reference}: its id there, or the mail's Message-ID. */
    record Delivered(String reference) implements Outcome {}

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
