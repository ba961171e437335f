package dev.shophub.metric;

import dev.shophub.store.FigureTables;
import dev.shophub.store.FigureTables.ItemValue;
import dev.shophub.store.MorningFacts;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Items of which an export of traffic says that something is wrong: taken down and still visited, or sold less to as many. */
final class ItemAlarms {

    private static final String VISITORS = "visitors";
    private static final String BUYERS = "console-paid-buyers";
    private static final BigDecimal MANY = new BigDecimal("100");
    private static final BigDecimal THREE_QUARTERS = new BigDecimal("0.75");
    private static final BigDecimal A_POINT = new BigDecimal("0.01");

    private final FigureTables tables;
    private final MorningFacts facts;

    ItemAlarms(FigureTables tables, MorningFacts facts) {
        this.tables = tables;
        this.facts = facts;
    }

    /** An item of the platform, and its number: visitors, or its conversion. {@code before} is the conversion it had. */
    record Alarm(String item, String subject, BigDecimal number, BigDecimal before) {}

    private record Told(BigDecimal visitors, BigDecimal buyers) {

        BigDecimal conversion() {
            return buyers.divide(visitors, MathContext.DECIMAL64);
        }
    }

    /** The item that was visited most of those that are not offered. */
    Optional<Alarm> downAndVisited(ShopRow shop, Span span) {
        var told = told(shop, span);
        var names = facts.names(shop.id(), told.keySet());
        return told.entrySet().stream()
                .filter(item -> names.containsKey(item.getKey())
                        && !names.get(item.getKey()).up()
                        && item.getValue().visitors().compareTo(MANY) >= 0)
                .max(Comparator.comparing(item -> item.getValue().visitors()))
                .map(item -> new Alarm(
                        item.getKey(),
                        subject(names.get(item.getKey())),
                        item.getValue().visitors(),
                        BigDecimal.ZERO));
    }

    /** The item that lost most buyers by converting less: under three quarters of before, and by a point at least. */
    Optional<Alarm> convertsLess(ShopRow shop, Span span, Span usual) {
        var now = told(shop, span);
        var before = told(shop, usual);
        var fell = now.entrySet().stream()
                .filter(item -> item.getValue().visitors().compareTo(MANY) >= 0)
                .filter(item -> Optional.ofNullable(before.get(item.getKey()))
                        .filter(was -> was.visitors().compareTo(MANY) >= 0)
                        .filter(was -> fell(item.getValue(), was))
                        .isPresent())
                .max(Comparator.comparing(item -> lost(item.getValue(), before.get(item.getKey()))));
        return fell.map(item -> new Alarm(
                item.getKey(),
                subject(facts.names(shop.id(), List.of(item.getKey()))
                        .getOrDefault(item.getKey(), new MorningFacts.ItemName(item.getKey(), "", true))),
                item.getValue().conversion(),
                before.get(item.getKey()).conversion()));
    }

    private static boolean fell(Told now, Told was) {
        return now.conversion().compareTo(was.conversion().multiply(THREE_QUARTERS)) < 0
                && was.conversion().subtract(now.conversion()).compareTo(A_POINT) >= 0;
    }

    private static BigDecimal lost(Told now, Told was) {
        return was.conversion().subtract(now.conversion()).multiply(now.visitors());
    }

    private static String subject(MorningFacts.ItemName name) {
        return (name.code() + " " + name.title()).strip();
    }

    /** Items with visitors; where two exports tell them, those of the first by name. */
    private Map<String, Told> told(ShopRow shop, Span span) {
        var values = tables.items(List.of(shop.id()), List.of(VISITORS, BUYERS), span.first(), span.last());
        var source = values.stream().map(ItemValue::source).sorted().findFirst().orElse("");
        var visitors = new TreeMap<String, BigDecimal>();
        var buyers = new HashMap<String, BigDecimal>();
        values.stream()
                .filter(value -> value.source().equals(source))
                .forEach(value ->
                        (value.figure().equals(VISITORS) ? visitors : buyers).put(value.item(), value.value()));
        var told = new TreeMap<String, Told>();
        visitors.forEach((item, count) -> {
            if (count.signum() > 0) {
                told.put(item, new Told(count, buyers.getOrDefault(item, BigDecimal.ZERO)));
            }
        });
        return told;
    }
}
