package dev.shophub.reconcile;

import dev.shophub.store.AuditFacts;
import dev.shophub.store.AuditFacts.DayFigures;
import dev.shophub.store.ShopRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The figures of each day of each shop, to be held against the shop's own books. All orders count, whatever their state; a
 * day is a day of the shop's zone, also where its clock changes.
 */
public final class AuditDays {

    private final AuditFacts facts;
    private final Supplier<Optional<Integer>> shiftDays;

    /** @param shiftDays by how many days a trade folder was moved; empty without one */
    public AuditDays(AuditFacts facts, Supplier<Optional<Integer>> shiftDays) {
        this.facts = facts;
        this.shiftDays = shiftDays;
    }

    /** Rows of these shops in the order given, by day; only days with an order or a refund. */
    public List<DayRow> of(Collection<ShopRow> shops) {
        var shift = shiftDays.get();
        var rows = new ArrayList<DayRow>();
        for (var shop : shops) {
            for (var figures : days(shop)) {
                rows.add(DayRow.of(shop.key().value(), figures, shift));
            }
        }
        return rows;
    }

    private Collection<DayFigures> days(ShopRow shop) {
        Map<DayAndCurrency, DayFigures> days =
                new TreeMap<>(Comparator.comparing(DayAndCurrency::day).thenComparing(DayAndCurrency::currency));
        facts.span(shop.id()).ifPresent(span -> {
            var rules = shop.zone().getRules();
            var end = span.last().plusMillis(1);
            var from = span.first();
            while (from.isBefore(end)) {
                var to = endOfOffset(rules.nextTransition(from), end);
                for (var part :
                        facts.days(shop.id(), from, to, rules.getOffset(from).getTotalSeconds())) {
                    days.merge(new DayAndCurrency(part.day(), part.currency()), part, DayFigures::plus);
                }
                from = to;
            }
        });
        return days.values();
    }

    /** A stretch ends where the shop's clock changes. */
    private static Instant endOfOffset(ZoneOffsetTransition next, Instant end) {
        return next == null || next.getInstant().isAfter(end) ? end : next.getInstant();
    }

    private record DayAndCurrency(LocalDate day, String currency) {}
}
