package dev.shophub.command;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** A file of changes as spreadsheets write it: comma, semicolon or tab; UTF-8 or UTF-16 with or without mark, else GBK. */
final class ChangeFile {

    private static final int MOST_ROWS = 5_000;

    /** Each column by the names its head may have. */
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("shop", "shop"),
            Map.entry("店铺", "shop"),
            Map.entry("item", "item"),
            Map.entry("商品", "item"),
            Map.entry("sku", "sku"),
            Map.entry("规格", "sku"),
            Map.entry("code", "code"),
            Map.entry("商家编码", "code"),
            Map.entry("price", "price"),
            Map.entry("价格", "price"),
            Map.entry("title", "title"),
            Map.entry("标题", "title"));

    private ChangeFile() {}

    /** @throws VerbRefusedException when it is no such file, naming the line where there is one */
    static List<ChangeRows.Row> read(byte[] bytes) {
        var text = SpreadsheetText.of(bytes);
        var format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(SpreadsheetText.delimiter(text))
                .setIgnoreEmptyLines(false)
                .setTrim(true)
                .get();
        var rows = new ArrayList<ChangeRows.Row>();
        try (var parser = format.parse(new StringReader(text))) {
            Map<String, Integer> columns = null;
            long before = 0;
            for (var record : parser) {
                int line = (int) before + 1;
                before = parser.getCurrentLineNumber();
                if (record.stream().allMatch(String::isBlank)) {
                    continue;
                }
                if (columns == null) {
                    columns = columns(record);
                } else if (rows.size() == MOST_ROWS) {
                    throw VerbRefusedException.cannot("change-too-long", Integer.toString(MOST_ROWS));
                } else {
                    rows.add(row(line, record, columns));
                }
            }
        } catch (UncheckedIOException broken) {
            throw broken(broken.getCause());
        } catch (IOException broken) {
            throw broken(broken);
        }
        if (rows.isEmpty()) {
            throw VerbRefusedException.cannot("change-empty");
        }
        return rows;
    }

    private static VerbRefusedException broken(IOException cause) {
        return VerbRefusedException.cannot("change-broken", cause instanceof CSVException ? cause.getMessage() : "CSV");
    }

    private static Map<String, Integer> columns(CSVRecord head) {
        var columns = new HashMap<String, Integer>();
        for (int i = 0; i < head.size(); i++) {
            var typed = head.get(i).strip();
            if (typed.isEmpty()) {
                continue;
            }
            var name = COLUMNS.get(typed.toLowerCase(Locale.ROOT));
            if (name == null) {
                throw VerbRefusedException.cannot("change-column", typed).near(Nearest.to(typed, COLUMNS.keySet()));
            }
            if (columns.put(name, i) != null) {
                throw VerbRefusedException.cannot("change-column-twice", typed);
            }
        }
        if (!columns.containsKey("shop") || Stream.of("item", "code").noneMatch(columns::containsKey)) {
            throw VerbRefusedException.cannot("change-columns");
        }
        return columns;
    }

    private static ChangeRows.Row row(int line, CSVRecord record, Map<String, Integer> columns) {
        return new ChangeRows.Row(
                line,
                cell(record, columns, "shop"),
                cell(record, columns, "item"),
                cell(record, columns, "sku"),
                cell(record, columns, "code"),
                cell(record, columns, "price"),
                cell(record, columns, "title"));
    }

    private static String cell(CSVRecord record, Map<String, Integer> columns, String name) {
        var column = columns.get(name);
        return column == null || column >= record.size()
                ? ""
                : record.get(column).strip();
    }
}
