package dev.shophub.metric;

import dev.shophub.metric.Briefing.TwoSides;
import dev.shophub.store.ShopRow;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The same figure as we and a console count it, and why they differ. */
final class Consoles {

    private static final BigDecimal NOTICEABLE = new BigDecimal("0.02");
    private static final Map<String, String> OURS = new TreeMap<>(Map.of(
            "paid-amount", "console-paid-amount",
            "paid-buyers", "console-paid-buyers",
            "paid-orders", "console-paid-orders",
            "paid-pieces", "console-paid-pieces",
            "refunds-by-refund-day", "console-refunds"));

    private final Catalogue catalogue;

    Consoles(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Whether a shop has no books of its own: the console's figures stand for them. */
    static boolean standFor(ShopRow shop) {
        return shop.platform().equals("file");
    }

    /** The console's name of one of our figures. */
    static Optional<String> of(String figure) {
        return Optional.ofNullable(OURS.get(figure));
    }

    /** Both sides of the shops of which both are known, in the order of the figures' names. */
    List<TwoSides> sides(Scope scope, SpanFigures current, boolean booksComplete) {
        var own = scope.shops().stream()
                .filter(shop -> !standFor(shop))
                .map(ShopRow::id)
                .toList();
        var sides = new ArrayList<TwoSides>();
        OURS.forEach((ours, console) -> {
            var figure = catalogue.figure(ours);
            var other = catalogue.figure(console);
            Set<Long> common = new LinkedHashSet<>(current.shops(figure));
            common.retainAll(current.shops(other));
            common.retainAll(own);
            current.value(figure, common)
                    .ifPresent(value -> sides.add(new TwoSides(
                            figure, value, current.value(other, common).orElseThrow(), TwoSides.Cause.NONE)));
        });
        var differing = sides.stream()
                .filter(Consoles::differs)
                .map(side -> side.figure().key())
                .toList();
        return sides.stream()
                .map(side ->
                        new TwoSides(side.figure(), side.ours(), side.console(), cause(side, differing, booksComplete)))
                .toList();
    }

    private static boolean differs(TwoSides side) {
        return side.console().signum() == 0
                ? side.ours().signum() != 0
                : side.ours()
                                .subtract(side.console())
                                .abs()
                                .divide(side.console().abs(), MathContext.DECIMAL64)
                                .compareTo(NOTICEABLE)
                        > 0;
    }

    /** The likeliest, from which of the other figures differ too. */
    private static TwoSides.Cause cause(TwoSides side, List<String> differing, boolean booksComplete) {
        if (!differs(side)) {
            return TwoSides.Cause.NONE;
        }
        if (!booksComplete) {
            return TwoSides.Cause.BOOKS_UNREAD;
        }
        return switch (side.figure().key()) {
            case "refunds-by-refund-day" -> TwoSides.Cause.REFUND_TIME;
            case "paid-buyers" -> differing.contains("paid-orders")
                    ? TwoSides.Cause.OTHER_ORDERS
                    : TwoSides.Cause.SAME_PERSON;
            case "paid-amount" -> differing.contains("paid-orders") || differing.contains("paid-buyers")
                    ? TwoSides.Cause.OTHER_ORDERS
                    : TwoSides.Cause.OTHER_AMOUNT;
            default -> TwoSides.Cause.OTHER_ORDERS;
        };
    }
}
