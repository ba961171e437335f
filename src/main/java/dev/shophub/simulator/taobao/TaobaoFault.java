package dev.shophub.simulator.taobao;

import java.time.Duration;

/** What goes wrong with one call. */
sealed interface TaobaoFault {

    /** No answer for this long, then the gateway's own 504. */
    record Stall(Duration time) implements TaobaoFault {}

    /** A page of HTML with this HTTP status; 200 for the maintenance page that looks like an answer. */
    record Html(int status) implements TaobaoFault {}

    /** The true answer, cut in the middle. */
    record Truncate() implements TaobaoFault {}

    /** Code 7 with this many seconds. */
    record RateLimit(int seconds) implements TaobaoFault {}
}
