package dev.shophub.model;

import java.time.Instant;

/**
 * Stock of one SKU as the ERP keeps it, in pieces; may be negative.
 *
 * @param available what the ERP would still promise: on hand less reserved
 */
public record ErpStock(SkuCode sku, long onHand, long reserved, long available, Instant modifiedAt) {}
