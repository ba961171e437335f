package dev.shophub.simulator.trade;

import java.time.Duration;

/**
 * How fast an invented order lives.
 *
 * @param pay from placing to payment
 * @param ship from payment to shipping
 * @param complete from shipping to completion
 * @param giveUp from placing to being closed unpaid
 * @param review from completion to a review
 * @param refund from the step before it to a refund, and from one turn of the refund to the next
 */
record Tempo(Span pay, Span ship, Span complete, Span giveUp, Span review, Span refund) {

    /** As shops live. */
    static final Tempo NATURAL = new Tempo(
            Span.minutes(1, 20),
            Span.minutes(3 * 60, 40 * 60),
            Span.minutes(3 * 1440, 8 * 1440),
            Span.minutes(60, 1440),
            Span.minutes(10, 4 * 1440),
            Span.minutes(60, 1440));

    /** Fast enough to be watched. */
    static final Tempo LIVE = new Tempo(
            Span.seconds(3, 90),
            Span.seconds(60, 420),
            Span.seconds(300, 1500),
            Span.seconds(180, 600),
            Span.seconds(30, 600),
            Span.seconds(20, 240));

    /** Shortest and longest, in seconds. */
    record Span(int low, int high) {

        static Span seconds(int low, int high) {
            return new Span(low, high);
        }

        static Span minutes(int low, int high) {
            return new Span(low * 60, high * 60);
        }

        Duration of(Chance chance) {
            return Duration.ofSeconds(chance.between(low, high));
        }
    }
}
