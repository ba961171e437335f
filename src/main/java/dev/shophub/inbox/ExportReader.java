package dev.shophub.inbox;

import dev.shophub.inbox.Layout.Column;
import dev.shophub.metric.Unit;
import dev.shophub.store.ExportValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** From the content of a file to the figures it tells. */
final class ExportReader {

    /** Days after a click in which a sale counts, as a file's name says it. */
    private static final Pattern WINDOW = Pattern.compile("(?<!\\d)(1|3|7|15|30)天");

    private static final String WINDOWED = "ad-sales-";
    private static final BigDecimal A_PERCENT = new BigDecimal("0.01");

    private final Supplier<List<Layout>> layouts;

    /** @param layouts those in force, asked for each file */
    ExportReader(Supplier<List<Layout>> layouts) {
        this.layouts = layouts;
    }

    /** @throws KeptOutException when anything in it cannot be understood */
    Export read(String fileName, String platform, byte[] content) {
        var fit = new LayoutFinder(layouts.get()).find(GridReader.read(content), fileName, platform);
        var days = Cells.days(fileName);
        var reader =
                new RowReader(fit, days.size() == 1 ? Optional.of(days.get(0)) : Optional.<LocalDate>empty()).read();
        checkTotals(fit.layout(), reader);
        var values = values(fit.layout(), reader.rows());
        var window = WINDOW.matcher(fileName);
        return new Export(
                fit.layout(),
                reader.rows().stream().map(ExportRow::day).collect(Collectors.toCollection(TreeSet::new)),
                reader.rows().size(),
                reader.rows().stream()
                        .map(ExportRow::item)
                        .filter(item -> !item.isEmpty())
                        .collect(Collectors.toSet()),
                window.find() ? windowed(values, window.group(1)) : values);
    }

    /** Amounts and counts of the rows make those of the row of sums; where they do not, rows are missing or doubled. */
    private static void checkTotals(Layout layout, RowReader reader) {
        for (var total : reader.totals()) {
            for (var column : layout.columns()) {
                var told = total.figures().get(column.figure().key());
                if (told == null || !adds(column)) {
                    continue;
                }
                var made = reader.rows().stream()
                        .map(row -> row.figures().getOrDefault(column.figure().key(), BigDecimal.ZERO))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                var apart = made.subtract(told).abs();
                if (apart.compareTo(BigDecimal.ONE) > 0 && apart.compareTo(told.multiply(A_PERCENT)) > 0) {
                    throw new KeptOutException(
                            "total-differs", column.headers().get(0), made.toPlainString(), told.toPlainString());
                }
            }
        }
    }

    private static boolean adds(Column column) {
        return column.meanOf().isEmpty()
                && (column.figure().unit() == Unit.MONEY || column.figure().unit() == Unit.COUNT);
    }

    private static List<ExportValue> values(Layout layout, List<ExportRow> rows) {
        var units = layout.columns().stream()
                .collect(Collectors.toMap(column -> column.figure().key(), column -> column.figure()
                        .unit()));
        var values = new ArrayList<ExportValue>();
        kept(layout, rows)
                .forEach((at, figures) -> figures.forEach((figure, value) -> values.add(new ExportValue(
                        at.day(),
                        figure,
                        at.channel(),
                        at.item(),
                        units.get(figure) == Unit.MONEY ? layout.currency() : "",
                        value.setScale(6, RoundingMode.HALF_UP)))));
        return values;
    }

    private record At(LocalDate day, String channel, String item) {}

    private static Map<At, Map<String, BigDecimal>> kept(Layout layout, List<ExportRow> rows) {
        var kept = new LinkedHashMap<At, Map<String, BigDecimal>>();
        var detailed = new HashSet<String>();
        rows.stream().filter(row -> row.path().size() <= layout.depth()).forEach(row -> {
            for (int level = 1; level < row.path().size(); level++) {
                detailed.add(row.day() + String.join("\n", row.path().subList(0, level)));
            }
        });
        for (var row : rows) {
            switch (layout.grain()) {
                case SHOP -> add(kept, new At(row.day(), "", ""), row);
                case ITEM -> add(kept, new At(row.day(), "", row.item()), row);
                case PLAN -> {
                    add(kept, new At(row.day(), "", ""), row);
                    if (!row.path().isEmpty()) {
                        add(kept, new At(row.day(), channel(row.path()), ""), row);
                    }
                }
                case CHANNEL -> {
                    var whole = detailed.contains(row.day() + String.join("\n", row.path()));
                    if (row.path().size() <= layout.depth() && !whole) {
                        add(kept, new At(row.day(), channel(row.path()), ""), row);
                    }
                }
            }
        }
        return kept;
    }

    /** The name of the lowest level kept. */
    private static String channel(List<String> path) {
        var name = path.isEmpty() ? "" : path.get(path.size() - 1);
        return name.length() > 160 ? name.substring(0, 160) : name;
    }

    private static void add(Map<At, Map<String, BigDecimal>> kept, At at, ExportRow row) {
        var figures = kept.computeIfAbsent(at, one -> new LinkedHashMap<>());
        row.figures().forEach((figure, value) -> figures.merge(figure, value, BigDecimal::add));
    }

    private static List<ExportValue> windowed(List<ExportValue> values, String days) {
        return values.stream()
                .map(value -> value.figure().startsWith(WINDOWED)
                        ? new ExportValue(
                                value.day(),
                                WINDOWED + days,
                                value.channel(),
                                value.item(),
                                value.currency(),
                                value.value())
                        : value)
                .toList();
    }
}
