package dev.shophub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads lists that are asked for by a span of time, from their last page to their first. Whichever way they are sorted, a row
 * that changes leaves the closed span and those behind it move one place forward: reading forward skips rows, reading backward
 * can only repeat some. A span with more rows than the platform pages through is halved.
 *
 * @param <L> a list of the platform
 */
public final class SpanPager<L extends SpanPager.Span> {

    /**
     * Whether a platform counts a span's ends in is often not documented: asking for one second more includes the end either
     * way, and with it the begin of the span that follows.
     */
    private static final Duration END_INCLUDED = Duration.ofSeconds(1);

    private final Asks<L> asks;
    private final int pageSize;

    /** @param pageSize rows a page of every list */
    public SpanPager(Asks<L> asks, int pageSize) {
        this.asks = asks;
        this.pageSize = pageSize;
    }

    /** One list of a platform. */
    public interface Span {

        /** The interface that is asked, for messages. */
        String method();

        /** The span asked for, in whole seconds: cursors know no others. */
        Window window();

        /** The platform refuses pages beyond this one. */
        int deepestPage();
    }

    /** Asks the platform for one page. */
    @FunctionalInterface
    public interface Asks<L> {

        /**
         * @param to one second after the end of what is wanted
         * @param page from 1
         * @param count whether the total is needed; where it is dear it may be left out otherwise
         */
        Listed page(L list, Instant from, Instant to, int page, boolean count);
    }

    /**
     * What the platform listed.
     *
     * @param rows of one page
     * @param total rows of the whole span, where it was told
     * @param readAt when the answer arrived, UTC
     */
    public record Listed(List<JsonNode> rows, OptionalLong total, Instant readAt) {}

    /**
     * Rows of one page.
     *
     * @param here the page that was read
     * @param next the page to read then, empty after the last list's first page
     */
    public record Rows(List<JsonNode> rows, Instant readAt, SpanCursor here, Optional<SpanCursor> next) {}

    /** Where a cursor stands among these lists; at their start if it is none of ours. */
    public SpanCursor position(List<L> lists, Cursor cursor) {
        return SpanCursor.parse(cursor)
                .filter(place -> place.list() < lists.size())
                .orElseGet(() -> start(lists, 0));
    }

    /**
     * The page at this place, or the first one after it that has rows.
     *
     * @throws UnavailableException when the platform does not tell how many rows there are
     * @throws RejectedException when a single second has more rows than the platform pages through
     */
    public Rows read(List<L> lists, SpanCursor place) {
        var here = place;
        while (true) {
            var list = lists.get(here.list());
            boolean count = here.page() == SpanCursor.NOT_COUNTED;
            var listed = ask(list, here, count);
            if (count) {
                long pages = pages(list, listed);
                if (pages > list.deepestPage()) {
                    here = half(list, here);
                    continue;
                }
                here = here.atPage((int) Math.max(1, pages));
                listed = pages > 1 ? ask(list, here, false) : listed;
            }
            var next = after(lists, here);
            if (!listed.rows().isEmpty() || next.isEmpty()) {
                return new Rows(listed.rows(), listed.readAt(), here, next);
            }
            here = next.get();
        }
    }

    /** The place after this page: the page before it, then the rest of the span, then the next list. */
    public Optional<SpanCursor> after(List<L> lists, SpanCursor here) {
        if (here.page() > 1) {
            return Optional.of(here.atPage(here.page() - 1));
        }
        var end = lists.get(here.list()).window().to();
        if (here.to().isBefore(end)) {
            return Optional.of(SpanCursor.startOf(here.list(), here.to(), end));
        }
        return here.list() + 1 < lists.size() ? Optional.of(start(lists, here.list() + 1)) : Optional.empty();
    }

    /** Rows still to come after this page, -1 where other spans or lists follow. */
    public long remaining(List<L> lists, SpanCursor here) {
        boolean last = here.list() == lists.size() - 1
                && !here.to().isBefore(lists.get(here.list()).window().to());
        return last ? (here.page() - 1L) * pageSize : -1;
    }

    private Listed ask(L list, SpanCursor place, boolean count) {
        return asks.page(list, place.from(), place.to().plus(END_INCLUDED), Math.max(1, place.page()), count);
    }

    private SpanCursor start(List<L> lists, int number) {
        var window = lists.get(number).window();
        return SpanCursor.startOf(number, window.from(), window.to());
    }

    private SpanCursor half(L list, SpanCursor whole) {
        long seconds = Duration.between(whole.from(), whole.to()).toSeconds();
        if (seconds < 2) {
            throw new RejectedException(
                    "More rows changed within a second than the platform pages through (method=" + list.method()
                            + ", at=" + whole.from() + ")",
                    "too-many-rows");
        }
        return SpanCursor.startOf(whole.list(), whole.from(), whole.from().plusSeconds(seconds / 2));
    }

    private long pages(L list, Listed listed) {
        long total = listed.total()
                .orElseThrow(() -> new UnavailableException(
                        "The answer does not say how many rows there are (method=" + list.method() + ")"));
        return (total + pageSize - 1) / pageSize;
    }
}
