package dev.shophub.platform.taobao;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * One list of the platform, asked by a span of time.
 *
 * @param fromName the parameter that begins the span
 * @param toName the parameter that ends it
 * @param from begin of the span, UTC
 * @param to its end
 * @param plural the wrapper of the rows
 * @param singular the rows in it
 * @param knowsHasNext whether the interface declares {@code use_has_next}; elsewhere it would break the signature
 * @param deepestPage the platform refuses pages beyond this one
 */
record TaobaoList(
        String method,
        Map<String, String> parameters,
        String fromName,
        String toName,
        Instant from,
        Instant to,
        String plural,
        String singular,
        boolean knowsHasNext,
        int deepestPage) {

    /** The platform knows whole seconds, and so do cursors. */
    TaobaoList {
        from = from.truncatedTo(ChronoUnit.SECONDS);
        to = to.truncatedTo(ChronoUnit.SECONDS);
    }
}
