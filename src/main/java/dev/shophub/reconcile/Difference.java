package dev.shophub.reconcile;

import dev.shophub.model.ExternalId;
import dev.shophub.stock.Sellable;
import dev.shophub.store.DailyFacts;
import dev.shophub.store.DriftBook.Kept;
import dev.shophub.store.ShownStock.Shown;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * A variant of which its shop shows another number than ours.
 *
 * @param skuId the platform's variant, empty where the item has none
 * @param ours pieces the hub would have it show
 * @param since UTC
 * @param frozen its SKU is being counted
 * @param heldDown a person had the item taken down
 */
public record Difference(
        DailyFacts.Shop shop,
        String itemId,
        Optional<String> skuId,
        String title,
        String code,
        String erpSku,
        long ours,
        long shown,
        Instant since,
        DriftReason why,
        boolean frozen,
        boolean heldDown) {

    /** The oldest first, of these the biggest. */
    public static final Comparator<Difference> MOST_PRESSING = Comparator.comparing(Difference::since)
            .thenComparing(difference -> -Math.abs(difference.ours() - difference.shown()))
            .thenComparing(difference -> difference.shop().key().value())
            .thenComparing(Difference::itemId)
            .thenComparing(difference -> difference.skuId().orElse(""));

    static Difference of(DailyFacts.Shop shop, Shown one, Kept kept, DriftReason why) {
        return new Difference(
                shop,
                one.itemId().value(),
                one.variant().skuId().map(ExternalId::value),
                one.title(),
                one.variant().code().value(),
                one.variant().erpSku().orElseThrow().value(),
                Sellable.of(one.variant()).orElseThrow(),
                one.variant().shown().orElseThrow(),
                kept.since(),
                why,
                one.frozen(),
                one.heldDown());
    }
}
