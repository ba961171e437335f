package dev.shophub.platform.vendure;

import dev.shophub.connector.Sweep;
import dev.shophub.connector.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which lists a window of a stream is read from. {@code updatedAt} moves with little of what happens: an order's neither with its
 * placing nor with payment, shipment or refund, an item's not with a sale. So beside what was updated in the window there is what
 * was placed in it, and a part of what is older, as the hand of a clock goes round.
 */
final class VendureLists {

    /** There are no older items: the platform's first version is of 2018. */
    private static final Duration ALL_ITEMS = Duration.ofDays(10 * 365);

    private static final String UPDATED = "updatedAt";
    private static final String PLACED = "orderPlacedAt";

    /** Carts are active; drafts are not and have no time of placing. */
    private static final Map<String, Map<String, Object>> NO_CARTS =
            Map.of("active", Map.of("eq", false), PLACED, Map.of("isNull", false));

    private final Sweep orders;
    private final Sweep refunds;
    private final Sweep stock;
    private final Sweep listings;

    VendureLists(VendureSettings settings) {
        this.orders = new Sweep(settings.sweepDepth(), settings.sweepEvery());
        this.refunds = new Sweep(settings.sweepDepth(), settings.sweepEvery());
        this.stock = new Sweep(ALL_ITEMS, settings.itemSweepEvery());
        this.listings = new Sweep(ALL_ITEMS, settings.itemSweepEvery());
    }

    List<VendureList> orders(Window window) {
        return orders(window, orders);
    }

    void ordersDone(Window window) {
        orders.done(window);
    }

    /** The platform lists no refunds: they stand in the orders. */
    List<VendureList> refunds(Window window) {
        return orders(window, refunds);
    }

    void refundsDone(Window window) {
        refunds.done(window);
    }

    List<VendureList> ordersPlaced(Window window) {
        return List.of(orders(PLACED, NO_CARTS, window));
    }

    /** The same with nothing but the ids. */
    List<VendureList> ordersListed(Window window) {
        return List.of(new VendureList(VendureQueries.ORDERS, VendureQueries.LIST_ORDER_IDS, PLACED, NO_CARTS, window));
    }

    List<VendureList> stock(Window window) {
        return items(window, stock);
    }

    void stockDone(Window window) {
        stock.done(window);
    }

    List<VendureList> listings(Window window) {
        return items(window, listings);
    }

    void listingsDone(Window window) {
        listings.done(window);
    }

    /** Each order once: what was updated in the window stands in the first list alone. */
    private static List<VendureList> orders(Window window, Sweep sweep) {
        var notUpdated = Map.of(
                "active",
                NO_CARTS.get("active"),
                UPDATED,
                Map.<String, Object>of("before", begin(window).toString()));
        var lists = new ArrayList<VendureList>();
        lists.add(orders(UPDATED, NO_CARTS, window));
        lists.add(orders(PLACED, notUpdated, window));
        lists.addAll(older(window, sweep, span -> orders(PLACED, notUpdated, span)));
        return lists;
    }

    /** Each item once but for one whose variants changed on two pages. */
    private static List<VendureList> items(Window window, Sweep sweep) {
        var lists = new ArrayList<VendureList>();
        lists.add(products(window));
        lists.add(new VendureList(VendureQueries.VARIANTS, VendureQueries.LIST_VARIANTS, UPDATED, Map.of(), window));
        lists.addAll(older(window, sweep, VendureLists::products));
        return lists;
    }

    private static List<VendureList> older(Window window, Sweep sweep, Function<Window, VendureList> list) {
        var end = begin(window).minusSeconds(1);
        return sweep.beside(window).stream()
                .filter(span -> span.from().isBefore(end))
                .map(span -> list.apply(new Window(span.from(), span.to().isAfter(end) ? end : span.to())))
                .toList();
    }

    private static VendureList orders(String time, Map<String, Map<String, Object>> besides, Window span) {
        return new VendureList(VendureQueries.ORDERS, VendureQueries.LIST_ORDERS, time, besides, span);
    }

    private static VendureList products(Window span) {
        return new VendureList(VendureQueries.PRODUCTS, VendureQueries.LIST_PRODUCTS, UPDATED, Map.of(), span);
    }

    static Instant begin(Window window) {
        return window.from().truncatedTo(ChronoUnit.SECONDS);
    }
}
