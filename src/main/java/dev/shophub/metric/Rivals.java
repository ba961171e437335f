package dev.shophub.metric;

import dev.shophub.metric.Briefing.Change;
import dev.shophub.metric.Briefing.Rival;
import dev.shophub.store.MorningFacts;
import dev.shophub.store.MorningFacts.Watched;
import dev.shophub.store.Span;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of watched items of others: as last told in a span, against the last time before it. */
final class Rivals {

    /** What is told more rarely is not compared. */
    private static final int DAYS = 62;

    private final MorningFacts facts;

    Rivals(MorningFacts facts) {
        this.facts = facts;
    }

    /** Those told in the span, whose price moved most first; at most so many. */
    List<Rival> of(Scope scope, Span span, int most) {
        var told = facts.watched(scope.ids(), span.first().minusDays(DAYS), span.last());
        return told.stream()
                .collect(Collectors.groupingBy(Watched::item, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .flatMap(item -> rival(item.getKey(), item.getValue(), span).stream())
                .sorted(Comparator.<Rival>comparingDouble(rival -> -moved(rival.price()))
                        .thenComparing(rival -> -moved(rival.sales()))
                        .thenComparing(Rival::name))
                .limit(most)
                .toList();
    }

    private static double moved(Optional<Change> change) {
        return change.flatMap(Change::relative)
                .map(share -> Math.abs(share.doubleValue()))
                .orElse(0.0);
    }

    private static Optional<Rival> rival(String name, List<Watched> told, Span span) {
        var days = new TreeMap<LocalDate, Map<String, Watched>>();
        told.forEach(
                one -> days.computeIfAbsent(one.day(), day -> new TreeMap<>()).put(one.figure(), one));
        var last = days.lastEntry();
        if (last.getKey().isBefore(span.first())) {
            return Optional.empty();
        }
        // Of a week or month what stood before it began, of a day the day told before.
        var before = Optional.ofNullable(days.lowerEntry(span.first()));
        var was = before.map(Map.Entry::getValue).orElse(Map.of());
        return Optional.of(new Rival(
                name,
                before.map(Map.Entry::getKey),
                last.getValue().values().stream()
                        .map(Watched::currency)
                        .filter(word -> !word.isEmpty())
                        .findFirst()
                        .orElse("CNY"),
                change(last.getValue(), was, "rival-price"),
                change(last.getValue(), was, "rival-sales"),
                change(last.getValue(), was, "rival-rating")));
    }

    /** Never told before: compared with 0, which shows no change. */
    private static Optional<Change> change(Map<String, Watched> now, Map<String, Watched> before, String figure) {
        return Optional.ofNullable(now.get(figure))
                .map(is -> new Change(
                        is.value(),
                        Optional.ofNullable(before.get(figure))
                                .map(Watched::value)
                                .orElse(BigDecimal.ZERO)));
    }
}
