package dev.shophub.connector;

import dev.shophub.model.ExternalId;
import java.util.Map;
import java.util.Optional;

/** A shop whose shown quantities can be set. */
public interface StockSink extends Connector {

    /**
     * Sets absolute quantities of one item's variants; repeating it is harmless.
     *
     * @param quantities pieces by variant id, 0 or more; the empty key is the item without variants
     */
    void setStock(ExternalId itemId, Map<Optional<ExternalId>, Long> quantities);
}
