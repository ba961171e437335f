package dev.shophub.inbox;

import dev.shophub.metric.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the rows below the headers; one that cannot be read keeps the whole file out. */
final class RowReader {

    private static final Set<String> TOTALS = Set.of("合计", "总计", "汇总", "总和", "全部", "total", "sum", "整体");
    private static final String NOTES = "(?s)^(注|备注|说明|数据说明|#|※).*";

    private final Fit fit;
    private final Layout layout;
    private final Grid grid;
    private final Optional<LocalDate> namedDay;
    private final List<ExportRow> rows = new ArrayList<>();
    private final List<ExportRow> totals = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    /** @param namedDay the day of a file without a column of days */
    RowReader(Fit fit, Optional<LocalDate> namedDay) {
        this.fit = fit;
        this.layout = fit.layout();
        this.grid = fit.grid();
        this.namedDay = namedDay;
    }

    /** @throws KeptOutException naming the first line that cannot be read */
    RowReader read() {
        for (int row = fit.headerRow() + 1; row < grid.rows().size(); row++) {
            if (!grid.isBlank(row) && !isNote(row)) {
                whole(row);
                read(row);
            }
        }
        if (rows.isEmpty()) {
            throw new KeptOutException("no-rows");
        }
        return this;
    }

    List<ExportRow> rows() {
        return rows;
    }

    /** Rows of sums: checked, never stored. */
    List<ExportRow> totals() {
        return totals;
    }

    private boolean isNote(int row) {
        var filled =
                grid.rows().get(row).stream().filter(cell -> !cell.isBlank()).toList();
        return filled.size() == 1 && filled.get(0).strip().matches(NOTES);
    }

    /** A line with fewer or more cells than there are headers is cut off, or its cells moved. */
    private void whole(int row) {
        var cells = grid.rows().get(row);
        int filled = cells.size();
        while (filled > 0 && cells.get(filled - 1).isBlank()) {
            filled--;
        }
        if (filled > fit.width() || (!grid.ragged() && cells.size() < fit.width())) {
            throw new KeptOutException("row-cells", row + 1, cells.size(), fit.width());
        }
    }

    private void read(int row) {
        var total = isTotal(row);
        for (var one : layout.only().entrySet()) {
            if (!total && !fit.text(row, List.of(one.getKey())).orElse("").equals(one.getValue())) {
                return;
            }
        }
        var figures = figures(row);
        if (total) {
            totals.add(new ExportRow(row + 1, LocalDate.EPOCH, "", List.of(), figures));
            return;
        }
        checkRates(row, figures);
        var read = new ExportRow(row + 1, day(row), item(row), path(row), figures);
        if (!seen.add(key(row, read))) {
            throw new KeptOutException("row-twice", row + 1);
        }
        rows.add(read);
    }

    private boolean isTotal(int row) {
        if (layout.grain() == Layout.Grain.CHANNEL) {
            return layout.day().isEmpty()
                    ? false
                    : isTotalWord(fit.text(row, layout.day()).orElse(""));
        }
        return isTotalWord(grid.cell(row, 0))
                || isTotalWord(fit.text(row, layout.day()).orElse(""))
                || isTotalWord(fit.text(row, layout.item()).orElse(""))
                || layout.channel().stream()
                        .anyMatch(level -> isTotalWord(fit.text(row, level).orElse("")));
    }

    private static boolean isTotalWord(String text) {
        return TOTALS.contains(Cells.header(text).replaceFirst("[:：]$", ""));
    }

    private LocalDate day(int row) {
        var cell = fit.text(row, layout.day());
        if (cell.isEmpty()) {
            return namedDay.orElseThrow(() -> new KeptOutException("no-day"));
        }
        try {
            return Cells.day(cell.get());
        } catch (NumberFormatException noDay) {
            throw new KeptOutException("not-a-day", row + 1, cell.get());
        }
    }

    private String item(int row) {
        if (layout.item().isEmpty()) {
            return "";
        }
        var text = fit.text(row, layout.item()).orElse("");
        try {
            var item = Cells.item(text);
            if (item.isEmpty() || item.length() > 128) {
                throw new KeptOutException("no-item", row + 1);
            }
            return item;
        } catch (NumberFormatException rounded) {
            throw new KeptOutException("item-rounded", row + 1, text);
        }
    }

    private List<String> path(int row) {
        var path = new ArrayList<String>();
        for (var level : layout.channel()) {
            var text = fit.text(row, level).orElse("");
            if (text.isEmpty() || text.equals(layout.subtotal()) || text.equals("-")) {
                break;
            }
            path.add(text);
        }
        return path;
    }

    private String key(int row, ExportRow read) {
        var key = new StringBuilder()
                .append(read.day())
                .append('\n')
                .append(read.item())
                .append('\n');
        if (layout.unique().isEmpty()) {
            key.append(String.join("\n", read.path()));
        }
        layout.unique()
                .forEach(names -> key.append(fit.text(row, names).orElse("")).append('\n'));
        return key.toString();
    }

    private Map<String, BigDecimal> figures(int row) {
        var told = new LinkedHashMap<String, BigDecimal>();
        fit.columns().forEach((column, place) -> number(
                        row,
                        place,
                        column.figure().unit(),
                        column.share() || column.meanOf().isPresent())
                .ifPresent(value -> told.put(column.figure().key(), value)));
        for (var column : fit.columns().keySet()) {
            column.meanOf().ifPresent(base -> {
                var mean = told.remove(column.figure().key());
                if (mean != null && told.containsKey(base)) {
                    told.put(column.figure().key(), mean.multiply(told.get(base)));
                }
            });
        }
        return told;
    }

    private Optional<BigDecimal> number(int row, HeaderRow.Place place, Unit unit, boolean share) {
        var text = grid.cell(row, place.column());
        try {
            return Cells.number(text, place.times().compareTo(BigDecimal.ONE) == 0 ? unit : Unit.MONEY, share)
                    .map(value -> value.multiply(place.times()));
        } catch (NumberFormatException none) {
            throw new KeptOutException("not-a-number", row + 1, header(place), text);
        }
    }

    private String header(HeaderRow.Place place) {
        return grid.cell(fit.headerRow(), place.column());
    }

    /** A rate that is not what its two figures make tells of columns or rows that moved. */
    private void checkRates(int row, Map<String, BigDecimal> figures) {
        fit.checks().forEach((check, place) -> {
            var over = figures.get(check.over());
            var under = figures.get(check.under());
            var told = number(row, place, Unit.RATIO, true);
            if (over == null || under == null || under.signum() == 0 || told.isEmpty()) {
                return;
            }
            var made = over.divide(under, MathContext.DECIMAL64);
            var rounding = made.doubleValue() > 0.5 ? 0.006 : 0.0006;
            if (made.subtract(told.get()).abs().doubleValue() > rounding + 0.01 * made.doubleValue()) {
                throw new KeptOutException("rate-differs", row + 1, header(place), grid.cell(row, place.column()));
            }
        });
    }
}
