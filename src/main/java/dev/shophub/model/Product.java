package dev.shophub.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A product of the ERP.
 *
 * @param costPrice what one piece costs the shop; empty when the ERP does not know it, which is not 0
 */
public record Product(SkuCode sku, String title, Optional<Money> costPrice, Instant modifiedAt) {}
