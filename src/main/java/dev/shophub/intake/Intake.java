package dev.shophub.intake;

import dev.shophub.model.ErpStock;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Listing;
import dev.shophub.model.Order;
import dev.shophub.model.Product;
import dev.shophub.model.Refund;
import dev.shophub.model.Review;
import dev.shophub.model.Shipment;
import dev.shophub.model.StockLevel;
import dev.shophub.outbox.NewMessage;
import dev.shophub.store.ErpBooks;
import dev.shophub.store.Listings;
import dev.shophub.store.Mappings;
import dev.shophub.store.Orders;
import dev.shophub.store.Quarantine;
import dev.shophub.store.Refunds;
import dev.shophub.store.Reviews;
import dev.shophub.store.Shipments;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Versioned;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores a page: raw records, rows, quarantine and the messages for what really changed, in one transaction. A page that
 * deadlocks is written again; a record that the database refuses is found by halving the page and steps aside.
 */
public final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int TRIES = 5;

    private final TransactionTemplate transaction;
    private final Orders orders;
    private final Refunds refunds;
    private final Reviews reviews;
    private final Listings listings;
    private final ErpBooks erpBooks;
    private final Shipments shipments;
    private final Mappings mappings;
    private final Quarantine quarantine;
    private final Changes changes;
    private final IntakeMetrics metrics;
    private final SecureRandom random = new SecureRandom();

    /** Everything a page is written to. */
    public record Tables(
            Orders orders,
            Refunds refunds,
            Reviews reviews,
            Listings listings,
            ErpBooks erpBooks,
            Shipments shipments,
            Mappings mappings,
            Quarantine quarantine) {}

    /** @param transaction READ COMMITTED */
    public Intake(TransactionTemplate transaction, Tables tables, Changes changes, IntakeMetrics metrics) {
        this.transaction = transaction;
        this.orders = tables.orders();
        this.refunds = tables.refunds();
        this.reviews = tables.reviews();
        this.listings = tables.listings();
        this.erpBooks = tables.erpBooks();
        this.shipments = tables.shipments();
        this.mappings = tables.mappings();
        this.quarantine = tables.quarantine();
        this.changes = changes;
        this.metrics = metrics;
    }

    public SavedPage saveOrders(NormalisedPage<Order> page) {
        return save(page, (shop, records) -> {
            var prepared = orders.prepare(shop.id(), records);
            return batch -> {
                var winners = orders.save(shop.id(), prepared, batch);
                if (!winners.isEmpty()) {
                    changes.tellRefusedParcelsAgain(shop);
                }
                return new Written(winners.size(), changes.ofOrders(shop, values(winners)));
            };
        });
    }

    public SavedPage saveRefunds(NormalisedPage<Refund> page) {
        return save(page, (shop, records) -> {
            var prepared = refunds.prepare(shop.id(), records);
            return batch -> {
                var winners = refunds.save(shop.id(), prepared, batch);
                return new Written(winners.size(), changes.ofRefunds(shop, values(winners)));
            };
        });
    }

    public SavedPage saveReviews(NormalisedPage<Review> page) {
        return save(page, (shop, records) -> batch -> {
            var ids = records.stream()
                    .map(record -> record.value().id())
                    .distinct()
                    .toList();
            var before = reviews.find(shop.id(), ids);
            var codes = reviews.codes(shop.id(), values(records));
            var winners = reviews.save(shop.id(), records, codes, batch);
            return new Written(winners.size(), changes.ofReviews(shop, values(winners), before, codes));
        });
    }

    public SavedPage saveListings(NormalisedPage<Listing> page) {
        var saved = save(page, (shop, records) -> batch -> {
            var winners = listings.save(shop.id(), records, batch);
            return new Written(winners.size(), changes.ofListings(shop, values(winners)));
        });
        if (saved.changed() > 0) {
            changes.mapEqualCodes();
        }
        return saved;
    }

    public SavedPage saveStock(NormalisedPage<List<StockLevel>> page) {
        return save(page, (shop, records) -> batch -> {
            var news = listings.saveStock(shop.id(), records, batch);
            return new Written(news.size(), changes.ofShownStock(shop, news));
        });
    }

    public SavedPage saveErpStock(NormalisedPage<ErpStock> page) {
        return save(page, (shop, records) -> batch -> {
            var changed = erpBooks.saveStock(shop.id(), records, batch);
            return new Written(changed.size(), changes.ofErpStock(changed));
        });
    }

    public SavedPage saveProducts(NormalisedPage<Product> page) {
        var saved = save(
                page,
                (shop, records) -> batch -> new Written(
                        erpBooks.saveProducts(shop.id(), records, batch).size(), List.of()));
        if (saved.changed() > 0) {
            changes.mapEqualCodes();
        }
        return saved;
    }

    /** Parcels of the ERP: the shops whose orders are in them are told. */
    public SavedPage saveShipments(NormalisedPage<Shipment> page) {
        return save(page, (shop, records) -> batch -> {
            var changed = shipments.save(shop.id(), records, batch);
            return new Written(changed.size(), changes.ofShipments(shipments.ordersOf(changed)));
        });
    }

    /** What one transaction wrote. */
    private record Written(int changed, List<NewMessage> messages) {}

    /** Writes within a transaction; may run again with another batch. */
    private interface Writing {
        Written write(long batch);
    }

    private <T> SavedPage save(NormalisedPage<T> page, BiFunction<ShopRow, List<Versioned<T>>, Writing> writer) {
        var refused = new ArrayList<Quarantine.Aside>();
        var changed = write(page, page.records(), page.aside(), writer, refused);
        var set = page.aside().size() + refused.size();
        metrics.saved(page.shop(), page.stream(), changed, set);
        for (var aside : page.aside()) {
            LOG.warn(
                    "{} (shop={}, stream={}, id={})",
                    aside.reason(),
                    page.shop().key(),
                    page.stream(),
                    aside.raw().id());
        }
        return new SavedPage(page.shop(), page.stream(), changed, set);
    }

    private <T> int write(
            NormalisedPage<T> page,
            List<Versioned<T>> records,
            List<Quarantine.Aside> aside,
            BiFunction<ShopRow, List<Versioned<T>>, Writing> writer,
            List<Quarantine.Aside> refused) {
        try {
            return inOneTransaction(page, records, aside, writer);
        } catch (DataIntegrityViolationException notStorable) {
            if (records.isEmpty()) {
                throw notStorable;
            }
            if (records.size() == 1) {
                var one = new Quarantine.Aside(
                        records.get(0).raw(), "value", "The database refuses a value of this record");
                refused.add(one);
                var all = new ArrayList<>(aside);
                all.add(one);
                return inOneTransaction(page, List.of(), all, writer);
            }
            var half = records.size() / 2;
            return write(page, records.subList(0, half), aside, writer, refused)
                    + write(page, records.subList(half, records.size()), List.of(), writer, refused);
        }
    }

    private <T> int inOneTransaction(
            NormalisedPage<T> page,
            List<Versioned<T>> records,
            List<Quarantine.Aside> aside,
            BiFunction<ShopRow, List<Versioned<T>>, Writing> writer) {
        if (records.isEmpty() && aside.isEmpty()) {
            return 0;
        }
        var shopId = page.shop().id();
        var writing = writer.apply(page.shop(), records);
        for (int attempt = 1; ; attempt++) {
            try {
                var written = transaction.execute(status -> {
                    var result = records.isEmpty()
                            ? new Written(0, List.of())
                            : writing.write(random.nextLong() & Long.MAX_VALUE);
                    if (!aside.isEmpty()) {
                        quarantine.keep(shopId, aside);
                    }
                    if (result.changed() > 0 && !quarantine.isEmpty(shopId)) {
                        quarantine.cured(shopId, page.stream().name(), ids(records, aside));
                    }
                    changes.write(result.messages());
                    return result;
                });
                if (!written.messages().isEmpty()) {
                    changes.ring();
                }
                return written.changed();
            } catch (PessimisticLockingFailureException deadlock) {
                if (attempt == TRIES) {
                    throw deadlock;
                }
            }
        }
    }

    /** Ids of records that were read, but for those of which another version of the same page was not. */
    private static <T> List<ExternalId> ids(Collection<Versioned<T>> records, List<Quarantine.Aside> aside) {
        var unread = aside.stream().map(one -> one.raw().id()).collect(java.util.stream.Collectors.toSet());
        return records.stream()
                .map(record -> record.raw().id())
                .filter(id -> !unread.contains(id))
                .toList();
    }

    private static <T> List<T> values(List<Versioned<T>> versions) {
        return versions.stream().map(Versioned::value).toList();
    }
}
