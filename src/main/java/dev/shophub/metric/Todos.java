package dev.shophub.metric;

import dev.shophub.metric.Briefing.Todo;
import dev.shophub.store.MorningFacts;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What needs doing, the most pressing first: a share and an amount have to be passed both, so that small things stay quiet. */
final class Todos {

    private static final BigDecimal REFUND_RATE = new BigDecimal("0.05");
    private static final BigDecimal REFUND_MONEY = new BigDecimal("300");
    private static final BigDecimal COVERED = new BigDecimal("0.9");
    private static final BigDecimal ON_TIME = new BigDecimal("0.95");
    /** After this nothing paid in the span can be in time any more. */
    private static final Duration SHIPPED_BY = Duration.ofHours(48);

    private static final BigDecimal MANY_ORDERS = BigDecimal.TEN;

    /** Windows of advertising sales, the usual one first. */
    private static final List<String> WINDOWS = List.of("7", "15", "3", "1", "30");

    private static final BigDecimal SPENT = new BigDecimal("50");

    private final Catalogue catalogue;
    private final ItemAlarms items;
    private final MorningFacts facts;

    Todos(Catalogue catalogue, ItemAlarms items, MorningFacts facts) {
        this.catalogue = catalogue;
        this.items = items;
        this.facts = facts;
    }

    /**
     * @param low what runs low, the soonest first
     * @param open bad reviews by shop
     */
    List<Todo> of(
            Scope scope,
            Span span,
            Span usual,
            Book book,
            SpanFigures figures,
            List<MorningFacts.Low> low,
            List<Briefing.OpenReviews> open,
            Instant now,
            int most) {
        var todos = new ArrayList<Todo>();
        runningOut(scope, low, todos);
        open.forEach(one -> todos.add(new Todo(
                "bad-reviews", BigDecimal.valueOf(one.count()), Long.toString(one.days()), one.shop(), one.place())));
        for (var shop : scope.shops()) {
            var of = List.of(shop.id());
            figures.value(catalogue.figure("break-even-roi"), of)
                    .flatMap(needed -> worstPlan(shop, span, book, needed))
                    .ifPresent(todos::add);
            items.downAndVisited(shop, span)
                    .ifPresent(alarm -> todos.add(new Todo(
                            "down-visited", alarm.number(), alarm.subject(), shop.title(), item(shop, alarm.item()))));
            items.convertsLess(shop, span, usual)
                    .ifPresent(alarm -> todos.add(new Todo(
                            "converts-less",
                            alarm.number(),
                            alarm.subject() + " (" + percent(alarm.before()) + ")",
                            shop.title(),
                            item(shop, alarm.item()))));
            refunds(shop, figures, of, todos);
            if (span.to(shop.zone()).plus(SHIPPED_BY).isBefore(now)) {
                late(shop, figures, of, todos);
            }
            uncovered(shop, span, figures, of, todos);
        }
        return todos.stream().limit(most).toList();
    }

    /** The plan that spent most of those whose sales do not pay for it, in the first window that its export tells. */
    private static Optional<Todo> worstPlan(ShopRow shop, Span span, Book book, BigDecimal needed) {
        var spend = book.channels(shop, span, "ad-spend");
        return WINDOWS.stream()
                .map(window -> book.channels(shop, span, "ad-sales-" + window))
                .filter(sales -> !sales.isEmpty())
                .findFirst()
                .flatMap(sales -> spend.entrySet().stream()
                        .filter(plan -> plan.getValue().compareTo(SPENT) >= 0 && sales.containsKey(plan.getKey()))
                        .filter(plan -> roi(sales, plan).compareTo(needed) < 0)
                        .max(Map.Entry.comparingByValue())
                        .map(plan -> new Todo(
                                "roi",
                                roi(sales, plan),
                                plan.getKey() + " ("
                                        + needed.setScale(2, RoundingMode.HALF_UP)
                                                .toPlainString() + ")",
                                shop.title(),
                                place(shop, Place.Name.ADS, Map.of()))));
    }

    static Place place(ShopRow shop, Place.Name name, Map<String, String> ids) {
        return new Place(shop.key().value(), shop.platform(), name, ids);
    }

    private static Place item(ShopRow shop, String item) {
        return place(shop, Place.Name.ITEM, Map.of("item", item));
    }

    private static BigDecimal roi(Map<String, BigDecimal> sales, Map.Entry<String, BigDecimal> plan) {
        return sales.get(plan.getKey()).divide(plan.getValue(), MathContext.DECIMAL64);
    }

    private static String percent(BigDecimal fraction) {
        return fraction.movePointRight(2).setScale(2, RoundingMode.HALF_UP) + "%";
    }

    /** At most two items of those that run out first, so that other things are heard too. */
    private static void runningOut(Scope scope, List<MorningFacts.Low> low, List<Todo> todos) {
        low.stream()
                .filter(one -> one.days().isPresent())
                .limit(2)
                .forEach(one -> todos.add(new Todo(
                        one.sellable() <= 0 ? "sold-out" : "runs-out",
                        one.days().orElseThrow(),
                        one.code() + " " + one.title(),
                        scope.get(one.shopId()).title(),
                        item(scope.get(one.shopId()), one.item()))));
    }

    private void refunds(ShopRow shop, SpanFigures figures, List<Long> of, List<Todo> todos) {
        var rate = figures.value(catalogue.figure("refund-rate-refund-day"), of);
        var money = figures.value(catalogue.figure("refunds-by-refund-day"), of);
        if (rate.isPresent()
                && rate.get().compareTo(REFUND_RATE) >= 0
                && money.orElseThrow().compareTo(REFUND_MONEY) >= 0) {
            todos.add(new Todo(
                    "refunds",
                    rate.get(),
                    money.get().toPlainString(),
                    shop.title(),
                    place(shop, Place.Name.REFUNDS, Map.of())));
        }
    }

    private void late(ShopRow shop, SpanFigures figures, List<Long> of, List<Todo> todos) {
        var due = figures.value(catalogue.figure("ship-due"), of);
        var rate = figures.value(catalogue.figure("on-time-rate"), of);
        if (due.isPresent()
                && due.get().compareTo(MANY_ORDERS) >= 0
                && rate.isPresent()
                && rate.get().compareTo(ON_TIME) < 0) {
            todos.add(new Todo(
                    "late",
                    rate.get(),
                    due.get().toBigInteger().toString(),
                    shop.title(),
                    place(shop, Place.Name.ORDERS, Map.of())));
        }
    }

    private void uncovered(ShopRow shop, Span span, SpanFigures figures, List<Long> of, List<Todo> todos) {
        figures.value(catalogue.figure("profit-coverage"), of)
                .filter(covered -> covered.compareTo(COVERED) < 0)
                .ifPresent(covered -> facts.withoutCost(shop.id(), span.from(shop.zone()), span.to(shop.zone()), 1)
                        .forEach(first -> todos.add(new Todo(
                                "no-cost",
                                covered,
                                first.code() + " " + first.title(),
                                shop.title(),
                                new Place(
                                        shop.key().value(),
                                        Place.ERP,
                                        Place.Name.PRODUCT,
                                        Map.of("sku", first.erpSku(), "code", first.code()))))));
    }
}
