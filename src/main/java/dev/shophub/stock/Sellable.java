package dev.shophub.stock;

import dev.shophub.store.ItemStock;
import java.util.Optional;

/** How many pieces of a variant a shop may show. */
public final class Sellable {

    private Sellable() {}

    /**
     * What the ERP would still promise, less what shops sold and the ERP does not know yet; never below 0.
     *
     * @return pieces; empty where the ERP said nothing of it or nobody knows which SKU it is: silence is not zero
     */
    public static Optional<Long> of(ItemStock.Variant variant) {
        return variant.available().map(available -> Math.max(0, available - variant.notYetInErp()));
    }

    /**
     * The level to bring a shop to now: {@link #of}, but raised no further than is sure. An order that the ERP took a moment ago
     * may stand neither in what it last said of its stock nor among what it does not know yet: a rise by it would sell its
     * pieces twice. What is left out follows once the ERP's stock is read again.
     *
     * @return pieces; empty as there
     */
    public static Optional<Long> sure(ItemStock.Variant variant) {
        return of(variant).map(sellable -> {
            long shown = variant.shown().orElse(0L);
            return sellable <= shown ? sellable : Math.max(shown, sellable - variant.justInErp());
        });
    }
}
