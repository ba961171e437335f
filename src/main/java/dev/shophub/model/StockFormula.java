package dev.shophub.model;

import java.util.Optional;

/**
 * How much of what can be sold a shop shows: what is held back for other ways of selling and for miscounts, the shop's share of the
 * rest, and the most that buyers are to see.
 *
 * @param buffer pieces held back at least
 * @param bufferPercent percent of what can be sold held back at least, 0 to 100; the larger of the two counts
 * @param sharePercent percent shown of what is not held back, 0 to 100
 * @param cap pieces shown at most; empty: as many as there are
 */
public record StockFormula(long buffer, int bufferPercent, int sharePercent, Optional<Long> cap) {

    /** All that can be sold is shown. */
    public static final StockFormula ALL = new StockFormula(0, 0, 100, Optional.empty());

    /** @throws IllegalArgumentException when pieces are negative or a percentage is none */
    public StockFormula {
        if (buffer < 0 || cap.filter(most -> most < 0).isPresent()) {
            throw new IllegalArgumentException("Pieces of a formula are 0 or more");
        }
        if (bufferPercent < 0 || bufferPercent > 100 || sharePercent < 0 || sharePercent > 100) {
            throw new IllegalArgumentException("Percentages of a formula are 0 to 100");
        }
    }
}
