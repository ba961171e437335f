package dev.shophub.connector;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import java.util.Map;
import java.util.Optional;

/** A shop whose prices can be set. */
public interface PriceSink extends Connector {

    /**
     * Sets prices of one item's variants; repeating it is harmless. Variants not named keep theirs. Where a platform shows a
     * price of the item beside those of its variants, the connector keeps it in step.
     *
     * @param prices of one piece before discounts, by variant id, in the shop's currency; the empty key is the item without
     *     variants
     * @throws RejectedException when the item is gone, or the shop does not take the price or its currency
     */
    void setPrices(ExternalId itemId, Map<Optional<ExternalId>, Money> prices);
}
