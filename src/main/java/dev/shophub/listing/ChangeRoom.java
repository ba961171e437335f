package dev.shophub.listing;

import dev.shophub.connector.Connector;
import dev.shophub.connector.Connectors;
import dev.shophub.connector.ListingSink;
import dev.shophub.connector.PriceSink;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.TitleSink;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.outbox.Parking;
import dev.shophub.stock.Sellable;
import dev.shophub.store.ItemChange;
import dev.shophub.store.ItemChange.Field;
import dev.shophub.store.ItemChange.Shelf;
import dev.shophub.store.ItemChanges;
import dev.shophub.store.ItemStock;
import dev.shophub.store.Offers;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * Writes to a shop what a person decided of one field of one item. The message names the item and its kind the field; what is
 * written is what waits now, so that of two decisions the later one counts.
 */
public final class ChangeRoom {

    private final ItemChanges changes;
    private final Offers offers;
    private final ItemStock stock;
    private final Connectors connectors;
    private final PriceBrake brake;
    private final Outbox outbox;
    private final Clock clock;

    public ChangeRoom(
            ItemChanges changes,
            Offers offers,
            ItemStock stock,
            Connectors connectors,
            PriceBrake brake,
            Outbox outbox,
            Clock clock) {
        this.changes = changes;
        this.offers = offers;
        this.stock = stock;
        this.connectors = connectors;
        this.brake = brake;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** A step of the delivery route. */
    public Outcome write(OutboxMessage message) {
        var itemId = new ExternalId(message.subject());
        var waiting = changes.waiting(message.shopId(), itemId, Field.of(message.kind()));
        if (waiting.isEmpty()) {
            return new Outcome.Dropped("unchanged");
        }
        var shop = message.shop().orElseThrow();
        var connector = connectors
                .of(shop)
                .orElseThrow(
                        () -> new RejectedException("The shop is not connected (shop=" + shop + ")", "not-connected"));
        switch (Field.of(message.kind())) {
            case PRICE -> {
                var concern = brake.concern(message.shopId(), itemId);
                if (concern.isPresent()) {
                    brake.held(message.shopId(), shop, itemId, concern.get());
                    return new Outcome.Parked(Parking.BRAKE, concern.get());
                }
                prices(message, connector, itemId, waiting);
            }
            case TITLE -> sink(TitleSink.class, connector).setTitle(itemId, newest(waiting));
            case SHELF -> {
                return shelf(message, sink(ListingSink.class, connector), itemId, waiting);
            }
        }
        return written(message, waiting);
    }

    private Outcome written(OutboxMessage message, List<ItemChange> done) {
        done.forEach(changes::written);
        return new Outcome.Delivered(
                message.kind() + " " + done.stream().map(ItemChange::newValue).toList());
    }

    private void prices(OutboxMessage message, Connector connector, ExternalId itemId, List<ItemChange> waiting) {
        var currency = offers.ofItem(message.shopId(), itemId).stream()
                .findFirst()
                .orElseThrow(() -> new RejectedException("The item is not listed (item=" + itemId + ")", "not-listed"))
                .price()
                .currency();
        var prices = new HashMap<Optional<ExternalId>, Money>();
        waiting.forEach(change -> prices.put(change.skuId(), new Money(new BigDecimal(change.newValue()), currency)));
        sink(PriceSink.class, connector).setPrices(itemId, prices);
    }

    /** With nothing to sell an item is not put up but given back to the stock: it goes up when there is some. */
    private Outcome shelf(OutboxMessage message, ListingSink sink, ExternalId itemId, List<ItemChange> waiting) {
        var sellable = sellable(message.shopId(), itemId);
        var asked = Shelf.of(newest(waiting));
        var shelf = asked == Shelf.UP && sellable == 0 ? Shelf.DOWN_BY_HUB : asked;
        switch (shelf) {
            case DOWN -> sink.takeDown(itemId);
            case UP -> sink.putUp(itemId, sellable);
            case DOWN_BY_HUB -> {}
        }
        var outcome = written(
                message, waiting.stream().map(change -> change.to(shelf.word())).toList());
        if (shelf == Shelf.DOWN_BY_HUB) {
            outbox.write(List.of(NewMessage.state(
                    Destination.LISTING, "stock", message.shopId(), itemId.value(), itemId.value(), clock.instant())));
        }
        return outcome;
    }

    private long sellable(long shopId, ExternalId itemId) {
        return stock.find(shopId, itemId).map(ItemStock.Item::variants).orElse(List.of()).stream()
                .mapToLong(variant -> Sellable.sure(variant).or(variant::shown).orElse(0L))
                .sum();
    }

    private static String newest(List<ItemChange> waiting) {
        return waiting.get(waiting.size() - 1).newValue();
    }

    private static <T> T sink(Class<T> capability, Connector connector) {
        if (capability.isInstance(connector)) {
            return capability.cast(connector);
        }
        throw new RejectedException(
                "The platform takes no such change (shop=" + connector.shop().key() + ")", "not-offered");
    }
}
