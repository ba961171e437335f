package dev.shophub.platform.taobao;

import dev.shophub.connector.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the reading of a window stands.
 *
 * @param list which of the stream's lists, from 0
 * @param from begin of the slice of the window that is being read
 * @param to its end
 * @param page the page to read next, counted down to 1; 0: the slice's pages are not counted yet
 * @param rest ids of this page still to be read, when the page was cut
 */
record TaobaoCursor(int list, Instant from, Instant to, int page, List<String> rest) {

    static final int NOT_COUNTED = 0;

    TaobaoCursor {
        rest = List.copyOf(rest);
    }

    static TaobaoCursor startOf(int list, Instant from, Instant to) {
        return new TaobaoCursor(list, from, to, NOT_COUNTED, List.of());
    }

    TaobaoCursor atPage(int number) {
        return new TaobaoCursor(list, from, to, number, List.of());
    }

    TaobaoCursor cutTo(List<String> ids) {
        return new TaobaoCursor(list, from, to, page, ids);
    }

    Cursor text() {
        return new Cursor(list + "|" + from.getEpochSecond() + "|" + to.getEpochSecond() + "|" + page + "|"
                + String.join(",", rest));
    }

    /** Empty when the cursor is none of ours, as after an upgrade: the window is then read from its start again. */
    static Optional<TaobaoCursor> parse(Cursor cursor) {
        var parts = cursor.value().split("\\|", -1);
        if (parts.length != 5) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TaobaoCursor(
                    Integer.parseInt(parts[0]),
                    Instant.ofEpochSecond(Long.parseLong(parts[1])),
                    Instant.ofEpochSecond(Long.parseLong(parts[2])),
                    Integer.parseInt(parts[3]),
                    List.of(parts[4].split(",")).stream()
                            .filter(id -> !id.isEmpty())
                            .collect(Collectors.toList())));
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
    }
}
