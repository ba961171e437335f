package dev.shophub.platform.taobao;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * Reads lists from their last page to their first. Rows are sorted newest first, and a row that changes leaves the closed
 * span: those behind it move one place forward, so that reading forward skips rows and reading backward can only repeat
 * some. A span with more rows than the platform pages through is halved.
 */
final class TaobaoPager {

    /**
     * Whether the platform counts a span's ends in is not documented: asking for one second more includes the end either
     * way, and with it the begin of the span that follows.
     */
    private static final Duration END_INCLUDED = Duration.ofSeconds(1);

    private final TaobaoClient client;
    private final int pageSize;

    TaobaoPager(TaobaoClient client, int pageSize) {
        this.client = client;
        this.pageSize = pageSize;
    }

    /**
     * Rows of one page, oldest first.
     *
     * @param here the page that was read
     * @param next the page to read then, empty after the last list's first page
     */
    record Rows(List<JsonNode> rows, Instant readAt, TaobaoCursor here, Optional<TaobaoCursor> next) {}

    /** Where a cursor stands among these lists; at their start if it is none of ours. */
    TaobaoCursor position(List<TaobaoList> lists, Cursor cursor) {
        return TaobaoCursor.parse(cursor)
                .filter(place -> place.list() < lists.size())
                .orElseGet(() -> start(lists, 0));
    }

    /** The page at this place, or the first one after it that has rows. */
    Rows read(List<TaobaoList> lists, TaobaoCursor place) {
        var here = place;
        while (true) {
            var list = lists.get(here.list());
            var answer = ask(list, here, here.page() == TaobaoCursor.NOT_COUNTED);
            if (here.page() == TaobaoCursor.NOT_COUNTED) {
                long pages = pages(answer);
                if (pages > list.deepestPage()) {
                    here = half(list, here);
                    continue;
                }
                here = here.atPage((int) Math.max(1, pages));
                answer = pages > 1 ? ask(list, here, false) : answer;
            }
            var rows = rows(list, answer);
            var next = after(lists, here);
            if (!rows.isEmpty() || next.isEmpty()) {
                return new Rows(rows, answer.readAt(), here, next);
            }
            here = next.get();
        }
    }

    /** The place after this page: the page before it, then the rest of the span, then the next list. */
    Optional<TaobaoCursor> after(List<TaobaoList> lists, TaobaoCursor here) {
        if (here.page() > 1) {
            return Optional.of(here.atPage(here.page() - 1));
        }
        var end = lists.get(here.list()).window().to();
        if (here.to().isBefore(end)) {
            return Optional.of(TaobaoCursor.startOf(here.list(), here.to(), end));
        }
        return here.list() + 1 < lists.size() ? Optional.of(start(lists, here.list() + 1)) : Optional.empty();
    }

    /** Rows still to come after this page, -1 where other spans or lists follow. */
    long remaining(List<TaobaoList> lists, TaobaoCursor here) {
        boolean last = here.list() == lists.size() - 1
                && !here.to().isBefore(lists.get(here.list()).window().to());
        return last ? (here.page() - 1L) * pageSize : -1;
    }

    private static TaobaoCursor start(List<TaobaoList> lists, int number) {
        var window = lists.get(number).window();
        return TaobaoCursor.startOf(number, window.from(), window.to());
    }

    private static TaobaoCursor half(TaobaoList list, TaobaoCursor whole) {
        long seconds = Duration.between(whole.from(), whole.to()).toSeconds();
        if (seconds < 2) {
            throw new RejectedException(
                    "More rows changed within a second than Taobao pages through (method=" + list.method() + ", at="
                            + whole.from() + ")",
                    "too-many-rows");
        }
        return TaobaoCursor.startOf(whole.list(), whole.from(), whole.from().plusSeconds(seconds / 2));
    }

    private long pages(TaobaoAnswer answer) {
        var total = answer.content().path("total_results").asText("");
        if (!total.matches("\\d{1,9}")) {
            throw new UnavailableException("Taobao's answer does not say how many rows there are");
        }
        return (Long.parseLong(total) + pageSize - 1) / pageSize;
    }

    private TaobaoAnswer ask(TaobaoList list, TaobaoCursor place, boolean count) {
        var parameters = new HashMap<>(list.parameters());
        parameters.put(list.fromName(), TaobaoTime.text(place.from()));
        parameters.put(list.toName(), TaobaoTime.text(place.to().plus(END_INCLUDED)));
        parameters.put("page_no", Integer.toString(Math.max(1, place.page())));
        parameters.put("page_size", Integer.toString(pageSize));
        if (list.knowsHasNext()) {
            parameters.put("use_has_next", Boolean.toString(!count));
        }
        return client.call(list.method(), parameters);
    }

    /** An empty list is left out by the platform. */
    private static List<JsonNode> rows(TaobaoList list, TaobaoAnswer answer) {
        var rows = new ArrayList<JsonNode>();
        answer.content().path(list.plural()).path(list.singular()).forEach(rows::add);
        Collections.reverse(rows);
        return rows;
    }
}
