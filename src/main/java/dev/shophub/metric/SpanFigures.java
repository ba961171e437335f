package dev.shophub.metric;

import dev.shophub.store.Span;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is known of one span, shop by shop; a figure of several shops is made of those of which all its parts are known. */
final class SpanFigures {

    private final Catalogue catalogue;
    private final Span span;
    private final Map<Long, Map<String, BigDecimal>> known;
    private final Map<Long, String> people;

    /**
     * @param known by shop and figure, only figures that are computed or read
     * @param people what each shop's export counts as a visitor
     */
    SpanFigures(Catalogue catalogue, Span span, Map<Long, Map<String, BigDecimal>> known, Map<Long, String> people) {
        this.catalogue = catalogue;
        this.span = span;
        this.known = known;
        this.people = people;
    }

    Span span() {
        return span;
    }

    /**
     * The shops whose figures may stand together: those of which it is known, and of visitors only shops that count the same
     * people, the most of them.
     */
    Set<Long> shops(Figure figure) {
        var shops = known(figure);
        if (shops.size() < 2 || !countsPeople(figure)) {
            return shops;
        }
        var most = shops.stream()
                .collect(Collectors.groupingBy(
                        shop -> people.getOrDefault(shop, ""), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
        shops.removeIf(shop -> !people.getOrDefault(shop, "").equals(most));
        return shops;
    }

    private boolean countsPeople(Figure figure) {
        return figure.formula().map(Formula::figures).orElse(Set.of(figure.key())).stream()
                .map(catalogue::figure)
                .anyMatch(part -> part.unit() == Unit.PEOPLE
                        && part.basis() == Figure.Basis.VISITED
                        && part.origin() instanceof Figure.Exported);
    }

    /** The shops of which the figure is known; a ratio that would divide by 0 is known to be nothing, its parts are. */
    Set<Long> known(Figure figure) {
        var parts = figure.formula().map(Formula::figures).orElse(Set.of(figure.key()));
        var shops = new LinkedHashSet<Long>();
        known.forEach((shop, values) -> {
            if (values.keySet().containsAll(parts)) {
                shops.add(shop);
            }
        });
        return shops;
    }

    /** The figure of these shops together; empty where it is not known of one of them, or of none. */
    Optional<BigDecimal> value(Figure figure, Collection<Long> shops) {
        if (shops.isEmpty()) {
            return Optional.empty();
        }
        return figure.formula()
                .map(formula -> formula.value(part -> sum(part, shops)))
                .orElseGet(() -> sum(figure.key(), shops));
    }

    /** The figure of all shops of which it is known. */
    Optional<BigDecimal> value(Figure figure) {
        return value(figure, shops(figure));
    }

    Optional<BigDecimal> value(String figure) {
        return value(catalogue.figure(figure));
    }

    private Optional<BigDecimal> sum(String figure, Collection<Long> shops) {
        var total = BigDecimal.ZERO;
        for (var shop : shops) {
            var value = known.getOrDefault(shop, Map.of()).get(figure);
            if (value == null) {
                return Optional.empty();
            }
            total = total.add(value);
        }
        return Optional.of(total);
    }

    /** The same with other values in the place of these, as far as there are others. */
    SpanFigures with(Map<Long, Map<String, BigDecimal>> others) {
        var merged = new LinkedHashMap<Long, Map<String, BigDecimal>>();
        known.forEach((shop, values) -> merged.put(shop, new LinkedHashMap<>(values)));
        others.forEach((shop, values) ->
                merged.computeIfAbsent(shop, one -> new LinkedHashMap<>()).putAll(values));
        return new SpanFigures(catalogue, span, merged, people);
    }
}
