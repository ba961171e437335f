package dev.shophub.platform.woocommerce;

import dev.shophub.connector.Sweep;
import dev.shophub.connector.Window;
import dev.shophub.platform.woocommerce.WoocommerceList.Times;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which lists make up a window of each stream. Every status is asked for by its name: what is not named may be hidden. */
final class WoocommerceLists {

    private static final String STATUS = "status";
    private static final String ANY = "any";
    static final String ORDERS = "orders";
    static final String REFUNDS = "refunds";
    static final String PRODUCTS = "products";
    static final String REVIEWS = "products/reviews";

    private final WoocommerceSettings settings;
    private final Sweep orders;
    private final Sweep refunds;
    private final Sweep listings;
    private final Sweep stock;

    WoocommerceLists(WoocommerceSettings settings) {
        this.settings = settings;
        this.orders = sweep(settings.orderSweep());
        this.refunds = sweep(settings.orderSweep());
        this.listings = sweep(settings.itemSweep());
        this.stock = sweep(settings.itemSweep());
    }

    private static Sweep sweep(WoocommerceSettings.Again again) {
        return new Sweep(again.depth(), again.every());
    }

    /** Changed in the window, and a part of the older ones: what writes past WooCommerce may move no time. */
    List<WoocommerceList> orders(Window window) {
        return swept(orders, window)
                .flatMap(span -> orders(WoocommerceList.MODIFIED, span))
                .toList();
    }

    void ordersDone(Window window) {
        orders.done(window);
    }

    List<WoocommerceList> ordersPlaced(Window window) {
        return orders(WoocommerceList.CREATED, window).toList();
    }

    /** The same with nothing but ids and statuses. */
    List<WoocommerceList> ordersListed(Window window) {
        return ordersPlaced(window).stream()
                .map(list -> list.with("_fields", "id,status"))
                .toList();
    }

    /** All statuses named, then those that nobody named, as plugins add them: an order may have moved into one. */
    private Stream<WoocommerceList> orders(Times times, Window window) {
        var named = String.join(",", settings.orderStatuses());
        var known = new WoocommerceList(ORDERS, Map.of(STATUS, named), times, window, Set.of());
        return settings.pluginStatuses()
                ? Stream.of(
                        known,
                        new WoocommerceList(
                                ORDERS, Map.of(STATUS, ANY), times, window, Set.copyOf(settings.orderStatuses())))
                : Stream.of(known);
    }

    /** Refunds never change: those made in the window; order by order also those of orders whose time a refund did not move. */
    List<WoocommerceList> refunds(Window window) {
        return settings.refunds().equals(WoocommerceSettings.PER_ORDER)
                ? swept(refunds, window)
                        .flatMap(span -> orders(WoocommerceList.MODIFIED, span))
                        .toList()
                : List.of(new WoocommerceList(REFUNDS, Map.of(), WoocommerceList.CREATED, window, Set.of()));
    }

    void refundsDone(Window window) {
        refunds.done(window);
    }

    List<WoocommerceList> listings(Window window) {
        return products(listings, window);
    }

    void listingsDone(Window window) {
        listings.done(window);
    }

    List<WoocommerceList> stock(Window window) {
        return products(stock, window);
    }

    void stockDone(Window window) {
        stock.done(window);
    }

    /** Changed in the window, and a part of the others: a variation that changes moves its own time only. */
    private List<WoocommerceList> products(Sweep sweep, Window window) {
        return swept(sweep, window)
                .flatMap(span -> settings.productStatuses().stream()
                        .map(status -> new WoocommerceList(
                                PRODUCTS, Map.of(STATUS, status), WoocommerceList.MODIFIED, span, Set.of())))
                .toList();
    }

    List<WoocommerceList> reviews(Window window) {
        return settings.reviewStatuses().stream()
                .map(status -> new WoocommerceList(
                        REVIEWS, Map.of(STATUS, status), WoocommerceList.local(settings.siteZone()), window, Set.of()))
                .toList();
    }

    private static Stream<Window> swept(Sweep sweep, Window window) {
        return Stream.concat(Stream.of(window), sweep.beside(window).stream());
    }
}
