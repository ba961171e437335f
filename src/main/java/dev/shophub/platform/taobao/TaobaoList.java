package dev.shophub.platform.taobao;

import dev.shophub.connector.SpanPager;
import dev.shophub.connector.Window;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * One list of the platform, asked by a span of time.
 *
 * @param fromName the parameter that begins the span
 * @param toName the parameter that ends it
 * @param window the span, cut to whole seconds: the platform knows no others, nor do cursors
 * @param within the object of the answer that holds list and total; empty: the answer itself
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
        Window window,
        String within,
        String plural,
        String singular,
        boolean knowsHasNext,
        int deepestPage)
        implements SpanPager.Span {

    TaobaoList {
        window = new Window(
                window.from().truncatedTo(ChronoUnit.SECONDS), window.to().truncatedTo(ChronoUnit.SECONDS));
    }
}
