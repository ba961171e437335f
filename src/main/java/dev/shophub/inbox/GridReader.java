package dev.shophub.inbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/** Reads xlsx and text files (UTF-8, UTF-16 with a mark, GB18030; comma, tab or semicolon) as texts, nothing interpreted. */
final class GridReader {

    /** More is no export of figures by day. */
    private static final int MOST_ROWS = 200_000;

    private static final int MOST_COLUMNS = 400;
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLD_EXCEL = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final List<Charset> TEXTS = List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"));

    private GridReader() {}

    /**
     * The sheets of a file. A text file gives one for each way its cells may be divided.
     *
     * @throws KeptOutException when it is neither, or broken
     */
    static List<Grid> read(byte[] content) {
        if (content.length == 0) {
            throw new KeptOutException("empty");
        }
        if (startsWith(content, OLD_EXCEL)) {
            throw new KeptOutException("old-excel");
        }
        return startsWith(content, ZIP) ? sheets(content) : texts(content);
    }

    private static boolean startsWith(byte[] content, byte[] mark) {
        return content.length >= mark.length && Arrays.equals(content, 0, mark.length, mark, 0, mark.length);
    }

    private static List<Grid> sheets(byte[] content) {
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(content))) {
            var grids = new ArrayList<Grid>();
            for (var sheet : book.getSheets().toList()) {
                grids.add(new Grid(sheet.getName(), rows(sheet), true));
            }
            return grids;
        } catch (IOException | RuntimeException broken) {
            // The reader's own failures have no common type, and a broken workbook is never ours.
            if (broken instanceof KeptOutException known) {
                throw known;
            }
            throw new KeptOutException("broken-workbook");
        }
    }

    private static List<List<String>> rows(Sheet sheet) throws IOException {
        try (var stream = sheet.openStream()) {
            var rows = new ArrayList<List<String>>();
            var each = stream.iterator();
            while (each.hasNext()) {
                var row = each.next();
                while (rows.size() < row.getRowNum() - 1 && rows.size() < MOST_ROWS) {
                    rows.add(List.of());
                }
                add(rows, cells(row));
            }
            return rows;
        }
    }

    private static List<String> cells(Row row) {
        var cells = new ArrayList<String>();
        for (int column = 0; column < Math.min(row.getCellCount(), MOST_COLUMNS); column++) {
            cells.add(row.getOptionalCell(column).map(GridReader::text).orElse(""));
        }
        return cells;
    }

    /** Numbers as they are kept, not as they are shown; what a formula could not compute shows its error. */
    private static String text(Cell cell) {
        if (cell.getType() == CellType.NUMBER) {
            return number(cell.getRawValue()).orElse(cell.getRawValue());
        }
        return Optional.ofNullable(cell.getText())
                .or(() -> Optional.ofNullable(cell.getRawValue()))
                .orElse("");
    }

    private static Optional<String> number(String raw) {
        try {
            var value = new BigDecimal(raw);
            return value.precision() - value.scale() > 30 ? Optional.empty() : Optional.of(value.toPlainString());
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static List<Grid> texts(byte[] content) {
        var text = decode(content);
        if (text.indexOf('\0') >= 0) {
            throw new KeptOutException("no-table");
        }
        var grids = new ArrayList<Grid>();
        for (var delimiter : new char[] {',', '\t', ';'}) {
            if (text.indexOf(delimiter) >= 0) {
                divided(text, delimiter).ifPresent(grids::add);
            }
        }
        if (grids.isEmpty()) {
            throw new KeptOutException("no-table");
        }
        return grids;
    }

    /** Empty where a quote is not closed: with this delimiter it is no table. */
    private static Optional<Grid> divided(String text, char delimiter) {
        var format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .get();
        try (var parsed = CSVParser.parse(new StringReader(text), format)) {
            var rows = new ArrayList<List<String>>();
            for (var line : parsed) {
                add(rows, line.toList());
            }
            return Optional.of(new Grid("", rows, false));
        } catch (IOException | UncheckedIOException | IllegalStateException unclosed) {
            return Optional.empty();
        }
    }

    private static void add(List<List<String>> rows, List<String> cells) {
        if (rows.size() >= MOST_ROWS || cells.size() > MOST_COLUMNS) {
            throw new KeptOutException("too-large", MOST_ROWS, MOST_COLUMNS);
        }
        rows.add(cells);
    }

    private static String decode(byte[] content) {
        if (startsWith(content, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF})) {
            return decoded(content, 3, StandardCharsets.UTF_8).orElseThrow(() -> new KeptOutException("no-table"));
        }
        if (startsWith(content, new byte[] {(byte) 0xFF, (byte) 0xFE})) {
            return decoded(content, 2, StandardCharsets.UTF_16LE).orElseThrow(() -> new KeptOutException("no-table"));
        }
        return TEXTS.stream()
                .flatMap(charset -> decoded(content, 0, charset).stream())
                .findFirst()
                .orElseThrow(() -> new KeptOutException("no-table"));
    }

    private static Optional<String> decoded(byte[] content, int from, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content, from, content.length - from))
                    .toString());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }
}
