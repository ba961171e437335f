package dev.shophub.platform.woocommerce;

import dev.shophub.connector.SpanPager;
import dev.shophub.connector.Window;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One list of the shop, asked by a span of time.
 *
 * @param method path of the interface
 * @param parameters beside span and page
 * @param times which of a record's times the span is of
 * @param window the span, cut to whole seconds: the shop knows no others, nor do cursors
 * @param read statuses whose rows another list has brought
 */
record WoocommerceList(String method, Map<String, String> parameters, Times times, Window window, Set<String> read)
        implements SpanPager.Span {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    WoocommerceList {
        window = new Window(
                window.from().truncatedTo(ChronoUnit.SECONDS), window.to().truncatedTo(ChronoUnit.SECONDS));
    }

    /** The shop pages to the end of every list. */
    @Override
    public int deepestPage() {
        return Integer.MAX_VALUE;
    }

    /** The same with one parameter more. */
    WoocommerceList with(String name, String value) {
        var more = new TreeMap<>(parameters);
        more.put(name, value);
        return new WoocommerceList(method, more, times, window, read);
    }

    /** The whole call of one page; the bounds are exclusive. */
    Map<String, String> call(Instant from, Instant to, int page, int pageSize) {
        var call = new TreeMap<>(parameters);
        times.narrow(call, from, to);
        call.put("page", Integer.toString(page));
        call.put("per_page", Integer.toString(pageSize));
        return call;
    }

    /** How a span is asked for. */
    interface Times {

        /**
         * @param from counted in
         * @param to the first moment not counted in
         */
        void narrow(Map<String, String> call, Instant from, Instant to);
    }

    /** By the time of the last change. */
    static final Times MODIFIED = gmt("modified");

    /** By the time of making. */
    static final Times CREATED = gmt("date");

    /**
     * By the site's own time, which is all that lists of reviews know. In the hour that comes twice a year its order is not that of
     * time: an hour more on either side leaves nothing out.
     */
    static Times local(ZoneId zone) {
        return (call, from, to) -> {
            call.put("after", FORM.format(LocalDateTime.ofInstant(from.minusSeconds(3_601), zone)));
            call.put("before", FORM.format(LocalDateTime.ofInstant(to.plusSeconds(3_600), zone)));
            call.put("orderby", "date_gmt");
            call.put("order", "asc");
        };
    }

    private static Times gmt(String order) {
        var prefix = order.equals("modified") ? "modified_" : "";
        return (call, from, to) -> {
            call.put(prefix + "after", FORM.format(LocalDateTime.ofInstant(from.minusSeconds(1), ZoneOffset.UTC)));
            call.put(prefix + "before", FORM.format(LocalDateTime.ofInstant(to, ZoneOffset.UTC)));
            call.put("dates_are_gmt", "true");
            call.put("orderby", order);
            call.put("order", "asc");
        };
    }
}
