package dev.shophub.bench;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One shop as the platform shows it: its backlogs, and whether it keeps the caller waiting. */
final class Shelf {

    /** An order of history is placed so long before it is last changed. */
    private static final long PLACED_BEFORE = 90;

    private static final long TIDS = 3_000_000_000_000_000_000L;
    private static final long SHOP = 1_000_000_000_000L;

    private final int index;
    private final List<Release> releases = new CopyOnWriteArrayList<>();
    volatile boolean closed;
    volatile long stallMillis;

    Shelf(int index) {
        this.index = index;
    }

    static int shopOf(long tid) {
        return (int) ((tid - TIDS) / SHOP);
    }

    long tid(long number) {
        return TIDS + index * SHOP + number;
    }

    void add(Release release) {
        releases.add(release);
    }

    int backlogs() {
        return releases.size();
    }

    /** One page of a list, newest first, as the platform words it. */
    String page(boolean past, long from, long to, int page, int size) {
        var shown = releases.stream().filter(release -> release.past() == past).toList();
        var rows = new StringBuilder();
        long total = 0;
        long skip = (page - 1L) * size;
        int left = size;
        for (int at = shown.size() - 1; at >= 0; at--) {
            var release = shown.get(at);
            int begin = release.before(from);
            int end = release.before(to + 1);
            total += end - begin;
            int newest = (int) (end - 1 - Math.min(skip, end - begin));
            skip -= Math.min(skip, end - begin);
            for (int row = newest; row >= begin && left > 0; row--, left--) {
                rows.append(rows.isEmpty() ? "" : ",")
                        .append("{\"tid\":")
                        .append(tid(release.row(row).number()))
                        .append(",\"modified\":\"")
                        .append(Detail.time(release.time(row)))
                        .append("\"}");
            }
        }
        return "{\"total_results\":" + total + ",\"has_next\":" + (total > page * (long) size)
                + ",\"trades\":{\"trade\":[" + rows + "]},\"request_id\":\"16q9z1example\"}";
    }

    /** An order as it is now. */
    byte[] detail(long tid) {
        long number = (tid - TIDS) % SHOP;
        long created = 0;
        long modified = 0;
        int version = 1;
        for (var release : releases) {
            var first = release.firstRowOf(number);
            if (first.isPresent()) {
                long time = release.time(first.get());
                created = release.past() ? time : time - PLACED_BEFORE;
                modified = created + PLACED_BEFORE;
            }
            var later = release.laterRowOf(number);
            if (later.isPresent()) {
                version = 2;
                modified = release.time(later.get());
            }
        }
        return Detail.of(new Trade(number, version), tid, created, modified);
    }
}
