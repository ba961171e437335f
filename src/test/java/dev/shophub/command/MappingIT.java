package dev.shophub.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.store.Mappings;
import dev.shophub.support.OutboxRow;
import dev.shophub.support.Rows;
import dev.shophub.support.TestDatabase;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mapping in bulk, taking it back, and merging, on a real database. */
class MappingIT {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final Rows rows = new Rows(TestDatabase.operations());
    private long one;
    private long two;
    private long erp;

    @BeforeEach
    void shopsAndAnErp() {
        one = rows.insert(
                "shop",
                "shop_key",
                "taobao-one",
                "platform",
                "taobao",
                "role",
                "shop",
                "state",
                "live",
                "time_zone",
                "Asia/Shanghai");
        two = rows.insert(
                "shop",
                "shop_key",
                "jd-two",
                "platform",
                "jd",
                "role",
                "shop",
                "state",
                "live",
                "time_zone",
                "Asia/Shanghai");
        erp = rows.insert(
                "shop", "shop_key", "erp", "platform", "rest", "role", "erp", "state", "live", "time_zone", "UTC");
        product("10001", "明前龙井春茶 250克");
        product("10002", "纯棉短袖 红");
        product("00123", "帽子");
        listing(one, "7", "春茶", "TEA-red");
        listing(one, "8", "帽", "00123");
        listing(one, "9", "=cmd", "1234567890123456789");
        listing(two, "70", "春茶", "TEA-red");
        order(one, "5001", "TEA-red");
        order(one, "5002", "TEA-red");
        order(one, "5003", "1234567890123456789");
    }

    @Test
    void theExportHasTitleWaitingOrdersAndTheBestSuggestionTheMostWantedFirst() throws IOException {
        typed("map", "jd-two", "TEA-red", "10001");
        var list = typed("map", "--export", file("m.csv").toString(), "--json").json();

        assertThat(list.get(0).get("code").asText()).isEqualTo("TEA-red");
        assertThat(list.get(0).get("shop").asText()).isEqualTo("taobao-one");
        assertThat(list.get(0).get("title").asText()).isEqualTo("春茶");
        assertThat(list.get(0).get("waiting").asLong()).isEqualTo(2);
        assertThat(list.get(0).get("suggestion").asText()).isEqualTo("10001");
        assertThat(list.get(0).get("suggestionWhy").asText()).isEqualTo("elsewhere");
        assertThat(list.get(1).get("waiting").asLong()).isEqualTo(1);
        var mapped = list.get(3);
        assertThat(mapped.get("shop").asText()).isEqualTo("jd-two");
        assertThat(mapped.get("author").asText()).isEqualTo(System.getProperty("user.name"));
        assertThat(mapped.get("mappedAt").asText()).isEqualTo(NOW.toString());
        var text = Files.readString(file("m.csv"));
        assertThat(text).startsWith("\uFEFF").contains("\"=\"\"1234567890123456789\"\"\"", "\"=\"\"=cmd\"\"\"");
    }

    @Test
    void aFilledExportIsTakenInEitherEncodingAndEachMappingKeepsTimeAndAuthor() throws IOException {
        for (var encoding : List.of("gbk", "utf-8")) {
            rows.jdbc().update("DELETE FROM sku_mapping");
            rows.jdbc().update("UPDATE outbox SET state = 'parked', reason = 'unmapped-sku' WHERE destination = 'erp'");
            var file = file(encoding + ".csv");
            var charset = encoding.equals("gbk") ? Charset.forName("GBK") : StandardCharsets.UTF_8;
            var exported = encoding.equals("gbk")
                    ? typed("map", "--export", file.toString(), "--gbk")
                    : typed("map", "--export", file.toString());
            assertThat(exported.out()).contains("4 codes", "4 are not mapped");
            var filled = Files.readString(file, charset)
                    .lines()
                    .map(line -> line.contains("taobao-one") && line.contains("TEA-red")
                            ? "taobao-one,TEA-red,,,,10001"
                            : line.contains("00123") ? "taobao-one,00123,,,,00123" : line)
                    .toList();
            Files.write(file, filled, charset);
            var taken = typed("map", "--import", file.toString());
            assertThat(taken.exitCode()).as(taken.out() + taken.err()).isZero();
            assertThat(taken.out()).contains("2 codes mapped; 2 orders go on", "2 lines name no ERP SKU");
            assertThat(mapping(one, "TEA-red")).isEqualTo("10001 manual " + System.getProperty("user.name"));
            assertThat(mapping(one, "00123")).startsWith("00123 manual");
            assertThat(waiting()).isEqualTo(2);
        }
        // the same file again: nothing new, nobody's name and time changes
        assertThat(typed("map", "--import", file("utf-8.csv").toString()).out()).contains("2 were mapped so already");
    }

    @Test
    void everyWrongLineIsNamedWithWhatASpreadsheetDidToItAndNothingIsMapped() throws IOException {
        Files.writeString(
                file("bad.csv"),
                """
                shop,code,ERP SKU
                taobao-one,TEA-red,10001
                taobao-one,1.23457E+18,10002
                taobao-one,123,00123
                taobao-oen,TEA-red,10001
                taobao-one,00123,123
                taobao-one,TEA-red,10002
                taobao-one,=A1&B1,10002
                """);
        var taken = typed("map", "--import", file("bad.csv").toString());
        assertThat(taken.exitCode()).isEqualTo(ExitCode.TROUBLE);
        assertThat(taken.out())
                .contains("Line 3: The spreadsheet made a number of a code: 1.23457E+18")
                .contains("Line 4: The shop has no merchant code 123. Did you mean: 00123")
                .contains("Line 5: There is no shop taobao-oen. Did you mean: taobao-one?")
                .contains("Line 6: The ERP has no SKU 123, as last read. Did you mean: 00123")
                .contains("Line 7: The code TEA-red stands in line 2 already.")
                .contains("Line 8: This is a formula")
                .contains("6 lines are wrong; nothing was mapped.");
        assertThat(count("sku_mapping") + count("mapping_set")).isZero();
        assertThat(waiting()).isZero();
    }

    @Test
    void undoBringsBackWhatWasAndListsTheOrdersThatReachedTheErpUnderIt() {
        rows.jdbc().update("DELETE FROM outbox");
        typed("map", "taobao-one", "TEA-red", "10002");
        typed("map", "taobao-one", "TEA-red", "10001");
        accepted(one, "5001", NOW.minusSeconds(60), "DOC-0");
        accepted(one, "5002", NOW.plusSeconds(60), "DOC-1");

        var undone = typed("map", "undo", "taobao-one", "TEA-red");
        assertThat(undone.exitCode()).isEqualTo(ExitCode.TROUBLE);
        assertThat(undone.out())
                .contains("taobao-one TEA-red is 10002 again", "5002", "DOC-1")
                .doesNotContain("DOC-0");
        assertThat(mapping(one, "TEA-red")).startsWith("10002 manual");
        // listings are compared with the ERP again
        assertThat(rows.jdbc().queryForList("SELECT subject FROM outbox WHERE destination = 'listing'", String.class))
                .containsExactly("7");

        var json = typed("map", "undo", "1", "--json").json();
        assertThat(json.get("back").get(0).get("erpSku").isNull()).isTrue();
        assertThat(json.get("count").asInt()).isEqualTo(1);
        assertThat(count("sku_mapping")).isZero();
        assertThat(typed("map", "undo", "1").err()).contains("taken back already");
        assertThat(typed("map", "undo", "taobao-one", "TEA-red").err()).contains("mapped to nothing");
        // who did what and when is found again
        assertThat(typed("show", "TEA-red").err()).isEmpty();
        assertThat(typed("show", "TEA-red").out()).contains("10001 -> 10002", "10002 -> -", "undo");
    }

    @Test
    void anEqualCodeThatAPersonTookBackIsNotMappedByItselfAgain() {
        var mappings = new Mappings(rows.jdbc(), CLOCK);
        assertThat(mappings.mapEqualCodes()).isEqualTo(1);
        assertThat(typed("map", "undo", "taobao-one", "00123").exitCode()).isZero();
        assertThat(mappings.mapEqualCodes()).isZero();
        assertThat(count("sku_mapping")).isZero();
        assertThat(typed("map", "taobao-one", "00123", "00123").exitCode()).isZero();
    }

    @Test
    void aWholeImportIsTakenBackExceptWhatSomebodyMappedSince() throws IOException {
        Files.writeString(file("m.csv"), "shop,code,erp_sku\ntaobao-one,TEA-red,10001\njd-two,TEA-red,10001\n");
        typed("map", "--import", file("m.csv").toString());
        typed("map", "jd-two", "TEA-red", "10002");
        var undone = typed("map", "undo", "1");
        assertThat(undone.exitCode()).isZero();
        assertThat(undone.out())
                .contains("taobao-one TEA-red is mapped to nothing now", "jd-two TEA-red was mapped otherwise since");
        assertThat(mapping(two, "TEA-red")).startsWith("10002");
    }

    @Test
    void mergeCarriesListingsAndWaitingOrdersOverAndBothCodesStayFindable() {
        listing(one, "10", "旧款", "OLD-1");
        order(one, "5004", "OLD-1");
        product("OLD-1", "旧");
        typed("map", "taobao-one", "TEA-red", "OLD-1");
        typed("map", "jd-two", "TEA-red", "OLD-1");
        rows.jdbc().update("DELETE FROM outbox WHERE destination = 'listing'");

        var merged = typed("map", "merge", "OLD-1", "10001");
        assertThat(merged.exitCode()).isZero();
        assertThat(merged.out()).contains("OLD-1 is 10001 now: 3 codes of shops, 1 orders go on");
        assertThat(mapping(one, "TEA-red")).startsWith("10001");
        assertThat(mapping(one, "OLD-1")).startsWith("10001");
        assertThat(mapping(two, "TEA-red")).startsWith("10001");
        assertThat(rows.jdbc()
                        .queryForList(
                                "SELECT subject FROM outbox WHERE destination = 'listing' ORDER BY subject",
                                String.class))
                .containsExactly("10", "7", "70");
        for (var code : List.of("OLD-1", "10001")) {
            assertThat(typed("show", code, "--json").json().get("found").findValuesAsText("id"))
                    .as(code)
                    .contains("7", "10", "70");
        }
        // what comes later under the old code is the new one, also after a further merge; nobody maps to the old one
        // again
        listing(two, "71", "旧款", "OLD-1");
        assertThat(typed("map", "merge", "10001", "10002").exitCode()).isZero();
        new Mappings(rows.jdbc(), CLOCK).mapEqualCodes();
        assertThat(mapping(two, "OLD-1")).startsWith("10002");
        assertThat(typed("map", "jd-two", "TEA-red", "OLD-1").err()).contains("merged into 10002");
        assertThat(typed("map", "merge", "OLD-1", "00123").err()).contains("merged into 10002");
        assertThat(typed("show", "OLD-1", "--json").json().get("found").findValuesAsText("id"))
                .contains("7", "71");

        var second = rows.jdbc().queryForObject("SELECT MAX(id) FROM mapping_set WHERE kind = 'merge'", Long.class);
        assertThat(typed("map", "undo", second.toString()).exitCode()).isZero();
        assertThat(mapping(one, "TEA-red")).startsWith("10001");
        assertThat(typed("map", "jd-two", "TEA-red", "OLD-1").err()).contains("merged into 10001");
    }

    @Test
    void tenThousandCodesAreExportedAndTakenInOneGo() throws IOException {
        var listings = new java.util.ArrayList<Object[]>();
        var variants = new java.util.ArrayList<Object[]>();
        var products = new java.util.ArrayList<Object[]>();
        var text = new StringBuilder("shop,code,erp_sku\n");
        for (int i = 0; i < 10_000; i++) {
            listings.add(new Object[] {100_000 + i, one, "L" + i});
            variants.add(new Object[] {100_000 + i, one, "SKU " + i});
            products.add(new Object[] {erp, "P" + i, "product number " + i});
            text.append("taobao-one,SKU ").append(i).append(",P").append(i).append('\n');
        }
        insert("listing", "id", listings, "shop_id", "external_id");
        insert("listing_variant", "listing_id", variants, "shop_id", "code");
        insert("erp_product", "shop_id", products, "external_id", "title");
        assertThat(typed("map", "--export", file("all.csv").toString()).out()).contains("10004 codes");
        Files.writeString(file("many.csv"), text);
        assertThat(typed("map", "--import", file("many.csv").toString()).out()).contains("10000 codes mapped");
        assertThat(count("sku_mapping")).isEqualTo(10_000);
        assertThat(typed("map", "undo", "1").exitCode()).isZero();
        assertThat(count("sku_mapping")).isZero();
    }

    private void insert(String table, String key, List<Object[]> many, String... columns) {
        var first = many.get(0);
        var given = new java.util.ArrayList<Object>(List.of(key, first[0]));
        for (int i = 0; i < columns.length; i++) {
            given.add(columns[i]);
            given.add(first[i + 1]);
        }
        rows.insert(table, given.toArray());
        var rest = rows.jdbc()
                .queryForList(
                        "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ?"
                                + " AND is_nullable = 'NO' AND column_default IS NULL AND extra NOT LIKE '%auto_increment%'",
                        String.class, table);
        var own = new java.util.ArrayList<>(List.of(columns));
        own.add(0, key);
        rest.removeAll(own);
        var copied = String.join(",", rest);
        var sql = new StringBuilder();
        for (int from = 1; from < many.size(); from += 1_000) {
            var some = many.subList(from, Math.min(many.size(), from + 1_000));
            sql.setLength(0);
            sql.append("INSERT INTO ")
                    .append(table)
                    .append(" (")
                    .append(String.join(",", own))
                    .append(',')
                    .append(copied)
                    .append(") SELECT x.a, x.b, x.c, ")
                    .append(copied)
                    .append(" FROM ")
                    .append(table)
                    .append(" t JOIN (");
            for (var row : some) {
                sql.append(sql.charAt(sql.length() - 1) == '(' ? "" : " UNION ALL ")
                        .append("SELECT '")
                        .append(row[0])
                        .append("' a, '")
                        .append(row[1])
                        .append("' b, '")
                        .append(row[2])
                        .append("' c");
            }
            sql.append(") x WHERE t.")
                    .append(own.get(0))
                    .append(" = '")
                    .append(first[0])
                    .append("' AND t.")
                    .append(own.get(2))
                    .append(" = '")
                    .append(first[2])
                    .append("'");
            rows.jdbc().update(sql.toString());
        }
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private void product(String sku, String title) {
        rows.insert("erp_product", "shop_id", erp, "external_id", sku, "title", title);
    }

    private void listing(long shop, String item, String title, String code) {
        long listing = rows.insert(
                "listing", "shop_id", shop, "external_id", item, "title", title, "currency", "CNY", "state", "UP");
        rows.insert("listing_variant", "listing_id", listing, "shop_id", shop, "code", code);
    }

    private void order(long shop, String id, String code) {
        long order =
                rows.insert("sales_order", "shop_id", shop, "external_id", id, "currency", "CNY", "placed_at", NOW);
        rows.insert("order_line", "order_id", order, "external_id", id + "1", "item_id", "7", "code", code);
        OutboxRow.order(id).of(shop).state("parked", "unmapped-sku", "").into(rows);
    }

    private void accepted(long shop, String order, Instant at, String document) {
        rows.insert(
                "erp_link",
                "shop_id",
                shop,
                "order_external_id",
                order,
                "kind",
                "order",
                "external_id",
                order,
                "reference",
                "taobao:" + order,
                "erp_id",
                document,
                "accepted_at",
                at);
    }

    private String mapping(long shop, String code) {
        return rows.jdbc()
                .queryForObject(
                        "SELECT CONCAT(erp_sku, ' ', origin, ' ', author) FROM sku_mapping WHERE shop_id = ? AND code = ?",
                        String.class,
                        shop,
                        code);
    }

    private long waiting() {
        return rows.jdbc()
                .queryForObject(
                        "SELECT COUNT(*) FROM outbox WHERE destination = 'erp' AND state = 'waiting'", Long.class);
    }

    private long count(String table) {
        return rows.jdbc().queryForObject("SELECT COUNT(*) FROM " + table, Long.class);
    }

    private TypedVerb typed(String... arguments) {
        var verbs = new VerbServices(rows.jdbc().getDataSource(), "demo", false, CLOCK).verbs();
        return TypedVerb.in("en", verbs, CLOCK, "", arguments);
    }
}
