package dev.shophub.listing;

import dev.shophub.connector.ComparedStockSink;
import dev.shophub.connector.ComparedStockSink.Change;
import dev.shophub.connector.Connectors;
import dev.shophub.connector.ListingSink;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.StockSink;
import dev.shophub.connector.UnavailableException;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Listing;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.outbox.Parking;
import dev.shophub.stock.Sellable;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.ItemStock;
import dev.shophub.store.Listings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Brings one item of one shop to the level it should have now. The message carries no number: what is sold is computed here.
 */
public final class ListingRoom {

    /** Stale so often, another program is at work: the outbox then waits longer each time, and gives up in the end. */
    private static final int TRIES = 3;

    private static final Duration UNTIL_ORDERS_ARE_READ = Duration.ofSeconds(2);
    /** The ERP is polled every minute, and all that was sold waits where it does not answer. */
    private static final Duration UNTIL_ERP_STOCK_IS_READ = Duration.ofSeconds(20);

    private final ItemStock stock;
    private final Listings listings;
    private final Checkpoints checkpoints;
    private final Connectors connectors;
    private final Brake brake;
    private final BooleanSupplier takesDownAtZero;

    /** @param takesDownAtZero whether an item with nothing left is taken down; else it shows 0 */
    public ListingRoom(
            ItemStock stock,
            Listings listings,
            Checkpoints checkpoints,
            Connectors connectors,
            Brake brake,
            BooleanSupplier takesDownAtZero) {
        this.stock = stock;
        this.listings = listings;
        this.checkpoints = checkpoints;
        this.connectors = connectors;
        this.brake = brake;
        this.takesDownAtZero = takesDownAtZero;
    }

    /**
     * A step of the delivery route.
     *
     * @throws UnavailableException when the shop shows another quantity each time it is to be written
     */
    public Outcome bringToLevel(OutboxMessage message) {
        for (int tries = 0; tries < TRIES; tries++) {
            var outcome = tryToBringToLevel(message);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        throw new UnavailableException("The shop shows another stock each time it is to be written (shop="
                + message.shop().orElseThrow() + ", item=" + message.subject()
                + "). Does another program set its stock?");
    }

    /** Empty where the shop shows something else than was believed: what it shows is kept, and all is computed again. */
    private Optional<Outcome> tryToBringToLevel(OutboxMessage message) {
        var itemId = new ExternalId(message.subject());
        var item = stock.find(message.shopId(), itemId);
        if (item.isEmpty()) {
            return Optional.of(new Outcome.Dropped("not-listed"));
        }
        var connector = connectors
                .of(message.shop().orElseThrow())
                .orElseThrow(() -> new RejectedException(
                        "The shop is not connected (shop=" + message.shop().orElseThrow() + ")", "not-connected"));
        var wanted = new HashMap<Optional<ExternalId>, Long>();
        var differing = new HashMap<Optional<ExternalId>, Long>();
        long before = 0;
        long after = 0;
        var learnt = message.createdAt();
        boolean rises = false;
        boolean keptLow = false;
        for (var variant : item.get().variants()) {
            var sellable = Sellable.sure(variant);
            keptLow |= !sellable.equals(Sellable.of(variant));
            before += variant.shown().orElse(0L);
            after += sellable.or(variant::shown).orElse(0L);
            if (sellable.isEmpty()) {
                continue;
            }
            wanted.put(variant.skuId(), sellable.get());
            if (!sellable.equals(variant.shown())) {
                differing.put(variant.skuId(), sellable.get());
                rises |= sellable.get() > variant.shown().orElse(0L);
                // a waiting message also stands for what was read after it was written
                learnt = later(learnt, variant.shownReadAt().orElse(learnt));
            }
        }
        if (wanted.isEmpty()) {
            return Optional.of(new Outcome.Dropped("unknown-stock"));
        }
        if (rises && ordersUnreadSince(learnt, message.shopId())) {
            // lifting a level before the shop's own sales are read would sell the same piece twice
            return Optional.of(new Outcome.Later(UNTIL_ORDERS_ARE_READ, "orders-first"));
        }
        var isUp = item.get().state() == Listing.State.UP;
        if (isUp && brake.holds(message.shopId(), message.shop().orElseThrow(), itemId, before, after)) {
            return Optional.of(new Outcome.Parked(Parking.BRAKE, before + " -> " + after));
        }
        var written = setStock(message, connector, itemId, item.get().variants(), differing);
        if (written.size() < differing.size() && connector instanceof ComparedStockSink) {
            return Optional.empty();
        }
        var did = (written.isEmpty() ? "" : "stock " + written.values())
                + switchItem(message, connector, itemId, item.get(), wanted);
        if (isUp && !did.isEmpty()) {
            brake.wrote(message.shopId(), itemId, before, after);
        }
        if (keptLow) {
            return Optional.of(new Outcome.Later(UNTIL_ERP_STOCK_IS_READ, "erp-stock-first"));
        }
        return Optional.of(did.isEmpty() ? new Outcome.Dropped("unchanged") : new Outcome.Delivered(did.strip()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private boolean ordersUnreadSince(Instant learnt, long shopId) {
        return checkpoints
                .find(shopId, "orders")
                .map(checkpoint -> checkpoint
                        .lastGoodAt()
                        .map(read -> read.isBefore(learnt))
                        .orElse(true))
                .orElse(false);
    }

    /** What was written; where the shop compares, a variant that it shows otherwise is left as it is. */
    private Map<Optional<ExternalId>, Long> setStock(
            OutboxMessage message,
            Object connector,
            ExternalId itemId,
            List<ItemStock.Variant> variants,
            Map<Optional<ExternalId>, Long> quantities) {
        if (quantities.isEmpty() || !(connector instanceof StockSink sink)) {
            return Map.of();
        }
        var written = new HashMap<>(quantities);
        if (connector instanceof ComparedStockSink comparing) {
            var changes = new HashMap<Optional<ExternalId>, Change>();
            variants.stream()
                    .filter(variant -> quantities.containsKey(variant.skuId()))
                    .forEach(variant -> variant.shown()
                            .ifPresent(shown ->
                                    changes.put(variant.skuId(), new Change(shown, quantities.get(variant.skuId())))));
            var stale = changes.isEmpty()
                    ? Map.<Optional<ExternalId>, Long>of()
                    : comparing.setStockIfShown(itemId, changes);
            stale.forEach((sku, shown) -> listings.foundShown(message.shopId(), itemId, sku, shown));
            written.keySet().removeAll(stale.keySet());
            var unread = new HashMap<>(quantities);
            unread.keySet().removeAll(changes.keySet());
            if (!unread.isEmpty()) {
                sink.setStock(itemId, unread);
            }
        } else {
            sink.setStock(itemId, quantities);
        }
        written.forEach((sku, quantity) -> listings.wrote(message.shopId(), itemId, sku, quantity));
        return written;
    }

    private String switchItem(
            OutboxMessage message,
            Object connector,
            ExternalId itemId,
            ItemStock.Item item,
            Map<Optional<ExternalId>, Long> wanted) {
        if (item.heldDown() || !takesDownAtZero.getAsBoolean() || !(connector instanceof ListingSink sink)) {
            return "";
        }
        var total = wanted.values().stream().mapToLong(Long::longValue).sum();
        var allKnown = wanted.size() == item.variants().size();
        if (total == 0 && allKnown && item.state() == Listing.State.UP) {
            listings.intendsToTakeDown(message.shopId(), itemId);
            sink.takeDown(itemId);
            listings.switched(message.shopId(), itemId, Listing.State.DOWN);
            return " down";
        }
        if (total > 0 && item.takenDownByHub()) {
            // Still shown as up: it was to be taken down, and how that ended was never heard.
            sink.putUp(itemId, total);
            if (stock.find(message.shopId(), itemId)
                    .map(ItemStock.Item::heldDown)
                    .orElse(false)) {
                // ordered down by a person meanwhile: that may have been done before the call above
                sink.takeDown(itemId);
                return "";
            }
            listings.switched(message.shopId(), itemId, Listing.State.UP);
            return " up";
        }
        return "";
    }
}
