package dev.shophub.metric;

import dev.shophub.store.ShopRow;
import dev.shophub.store.Span;
import dev.shophub.store.Targets;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Spreads a month's plan over its days, and says how far it is reached. */
final class Plans {

    private static final String PAID = "paid-amount";

    private final Targets targets;
    private final Campaigns campaigns;

    Plans(Targets targets, Campaigns campaigns) {
        this.targets = targets;
        this.campaigns = campaigns;
    }

    /** Exactly the month's plan, by weekday and campaign; what rounding leaves goes to the last day. */
    static Map<LocalDate, BigDecimal> days(YearMonth month, BigDecimal plan, Campaigns campaigns) {
        var weights = new TreeMap<LocalDate, BigDecimal>();
        month.atDay(1).datesUntil(month.plusMonths(1).atDay(1)).forEach(day -> weights.put(day, campaigns.weight(day)));
        var all = weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var days = new TreeMap<LocalDate, BigDecimal>();
        var left = plan;
        for (var day : weights.entrySet()) {
            var share = plan.multiply(day.getValue()).divide(all, 2, RoundingMode.HALF_UP);
            days.put(day.getKey(), share);
            left = left.subtract(share);
        }
        days.merge(month.atEndOfMonth(), left, BigDecimal::add);
        return days;
    }

    /** The plan of the month in which the span ends, for those of the shops that have one. */
    Optional<Briefing.Plan> of(Scope scope, Span span, Book book) {
        var month = YearMonth.from(span.last());
        var planned = targets.find(scope.ids(), month, month).stream()
                .filter(target ->
                        target.figure().equals(PAID) && target.currency().equals(book.currency()))
                .toList();
        if (planned.isEmpty()) {
            return Optional.empty();
        }
        var ids = planned.stream().map(Targets.Target::shopId).toList();
        var shops =
                scope.shops().stream().filter(shop -> ids.contains(shop.id())).toList();
        var plan = planned.stream().map(Targets.Target::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        var days = days(month, plan, campaigns);
        var toDate = days.entrySet().stream()
                .filter(day -> !day.getKey().isAfter(span.last()))
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var reached = reached(shops, month, span.last(), book);
        long rest = month.atEndOfMonth().getDayOfMonth() - span.last().getDayOfMonth();
        return Optional.of(new Briefing.Plan(
                shops.size(),
                plan,
                days.get(span.last()),
                toDate,
                reached,
                rest == 0
                        ? Optional.empty()
                        : reached.map(paid -> plan.subtract(paid)
                                .max(BigDecimal.ZERO)
                                .divide(BigDecimal.valueOf(rest), 2, RoundingMode.HALF_UP))));
    }

    private static Optional<BigDecimal> reached(List<ShopRow> shops, YearMonth month, LocalDate last, Book book) {
        var ids = shops.stream().map(ShopRow::id).toList();
        var total = BigDecimal.ZERO;
        for (var day = month.atDay(1); !day.isAfter(last); day = day.plusDays(1)) {
            var paid = book.stored(Span.day(day)).value(book.figure(PAID), ids);
            if (paid.isEmpty()) {
                return Optional.empty();
            }
            total = total.add(paid.get());
        }
        return Optional.of(total);
    }
}
