package dev.shophub.bench;

import java.util.Optional;

/**
 * A backlog that a shop shows from one moment on, its rows evenly spread over a span of time, oldest first.
 *
 * <p>A clean one shows new orders only. Of twenty rows of a dirty one, six are later versions of the orders of an earlier
 * backlog, one repeats a row four pages before, as rows do that move while they are paged, and thirteen are new orders.
 *
 * @param past whether its rows are found by when they were placed, as history, or by when they changed
 * @param first number of its first new order
 * @param base number of the first order of the earlier backlog; -1: this one is clean
 * @param from time of its first row, seconds since 1970
 * @param to time after its last row
 */
record Release(boolean past, long first, int count, long base, long from, long to) {

    private static final int ROUND = 20;
    private static final int LATER = 6;
    private static final int NEW = ROUND - 1 - LATER;
    private static final int BACK = 399;

    boolean dirty() {
        return base >= 0;
    }

    /** Orders that are here for the first time. */
    long newOrders() {
        return dirty() ? count / ROUND * (long) NEW : count;
    }

    /** Rows that change what is known. */
    long changes() {
        return dirty() ? count / ROUND * (long) (NEW + LATER) : count;
    }

    /** When a row changed; or, in the past, was placed; seconds since 1970. */
    long time(int row) {
        return from + (to - from) * row / count;
    }

    /** Rows before this time. */
    int before(long second) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time(middle) < second) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    Trade row(int row) {
        if (!dirty()) {
            return new Trade(first + row, 1);
        }
        int place = row % ROUND;
        if (place == 0) {
            return row > BACK ? row(row - BACK) : new Trade(base + row, 1);
        }
        return place <= LATER
                ? new Trade(base + row, 2)
                : new Trade(first + row / ROUND * (long) NEW + place - LATER - 1, 1);
    }

    /** The row that first showed this order, as it was then. */
    Optional<Integer> firstRowOf(long number) {
        long nth = number - first;
        if (nth < 0 || nth >= newOrders()) {
            return Optional.empty();
        }
        return Optional.of(dirty() ? (int) (nth / NEW * ROUND + LATER + 1 + nth % NEW) : (int) nth);
    }

    /** The row that shows a later version of this order. */
    Optional<Integer> laterRowOf(long number) {
        long nth = number - base;
        boolean later = dirty() && nth >= 0 && nth < count && nth % ROUND >= 1 && nth % ROUND <= LATER;
        return later ? Optional.of((int) nth) : Optional.empty();
    }

    /** What the tables hold more than before, once all of it is read. */
    Trade.Sum adds() {
        var sum = Trade.sumOf(first, newOrders());
        if (!dirty()) {
            return sum;
        }
        long dearer = 0;
        for (int row = 0; row < count; row++) {
            var trade = row(row);
            if (trade.version() == 2 && row % ROUND != 0) {
                dearer += trade.totalCents() - new Trade(trade.number(), 1).totalCents();
            }
        }
        return sum.plus(new Trade.Sum(0, 0, 0, dearer));
    }
}
