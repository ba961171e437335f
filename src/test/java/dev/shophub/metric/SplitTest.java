package dev.shophub.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SplitTest {

    @Test
    void effectsAddUpToTheChangeToTheCent() {
        var random = new Random(1);
        for (int round = 0; round < 500; round++) {
            var visitors = new BigDecimal[] {whole(random, 5_000), whole(random, 5_000)};
            var buyers = new BigDecimal[] {whole(random, 300), whole(random, 300)};
            var paid = new BigDecimal[] {cents(random), cents(random)};
            var factors = List.of(
                    new Split.Factor("visitors", visitors[0], visitors[1]),
                    new Split.Factor("conversion", ratio(buyers[0], visitors[0]), ratio(buyers[1], visitors[1])),
                    new Split.Factor("value", ratio(paid[0], buyers[0]), ratio(paid[1], buyers[1])));
            assertThat(Split.of(paid[0], paid[1], factors, 2).stream()
                            .map(Split.Effect::effect)
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(paid[1].subtract(paid[0]));
        }
    }

    @Test
    void twiceTheVisitorsAloneAreAllOfTheChange() {
        var effects = Split.of(
                new BigDecimal("100"),
                new BigDecimal("200"),
                List.of(factor("visitors", "10", "20"), factor("conversion", "1", "1"), factor("value", "10", "10")),
                2);
        assertThat(effects).extracting(effect -> effect.effect().intValue()).containsExactly(100, 0, 0);
    }

    @Test
    void fromNothingFactorsArePutInOneAfterTheOther() {
        var effects = Split.of(
                BigDecimal.ZERO,
                new BigDecimal("60"),
                List.of(factor("visitors", "10", "20"), factor("conversion", "0", "0.3"), factor("value", "0", "10")),
                2);
        assertThat(effects).extracting(effect -> effect.effect().intValue()).containsExactly(0, 0, 60);
    }

    @Test
    void mixAndRateAreTheChangeOfTheWholeRate() {
        var parts = List.of(
                new Split.Part(
                        "search",
                        new BigDecimal("100"),
                        new BigDecimal("5"),
                        new BigDecimal("50"),
                        new BigDecimal("4")),
                new Split.Part(
                        "paid", new BigDecimal("100"), new BigDecimal("1"), new BigDecimal("250"), new BigDecimal("2")),
                new Split.Part("new", BigDecimal.ZERO, BigDecimal.ZERO, new BigDecimal("20"), new BigDecimal("1")));
        var sum = Split.mixAndRate(parts).stream()
                .mapToDouble(part -> part.mix() + part.rate())
                .sum();
        assertThat(sum).isCloseTo(7.0 / 320 - 6.0 / 200, within(1e-12));
    }

    private static Split.Factor factor(String name, String before, String now) {
        return new Split.Factor(name, new BigDecimal(before), new BigDecimal(now));
    }

    private static BigDecimal ratio(BigDecimal above, BigDecimal below) {
        return above.divide(below, java.math.MathContext.DECIMAL64);
    }

    private static BigDecimal whole(Random random, int most) {
        return BigDecimal.valueOf(1 + random.nextInt(most));
    }

    private static BigDecimal cents(Random random) {
        return BigDecimal.valueOf(1 + random.nextInt(5_000_000), 2);
    }
}
