package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shophub.store.Targets;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sets monthly plans of the paid amount, and lists them. */
final class TargetVerb {

    static final VerbCall<Request, List<Row>> CALL =
            new VerbCall<>("target", Request.class, new TypeReference<>() {}, false);

    private static final String PAID = "paid-amount";
    private static final YearMonth FIRST = YearMonth.of(2000, 1);
    private static final YearMonth LAST = YearMonth.of(2999, 12);

    private final Targets targets;
    private final ShopArgument shops;

    TargetVerb(Targets targets, ShopArgument shops) {
        this.targets = targets;
        this.shops = shops;
    }

    List<Row> run(Request request) {
        targets.set(
                request.plans().stream()
                        .map(plan -> new Targets.Target(
                                shops.one(plan.shop()).id(), plan.month(), PAID, plan.currency(), plan.amount()))
                        .toList(),
                request.author());
        var rows = shops.oneOrAll(java.util.Optional.empty()).stream()
                .collect(Collectors.toMap(shop -> shop.id(), Function.identity()));
        return targets.find(rows.keySet(), FIRST, LAST).stream()
                .map(target -> new Row(
                        rows.get(target.shopId()).key().value(),
                        target.month(),
                        target.currency(),
                        target.value().stripTrailingZeros()))
                .toList();
    }

    /** @param plans to be set; none: only list */
    record Request(List<Row> plans, String author) implements Steering {
        @Override
        public List<String> subjects() {
            return plans.stream().map(Row::shop).toList();
        }

        @Override
        public boolean steers(String verb) {
            return !plans.isEmpty();
        }

        @Override
        public String words() {
            return plans.stream()
                    .map(plan -> plan.shop() + " " + plan.month() + " " + plan.amount() + " " + plan.currency())
                    .collect(Collectors.joining(", "));
        }
    }

    /** A shop's plan of a month, in the currency's main unit. */
    record Row(String shop, YearMonth month, String currency, BigDecimal amount) {}
}
