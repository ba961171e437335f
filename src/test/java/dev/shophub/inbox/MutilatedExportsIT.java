package dev.shophub.inbox;

import static dev.shophub.inbox.InboxWorld.DAY;
import static dev.shophub.inbox.InboxWorld.csv;
import static dev.shophub.inbox.InboxWorld.items;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.MailWorld;
import dev.shophub.store.InboxFile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong, shifted, half or doubled is kept out whole, for a reason that names it: no figure changes. */
class MutilatedExportsIT {

    private static final String GOOD = "商品 " + DAY + ".csv";
    private static final int FIRST = 2;
    private static final int VISITORS = 3;
    private static final int VIEWS = 4;
    private static final int BUYERS = 5;
    private static final int AMOUNT = 6;
    private static final int RATE = 7;

    private static InboxWorld world;
    private static List<String> before;

    @BeforeAll
    static void readAGoodDay() {
        world = new InboxWorld(new MailWorld()).books(DAY, "99000.00").books(DAY.minusDays(1), "30000.00");
        assertThat(world.drop(GOOD, csv(items(DAY))).state()).isEqualTo(InboxFile.State.READ);
        before = world.figures();
        assertThat(before).hasSizeGreaterThan(90);
    }

    static Stream<Arguments> mutilations() {
        return Stream.of(
                file("empty", "empty", new byte[0]),
                file("random bytes", "no-table", bytes(4_000)),
                file("old Excel", "old-excel", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2, 3}),
                file("half a workbook", "broken-workbook", new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0}),
                file("a text", "no-table", "没有数据".getBytes(StandardCharsets.UTF_8)),
                file(
                        "read as Latin and saved",
                        "unknown-layout",
                        new String(csv(items(DAY)), StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_8)),
                file("zeros in between", "no-table", zeros()),
                rows("headers alone", "no-rows", rows -> rows.subList(FIRST, rows.size())
                        .clear()),
                rows("no headers", "unknown-layout", rows -> rows.remove(1)),
                rows("visitors by another name", "unknown-layout-near", rows -> set(rows, 1, VISITORS, "人次")),
                rows("amount left out", "unknown-layout-near", rows -> set(rows, 1, AMOUNT, "")),
                rows("a header twice", "header-twice", rows -> set(rows, 1, VIEWS, "商品访客数")),
                rows("a column shifted", "not-a-number", rows -> shift(rows, VISITORS)),
                rows("headers shifted", "", rows -> rotate(rows.get(1), VISITORS, RATE + 1)),
                rows("visitors a row lower", "rate-differs", rows -> lower(rows, VISITORS)),
                rows("buyers a row lower", "rate-differs", rows -> lower(rows, BUYERS)),
                rows(
                        "a line cut off",
                        "row-cells",
                        rows -> rows.set(9, new ArrayList<>(rows.get(9).subList(0, 5)))),
                rows("a line too long", "row-cells", rows -> rows.get(9).add("77")),
                rows("half of it", "half", rows -> rows.subList(rows.size() / 3, rows.size())
                        .clear()),
                rows("a row twice", "row-twice", rows -> rows.add(new ArrayList<>(rows.get(6)))),
                rows(
                        "all of it twice",
                        "not-a-number",
                        rows -> rows.addAll(new ArrayList<>(rows.subList(1, rows.size())))),
                rows(
                        "its rows twice",
                        "row-twice",
                        rows -> rows.addAll(new ArrayList<>(rows.subList(FIRST, rows.size())))),
                rows("a word for a number", "not-a-number", rows -> set(rows, 5, VISITORS, "很多")),
                rows("an error of a formula", "not-a-number", rows -> set(rows, 5, AMOUNT, "#REF!")),
                rows("less than nothing", "not-a-number", rows -> set(rows, 5, AMOUNT, "-500.00")),
                rows("half a visitor", "not-a-number", rows -> set(rows, 5, VISITORS, "12.5")),
                rows("a percentage of people", "not-a-number", rows -> set(rows, 5, BUYERS, "12%")),
                rows("a comma for a point", "not-a-number", rows -> set(rows, 5, AMOUNT, "\"1.234,56\"")),
                rows("thousands in the wrong place", "not-a-number", rows -> set(rows, 5, AMOUNT, "\"12,34,56\"")),
                rows("a range", "not-a-number", rows -> set(rows, 5, VISITORS, "1千-2千")),
                rows("more than there is", "not-a-number", rows -> set(rows, 5, AMOUNT, "9e30")),
                rows("an item rounded", "item-rounded", rows -> set(rows, 5, 1, "6.765E+11")),
                rows("an item without number", "no-item", rows -> set(rows, 5, 1, "")),
                rows("items of another shop", "items-unknown", rows -> rows.subList(FIRST, rows.size())
                        .forEach(row -> row.set(1, "9" + row.get(1)))),
                rows("a fifth of the items foreign", "items-unknown", rows -> rows.subList(FIRST, FIRST + 5)
                        .forEach(row -> row.set(1, "9" + row.get(1)))),
                rows(
                        "another day than its name",
                        "day-differs",
                        rows -> day(rows, DAY.minusDays(1).toString())),
                rows("a month in a row", "not-a-day", rows -> day(rows, "2026-11-01 ~ 2026-11-30")),
                rows("no day", "not-a-day", rows -> day(rows, "")),
                rows("a day that does not exist", "not-a-day", rows -> day(rows, "2026-02-31")),
                rows("amounts in cents", "off-books", rows -> amounts(rows, "100")),
                rows("amounts in ten thousands", "off-books", rows -> amounts(rows, "0.0001")),
                rows("a total that is more", "total-differs", rows -> rows.add(total("200000.00"))),
                rows("a total that is less", "total-differs", rows -> rows.add(total("40000.00"))),
                named("yesterday's figures as today's", "day-not-over", "商品.csv", csv(items(DAY.plusDays(1)))),
                named("a day of the future", "day-not-over", "商品.csv", csv(items(DAY.plusDays(40)))),
                named("another day's figures", "off-books", "商品.csv", csv(items(DAY.minusDays(1)))),
                named("very old", "day-too-old", "商品.csv", csv(items(DAY.minusYears(9)))),
                named("two shops named", "two-shops", "茶语时光京东店 商品.csv", csv(items(DAY))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutilations")
    void isKeptOut(String what, String reason, String name, byte[] content) {
        var taken = world.drop(name, content);
        assertThat(taken.state()).as(taken.reason() + taken.particulars()).isEqualTo(InboxFile.State.REFUSED);
        assertThat(taken.reason()).startsWith(reason);
        assertThat(world.mails.words.text(
                        "inbox.reason." + taken.reason(), taken.particulars().toArray()))
                .doesNotContain("{");
        assertThat(world.figures()).isEqualTo(before);
    }

    private static Arguments file(String what, String reason, byte[] content) {
        return named(what, reason, GOOD, content);
    }

    private static Arguments named(String what, String reason, String name, byte[] content) {
        return Arguments.of(what, reason, name, content);
    }

    private static Arguments rows(String what, String reason, Consumer<List<List<String>>> mutilate) {
        var rows = new ArrayList<List<String>>();
        items(DAY).forEach(row -> rows.add(new ArrayList<>(row)));
        mutilate.accept(rows);
        return file(what, reason, csv(rows));
    }

    private static void set(List<List<String>> rows, int row, int column, String text) {
        rows.get(row).set(column, text);
    }

    private static void day(List<List<String>> rows, String day) {
        rows.subList(FIRST, rows.size()).forEach(row -> row.set(0, day));
    }

    private static void shift(List<List<String>> rows, int column) {
        rows.subList(FIRST, rows.size()).forEach(row -> {
            row.add(column, "x");
            row.remove(RATE + 1);
        });
    }

    private static void rotate(List<String> row, int from, int to) {
        java.util.Collections.rotate(row.subList(from, to), 1);
    }

    private static void lower(List<List<String>> rows, int column) {
        for (int row = rows.size() - 1; row > FIRST; row--) {
            set(
                    rows,
                    row,
                    column,
                    rows.get(row - 1).get(column).equals("")
                            ? "1"
                            : rows.get(row - 1).get(column));
        }
        set(rows, FIRST, column, column == BUYERS ? "600" : "90");
    }

    private static void amounts(List<List<String>> rows, String times) {
        rows.subList(FIRST, rows.size())
                .forEach(row -> row.set(
                        AMOUNT,
                        new BigDecimal(row.get(AMOUNT).replaceAll("[\",]", ""))
                                .multiply(new BigDecimal(times))
                                .toPlainString()));
    }

    private static List<String> total(String amount) {
        return Arrays.asList("合计", "", "", "", "", "", amount, "");
    }

    private static byte[] bytes(int size) {
        var bytes = new byte[size];
        new java.util.Random(3).nextBytes(bytes);
        return bytes;
    }

    private static byte[] zeros() {
        var good = csv(items(DAY));
        Arrays.fill(good, 900, 1_000, (byte) 0);
        return good;
    }
}
