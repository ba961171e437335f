package dev.shophub.stock;

import dev.shophub.model.StockFormula;
import dev.shophub.store.ItemStock;
import java.util.Optional;

/** How many pieces of a variant a shop may show: the one place that says so. */
public final class Sellable {

    private static final int ALL = 100;

    private Sellable() {}

    /**
     * What comes of a formula, step by step; all in pieces, none below 0, each step no more than the one before.
     *
     * @param left what the ERP would still promise, less what shops sold and the ERP does not know yet
     * @param afterBuffer left, less the larger of the formula's pieces and its percentage of {@code left}, rounded up
     * @param afterShare the shop's percentage of {@code afterBuffer}, rounded down
     * @param sellable {@code afterShare}, at most the formula's cap: what the shop may show
     */
    public record Steps(long left, long afterBuffer, long afterShare, long sellable) {}

    /**
     * Works a formula out. Never more than is left, never less than 0, and never less where more is left.
     *
     * @param available what the ERP would still promise, in pieces; may be negative
     * @param notYetInErp pieces sold that the ERP does not know yet, 0 or more
     */
    public static Steps of(long available, long notYetInErp, StockFormula formula) {
        long left = Math.max(0, available - notYetInErp);
        long afterBuffer = Math.max(0, Math.min(left - formula.buffer(), percent(left, ALL - formula.bufferPercent())));
        long afterShare = percent(afterBuffer, formula.sharePercent());
        return new Steps(
                left,
                afterBuffer,
                afterShare,
                Math.min(afterShare, formula.cap().orElse(afterShare)));
    }

    /** Rounded down; parts first, so that no product grows too large. */
    private static long percent(long pieces, int percent) {
        return pieces / ALL * percent + pieces % ALL * percent / ALL;
    }

    /**
     * What the shop may show of a variant.
     *
     * @return pieces; empty where the ERP said nothing of it or nobody knows which SKU it is: silence is not zero
     */
    public static Optional<Long> of(ItemStock.Variant variant) {
        return steps(variant).map(Steps::sellable);
    }

    /** How {@link #of(ItemStock.Variant)} comes about; empty as there. */
    public static Optional<Steps> steps(ItemStock.Variant variant) {
        return variant.available().map(available -> of(available, variant.notYetInErp(), variant.formula()));
    }

    /**
     * The level to bring a shop to now: {@link #of(ItemStock.Variant)}, but raised no further than is sure. An order that the ERP took
     * a moment ago may stand neither in what it last said of its stock nor among what it does not know yet: a rise by it would sell its
     * pieces twice. What is left out follows once the ERP's stock is read again.
     *
     * @return pieces; empty as there
     */
    public static Optional<Long> sure(ItemStock.Variant variant) {
        return of(variant).map(sellable -> {
            long shown = variant.shown().orElse(0L);
            return sellable <= shown ? sellable : Math.max(shown, withoutJustInErp(variant));
        });
    }

    private static long withoutJustInErp(ItemStock.Variant variant) {
        return of(variant.available().orElse(0L), variant.notYetInErp() + variant.justInErp(), variant.formula())
                .sellable();
    }
}
