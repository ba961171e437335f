package dev.shophub.metric;

import dev.shophub.store.FigureTables;
import dev.shophub.store.FigureTables.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** In which currency shops trade, as their figures say. */
final class Currencies {

    private static final String UNKNOWN = "CNY";

    private Currencies() {}

    /** By shop; our own books are believed before any export. A shop without any amount is not in it. */
    static Map<Long, String> ofShops(Collection<Set<Value>> values) {
        var currencies = new HashMap<Long, String>();
        for (var books : new boolean[] {false, true}) {
            values.stream()
                    .flatMap(Set::stream)
                    .filter(value ->
                            !value.currency().isEmpty() && value.source().equals(FigureTables.BOOKS) == books)
                    .collect(Collectors.groupingBy(
                            Value::shopId, Collectors.groupingBy(Value::currency, Collectors.counting())))
                    .forEach((shop, counts) -> currencies.put(shop, largest(counts)));
        }
        return currencies;
    }

    /** Of most shops; of as many the last by name. */
    static String mostUsed(Collection<String> currencies) {
        return currencies.isEmpty()
                ? UNKNOWN
                : largest(currencies.stream().collect(Collectors.groupingBy(one -> one, Collectors.counting())));
    }

    private static String largest(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(UNKNOWN);
    }
}
