package dev.shophub.platform.vendure;

import dev.shophub.connector.SpanPager;
import dev.shophub.connector.Window;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One list of the platform, asked by a span of one of its times.
 *
 * @param method the query's field
 * @param field the time that lies in the span
 * @param besides conditions that hold beside the span, by field and then by operator
 * @param window the span, cut to whole seconds: cursors know no others
 */
record VendureList(String method, String query, String field, Map<String, Map<String, Object>> besides, Window window)
        implements SpanPager.Span {

    VendureList {
        window = new Window(
                window.from().truncatedTo(ChronoUnit.SECONDS), window.to().truncatedTo(ChronoUnit.SECONDS));
    }

    /** Rows are skipped by number: none lies too deep. */
    @Override
    public int deepestPage() {
        return Integer.MAX_VALUE;
    }

    /** Variables of one page, oldest first; both ends of the span count. */
    Map<String, ?> variables(Instant from, Instant to, int page, int pageSize) {
        var filter = new HashMap<>(besides);
        var onTime = new LinkedHashMap<>(filter.getOrDefault(field, Map.of()));
        onTime.put("between", Map.of("start", from.toString(), "end", to.toString()));
        filter.put(field, onTime);
        return Map.of(
                "options", Map.of("take", pageSize, "skip", (page - 1) * pageSize, "sort", sort(), "filter", filter));
    }

    /** The order of the keys is that of the sorting. */
    private Map<String, String> sort() {
        var sort = new LinkedHashMap<String, String>();
        List.of(field, "id").forEach(key -> sort.put(key, "ASC"));
        return sort;
    }
}
