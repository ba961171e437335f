package dev.shophub.listing;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.ShopKey;
import dev.shophub.store.ItemChange;
import dev.shophub.store.ItemChange.Field;
import dev.shophub.store.ItemChanges;
import dev.shophub.store.Offers;
import dev.shophub.store.Offers.Offer;
import dev.shophub.store.Said;
import dev.shophub.store.TroubleBell;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Looks at a new price once more when it is about to be written: cost and old price may have changed since it was asked for. What
 * is below cost or far off by then, and nobody said yes to, is held.
 */
public final class PriceBrake {

    /** The kind of the trouble. */
    public static final String KIND = "brake-price";

    private final ItemChanges changes;
    private final Offers offers;
    private final Supplier<PriceLimits> limits;
    private final TroubleBell troubles;

    /** @param limits those in force each time it is asked */
    public PriceBrake(ItemChanges changes, Offers offers, Supplier<PriceLimits> limits, TroubleBell troubles) {
        this.changes = changes;
        this.offers = offers;
        this.limits = limits;
        this.troubles = troubles;
    }

    /** What is wrong with the prices of an item that wait to be written; empty: nothing. */
    Optional<String> concern(long shopId, ExternalId item) {
        var shown = offers.ofItem(shopId, item);
        return changes.waiting(shopId, item, Field.PRICE).stream()
                .filter(change -> !change.confirmed())
                .flatMap(change -> shown.stream()
                        .filter(offer -> offer.skuId().equals(change.skuId()))
                        .flatMap(offer -> concern(offer, change).stream()))
                .findFirst();
    }

    private Optional<String> concern(Offer offer, ItemChange change) {
        var price = new Money(new BigDecimal(change.newValue()), offer.price().currency());
        var stopping = limits.get().of(offer.price(), price, offer.cost()).stream()
                .filter(PriceLimits.Concern::stops)
                .map(concern -> concern.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
        return stopping.isEmpty()
                ? Optional.empty()
                : Optional.of(offer.price().amount() + " -> " + price.amount() + " "
                        + offer.price().currency() + ": " + stopping);
    }

    /** A price is held: the admins hear of it at once. */
    void held(long shopId, ShopKey shop, ExternalId item, String concern) {
        troubles.raise(
                key(shop),
                KIND,
                Optional.of(shopId),
                Said.of(
                        "price",
                        "A price is held (shop=%s, item=%s, price=%s): ./hub release %s writes it, ./hub change undo takes it back"
                                .formatted(shop, item, concern, item),
                        item,
                        concern.substring(0, concern.lastIndexOf(": ")).replace("->", "→")));
    }

    /** No price of the shop is held any more. */
    void cured(ShopKey shop) {
        troubles.cure(key(shop));
    }

    /** A person lets the waiting prices of an item be written. */
    void release(long shopId, List<ExternalId> items) {
        items.forEach(item -> changes.confirm(shopId, item));
    }

    private static String key(ShopKey shop) {
        return shop + "/" + KIND;
    }
}
