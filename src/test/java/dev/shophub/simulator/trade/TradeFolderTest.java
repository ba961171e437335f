package dev.shophub.simulator.trade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradeFolderTest {

    @TempDir
    private Path folder;

    @Test
    void readsEveryRowOfAFolder() {
        var loader = new FolderLoader(new TradeFolder(SmallFolder.PATH), 1);
        loader.readOrders();
        assertThat(loader.firstDay()).isEqualTo("2024-03-01");
        assertThat(loader.lastDay()).isEqualTo("2024-04-08");
        assertThat(loader.readRest(loader.lastDay()).count()).isEqualTo(4);
    }

    @Test
    void readsCompressedFilesLikePlainOnes() throws IOException {
        SmallFolder.copyTo(folder);
        var plain = folder.resolve("lines.csv");
        try (var compressed = new GZIPOutputStream(Files.newOutputStream(folder.resolve("lines.csv.gz")))) {
            Files.copy(plain, compressed);
        }
        Files.delete(plain);
        var rows = new ArrayList<String>();
        new TradeFolder(folder).read(TradeFolder.Table.LINES, row -> rows.add(row.text("title")));
        assertThat(rows).hasSize(9).startsWith("WHITE HEART, HOLDER");
    }

    @ParameterizedTest(name = "{0}:{1} {2}")
    @CsvFileSource(resources = "/fixtures/trade/refused.csv", numLinesToSkip = 1)
    void refusesWhatItCannotTakeByFileAndLine(String file, int line, String instead, String says) throws IOException {
        SmallFolder.copyTo(folder);
        var lines = new ArrayList<>(Files.readAllLines(folder.resolve(file)));
        lines.set(line - 1, instead);
        Files.write(folder.resolve(file), lines);

        assertThatThrownBy(this::readAll)
                .isInstanceOf(TradeRefusedException.class)
                .hasMessageStartingWith(says);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trade.properties", "products.csv", "orders.csv", "lines.csv"})
    void namesTheFileThatIsMissing(String file) throws IOException {
        SmallFolder.copyTo(folder);
        Files.delete(folder.resolve(file));
        assertThatThrownBy(this::readAll)
                .isInstanceOf(TradeRefusedException.class)
                .hasMessageContaining(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"payments.csv", "cancellations.csv", "corrections.csv", "reviews.csv"})
    void doesWithoutTheFilesThatMayBeAbsent(String file) throws IOException {
        SmallFolder.copyTo(folder);
        Files.delete(folder.resolve(file));
        readAll();
    }

    @Test
    void refusesBytesThatAreNotUtf8() throws IOException {
        SmallFolder.copyTo(folder);
        Files.write(
                folder.resolve("reviews.csv"),
                "review_id,order_id,stars,title,text,created_at\nr1,o1,1,,Stra\u00dfe,2024-03-12 00:00:00\n"
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(this::readAll)
                .isInstanceOf(TradeRefusedException.class)
                .hasMessageContaining("reviews.csv:")
                .hasMessageContaining("expected: UTF-8 text");
    }

    @Test
    void todayIsTheLastDayOfItsWeekdayThatHasAWeekAfterIt() {
        var first = LocalDate.parse("2009-12-01");
        var last = LocalDate.parse("2010-11-30");
        var monday = LocalDate.parse("2026-11-23");
        assertThat(FolderTime.defaultToday(first, last, monday)).isEqualTo("2010-11-22");
        assertThat(FolderTime.defaultToday(first, last, monday.plusDays(1))).isEqualTo("2010-11-23");
        assertThat(FolderTime.defaultToday(first, last, monday.plusDays(2))).isEqualTo("2010-11-17");
        assertThat(FolderTime.defaultToday(last.minusDays(3), last, monday)).isEqualTo("2010-11-29");
    }

    private void readAll() {
        var loader = new FolderLoader(new TradeFolder(folder), 1);
        loader.readOrders();
        loader.readRest(loader.lastDay());
    }
}
