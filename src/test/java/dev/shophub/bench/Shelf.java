package dev.shophub.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** One shop as the platform shows it: its backlogs, and whether it keeps the caller waiting. */
final class Shelf {

    /** An order of history is placed so long before it is last changed. */
    private static final long PLACED_BEFORE = 90;

    private static final long TIDS = 3_000_000_000_000_000_000L;
    private static final long SHOP = 1_000_000_000_000L;

    private static final Duration GLANCE = Duration.ofMillis(50);

    private final int index;
    private final List<Release> releases = new CopyOnWriteArrayList<>();
    volatile boolean closed;
    private volatile Stall stall = new Stall(0, 0);

    /** @param number of this one, from 1; 0 none yet */
    private record Stall(int number, long millis) {}

    Shelf(int index) {
        this.index = index;
    }

    static int shopOf(long tid) {
        return (int) ((tid - TIDS) / SHOP);
    }

    long tid(long number) {
        return TIDS + index * SHOP + number;
    }

    /** From now on every answer takes so long; 0 lets those that wait go at once. */
    synchronized void stall(long millis) {
        stall = new Stall(stall.number() + (millis > 0 ? 1 : 0), millis);
    }

    /** Waits as a slow shop lets its callers wait. */
    void await(Happenings happenings) {
        var began = stall;
        if (began.millis() > 0) {
            happenings.now("stalled/" + index + "/" + began.number());
            long until = System.nanoTime() + Duration.ofMillis(began.millis()).toNanos();
            while (stall.equals(began) && System.nanoTime() < until) {
                LockSupport.parkNanos(GLANCE.toNanos());
            }
        }
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
