package dev.shophub.support;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The rows of a shared trade folder, read apart from the simulators' own reader. */
public record TradeRows(Path folder) {

    /** One of the folders that {@code -Dshared=DIR} leads to. */
    public static TradeRows shared(String name) {
        var folder = Path.of(System.getProperty("shared", "../shared"), "data", name);
        if (!Files.isDirectory(folder)) {
            throw new AssertionError("The shared trade folders are not at %s; name their folder with -Dshared=DIR"
                    .formatted(folder.toAbsolutePath().normalize()));
        }
        return new TradeRows(folder);
    }

    /** Each row of a table; none where the folder does not have it. */
    public void each(String table, Consumer<CSVRecord> row) {
        var file = folder.resolve(table + ".csv.gz");
        if (!Files.exists(file)) {
            return;
        }
        try (var text = new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8);
                var parsed = CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(text)) {
            parsed.forEach(row);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
