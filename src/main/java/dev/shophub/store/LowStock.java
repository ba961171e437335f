package dev.shophub.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * A SKU that runs low.
 *
 * @param code as in order lines
 * @param title as last sold
 * @param sellable pieces
 * @param sold14Days pieces sold in the 14 days before the finding
 * @param daysOfCover sellable at that speed, one decimal; empty when nothing was sold in them
 * @param limit below it is low
 * @param reason where sellable comes from: {@code erp} or {@code shop}
 * @param since low since, UTC
 * @param foundAt when the figures were found, UTC
 * @param toldAt when a mail was last asked for, UTC
 */
public record LowStock(
        long shopId,
        String code,
        String title,
        long sellable,
        long sold14Days,
        Optional<BigDecimal> daysOfCover,
        Limit limit,
        String reason,
        Instant since,
        Instant foundAt,
        Instant toldAt) {

    /**
     * @param kind what is counted
     * @param value days or pieces
     */
    public record Limit(Kind kind, int value) {

        /** What a limit counts. */
        public enum Kind {
            DAYS,
            PIECES
        }
    }
}
