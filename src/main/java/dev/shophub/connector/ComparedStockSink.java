package dev.shophub.connector;

import dev.shophub.model.ExternalId;
import java.util.Map;
import java.util.Optional;

/**
 * A shop that sets a shown quantity only while it still shows what the hub believes: what was sold or changed there meanwhile is
 * not overwritten. Where the hub does not know yet what is shown it uses {@link #setStock}.
 */
public interface ComparedStockSink extends StockSink {

    /**
     * Sets absolute quantities of one item's variants where the shop still shows what is expected. A variant that shows the wanted
     * quantity counts as written, so that a call whose answer was lost can be made again.
     *
     * @param changes by variant id; the empty key is the item without variants
     * @return of each variant that was not written the pieces that the shop shows now: because it was stale, or because the
     *     platform writes all variants of a call or none; empty when all are written
     * @throws RejectedException when the item or a variant is gone
     */
    Map<Optional<ExternalId>, Long> setStockIfShown(ExternalId itemId, Map<Optional<ExternalId>, Change> changes);

    /**
     * One variant's quantity, in pieces.
     *
     * @param expected what the shop is believed to show; platforms may show less than 0
     * @param wanted 0 or more
     */
    record Change(long expected, long wanted) {}
}
