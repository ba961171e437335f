package dev.shophub.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.MailWorld;
import dev.shophub.connector.Shop;
import dev.shophub.connector.StockSink;
import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import dev.shophub.model.StockFormula;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.Outcome;
import dev.shophub.stock.Sellable;
import dev.shophub.stock.SkuFormulas;
import dev.shophub.store.AesKey;
import dev.shophub.store.BrakeBook;
import dev.shophub.store.BuyerKeys;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.ItemStock;
import dev.shophub.store.Listings;
import dev.shophub.store.RawRecords;
import dev.shophub.store.StockFormulas;
import dev.shophub.store.StockFreezes;
import dev.shophub.support.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop's own formula of stock, edited while the hub runs: what it brings about, and what it must not (pain 36). */
class FormulaIT {

    private static final int LISTINGS = 10;
    private static final Instant ALWAYS = Instant.EPOCH;
    private static MailWorld world;

    @TempDir
    private Path folder;

    private final Shelf shelf = new Shelf();
    private final Map<ShopKey, StockFormula> configured = new HashMap<>();
    private int rung;
    private Rows rows;
    private long erp;
    private Path file;
    private FormulaWatch watch;
    private ListingRoom room;
    private Standstill standstill;

    @BeforeAll
    static void aSchemaForAll() {
        world = new MailWorld();
    }

    @BeforeEach
    void aShopWithTenListingsOfTwentyPieces() {
        world.reset();
        rows = new Rows(world.data);
        List.of("stock_brake", "stock_fall", "stock_freeze", "frozen_level", "stock_formula")
                .forEach(table -> world.jdbc.update("DELETE FROM " + table));
        erp = rows.insert(
                "shop", "shop_key", "erp", "platform", "rest", "role", "erp", "time_zone", "UTC", "state", "live");
        IntStream.rangeClosed(1, LISTINGS).forEach(this::listing);
        file = folder.resolve(SkuFormulas.NAME);
        configured.put(world.shop.key(), StockFormula.ALL);
        var brake =
                new Brake(new BrakeBook(world.jdbc, world.clock), world.troubles, () -> Brakes.SHIPPED, world.clock);
        room = new ListingRoom(
                new ItemStock(world.jdbc),
                new Listings(
                        world.jdbc,
                        new BuyerKeys(world.jdbc, new AesKey(new byte[32]), world.clock),
                        new RawRecords(world.jdbc),
                        world.clock),
                new Checkpoints(world.jdbc, world.clock),
                shop -> Optional.of(shelf),
                brake,
                () -> true);
        standstill = Brakes.standstill(world.jdbc, world.transaction, world.clock, brake, world.troubles);
        watch = afterAStart();
        watch.look();
        assertThat(waiting()).as("what is shown as ever").isEmpty();
    }

    @Test
    void aFormulaThatIsEditedBringsEveryListingToItsLevelThoughNoStockChanged() {
        shopsOwn(new StockFormula(3, 0, 100, Optional.empty()));

        assertThat(waiting()).hasSize(LISTINGS);
        assertThat(rung).isEqualTo(1);
        assertThat(deliver()).hasSize(LISTINGS).hasOnlyElementsOfType(Outcome.Delivered.class);
        assertThat(shelf.shown).hasSize(LISTINGS).allSatisfy((item, shown) -> assertThat(shown)
                .isEqualTo(17));

        shopsOwn(new StockFormula(3, 0, 100, Optional.of(12L)));
        deliver();
        assertThat(shelf.shown).allSatisfy((item, shown) -> assertThat(shown).isEqualTo(12));
        watch.look();
        assertThat(waiting()).as("nothing changed since").isEmpty();
    }

    @Test
    void aSaveCountsOnceItStoodStill() {
        configured.put(world.shop.key(), new StockFormula(3, 0, 100, Optional.empty()));
        watch.look();
        assertThat(waiting()).as("may be half of a save").isEmpty();
        configured.put(world.shop.key(), StockFormula.ALL);
        watch.look();
        watch.look();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void anEditWhileNoHubRanHoldsBeforeAnythingIsDelivered() {
        shopsOwn(new StockFormula(3, 0, 100, Optional.empty()));
        deliver();
        var again = afterAStart();
        again.look();
        assertThat(waiting()).as("the same formula is no edit").isEmpty();
        configured.put(world.shop.key(), new StockFormula(5, 0, 100, Optional.empty()));
        afterAStart().look();
        assertThat(waiting()).hasSize(LISTINGS);
    }

    @Test
    void aShopWithAFaultKeepsItsFormula() {
        shopsOwn(new StockFormula(3, 0, 100, Optional.empty()));
        deliver();
        configured.clear();
        look();
        assertThat(waiting()).isEmpty();
        assertThat(sellable("1")).isEqualTo(17);
    }

    @Test
    void aRiseByAFormulaWaitsForTheShopsOrders() {
        shopsOwn(new StockFormula(8, 0, 100, Optional.empty()));
        deliver();
        var read = world.clock.instant();
        rows.insert(
                "checkpoint", "shop_id", world.shop.id(), "stream", "orders", "watermark", read, "last_good_at", read);
        world.clock.advance(Duration.ofMinutes(1));

        shopsOwn(StockFormula.ALL);

        assertThat(deliver()).hasSize(LISTINGS).allSatisfy(outcome -> assertThat(outcome)
                .isInstanceOfSatisfying(Outcome.Later.class, later -> assertThat(later.toString())
                        .contains("orders-first")));
        assertThat(shelf.shown).containsEntry("1", 12L);
        new Checkpoints(world.jdbc, world.clock).good(world.shop.id(), "orders");
        world.clock.advance(Duration.ofSeconds(2));
        deliver();
        assertThat(shelf.shown).hasSize(LISTINGS).containsEntry("1", 20L);
    }

    @Test
    void aLineIsOfOneSkuByTheShopsCodeOrTheErps() throws Exception {
        configured.put(world.shop.key(), new StockFormula(3, 0, 100, Optional.of(15L)));
        look();
        deliver();

        lines("# shop,code,…", "*,TEA-1,0,,,", "taobao-one,E-2,,,50,", "*,TEA-3,9,,,99", "taobao-one,TEA-3,1,,,");

        assertThat(waiting()).containsExactlyInAnyOrder("1", "2", "3");
        deliver();
        assertThat(shelf.shown)
                .as("what a line leaves out is the shop's")
                .containsEntry("1", 15L)
                .containsEntry("2", 8L)
                .containsEntry("3", 15L)
                .containsEntry("4", 15L);

        lines("*,TEA-1,0,,,18");
        assertThat(waiting()).containsExactlyInAnyOrder("1", "2", "3");
        deliver();
        assertThat(shelf.shown).containsEntry("1", 18L).containsEntry("2", 15L).containsEntry("3", 15L);
        Files.delete(file);
        look();
        deliver();
        assertThat(shelf.shown).containsEntry("1", 15L);
    }

    @Test
    void aLineThatCannotBeUsedIsToldAndWhatWasInForceStaysOverARestartToo() throws Exception {
        lines("*,TEA-1,5,,,");
        deliver();

        lines("*,TEA-1,5,,,", "*,TEA-2,5,101,,");

        assertThat(waiting()).isEmpty();
        assertThat(world.deliver()).singleElement().satisfies(mail -> assertThat(MailWorld.body(mail, "text/plain"))
                .contains("单品公式继续有效")
                .contains("stock-formula.csv:2"));
        afterAStart().look();
        assertThat(waiting()).isEmpty();
        assertThat(sellable("1")).isEqualTo(15);

        configured.put(world.shop.key(), new StockFormula(0, 0, 100, Optional.of(14L)));
        look();
        assertThat(waiting()).as("the settings hold all the same").hasSize(LISTINGS);
        lines("*,TEA-1,5,,,13");
        assertThat(sellable("1")).isEqualTo(13);
        assertThat(world.troubleBook.open()).isEmpty();
    }

    @Test
    void aLineAboutAShopThatIsNotKnownIsTold() throws Exception {
        lines("*,TEA-1,5,,,", "toabao-one,TEA-2,5,,,");
        assertThat(waiting()).containsExactly("1");
        assertThat(world.deliver()).singleElement().satisfies(mail -> assertThat(MailWorld.body(mail, "text/plain"))
                .contains("第 2 行")
                .contains("toabao-one"));
        lines("*,TEA-1,5,,,", "taobao-one,TEA-2,5,,,");
        assertThat(world.troubleBook.open()).isEmpty();
        assertThat(sellable("2")).isEqualTo(15);
    }

    @Test
    void aFormulaThatEmptiesAShopIsHeldAndTheMailSaysItWasTheFormula() throws Exception {
        shopsOwn(new StockFormula(0, 0, 40, Optional.empty()));
        assertThat(deliver()).hasSize(LISTINGS).hasOnlyElementsOfType(Outcome.Parked.class);
        assertThat(shelf.shown).isEmpty();
        assertThat(world.deliver()).singleElement().satisfies(mail -> assertThat(MailWorld.body(mail, "text/plain"))
                .contains("改过这家店的库存公式")
                .contains("全店件数将从 200 降到 80；只按 ERP 库存则为 200")
                .contains("./hub release"));
        assertThat(world.troubleBook.open()).singleElement().satisfies(trouble -> assertThat(
                        trouble.said().sentence())
                .contains("by an edited formula", "hub.shops.taobao-one.stock", "config/stock-formula.csv"));

        shopsOwn(StockFormula.ALL);
        standstill.look();
        deliver();

        assertThat(shelf.shown).as("taken back, nothing was written").isEmpty();
        assertThat(world.troubleBook.open()).isEmpty();
    }

    @Test
    void aFormulaThatEmptiesAShopGoesOnWhenAPersonSaysSo() {
        shopsOwn(new StockFormula(20, 0, 100, Optional.empty()));
        deliver();
        assertThat(shelf.shown).isEmpty();
        standstill.release(Optional.of(world.shop), Optional.empty());
        deliver();
        assertThat(shelf.shown).hasSize(LISTINGS).allSatisfy((item, shown) -> assertThat(shown)
                .isZero());
    }

    @Test
    void whereTheErpsNumbersFallTheMailSaysSoWhateverFormulaThereIs() throws Exception {
        shopsOwn(new StockFormula(3, 0, 100, Optional.empty()));
        deliver();
        world.jdbc.update("UPDATE erp_stock SET available = 0");
        rows.jdbc().update("DELETE FROM outbox");
        world.outbox.requeue().compareShop(world.shop.id());
        deliver();
        assertThat(world.deliver()).singleElement().satisfies(mail -> assertThat(MailWorld.body(mail, "text/plain"))
                .contains("降为 0")
                .doesNotContain("改过这家店"));
    }

    @Test
    void aRecountKeepsItsLevelAndTheFormulaIsOfThat() {
        var freezes = new StockFreezes(world.jdbc, world.clock);
        world.transaction.executeWithoutResult(status -> freezes.freeze(
                "all", Optional.empty(), Optional.empty(), world.clock.instant().plus(Duration.ofHours(2)), "wang"));
        world.jdbc.update("UPDATE erp_stock SET available = 0");
        shopsOwn(new StockFormula(3, 0, 100, Optional.empty()));
        assertThat(sellable("1")).isEqualTo(17);
    }

    /** The brake looks at all listings in one statement: it must work every formula out as the deliveries do. */
    @Test
    void theBrakeWorksFormulasOutAsTheDeliveriesDo() throws Exception {
        var random = new Random(36);
        var brakes = new BrakeBook(world.jdbc, world.clock);
        for (int round = 0; round < 20; round++) {
            var lines = new ArrayList<String>();
            for (int item = 1; item <= LISTINGS; item++) {
                world.jdbc.update(
                        "UPDATE erp_stock SET available = ? WHERE external_id = ?",
                        random.nextInt(10) == 0 ? 9_000_000_000_000_000_000L / LISTINGS : random.nextInt(200) - 5,
                        "E-" + item);
                lines.add("*,%s%d,%s,%s,%s,%s"
                        .formatted(
                                random.nextBoolean() ? "TEA-" : "E-",
                                item,
                                maybe(random, 50),
                                maybe(random, 101),
                                maybe(random, 101),
                                maybe(random, 90)));
            }
            configured.put(
                    world.shop.key(),
                    new StockFormula(
                            random.nextInt(20),
                            random.nextInt(60),
                            40 + random.nextInt(61),
                            random.nextBoolean() ? Optional.empty() : Optional.of((long) random.nextInt(100))));
            lines(lines.toArray(String[]::new));
            long expected = IntStream.rangeClosed(1, LISTINGS)
                    .mapToLong(item -> sellable(Integer.toString(item)))
                    .sum();
            assertThat(brakes.outlook(world.shop.id(), ALWAYS, ALWAYS).after())
                    .as("%s and %s", configured, lines)
                    .isEqualTo(expected);
        }
    }

    private static String maybe(Random random, int below) {
        return random.nextBoolean() ? "" : Integer.toString(random.nextInt(below));
    }

    private FormulaWatch afterAStart() {
        return new FormulaWatch(
                world.shops,
                new StockFormulas(world.jdbc, world.clock),
                new SkuFormulas(file),
                () -> Map.copyOf(configured),
                world.outbox.requeue(),
                world.transaction,
                world.troubles,
                () -> rung++);
    }

    private void shopsOwn(StockFormula formula) {
        configured.put(world.shop.key(), formula);
        look();
    }

    private void lines(String... lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
        // no two saves of one size within what the file's clock tells apart
        Files.setLastModifiedTime(
                file, FileTime.fromMillis(world.clock.instant().toEpochMilli()));
        world.clock.advance(Duration.ofSeconds(1));
        look();
    }

    private void look() {
        watch.look();
        watch.look();
    }

    private long sellable(String item) {
        return new ItemStock(world.jdbc)
                .find(world.shop.id(), new ExternalId(item)).orElseThrow().variants().stream()
                        .mapToLong(variant -> Sellable.of(variant).orElseThrow())
                        .sum();
    }

    private List<String> waiting() {
        return world.jdbc.queryForList(
                "SELECT subject FROM outbox WHERE destination = 'listing' AND state = 'waiting'", String.class);
    }

    /** Delivers what is due, as the route does. */
    private List<Outcome> deliver() {
        var outcomes = new ArrayList<Outcome>();
        for (var message : world.outbox.claim(Destination.LISTING, 100)) {
            var outcome = room.bringToLevel(message);
            world.outbox.finish(List.of(message.id()), outcome, Duration.ZERO);
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private void listing(int number) {
        var item = Integer.toString(number);
        long listing = rows.insert(
                "listing",
                "shop_id",
                world.shop.id(),
                "external_id",
                item,
                "title",
                "Tea " + item,
                "state",
                "UP",
                "currency",
                "CNY",
                "price",
                "10.00");
        rows.insert("listing_variant", "listing_id", listing, "shop_id", world.shop.id(), "code", "TEA-" + item);
        rows.insert("stock_level", "shop_id", world.shop.id(), "item_id", item, "code", "TEA-" + item, "quantity", 20);
        rows.insert("sku_mapping", "shop_id", world.shop.id(), "code", "TEA-" + item, "erp_sku", "E-" + item);
        rows.insert("erp_stock", "shop_id", erp, "external_id", "E-" + item, "available", 20);
    }

    /** What the shop shows, as written. */
    private static final class Shelf implements StockSink {

        private final Map<String, Long> shown = new TreeMap<>();

        @Override
        public void setStock(ExternalId itemId, Map<Optional<ExternalId>, Long> quantities) {
            quantities.values().forEach(quantity -> shown.put(itemId.value(), quantity));
        }

        @Override
        public Shop shop() {
            throw new UnsupportedOperationException("Not asked");
        }

        @Override
        public Instant platformNow() {
            return world.clock.instant();
        }
    }
}
