package dev.shophub.store;

import dev.shophub.model.ExternalId;
import java.time.Instant;

/**
 * An order that the shop promised to ship by a moment that is near or over.
 *
 * @param since paid, cash on delivery: placed; the promise counts from here, UTC
 * @param promisedAt UTC
 * @param foundAt when a mail was asked for, UTC
 */
public record LateOrder(long shopId, ExternalId order, Instant since, Instant promisedAt, Instant foundAt) {

    /** Where such an order is. */
    public enum Place {
        /** The ERP has it. */
        ERP,
        /** The hub keeps it for a person: an unmapped SKU, a route that held it. */
        PARKED,
        /** The hub has not sent it yet, or gave it up. */
        HUB
    }
}
