package dev.shophub.inbox;

import dev.shophub.store.ExportValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * What a file tells.
 *
 * @param rows of figures, totals not counted
 * @param items of {@link Layout.Grain#ITEM}, else empty
 */
record Export(Layout layout, SortedSet<LocalDate> days, int rows, Set<String> items, List<ExportValue> values) {

    /** The sum of a figure over days, and over items where it tells only those; parts by channel are in the whole already. */
    Optional<BigDecimal> sum(String figure) {
        return values.stream()
                .filter(value ->
                        value.figure().equals(figure) && value.channel().isEmpty())
                .map(ExportValue::value)
                .reduce(BigDecimal::add);
    }

    /** The same of one day. */
    Optional<BigDecimal> sum(String figure, LocalDate day) {
        return values.stream()
                .filter(value -> value.figure().equals(figure)
                        && value.channel().isEmpty()
                        && value.day().equals(day))
                .map(ExportValue::value)
                .reduce(BigDecimal::add);
    }

    /** How many items a day tells. */
    long itemsOf(LocalDate day) {
        return values.stream()
                .filter(value -> value.day().equals(day) && !value.item().isEmpty())
                .map(ExportValue::item)
                .distinct()
                .count();
    }

    /** What was paid, or spent on advertising. */
    Optional<BigDecimal> amount() {
        return sum(layout.kind().equals("ads") ? "ad-spend" : "console-paid-amount");
    }
}
