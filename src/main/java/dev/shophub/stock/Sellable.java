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
}
