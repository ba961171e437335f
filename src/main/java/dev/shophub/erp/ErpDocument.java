package dev.shophub.erp;

import java.util.Map;

/**
 * What the ERP is to know of one order or refund: the whole state, so that the latest one is enough.
 *
 * @param kind {@code order} or {@code refund}
 * @param reference the caller's unique reference, {@code platform:id}, without the shop's key
 * @param orderReference of the order it belongs to; of an order its own reference
 * @param version the platform's time of change in epoch milliseconds; the ERP refuses an older one
 * @param content JSON object; a delivery route marshals it and an admin may reshape it there
 */
public record ErpDocument(
        String kind, String reference, String orderReference, long version, Map<String, Object> content) {}
