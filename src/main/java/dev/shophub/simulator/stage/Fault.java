package dev.shophub.simulator.stage;

import java.time.Duration;

/** What goes wrong with one call. */
public sealed interface Fault {

    /** No answer for this long, then the gateway's own 504. */
    record Stall(Duration time) implements Fault {}

    /** A page of HTML with this HTTP status; 200 for the maintenance page that looks like an answer. */
    record Html(int status) implements Fault {}

    /** The true answer, cut in the middle. */
    record Truncate() implements Fault {}

    /** Refused for a spent quota, to wait this many seconds. */
    record RateLimit(int seconds) implements Fault {}
}
