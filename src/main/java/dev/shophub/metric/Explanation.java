package dev.shophub.metric;

import dev.shophub.metric.Briefing.Shift;
import dev.shophub.metric.Briefing.Why;
import dev.shophub.store.FigureTables;
import dev.shophub.store.FigureTables.ItemValue;
import dev.shophub.store.MorningFacts;
import dev.shophub.store.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Why sales changed: the split into factors, and which sources, shops and items moved the conversion by their share or their rate. */
final class Explanation {

    private static final String VISITORS = "visitors";
    private static final String BUYERS = "console-paid-buyers";

    private final Catalogue catalogue;
    private final FigureTables tables;
    private final MorningFacts facts;

    Explanation(Catalogue catalogue, FigureTables tables, MorningFacts facts) {
        this.catalogue = catalogue;
        this.tables = tables;
        this.facts = facts;
    }

    /** With a console's visitors in three factors, else our buyers and their order value in two. */
    Optional<Why> why(SpanFigures now, SpanFigures before) {
        return why(now, before, true, List.of(VISITORS, "conversion", "console-aov"), "console-paid-amount")
                .or(() -> why(now, before, false, List.of("paid-buyers", "aov"), "paid-amount"));
    }

    private Optional<Why> why(SpanFigures now, SpanFigures before, boolean console, List<String> names, String money) {
        Set<Long> common = new LinkedHashSet<>(now.shops(catalogue.figure(money)));
        names.forEach(name -> {
            common.retainAll(now.shops(catalogue.figure(name)));
            common.retainAll(before.shops(catalogue.figure(name)));
        });
        var factors = new ArrayList<Split.Factor>();
        for (var name : names) {
            var figure = catalogue.figure(name);
            var was = before.value(figure, common);
            var is = now.value(figure, common);
            if (was.isEmpty() || is.isEmpty()) {
                return Optional.empty();
            }
            factors.add(new Split.Factor(name, was.get(), is.get()));
        }
        var was = before.value(catalogue.figure(money), common).orElseThrow();
        var is = now.value(catalogue.figure(money), common).orElseThrow();
        return Optional.of(new Why(console, was, is, Split.of(was, is, factors, 2)));
    }

    /** What moved the conversion most, of each kind of part at most so many; none where a span is not told by its parts. */
    List<Shift> shifts(Scope scope, Book book, SpanFigures now, SpanFigures before, int most) {
        var shifts = new ArrayList<Shift>();
        if (scope.overall()) {
            shifts.addAll(largest(Shift.Of.SHOP, shops(scope, now, before), most));
        }
        shifts.addAll(largest(Shift.Of.SOURCE, channels(book, now.span(), before.span()), most));
        shifts.addAll(largest(Shift.Of.ITEM, items(scope, now.span(), before.span()), most));
        return shifts;
    }

    private static List<Shift> largest(Shift.Of of, List<Split.Part> parts, int most) {
        return Split.mixAndRate(parts).stream()
                .map(one -> new Shift(of, one.name(), one.mix(), one.rate()))
                .sorted(Comparator.<Shift>comparingDouble(shift -> -Math.abs(shift.mix() + shift.rate()))
                        .thenComparing(Shift::name))
                .limit(most)
                .toList();
    }

    private List<Split.Part> shops(Scope scope, SpanFigures now, SpanFigures before) {
        var conversion = catalogue.figure("conversion");
        var known = new LinkedHashSet<>(now.shops(conversion));
        known.retainAll(before.shops(conversion));
        return scope.shops().stream()
                .filter(shop -> known.contains(shop.id()))
                .map(shop -> part(
                        shop.title(),
                        name -> before.value(catalogue.figure(name), List.of(shop.id())),
                        name -> now.value(catalogue.figure(name), List.of(shop.id()))))
                .toList();
    }

    private interface Told {
        Optional<BigDecimal> of(String figure);
    }

    private static Split.Part part(String name, Told before, Told now) {
        return new Split.Part(
                name,
                before.of(VISITORS).orElse(BigDecimal.ZERO),
                before.of(BUYERS).orElse(BigDecimal.ZERO),
                now.of(VISITORS).orElse(BigDecimal.ZERO),
                now.of(BUYERS).orElse(BigDecimal.ZERO));
    }

    private static List<Split.Part> channels(Book book, Span now, Span before) {
        return parts(figure -> book.channels(before, figure), figure -> book.channels(now, figure), name -> name);
    }

    private interface Parts<K> {
        Map<K, BigDecimal> of(String figure);
    }

    private interface Names<K> {
        String of(K key);
    }

    /** None where either span tells nothing of its parts: what is new altogether explains nothing. */
    private static <K> List<Split.Part> parts(Parts<K> before, Parts<K> now, Names<K> names) {
        var visitors0 = before.of(VISITORS);
        var visitors1 = now.of(VISITORS);
        var buyers0 = before.of(BUYERS);
        var buyers1 = now.of(BUYERS);
        if (visitors0.isEmpty() || visitors1.isEmpty() || buyers0.isEmpty() || buyers1.isEmpty()) {
            return List.of();
        }
        var keys = new LinkedHashSet<>(visitors1.keySet());
        keys.addAll(visitors0.keySet());
        return keys.stream()
                .map(key -> part(
                        names.of(key),
                        figure -> Optional.ofNullable((figure.equals(VISITORS) ? visitors0 : buyers0).get(key)),
                        figure -> Optional.ofNullable((figure.equals(VISITORS) ? visitors1 : buyers1).get(key))))
                .toList();
    }

    /** An item of a shop. */
    private record Key(long shop, String item) {}

    private List<Split.Part> items(Scope scope, Span now, Span before) {
        var names = new HashMap<Key, String>();
        var after = items(scope, now);
        var earlier = items(scope, before);
        for (var shop : scope.shops()) {
            var codes = new LinkedHashSet<String>();
            List.of(after, earlier).forEach(side -> side.values().forEach(figures -> figures.keySet().stream()
                    .filter(key -> key.shop() == shop.id())
                    .forEach(key -> codes.add(key.item()))));
            facts.names(shop.id(), codes)
                    .forEach((item, name) -> names.put(new Key(shop.id(), item), name.code() + " " + name.title()));
        }
        return parts(
                figure -> earlier.getOrDefault(figure, Map.of()),
                figure -> after.getOrDefault(figure, Map.of()),
                key -> names.getOrDefault(key, key.item()));
    }

    /** By figure; where two exports tell the items of a shop, the first by name. */
    private Map<String, Map<Key, BigDecimal>> items(Scope scope, Span span) {
        var told = tables.items(scope.ids(), List.of(VISITORS, BUYERS), span.first(), span.last());
        var leading = new TreeMap<Long, String>();
        for (var value : told) {
            leading.merge(value.shopId(), value.source(), (one, other) -> one.compareTo(other) <= 0 ? one : other);
        }
        var items = new LinkedHashMap<String, Map<Key, BigDecimal>>();
        for (ItemValue value : told) {
            if (value.source().equals(leading.get(value.shopId()))) {
                items.computeIfAbsent(value.figure(), figure -> new LinkedHashMap<>())
                        .merge(new Key(value.shopId(), value.item()), value.value(), BigDecimal::add);
            }
        }
        return items;
    }
}
