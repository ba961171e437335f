package dev.shophub.metric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How a figure follows from others: sums and differences, and at most one division of two of them.
 *
 * @param over empty when nothing is divided
 */
public record Formula(List<Term> sum, List<Term> over) {

    public Formula {
        sum = List.copyOf(sum);
        over = List.copyOf(over);
    }

    /** A figure that is added or taken off. */
    public record Term(String figure, boolean minus) {}

    /**
     * Reads {@code a - b / c}: blanks around every sign, the division last in force.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Formula parse(String text) {
        var halves = text.split(" / ", -1);
        if (halves.length > 2) {
            throw new IllegalArgumentException("A formula divides once at most (formula=" + text + ")");
        }
        return new Formula(terms(halves[0]), halves.length == 2 ? terms(halves[1]) : List.of());
    }

    private static List<Term> terms(String text) {
        var terms = new ArrayList<Term>();
        var minus = false;
        for (var word : Arrays.asList(text.strip().split(" +"))) {
            if (word.equals("-") || word.equals("+")) {
                minus = word.equals("-");
            } else {
                terms.add(new Term(word, minus));
                minus = false;
            }
        }
        return terms;
    }

    /** Every figure it is made of. */
    Set<String> figures() {
        var names = new LinkedHashSet<String>();
        sum.forEach(term -> names.add(term.figure()));
        over.forEach(term -> names.add(term.figure()));
        return names;
    }

    boolean isRatio() {
        return !over.isEmpty();
    }

    /** Its value; empty where a part is not known or what it is divided by is 0. */
    Optional<BigDecimal> value(Function<String, Optional<BigDecimal>> known) {
        var above = total(sum, known);
        if (over.isEmpty() || above.isEmpty()) {
            return above;
        }
        return total(over, known).filter(below -> below.signum() != 0).map(below -> above.get()
                .divide(below, MathContext.DECIMAL64));
    }

    private static Optional<BigDecimal> total(List<Term> terms, Function<String, Optional<BigDecimal>> known) {
        var total = BigDecimal.ZERO;
        for (var term : terms) {
            var value = known.apply(term.figure());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            total = term.minus() ? total.subtract(value.get()) : total.add(value.get());
        }
        return Optional.of(total);
    }

    @Override
    public String toString() {
        return over.isEmpty() ? text(sum) : text(sum) + " / " + text(over);
    }

    private static String text(List<Term> terms) {
        var text = new StringBuilder();
        for (var term : terms) {
            text.append(text.isEmpty() ? (term.minus() ? "- " : "") : term.minus() ? " - " : " + ")
                    .append(term.figure());
        }
        return text.toString();
    }
}
