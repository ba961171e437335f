package dev.shophub.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.listing.PriceLimits.Concern;
import dev.shophub.model.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceLimitsTest {

    private static final Currency YUAN = Currency.getInstance("CNY");

    private final PriceLimits limits = new PriceLimits(new BigDecimal("30"));

    @ParameterizedTest
    @CsvSource({"100, 130, false", "100, 130.01, true", "100, 70, false", "100, 69.99, true", "0.03, 0.04, true"})
    void aChangeBeyondTheLimitUpOrDownWantsASecondLook(String before, String after, boolean tooFar) {
        var concerns = limits.of(yuan(before), yuan(after), Optional.of(yuan("0")));

        assertThat(concerns.contains(Concern.TOO_FAR)).isEqualTo(tooFar);
    }

    @Test
    void fromNothingAnyPriceIsFar() {
        assertThat(limits.of(yuan("0"), yuan("1"), Optional.of(yuan("0.50")))).containsExactly(Concern.TOO_FAR);
    }

    @Test
    void belowCostIsBelowAndNotAtIt() {
        assertThat(limits.of(yuan("20"), yuan("18"), Optional.of(yuan("18.00"))))
                .isEmpty();
        assertThat(limits.of(yuan("20"), yuan("18"), Optional.of(yuan("18.01"))))
                .containsExactly(Concern.BELOW_COST);
    }

    @Test
    void aCostThatIsUnknownOrInAnotherCurrencyIsSaidAndStopsNothing() {
        assertThat(limits.of(yuan("20"), yuan("19"), Optional.empty()))
                .containsExactly(Concern.COST_UNKNOWN)
                .noneMatch(Concern::stops);
        assertThat(limits.of(yuan("20"), yuan("19"), Optional.of(Money.of("90", Currency.getInstance("USD")))))
                .containsExactly(Concern.COST_IN_OTHER_CURRENCY)
                .noneMatch(Concern::stops);
    }

    private static Money yuan(String amount) {
        return Money.of(amount, YUAN);
    }
}
