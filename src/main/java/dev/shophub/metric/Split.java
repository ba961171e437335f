package dev.shophub.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Splits a change of a product of factors into what each factor did; the parts add up to the change exactly. */
public final class Split {

    private Split() {}

    /** A factor before and now. */
    public record Factor(String name, BigDecimal before, BigDecimal now) {}

    /** What a factor did to the product, in the product's unit. */
    public record Effect(String name, BigDecimal effect) {}

    /**
     * Splits the change of {@code before → now} of a product.
     *
     * <p>By the logarithmic mean (LMDI-I): a factor's effect is L(now, before) · ln(x1 / x0) with L(a, b) = (a − b) / ln(a / b). Where a
     * factor is 0, factors are put in one after the other instead, in their order. What rounding leaves goes to the largest effect.
     *
     * @param scale decimals of the effects
     */
    public static List<Effect> of(BigDecimal before, BigDecimal now, List<Factor> factors, int scale) {
        var positive = before.signum() > 0
                && now.signum() > 0
                && factors.stream()
                        .allMatch(factor ->
                                factor.before().signum() > 0 && factor.now().signum() > 0);
        var effects = positive ? logarithmic(before, now, factors, scale) : sequential(factors, scale);
        return settled(effects, now.subtract(before).setScale(scale, RoundingMode.HALF_UP));
    }

    private static List<Effect> logarithmic(BigDecimal before, BigDecimal now, List<Factor> factors, int scale) {
        var s0 = before.doubleValue();
        var s1 = now.doubleValue();
        var mean = before.compareTo(now) == 0 ? s0 : (s1 - s0) / Math.log(s1 / s0);
        return factors.stream()
                .map(factor -> new Effect(
                        factor.name(),
                        rounded(
                                mean
                                        * Math.log(factor.now().doubleValue()
                                                / factor.before().doubleValue()),
                                scale)))
                .toList();
    }

    private static List<Effect> sequential(List<Factor> factors, int scale) {
        var effects = new ArrayList<Effect>();
        for (int at = 0; at < factors.size(); at++) {
            var step = factors.get(at).now().doubleValue()
                    - factors.get(at).before().doubleValue();
            for (int other = 0; other < factors.size(); other++) {
                if (other != at) {
                    var factor = factors.get(other);
                    step *= (other < at ? factor.now() : factor.before()).doubleValue();
                }
            }
            effects.add(new Effect(factors.get(at).name(), rounded(step, scale)));
        }
        return effects;
    }

    private static List<Effect> settled(List<Effect> effects, BigDecimal change) {
        var left = change.subtract(effects.stream().map(Effect::effect).reduce(BigDecimal.ZERO, BigDecimal::add));
        var settled = new ArrayList<>(effects);
        int largest = 0;
        for (int at = 1; at < settled.size(); at++) {
            if (settled.get(at)
                            .effect()
                            .abs()
                            .compareTo(settled.get(largest).effect().abs())
                    > 0) {
                largest = at;
            }
        }
        settled.set(
                largest,
                new Effect(
                        settled.get(largest).name(),
                        settled.get(largest).effect().add(left)));
        return settled;
    }

    private static BigDecimal rounded(double effect, int scale) {
        return BigDecimal.valueOf(effect).setScale(scale, RoundingMode.HALF_UP);
    }

    /** A part of a whole that has a rate: visitors and buyers of a source or an item, before and now. */
    public record Part(String name, BigDecimal size0, BigDecimal hits0, BigDecimal size1, BigDecimal hits1) {}

    /** What a part did to the rate of the whole: by its share (mix) and by its own rate. */
    public record MixAndRate(String name, double mix, double rate) {}

    /**
     * Splits the change of a rate over parts: mix Σ(share1 − share0)·(rate0 − whole rate0), rate Σ share1·(rate1 − rate0); both
     * together are the change of the whole rate exactly. A part without visitors before has the whole's rate before.
     */
    public static List<MixAndRate> mixAndRate(List<Part> parts) {
        var size0 = sum(parts.stream().map(Part::size0).toList());
        var size1 = sum(parts.stream().map(Part::size1).toList());
        if (size0 == 0 || size1 == 0) {
            return List.of();
        }
        var whole = sum(parts.stream().map(Part::hits0).toList()) / size0;
        return parts.stream()
                .map(part -> {
                    var share0 = part.size0().doubleValue() / size0;
                    var share1 = part.size1().doubleValue() / size1;
                    var rate0 = rate(part.hits0(), part.size0(), whole);
                    var rate1 = rate(part.hits1(), part.size1(), rate0);
                    return new MixAndRate(part.name(), (share1 - share0) * (rate0 - whole), share1 * (rate1 - rate0));
                })
                .toList();
    }

    private static double rate(BigDecimal hits, BigDecimal size, double otherwise) {
        return size.signum() == 0 ? otherwise : hits.doubleValue() / size.doubleValue();
    }

    private static double sum(List<BigDecimal> values) {
        return values.stream().mapToDouble(BigDecimal::doubleValue).sum();
    }
}
