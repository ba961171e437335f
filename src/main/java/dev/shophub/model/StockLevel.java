package dev.shophub.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What a shop shows as available of one variant.
 *
 * @param quantity may be negative where a platform oversold; stored as told
 */
public record StockLevel(
        ExternalId itemId, Optional<ExternalId> skuId, Optional<SkuCode> skuCode, long quantity, Instant modifiedAt) {}
