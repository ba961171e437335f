package dev.shophub.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.Connector;
import dev.shophub.connector.ListingSink;
import dev.shophub.connector.PriceSink;
import dev.shophub.connector.Shop;
import dev.shophub.connector.TitleSink;
import dev.shophub.listing.Brakes;
import dev.shophub.listing.ChangeRoom;
import dev.shophub.listing.ListingRoom;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.ShopKey;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.Outbox;
import dev.shophub.store.AesKey;
import dev.shophub.store.BuyerKeys;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.ItemChanges;
import dev.shophub.store.ItemStock;
import dev.shophub.store.Listings;
import dev.shophub.store.Offers;
import dev.shophub.store.RawRecords;
import dev.shophub.support.Rows;
import dev.shophub.support.TestDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** From a typed change to the shops that have it, and back, on a real database. */
class ChangesIT {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final ShopKey ONE = new ShopKey("taobao-one");
    private static final ShopKey TWO = new ShopKey("taobao-two");
    private static final ShopKey WATCHED = new ShopKey("taobao-watched");

    @TempDir
    Path folder;

    private final Map<ShopKey, PaperShop> shops =
            Map.of(ONE, new PaperShop(ONE), TWO, new PaperShop(TWO), WATCHED, new PaperShop(WATCHED));
    private Rows rows;
    private Outbox outbox;
    private ChangeRoom room;
    private ListingRoom stock;
    private Verbs verbs;
    private boolean delivers;

    @BeforeEach
    void shopsThatSellTheSame() {
        var data = TestDatabase.operations();
        rows = new Rows(data);
        outbox =
                new Outbox(rows.jdbc(), new TransactionTemplate(new DataSourceTransactionManager(data)), CLOCK, "test");
        room = new ChangeRoom(
                new ItemChanges(rows.jdbc(), CLOCK),
                new Offers(rows.jdbc()),
                new ItemStock(rows.jdbc()),
                this::shop,
                Brakes.prices(rows.jdbc(), CLOCK),
                outbox,
                CLOCK);
        stock = new ListingRoom(
                new ItemStock(rows.jdbc()),
                new Listings(
                        rows.jdbc(),
                        new BuyerKeys(rows.jdbc(), new AesKey(new byte[32]), CLOCK),
                        new RawRecords(rows.jdbc()),
                        CLOCK),
                new Checkpoints(rows.jdbc(), CLOCK),
                this::shop,
                Brakes.stock(rows.jdbc(), CLOCK),
                () -> true);
        verbs = new VerbServices(data, "demo", true, CLOCK, () -> {
                    if (delivers) {
                        deliver();
                    }
                })
                .changing(this::shop, () -> new BigDecimal("30"))
                .verbs();
        long erp = rows.insert("shop", "shop_key", "erp", "platform", "rest", "role", "erp", "state", "live");
        rows.insert("erp_product", "shop_id", erp, "external_id", "10001", "currency", "CNY", "cost_price", "18.00");
        rows.insert("erp_stock", "shop_id", erp, "external_id", "10001", "available", 5);
        long one = shop(ONE, "live");
        item(one, "7", "春茶", "red", "TEA-red", "20.00");
        variant(one, "7", "green", "TEA-green", "22.00");
        map(one, "TEA-red", "10001");
        long two = shop(TWO, "live");
        item(two, "70", "spring tea", "", "T-70", "21.00");
        map(two, "T-70", "10001");
        long watched = shop(WATCHED, "observing");
        item(watched, "700", "tea", "", "T-700", "21.00");
        map(watched, "T-700", "10001");
    }

    @Test
    void aChangeShowsOldAndNewReachesTheShopAndIsUndone() throws IOException {
        var changed = change("shop,code,price,title", "taobao-one,TEA-red,21.50,明前春茶", "taobao-two,T-70,21.00,");

        assertThat(changed.exitCode()).isZero();
        assertThat(changed.out())
                .contains("20.00", "21.50", "+7.5%", "18.00 CNY", "春茶", "明前春茶", "1 fields are so already", "undo 1");
        deliver();
        assertThat(shops.get(ONE).calls).containsExactlyInAnyOrder("price 7 {red=21.50 CNY}", "title 7 明前春茶");
        assertThat(shops.get(TWO).calls).isEmpty();
        assertThat(price("7", "red")).isEqualByComparingTo("21.50");

        shops.get(ONE).calls.clear();
        var undone = typed("change", "undo", "1");
        assertThat(undone.exitCode()).isZero();
        deliver();
        assertThat(shops.get(ONE).calls).containsExactlyInAnyOrder("price 7 {red=20.00 CNY}", "title 7 春茶");
        assertThat(price("7", "red")).isEqualByComparingTo("20");
        assertThat(typed("change", "undo", "1").exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);

        var list = typed("change", "list", "--json").json();
        assertThat(list.findValuesAsText("kind")).containsExactly("undo", "file");
        assertThat(list.get(1).get("undoneBy").asLong()).isEqualTo(2);
        assertThat(list.get(1).get("waiting").asInt()).isZero();
        assertThat(list.get(1).get("why").asText()).isEqualTo("spring");
    }

    @Test
    void belowCostOrFarWantsAYesAndUntilThenNothingChanges() throws IOException {
        var refused = change("shop,code,price", "taobao-one,TEA-red,17.99", "taobao-one,TEA-green,30.00");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.TROUBLE);
        assertThat(refused.out()).contains("below cost", "changes by much", "+36.4%", "cost unknown", "--yes");
        assertThat(count("change_set") + count("outbox")).isZero();

        var file = folder.resolve("changes.csv");
        assertThat(typed("change", file.toString(), "--yes").exitCode()).isZero();
        deliver();
        assertThat(shops.get(ONE).calls).containsExactly("price 7 {green=30.00 CNY, red=17.99 CNY}");
    }

    @Test
    void everyFaultyLineIsNamedAndNothingIsHalfApplied() throws IOException {
        var faulty = change(
                "shop,item,sku,code,price,title",
                "taobao-one,7,red,,21.00,",
                "taobao-onne,7,,,21.00,",
                "taobao-one,8,,,21.00,",
                "taobao-one,,,TEA-blue,21.00,",
                "taobao-one,7,,,21.00,",
                "taobao-one,7,blue,,21.00,",
                "taobao-one,7,red,,dear,",
                "taobao-one,7,red,,21.005,",
                "taobao-one,7,red,,-1,",
                "taobao-one,7,red,,,",
                "taobao-one,7,red,,21.10,",
                "taobao-one,,,,21.00,",
                "taobao-watched,700,,,21.50,",
                "taobao-one,7,,,,好茶",
                "taobao-one,7,green,,,好茶");

        assertThat(faulty.exitCode()).isEqualTo(ExitCode.TROUBLE);
        assertThat(faulty.out().lines().filter(line -> line.startsWith("Line")))
                .extracting(line -> line.replaceAll("Line (\\d+):.*", "$1"))
                .containsExactly("3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14");
        assertThat(faulty.out())
                .contains(
                        "TEA-green, TEA-red", "there is no shop taobao-onne", "line 2 says otherwise", "only observed");
        assertThat(count("change_set") + count("item_change") + count("outbox")).isZero();
    }

    @Test
    void ofTwoChangesTheNewerIsWrittenAndTheUndoBringsBackWhatTheShopHad() throws IOException {
        change("shop,code,price", "taobao-two,T-70,22.00");
        change("shop,code,price", "taobao-two,T-70,23.00");
        deliver();

        assertThat(shops.get(TWO).calls).containsExactly("price 70 {=23.00 CNY}");
        assertThat(typed("change", "undo", "1").exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
        typed("change", "undo", "2");
        deliver();
        assertThat(price("70", "")).isEqualByComparingTo("21");
    }

    @Test
    void whatSomebodyChangedSinceIsNotUndoneWithoutAYes() throws IOException {
        change("shop,code,price", "taobao-two,T-70,22.00");
        deliver();
        rows.jdbc().update("UPDATE listing_variant SET price = 25 WHERE code = 'T-70'");

        assertThat(typed("change", "undo", "1").exitCode()).isEqualTo(ExitCode.TROUBLE);
        assertThat(price("70", "")).isEqualByComparingTo("25");

        assertThat(typed("change", "undo", "1", "--yes").exitCode()).isZero();
        deliver();
        assertThat(price("70", "")).isEqualByComparingTo("21");
    }

    @Test
    void aTakedownReachesEveryLiveShopAndStockDoesNotUndoIt() {
        delivers = true;
        var down = typed("takedown", "10001", "--all-shops", "--why", "recall");

        assertThat(down.exitCode()).isEqualTo(ExitCode.TROUBLE);
        assertThat(down.out()).contains("only observed", "change undo 1");
        assertThat(shops.get(ONE).calls).containsExactly("down 7");
        assertThat(shops.get(TWO).calls).containsExactly("down 70");
        assertThat(shops.get(WATCHED).calls).isEmpty();

        compareStock();
        assertThat(shops.get(TWO).calls).containsExactly("down 70");

        var undone = typed("change", "undo", "1");
        assertThat(undone.exitCode()).isZero();
        assertThat(shops.get(TWO).calls).containsExactly("down 70", "up 70 5");
        assertThat(rows.jdbc().queryForObject("SELECT state FROM listing WHERE external_id = '70'", String.class))
                .isEqualTo("UP");
    }

    @Test
    void aTakedownIsFoundByItemOrCodeAndMayBeOfOneShop() {
        delivers = true;
        assertThat(typed("takedown", "T-70", "--shop", "taobao-two").exitCode()).isZero();
        assertThat(shops.get(TWO).calls).containsExactly("down 70");
        assertThat(shops.get(ONE).calls).isEmpty();
        assertThat(typed("takedown", "7", "--shop", "taobao-one").exitCode()).isZero();
        assertThat(shops.get(ONE).calls).containsExactly("down 7");
        assertThat(typed("takedown", "nothing", "--all-shops").exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(typed("takedown", "7").exitCode()).isEqualTo(ExitCode.WRONG_USE);
    }

    @Test
    void anItemWithoutStockIsGivenBackToTheStockInsteadOfBeingPutUp() {
        delivers = true;
        typed("takedown", "T-70", "--shop", "taobao-two");
        rows.jdbc().update("UPDATE erp_stock SET available = 0");

        typed("change", "undo", "1");
        assertThat(shops.get(TWO).calls).containsExactly("down 70");

        rows.jdbc().update("UPDATE erp_stock SET available = 3");
        compareStock();
        assertThat(shops.get(TWO).calls).containsExactly("down 70", "up 70 3");
    }

    @Test
    void aTakedownGoesBeforeAllChangesThatWait() throws IOException {
        change("shop,code,price", "taobao-two,T-70,22.00");
        delivers = true;
        typed("takedown", "T-70", "--shop", "taobao-two");

        assertThat(shops.get(TWO).calls).containsExactly("down 70", "price 70 {=22.00 CNY}");
    }

    @Test
    void aReplyIsAskedForOnceAndSaysWhichWayItGoes() {
        review(ONE, "r1", "o1");
        review(ONE, "r2", "o1");
        review(TWO, "r3", "o3");
        review(WATCHED, "r4", "o4");

        assertThat(typed("reply", "r1", "谢谢").out()).contains("support is mailed");
        assertThat(typed("reply", "o3", "谢谢").exitCode()).isZero();
        assertThat(typed("reply", "o1", "谢谢").err()).contains("several reviews", "r1 (taobao-one)", "r2 (taobao-one)");
        assertThat(typed("reply", "o1", "谢谢", "--shop", "taobao-two").exitCode())
                .isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(typed("reply", "r4", "谢谢").err()).contains("only observed");
        assertThat(typed("reply", "nobody", "谢谢").exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(typed("reply", "r2", " ").exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(TypedVerb.in("en", verbs, CLOCK, "first\nsecond\n", "reply", "r2", "-")
                        .exitCode())
                .isZero();
        rows.jdbc().update("UPDATE review SET reply = '谢谢' WHERE external_id = 'r3'");
        assertThat(typed("reply", "r3", "谢谢").err()).contains("has an answer already");

        assertThat(rows.jdbc()
                        .queryForList(
                                "SELECT CONCAT(review_external_id, ' ', text) FROM review_answer"
                                        + " ORDER BY review_external_id",
                                String.class))
                .containsExactly("r1 谢谢", "r2 first\nsecond", "r3 谢谢");
        assertThat(outbox.claim(Destination.CHANGE, 10))
                .extracting(message -> message.kind() + " " + message.subject())
                .containsExactlyInAnyOrder("reply r1", "reply r2", "reply r3");
    }

    private void review(ShopKey key, String id, String order) {
        var shop = rows.jdbc().queryForObject("SELECT id FROM shop WHERE shop_key = ?", Long.class, key.value());
        rows.insert("review", "shop_id", shop, "external_id", id, "order_external_id", order, "rating", "BAD");
    }

    private long shop(ShopKey key, String state) {
        return rows.insert(
                "shop",
                "shop_key",
                key.value(),
                "platform",
                "taobao",
                "role",
                "shop",
                "title",
                key.value(),
                "time_zone",
                "Asia/Shanghai",
                "state",
                state);
    }

    private void item(long shop, String item, String title, String sku, String code, String price) {
        rows.insert(
                "listing",
                "shop_id",
                shop,
                "external_id",
                item,
                "title",
                title,
                "state",
                "UP",
                "currency",
                "CNY",
                "price",
                new BigDecimal(price));
        variant(shop, item, sku, code, price);
    }

    private void variant(long shop, String item, String sku, String code, String price) {
        var listing = rows.jdbc()
                .queryForObject("SELECT id FROM listing WHERE shop_id = ? AND external_id = ?", Long.class, shop, item);
        rows.insert(
                "listing_variant",
                "listing_id",
                listing,
                "shop_id",
                shop,
                "sku_id",
                sku,
                "code",
                code,
                "price",
                new BigDecimal(price));
        rows.insert("stock_level", "shop_id", shop, "item_id", item, "sku_id", sku, "code", code, "quantity", 5);
    }

    private void map(long shop, String code, String erpSku) {
        rows.insert("sku_mapping", "shop_id", shop, "code", code, "erp_sku", erpSku);
    }

    private BigDecimal price(String item, String sku) {
        return rows.jdbc()
                .queryForObject(
                        "SELECT v.price FROM listing l JOIN listing_variant v ON v.listing_id = l.id"
                                + " WHERE l.external_id = ? AND v.sku_id = ?",
                        BigDecimal.class,
                        item,
                        sku);
    }

    private long count(String table) {
        return rows.jdbc().queryForObject("SELECT COUNT(*) FROM " + table, Long.class);
    }

    private TypedVerb change(String... lines) throws IOException {
        var file = folder.resolve("changes.csv");
        Files.writeString(file, String.join("\n", lines));
        return typed("change", file.toString(), "--why", "spring");
    }

    private TypedVerb typed(String... arguments) {
        return TypedVerb.in("en", verbs, CLOCK, "", arguments);
    }

    private Optional<Connector> shop(ShopKey key) {
        return Optional.ofNullable(shops.get(key));
    }

    /** Delivers what is due, as the routes do it, until nothing is. */
    private void deliver() {
        for (var claimed = outbox.claim(Destination.CHANGE, 1);
                !claimed.isEmpty();
                claimed = outbox.claim(Destination.CHANGE, 1)) {
            claimed.forEach(message -> outbox.finish(List.of(message.id()), room.write(message), Duration.ZERO));
        }
    }

    private void compareStock() {
        outbox.requeue().compareMappedSince(Instant.EPOCH);
        for (var message : outbox.claim(Destination.LISTING, 100)) {
            outbox.finish(List.of(message.id()), stock.bringToLevel(message), Duration.ZERO);
        }
    }

    /** A shop that writes down what it is told. */
    private static final class PaperShop implements PriceSink, TitleSink, ListingSink {

        private final ShopKey key;
        private final List<String> calls = new ArrayList<>();

        private PaperShop(ShopKey key) {
            this.key = key;
        }

        @Override
        public void setPrices(ExternalId itemId, Map<Optional<ExternalId>, Money> prices) {
            var bySku = new TreeMap<String, String>();
            prices.forEach((sku, price) -> bySku.put(
                    sku.map(ExternalId::value).orElse(""), price.amount().toPlainString() + " " + price.currency()));
            calls.add("price " + itemId + " " + bySku);
        }

        @Override
        public void setTitle(ExternalId itemId, String title) {
            calls.add("title " + itemId + " " + title);
        }

        @Override
        public void takeDown(ExternalId itemId) {
            calls.add("down " + itemId);
        }

        @Override
        public void putUp(ExternalId itemId, long quantity) {
            calls.add("up " + itemId + " " + quantity);
        }

        @Override
        public Shop shop() {
            return new Shop(key, "taobao", key.value(), URI.create("http://localhost"), ZoneOffset.UTC, Map.of());
        }

        @Override
        public Instant platformNow() {
            return NOW;
        }
    }
}
