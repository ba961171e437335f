package dev.shophub.intake;

import dev.shophub.connector.ErpStockSource;
import dev.shophub.connector.ListingSource;
import dev.shophub.connector.MalformedRecordException;
import dev.shophub.connector.OrderSource;
import dev.shophub.connector.ProductSource;
import dev.shophub.connector.RefundSource;
import dev.shophub.connector.ReviewSource;
import dev.shophub.connector.ShipmentSource;
import dev.shophub.connector.StockSource;
import dev.shophub.model.ErpStock;
import dev.shophub.model.Listing;
import dev.shophub.model.Order;
import dev.shophub.model.Product;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Refund;
import dev.shophub.model.Review;
import dev.shophub.model.Shipment;
import dev.shophub.model.StockLevel;
import dev.shophub.store.Quarantine;
import dev.shophub.store.Versioned;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A step of the intake routes: raw page to records in the hub's words; a bad record steps aside, the page goes on. */
public final class Normalise {

    private static final int LARGEST = 8 << 20;

    public NormalisedPage<Order> orders(RawPage page) {
        return each(page, ((OrderSource) page.connector())::toOrder, Order::modifiedAt);
    }

    public NormalisedPage<Refund> refunds(RawPage page) {
        return each(page, ((RefundSource) page.connector())::toRefund, Refund::modifiedAt);
    }

    public NormalisedPage<Review> reviews(RawPage page) {
        return each(page, ((ReviewSource) page.connector())::toReview, Review::modifiedAt);
    }

    public NormalisedPage<Listing> listings(RawPage page) {
        return each(page, ((ListingSource) page.connector())::toListing, Listing::modifiedAt);
    }

    /** Shown stock: a record is an item with all its variants. */
    public NormalisedPage<List<StockLevel>> stock(RawPage page) {
        return each(page, ((StockSource) page.connector())::toStockLevels, levels -> levels.stream()
                .map(StockLevel::modifiedAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH));
    }

    public NormalisedPage<ErpStock> erpStock(RawPage page) {
        return each(page, ((ErpStockSource) page.connector())::toErpStock, ErpStock::modifiedAt);
    }

    public NormalisedPage<Product> products(RawPage page) {
        return each(page, ((ProductSource) page.connector())::toProduct, Product::modifiedAt);
    }

    public NormalisedPage<Shipment> shipments(RawPage page) {
        return each(page, ((ShipmentSource) page.connector())::toShipment, Shipment::modifiedAt);
    }

    private static <T> NormalisedPage<T> each(
            RawPage page, Function<RawRecord, T> mapper, Function<T, Instant> modifiedAt) {
        var read = new ArrayList<Versioned<T>>(page.records().size());
        var aside = new ArrayList<Quarantine.Aside>();
        for (var raw : page.records()) {
            try {
                if (raw.payload().length > LARGEST) {
                    throw new MalformedRecordException(
                            "Record too large (bytes=" + raw.payload().length + ")", "payload");
                }
                var value = mapper.apply(raw);
                read.add(Versioned.of(raw, modifiedAt.apply(value), value));
            } catch (MalformedRecordException unreadable) {
                aside.add(new Quarantine.Aside(raw, unreadable.field(), unreadable.getMessage()));
            } catch (IllegalArgumentException | ArithmeticException | DateTimeException refused) {
                // what the model's own constructors refuse: an id too long, an amount that fits no column
                aside.add(new Quarantine.Aside(
                        raw,
                        "value",
                        "A value is outside what the hub can hold ("
                                + refused.getClass().getSimpleName() + ")"));
            }
        }
        return new NormalisedPage<>(page.shop(), page.stream(), read, aside);
    }
}
