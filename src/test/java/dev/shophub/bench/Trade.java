package dev.shophub.bench;

import java.util.stream.LongStream;

/**
 * One order of the benchmark: everything in it follows from its number and version, so that server, plain Java and the final
 * count need not be told of each other. Four orders in a row have nine lines, 2.25 each.
 *
 * @param number from 0, of no other order of any shop
 * @param version 1, or 2: shipped, and 1.00 dearer
 */
record Trade(long number, int version) {

    static final String SKU = "L-";

    private static final int[] LINES = {1, 2, 3, 3};
    private static final int SKUS = 2_000;

    int lines() {
        return LINES[(int) (number % LINES.length)];
    }

    /** Unit price of a line in cents, 100.00 to 899.99. */
    int cents(int line) {
        return 10_000 + (int) ((number * 31 + line * 17_011L) % 80_000);
    }

    int pieces(int line) {
        return 1 + (int) ((number + line) % 3);
    }

    /** Merchant code of a line. */
    String code(int line) {
        return SKU + (10_000 + (number * 7 + line) % SKUS);
    }

    long goodsCents() {
        long sum = 0;
        for (int line = 0; line < lines(); line++) {
            sum += (long) cents(line) * pieces(line);
        }
        return sum;
    }

    /** Goods, freight 10.00, discount 5.00. */
    long totalCents() {
        return goodsCents() + 500 + (version - 1) * 100L;
    }

    /** Four of five orders have a buyer of their own. */
    long buyer() {
        return number * 4 / 5;
    }

    /** What many orders come to. */
    record Sum(long orders, long lines, long pieces, long totalCents) {

        static final Sum NONE = new Sum(0, 0, 0, 0);

        Sum plus(Sum other) {
            return new Sum(
                    orders + other.orders, lines + other.lines, pieces + other.pieces, totalCents + other.totalCents);
        }
    }

    Sum sum() {
        long pieces = 0;
        for (int line = 0; line < lines(); line++) {
            pieces += pieces(line);
        }
        return new Sum(1, lines(), pieces, totalCents());
    }

    /** First versions of so many orders, from this number on. */
    static Sum sumOf(long first, long count) {
        return LongStream.range(first, first + count)
                .mapToObj(number -> new Trade(number, 1).sum())
                .reduce(Sum.NONE, Sum::plus);
    }
}
