package dev.shophub.connector;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the reading of a window's lists stands.
 *
 * @param list which of the stream's lists, from 0
 * @param from begin of the slice of the window that is being read, whole seconds
 * @param to its end
 * @param page the page to read next, counted down to 1; 0: the slice's pages are not counted yet
 * @param rest ids of this page still to be read, when the page was cut
 */
public record SpanCursor(int list, Instant from, Instant to, int page, List<String> rest) {

    static final int NOT_COUNTED = 0;

    public SpanCursor {
        rest = List.copyOf(rest);
    }

    static SpanCursor startOf(int list, Instant from, Instant to) {
        return new SpanCursor(list, from, to, NOT_COUNTED, List.of());
    }

    SpanCursor atPage(int number) {
        return new SpanCursor(list, from, to, number, List.of());
    }

    /** The same page, of which only these ids are still to be read. */
    public SpanCursor cutTo(List<String> ids) {
        return new SpanCursor(list, from, to, page, ids);
    }

    public Cursor text() {
        return new Cursor(list + "|" + from.getEpochSecond() + "|" + to.getEpochSecond() + "|" + page + "|"
                + String.join(",", rest));
    }

    /** Empty when the cursor is none of ours, as after an upgrade: the window is then read from its start again. */
    static Optional<SpanCursor> parse(Cursor cursor) {
        var parts = cursor.value().split("\\|", -1);
        if (parts.length != 5) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SpanCursor(
                    Integer.parseInt(parts[0]),
                    Instant.ofEpochSecond(Long.parseLong(parts[1])),
                    Instant.ofEpochSecond(Long.parseLong(parts[2])),
                    Integer.parseInt(parts[3]),
                    Stream.of(parts[4].split(",")).filter(id -> !id.isEmpty()).toList()));
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
    }
}
