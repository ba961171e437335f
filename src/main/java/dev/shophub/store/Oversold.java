package dev.shophub.store;

import dev.shophub.model.SkuCode;
import java.time.Instant;

/**
 * A SKU of the ERP of which shops promised more than there is.
 *
 * @param sku the ERP's
 * @param title in the ERP, else as offered; empty when neither is known
 * @param missing pieces promised beyond what there is, above 0
 * @param since UTC
 * @param foundAt when it was last found, UTC
 */
public record Oversold(SkuCode sku, String title, long missing, Instant since, Instant foundAt) {}
