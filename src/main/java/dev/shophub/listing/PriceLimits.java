package dev.shophub.listing;

import dev.shophub.model.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which new prices need a second look: a pure decision.
 *
 * @param maxPercent a change up or down beyond this part of the old price
 */
public record PriceLimits(BigDecimal maxPercent) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** What is to be said of a new price. */
    public enum Concern {
        BELOW_COST(true),
        TOO_FAR(true),
        /** Another value than the one to be undone is shown now. */
        CHANGED_SINCE(true),
        /** The ERP tells no cost, or the code is mapped to none of its SKUs. */
        COST_UNKNOWN(false),
        /** The cost is in another currency and was not compared. */
        COST_IN_OTHER_CURRENCY(false);

        private final boolean stops;

        Concern(boolean stops) {
            this.stops = stops;
        }

        /** Whether a person must say yes. */
        public boolean stops() {
            return stops;
        }
    }

    public Set<Concern> of(Money before, Money after, Optional<Money> cost) {
        var concerns = EnumSet.noneOf(Concern.class);
        if (percent(before, after)
                .map(percent -> percent.abs().compareTo(maxPercent) > 0)
                .orElse(true)) {
            concerns.add(Concern.TOO_FAR);
        }
        if (cost.isEmpty()) {
            concerns.add(Concern.COST_UNKNOWN);
        } else if (!cost.get().currency().equals(after.currency())) {
            concerns.add(Concern.COST_IN_OTHER_CURRENCY);
        } else if (after.amount().compareTo(cost.get().amount()) < 0) {
            concerns.add(Concern.BELOW_COST);
        }
        return concerns;
    }

    /** By how much of the old price it changes, in percent, exact enough to compare; empty: nothing was asked before. */
    static Optional<BigDecimal> percent(Money before, Money after) {
        return before.amount().signum() == 0
                ? Optional.empty()
                : Optional.of(after.amount()
                        .subtract(before.amount())
                        .multiply(HUNDRED)
                        .divide(before.amount(), new MathContext(12, RoundingMode.HALF_UP)));
    }
}
