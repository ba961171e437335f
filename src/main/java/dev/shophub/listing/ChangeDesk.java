package dev.shophub.listing;

import dev.shophub.model.Listing;
import dev.shophub.model.Money;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.store.ItemChange;
import dev.shophub.store.ItemChange.Field;
import dev.shophub.store.ItemChange.Shelf;
import dev.shophub.store.ItemChanges;
import dev.shophub.store.ItemChanges.Wanted;
import dev.shophub.store.Offers;
import dev.shophub.store.Offers.Offer;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where changes of prices, titles and shelves are made: a change and its messages in one transaction, the old values kept;
 * undoing one is a change of its own.
 */
public final class ChangeDesk {

    /** A take-down goes before all other changes that wait. */
    private static final Instant AT_ONCE = Instant.EPOCH;

    private final ItemChanges changes;
    private final Offers offers;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Supplier<PriceLimits> limits;
    private final Clock clock;

    public ChangeDesk(
            ItemChanges changes,
            Offers offers,
            Outbox outbox,
            TransactionTemplate transaction,
            Supplier<PriceLimits> limits,
            Clock clock) {
        this.changes = changes;
        this.offers = offers;
        this.outbox = outbox;
        this.transaction = transaction;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * One field that is to be changed, as it would be.
     *
     * @param line of the file, 0 when there is none
     * @param offer the variant, of a title and a shelf any of the item's
     * @param percent by how much the price changes, empty for others
     */
    public record Step(
            int line,
            Offer offer,
            Field field,
            String oldValue,
            String newValue,
            Optional<BigDecimal> percent,
            Set<PriceLimits.Concern> concerns) {

        /** Whether a person must say yes. */
        public boolean stops() {
            return concerns.stream().anyMatch(PriceLimits.Concern::stops);
        }

        private Wanted wanted(boolean confirmed) {
            return new Wanted(
                    offer.shopId(),
                    offer.itemId(),
                    field == Field.PRICE ? offer.skuId() : Optional.empty(),
                    field,
                    oldValue,
                    newValue,
                    confirmed);
        }
    }

    /** A new price of a variant; empty when the shop shows it already. */
    public Optional<Step> price(int line, Offer offer, BigDecimal amount) {
        var currency = offer.price().currency();
        var exact = amount.stripTrailingZeros();
        var price = new Money(
                exact.setScale(Math.max(exact.scale(), Math.max(0, currency.getDefaultFractionDigits()))), currency);
        return price.amount().compareTo(offer.price().amount()) == 0
                ? Optional.empty()
                : Optional.of(new Step(
                        line,
                        offer,
                        Field.PRICE,
                        offer.price().amount().toPlainString(),
                        price.amount().toPlainString(),
                        PriceLimits.percent(offer.price(), price),
                        limits.get().of(offer.price(), price, offer.cost())));
    }

    /** A new title of an item; empty when the shop shows it already. */
    public Optional<Step> title(int line, Offer offer, String title) {
        return title.equals(offer.title())
                ? Optional.empty()
                : Optional.of(new Step(line, offer, Field.TITLE, offer.title(), title, Optional.empty(), Set.of()));
    }

    /** Takes items down for good, each named once. */
    public List<Step> takeDown(Collection<Offer> variants) {
        var items = new LinkedHashMap<String, Step>();
        for (var offer : variants) {
            items.putIfAbsent(
                    offer.shopId() + "/" + offer.itemId(),
                    new Step(
                            0, offer, Field.SHELF, shelf(offer).word(), Shelf.DOWN.word(), Optional.empty(), Set.of()));
        }
        return List.copyOf(items.values());
    }

    /**
     * Variants in all shops that are the thing called so: by item, merchant code or SKU of the ERP, and whatever else is
     * mapped to the same SKU or bears the same merchant code.
     */
    public List<Offer> everywhere(String name) {
        var called = offers.called(name);
        var found = new ArrayList<>(called);
        found.addAll(offers.ofCodes(called.stream().map(Offer::code).collect(Collectors.toSet())));
        found.addAll(offers.ofErpSkus(
                called.stream().flatMap(offer -> offer.erpSku().stream()).collect(Collectors.toSet())));
        return found;
    }

    /** What it takes to bring back the old values of a change; what was never written because a newer one came is left out. */
    public List<Step> undoing(long changeId) {
        var steps = new ArrayList<Step>();
        for (var change : changes.fields(changeId)) {
            if (change.state() == ItemChange.State.REPLACED) {
                continue;
            }
            offers.ofItem(change.shopId(), change.itemId()).stream()
                    .filter(offer ->
                            change.field() != Field.PRICE || offer.skuId().equals(change.skuId()))
                    .findFirst()
                    .ifPresent(offer -> steps.add(back(change, offer)));
        }
        return steps;
    }

    private static Step back(ItemChange change, Offer offer) {
        var shown = shown(change.field(), offer);
        var asWritten = change.state() == ItemChange.State.WAITING || same(change.field(), shown, change.newValue());
        return new Step(
                0,
                offer,
                change.field(),
                shown,
                change.oldValue(),
                change.field() == Field.PRICE
                        ? PriceLimits.percent(
                                offer.price(),
                                Money.of(change.oldValue(), offer.price().currency()))
                        : Optional.empty(),
                asWritten ? Set.of() : EnumSet.of(PriceLimits.Concern.CHANGED_SINCE));
    }

    private static boolean same(Field field, String one, String other) {
        return field == Field.PRICE ? new BigDecimal(one).compareTo(new BigDecimal(other)) == 0 : one.equals(other);
    }

    private static String shown(Field field, Offer offer) {
        return switch (field) {
            case PRICE -> offer.price().amount().toPlainString();
            case TITLE -> offer.title();
            case SHELF -> shelf(offer).word();
        };
    }

    private static Shelf shelf(Offer offer) {
        if (offer.state() != Listing.State.DOWN) {
            return Shelf.UP;
        }
        return offer.takenDownByHub() ? Shelf.DOWN_BY_HUB : Shelf.DOWN;
    }

    /** Makes the change: from now on it is written to the shops, whatever happens to this process. */
    public long make(ItemChanges.Order order, List<Step> steps) {
        return transaction.execute(status -> write(order, steps));
    }

    /** The same, and the change that is undone knows it. */
    public long undo(long changeId, ItemChanges.Order order, List<Step> steps) {
        return transaction.execute(status -> {
            var made = write(order, steps);
            changes.undone(changeId, made);
            return made;
        });
    }

    private long write(ItemChanges.Order order, List<Step> steps) {
        var isUndo = order.kind().equals("undo");
        var id = changes.make(
                order,
                steps.stream().map(step -> step.wanted(isUndo || step.stops())).toList());
        outbox.write(steps.stream().map(this::message).distinct().toList());
        return id;
    }

    /** Of each field of an item one message: a title that is refused holds up no price. */
    private NewMessage message(Step step) {
        var item = step.offer().itemId().value();
        return NewMessage.state(
                Destination.CHANGE,
                step.field().word(),
                step.offer().shopId(),
                step.field().word() + "/" + item,
                item,
                step.field() == Field.SHELF ? AT_ONCE : clock.instant());
    }
}
