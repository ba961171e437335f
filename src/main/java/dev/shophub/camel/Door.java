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
 * @param past how the time before first contact is read, where it differs from reading what changed
 */
record Door(
        Stream stream,
        Function<Instant, Reach> reach,
        BiFunction<Window, Cursor, Page> changed,
        BiFunction<Window, Cursor, Page> past) {

    /** All streams that a connector offers. */
    static List<Door> of(Connector connector) {
        Builder<Door> doors = java.util.stream.Stream.builder();
        if (connector instanceof OrderSource source) {
            BiFunction<Window, Cursor, Page> past =
                    connector instanceof OrderHistory history ? history::ordersPlaced : source::orders;
            doors.add(new Door(Stream.ORDERS, source::ordersReach, source::orders, past));
        }
        if (connector instanceof RefundSource source) {
            doors.add(new Door(Stream.REFUNDS, source::refundsReach, source::refunds, source::refunds));
        }
        if (connector instanceof StockSource source) {
            doors.add(new Door(Stream.STOCK, source::stockReach, source::stock, source::stock));
        }
        if (connector instanceof ReviewSource source) {
            BiFunction<Window, Cursor, Page> past =
                    connector instanceof ReviewHistory history ? history::reviewsWritten : source::reviews;
            doors.add(new Door(Stream.REVIEWS, source::reviewsReach, source::reviews, past));
        }
        if (connector instanceof ListingSource source) {
            doors.add(new Door(Stream.LISTINGS, source::listingsReach, source::listings, source::listings));
        }
        if (connector instanceof ErpStockSource source) {
            doors.add(new Door(Stream.STOCK, source::stockReach, source::stock, source::stock));
        }
        if (connector instanceof ProductSource source) {
            doors.add(new Door(Stream.PRODUCTS, source::productsReach, source::products, source::products));
        }
        return doors.build().toList();
    }

    static Optional<Door> of(Connector connector, Stream stream) {
        return of(connector).stream()
                .filter(door -> door.stream().equals(stream))
                .findFirst();
    }
}
