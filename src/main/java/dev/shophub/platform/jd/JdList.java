package dev.shophub.platform.jd;

import dev.shophub.connector.SpanPager;
import dev.shophub.connector.Window;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * One list of the platform, asked by a span of time.
 *
 * @param parameters beside span and page; in the order in which they are sent
 * @param names of the parameters of span and page, each interface has its own
 * @param window the span, cut to whole seconds: the platform knows no others, nor do cursors
 * @param deepestPage the platform refuses pages beyond this one, or answers them empty
 * @param shape of the answer
 */
record JdList(String method, Map<String, ?> parameters, Names names, Window window, int deepestPage, Shape shape)
        implements SpanPager.Span {

    JdList {
        window = new Window(
                window.from().truncatedTo(ChronoUnit.SECONDS), window.to().truncatedTo(ChronoUnit.SECONDS));
    }

    /** @param textual whether page and size are sent as text */
    record Names(String from, String to, String page, String size, boolean textual) {}

    /** @param result the business object; empty: the root itself */
    record Shape(String result, String rows, String total, Verdict verdict) {}

    /** How an interface says that it did what was asked: each in its own way. */
    enum Verdict {
        /** {@code apiResult.success}. */
        API_RESULT,
        /** {@code success} of the business object. */
        SUCCESS,
        /** {@code code} of the business object, zeros. */
        CODE,
        /** By a list being there. */
        LIST
    }
}
