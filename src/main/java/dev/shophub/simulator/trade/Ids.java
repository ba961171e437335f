package dev.shophub.simulator.trade;

/**
 * The numbers a simulated platform gives to what it holds: 18 or 19 digits, unique in the world, always the same for
 * the same seed. A shop's orders are counted by a serial; lines by their order's serial and their number in it.
 */
final class Ids {

    static final int MAX_SHOPS = 20;
    static final int MAX_LINE = 99_999;
    /** Serials from here on belong to orders that arrive live. */
    static final long LIVE_SERIAL = 1_000_000_000L;

    private static final long SERIALS_PER_SHOP = 4_000_000_000L;
    private static final int STRIDE = 97;
    private static final long REFUND = 200_000_000_000_000_000L;
    private static final long FURTHER_REFUND = 300_000_000_000_000_000L;
    private static final long SET_PIECE = 400_000_000_000_000_000L;
    private static final long ITEM = 700_000_000_000_000_000L;
    private static final long ORDER = 3_000_000_000_000_000_000L;
    private static final long LINE = 4_000_000_000_000_000_000L;
    private static final long SKU = 5_000_000_000_000_000_000L;

    private final long seed;
    private final long shop;

    /** @param shop number of the shop in the world, from 0 */
    Ids(long seed, int shop) {
        this.seed = seed;
        this.shop = shop * SERIALS_PER_SHOP;
    }

    long order(long serial) {
        return scattered(ORDER, shop + serial);
    }

    /** A line of an order; an order's only line bears the order's own number. */
    long line(long orderSerial, int line, boolean only) {
        return only ? order(orderSerial) : scattered(LINE, (shop + orderSerial) * (MAX_LINE + 1) + line);
    }

    long refund(long serial) {
        return scattered(REFUND, shop + serial);
    }

    /** A second refund of the same order. */
    long furtherRefund(long serial) {
        return scattered(FURTHER_REFUND, shop + serial);
    }

    /** A refund that belongs to a set piece, by the second at which it was planned. */
    long refundOfSetPiece(long epochSecond) {
        return scattered(SET_PIECE, shop / SERIALS_PER_SHOP * 1_000_000_000_000L + epochSecond);
    }

    long item(long serial) {
        return scattered(ITEM, shop + serial);
    }

    long sku(long itemSerial, int sku) {
        return scattered(SKU, (shop + itemSerial) * 100 + sku);
    }

    private long scattered(long base, long number) {
        return base + number * STRIDE + Math.floorMod(Chance.mixed(seed ^ base ^ number), STRIDE);
    }
}
