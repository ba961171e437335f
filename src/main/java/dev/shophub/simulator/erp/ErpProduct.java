package dev.shophub.simulator.erp;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * A product with its stock, as the simulated ERP holds it.
 *
 * @param costPrice of one piece, in the ERP's currency; empty when not known
 * @param onHand pieces in the warehouse, may be negative
 * @param reserved pieces of open lines
 * @param modifiedAt of product, stock or reservations, UTC, milliseconds
 */
public record ErpProduct(
        String sku, String title, Optional<BigDecimal> costPrice, long onHand, long reserved, Instant modifiedAt) {

    public long available() {
        return onHand - reserved;
    }
}
