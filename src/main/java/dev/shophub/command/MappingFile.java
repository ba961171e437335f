package dev.shophub.command;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Mappings as a spreadsheet's file. What a spreadsheet would take for a number, a date or a formula is written as
 * {@code ="00123"}, which it shows as it is and saves as the plain text: leading zeros, long numbers and signs stay whole.
 */
final class MappingFile {

    static final List<String> COLUMNS = List.of(
            "shop",
            "code",
            "title",
            "variant",
            "waiting",
            "erp_sku",
            "suggestion",
            "suggestion_title",
            "suggestion_why",
            "origin",
            "author",
            "mapped_at");

    private static final int MOST_ROWS = 100_000;
    private static final Charset GBK = Charset.forName("GBK");

    /** Letters a spreadsheet leaves alone: a letter first that begins no formula, no digit that could make a date or a number. */
    private static final Pattern HARMLESS = Pattern.compile("(?!(?i:true|false)$)\\p{L}[^\\d]*|");

    private static final Pattern WRAPPED = Pattern.compile("=\"((?:[^\"]|\"\")*)\"");

    private MappingFile() {}

    /**
     * A line that maps, or leaves its code alone.
     *
     * @param line in the file, from 1
     * @param erpSku empty: the code is left as it is
     */
    record Row(int line, String shop, String code, String erpSku) {}

    /**
     * Writes the file.
     *
     * @param head the word of a column
     * @param gbk in GBK rather than in UTF-8 with its mark; what GBK lacks in a title becomes a question mark
     * @throws VerbRefusedException when a code cannot be written in GBK
     */
    static byte[] write(List<MappingSheetVerb.Row> rows, Function<String, String> head, boolean gbk) {
        var text = new StringBuilder();
        line(text, COLUMNS.stream().map(head).toList());
        for (var row : rows) {
            var cells = List.of(
                    cell(row.shop()),
                    cell(row.code()),
                    cell(row.title()),
                    cell(row.variant()),
                    Long.toString(row.waiting()),
                    cell(row.erpSku().orElse("")),
                    cell(row.suggestion().orElse("")),
                    cell(row.suggestionTitle().orElse("")),
                    row.suggestionWhy().orElse(""),
                    row.origin().orElse(""),
                    cell(row.author().orElse("")),
                    row.mappedAt().map(at -> cell(at.toString())).orElse(""));
            if (gbk) {
                for (var code : List.of(row.code(), row.erpSku().orElse(""))) {
                    if (!GBK.newEncoder().canEncode(code)) {
                        throw VerbRefusedException.cannot("map-not-gbk", code);
                    }
                }
            }
            line(text, cells);
        }
        return gbk ? text.toString().getBytes(GBK) : ('\uFEFF' + text.toString()).getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            text.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(cells.get(i).replace("\"", "\"\""))
                    .append('"');
        }
        text.append("\r\n");
    }

    /** Line breaks have no place in a cell that people sort by; a text in a formula has 255 characters at most. */
    private static String cell(String value) {
        var flat = value.replaceAll("[\\r\\n\\t]+", " ");
        if (HARMLESS.matcher(flat).matches()) {
            return flat;
        }
        var shown = flat.length() > 250 ? flat.substring(0, 250) : flat;
        return "=\"" + shown.replace("\"", "\"\"") + "\"";
    }

    /**
     * Reads a file that was exported, or one with its columns {@code shop}, {@code code} and {@code erp_sku}; others are notes.
     *
     * @param head the word of a column, in each language
     * @throws VerbRefusedException when it is no such file
     */
    static List<Row> read(byte[] bytes, List<Function<String, String>> head) {
        var text = SpreadsheetText.of(bytes);
        var format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(SpreadsheetText.delimiter(text))
                .setIgnoreEmptyLines(false)
                .get();
        var rows = new ArrayList<Row>();
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
                    columns = columns(record, head);
                } else if (rows.size() == MOST_ROWS) {
                    throw VerbRefusedException.cannot("change-too-long", Integer.toString(MOST_ROWS));
                } else {
                    rows.add(new Row(
                            line,
                            value(record, columns.get("shop")),
                            value(record, columns.get("code")),
                            value(record, columns.get("erp_sku"))));
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

    private static Map<String, Integer> columns(CSVRecord record, List<Function<String, String>> heads) {
        var names = new HashMap<String, String>();
        COLUMNS.forEach(column -> {
            names.put(column, column);
            heads.forEach(head -> names.put(head.apply(column).toLowerCase(Locale.ROOT), column));
        });
        var columns = new HashMap<String, Integer>();
        for (int i = 0; i < record.size(); i++) {
            var typed = unwrapped(record.get(i)).toLowerCase(Locale.ROOT);
            var name = names.get(typed);
            if (name != null && columns.put(name, i) != null) {
                throw VerbRefusedException.cannot("change-column-twice", record.get(i));
            }
        }
        if (!columns.keySet().containsAll(List.of("shop", "code", "erp_sku"))) {
            throw VerbRefusedException.cannot("map-columns");
        }
        return columns;
    }

    private static String value(CSVRecord record, int column) {
        return column >= record.size() ? "" : unwrapped(record.get(column));
    }

    /** What the cell shows: of {@code ="00123"} the text; an apostrophe that only says "this is text" goes. */
    private static String unwrapped(String cell) {
        var bare = cell.strip();
        var wrapped = WRAPPED.matcher(bare);
        if (wrapped.matches()) {
            return wrapped.group(1).replace("\"\"", "\"");
        }
        return bare.startsWith("'") ? bare.substring(1) : bare;
    }
}
