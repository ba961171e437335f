package dev.shophub.camel;

import dev.shophub.connector.Connector;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.ErpStockSource;
import dev.shophub.connector.ListingSource;
import dev.shophub.connector.OrderHistory;
import dev.shophub.connector.OrderSource;
import dev.shophub.connector.Page;
import dev.shophub.connector.ProductSource;
import dev.shophub.connector.RefundSource;
import dev.shophub.connector.ReviewHistory;
import dev.shophub.connector.ReviewSource;
import dev.shophub.connector.ShipmentSource;
import dev.shophub.connector.StockSource;
import dev.shophub.connector.StreamSource.Reach;
import dev.shophub.connector.Window;
import dev.shophub.model.Stream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream.Builder;

/**
 * One stream of one connector, whatever the capability is called.
 *
 * @param pastReach how far and in which slices {@code past} may be asked
 * @param past how the time before first contact is read
 */
record Door(
        Stream stream,
        Function<Instant, Reach> reach,
        BiFunction<Window, Cursor, Page> changed,
        Function<Instant, Reach> pastReach,
        BiFunction<Window, Cursor, Page> past) {

    /** A stream whose past is read as what changes is. */
    private Door(Stream stream, Function<Instant, Reach> reach, BiFunction<Window, Cursor, Page> changed) {
        this(stream, reach, changed, reach, changed);
    }

    /** All streams that a connector offers. */
    static List<Door> of(Connector connector) {
        Builder<Door> doors = java.util.stream.Stream.builder();
        if (connector instanceof OrderSource source) {
            doors.add(
                    connector instanceof OrderHistory history
                            ? new Door(
                                    Stream.ORDERS,
                                    history::ordersReach,
                                    history::orders,
                                    history::ordersPlacedReach,
                                    history::ordersPlaced)
                            : new Door(Stream.ORDERS, source::ordersReach, source::orders));
        }
        if (connector instanceof RefundSource source) {
            doors.add(new Door(Stream.REFUNDS, source::refundsReach, source::refunds));
        }
        if (connector instanceof StockSource source) {
            doors.add(new Door(Stream.STOCK, source::stockReach, source::stock));
        }
        if (connector instanceof ReviewSource source) {
            BiFunction<Window, Cursor, Page> past =
                    connector instanceof ReviewHistory history ? history::reviewsWritten : source::reviews;
            doors.add(new Door(Stream.REVIEWS, source::reviewsReach, source::reviews, source::reviewsReach, past));
        }
        if (connector instanceof ListingSource source) {
            doors.add(new Door(Stream.LISTINGS, source::listingsReach, source::listings));
        }
        if (connector instanceof ErpStockSource source) {
            doors.add(new Door(Stream.STOCK, source::stockReach, source::stock));
        }
        if (connector instanceof ProductSource source) {
            doors.add(new Door(Stream.PRODUCTS, source::productsReach, source::products));
        }
        if (connector instanceof ShipmentSource source) {
            doors.add(new Door(Stream.SHIPMENTS, source::shipmentsReach, source::shipments));
        }
        return doors.build().toList();
    }

    static Optional<Door> of(Connector connector, Stream stream) {
        return of(connector).stream()
                .filter(door -> door.stream().equals(stream))
                .findFirst();
    }
}
