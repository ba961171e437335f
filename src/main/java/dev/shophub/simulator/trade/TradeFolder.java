package dev.shophub.simulator.trade;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A shop's past trade as files, {@code NAME.csv} or {@code NAME.csv.gz}, UTF-8 with a header, streamed row by row. What
 * is missing or broken is refused with a sentence that names file and line.
 */
final class TradeFolder {

    private final Path folder;

    /** The files of a trade folder. */
    enum Table {
        PRODUCTS(true, "product_id", "title", "category", "price"),
        ORDERS(
                true,
                "order_id",
                "buyer_id",
                "region",
                "city",
                "status",
                "placed_at",
                "paid_at",
                "shipped_at",
                "delivered_at"),
        LINES(true, "order_id", "line", "product_id", "title", "quantity", "unit_price", "freight"),
        PAYMENTS(false, "order_id", "sequence", "method", "instalments", "amount"),
        CANCELLATIONS(
                false, "cancellation_id", "cancelled_at", "order_id", "line", "product_id", "quantity", "unit_price"),
        CORRECTIONS(false, "correction_id", "corrected_at", "product_id", "note", "quantity"),
        REVIEWS(false, "review_id", "order_id", "stars", "title", "text", "created_at");

        private final boolean required;
        private final List<String> columns;

        Table(boolean required, String... columns) {
            this.required = required;
            this.columns = List.of(columns);
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws TradeRefusedException when the folder, its properties or a required file is missing */
    TradeFolder(Path folder) {
        this.folder = folder;
        if (!Files.isDirectory(folder)) {
            throw new TradeRefusedException("The trade folder is not there (demo.trade=" + folder
                    + "); expected: a folder with trade.properties");
        }
        checkProperties();
        Arrays.stream(Table.values()).filter(table -> table.required).forEach(table -> file(table)
                .orElseThrow(() -> new TradeRefusedException("The trade folder lacks a file (demo.trade=" + folder
                        + "); expected: " + table.word() + ".csv or " + table.word() + ".csv.gz")));
    }

    private void checkProperties() {
        var file = folder.resolve("trade.properties");
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new TradeRefusedException("The trade folder's properties are not readable (file=" + file
                    + "); expected: a text file with time-zone and currency");
        }
        try {
            ZoneId.of(properties.getProperty("time-zone", ""));
        } catch (DateTimeException unknown) {
            throw refusedProperty(properties, "time-zone", "a zone such as Asia/Shanghai");
        }
        try {
            Currency.getInstance(properties.getProperty("currency", ""));
        } catch (IllegalArgumentException unknown) {
            throw refusedProperty(properties, "currency", "a currency such as CNY");
        }
    }

    private TradeRefusedException refusedProperty(Properties properties, String key, String expected) {
        var lines = List.<String>of();
        try {
            lines = Files.readAllLines(folder.resolve("trade.properties"));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        var line = 1;
        for (var i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(key)) {
                line = i + 1;
            }
        }
        return new TradeRefusedException("trade.properties:" + line + ": " + key + " is \""
                + properties.getProperty(key, "") + "\"; expected: " + expected);
    }

    boolean has(Table table) {
        return file(table).isPresent();
    }

    /**
     * Hands on every row, in the file's order; none where an optional file is absent.
     *
     * @throws TradeRefusedException when the file cannot be read
     */
    void read(Table table, Consumer<FolderRow> rows) {
        var found = file(table);
        if (found.isEmpty()) {
            return;
        }
        var name = found.get().getFileName().toString();
        var line = 1L;
        try (var parser = parser(found.get())) {
            requireColumns(table, name, parser);
            line = parser.getCurrentLineNumber();
            var records = parser.iterator();
            while (hasNext(records, name, line)) {
                rows.accept(new FolderRow(name, line + 1, records.next()));
                line = parser.getCurrentLineNumber();
            }
        } catch (IOException | IllegalArgumentException broken) {
            throw unreadable(name, line, broken);
        }
    }

    private static boolean hasNext(Iterator<CSVRecord> records, String name, long line) {
        try {
            return records.hasNext();
        } catch (UncheckedIOException | IllegalStateException broken) {
            throw unreadable(name, line + 1, broken);
        }
    }

    private static TradeRefusedException unreadable(String name, long line, Exception broken) {
        return new TradeRefusedException(name + ":" + line + ": the file is not readable from here ("
                + broken.getMessage() + "); expected: UTF-8 text with comma-separated cells");
    }

    private static void requireColumns(Table table, String name, CSVParser parser) {
        for (var column : table.columns) {
            if (!parser.getHeaderMap().containsKey(column)) {
                throw new TradeRefusedException(name + ":1: the column " + column + " is missing; expected: "
                        + String.join(", ", table.columns));
            }
        }
    }

    private static CSVParser parser(Path file) throws IOException {
        var bytes = Files.newInputStream(file);
        try {
            var text = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
            return CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setIgnoreEmptyLines(true)
                    .get()
                    .parse(reader(text));
        } catch (IOException | RuntimeException broken) {
            bytes.close();
            throw broken;
        }
    }

    private static InputStreamReader reader(InputStream bytes) {
        return new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private Optional<Path> file(Table table) {
        return List.of(".csv.gz", ".csv").stream()
                .map(ending -> folder.resolve(table.word() + ending))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
