package dev.shophub.settings;

import dev.shophub.settings.EditedFile.LineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** One line of an edited list: fields between commas, in quotes where a field holds one. */
public final class CsvLine {

    private CsvLine() {}

    /**
     * @param line not blank
     * @param number of the line, from 1
     * @throws LineException where quotes do not close
     */
    public static String[] fields(String line, int number) throws LineException {
        try (var parser = CSVParser.parse(line, CSVFormat.DEFAULT)) {
            return parser.getRecords().get(0).values();
        } catch (IOException | UncheckedIOException | IllegalStateException broken) {
            throw new LineException(number, "has quotes that do not close");
        }
    }
}
