package dev.shophub.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.ListingSink;
import dev.shophub.connector.Shop;
import dev.shophub.connector.StockSink;
import dev.shophub.intake.Changes;
import dev.shophub.intake.Intake;
import dev.shophub.intake.IntakeMetrics;
import dev.shophub.intake.NormalisedPage;
import dev.shophub.model.ErpStock;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Listing;
import dev.shophub.model.Money;
import dev.shophub.model.RawRecord;
import dev.shophub.model.ShopKey;
import dev.shophub.model.SkuCode;
import dev.shophub.model.StockLevel;
import dev.shophub.model.Stream;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.reconcile.StockDrift;
import dev.shophub.store.AesKey;
import dev.shophub.store.BuyerKeys;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.DriftBook;
import dev.shophub.store.ErpBooks;
import dev.shophub.store.ItemStock;
import dev.shophub.store.Listings;
import dev.shophub.store.Mappings;
import dev.shophub.store.Orders;
import dev.shophub.store.Quarantine;
import dev.shophub.store.RawRecords;
import dev.shophub.store.Refunds;
import dev.shophub.store.Reviews;
import dev.shophub.store.Shipments;
import dev.shophub.store.Shops;
import dev.shophub.store.ShownStock;
import dev.shophub.store.Versioned;
import dev.shophub.support.Rows;
import dev.shophub.support.TestDatabase;
import dev.shophub.support.WalkedClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** From what the ERP, the shops and their orders say to the level that a shop shows. */
class ListingLevelIT {

    private static final Instant NOW = Instant.parse("2026-03-01T04:00:00Z");
    private static final Duration ERP_IS_READ = Duration.ofSeconds(20);
    private static final Duration SETTLE = Duration.ofSeconds(30);
    private static final ShopKey SHOP = new ShopKey("shop");
    private static final ShopKey ERP = new ShopKey("erp");
    private static final ExternalId ITEM = new ExternalId("7");
    private static final Optional<ExternalId> RED = Optional.of(new ExternalId("red"));
    private static final Money PRICE = new Money(new BigDecimal("9.90"), Currency.getInstance("CNY"));

    private static DataSource schema;

    private final Shelf shelf = new Shelf();
    private WalkedClock clock;
    private Rows rows;
    private Outbox outbox;
    private Intake intake;
    private Shops shops;
    private Checkpoints checkpoints;
    private Mappings mappings;
    private Listings listings;
    private ListingRoom room;
    private long shop;
    private long listing;

    @BeforeAll
    static void migrate() {
        schema = TestDatabase.operations();
    }

    @BeforeEach
    void tenRedOnesInTheErpAndOnSale() {
        clock = new WalkedClock(NOW);
        rows = new Rows(schema);
        for (var table : List.of(
                "attempt",
                "outbox",
                "order_line",
                "sales_order",
                "erp_link",
                "sku_mapping",
                "erp_product",
                "erp_stock",
                "listing_variant",
                "listing",
                "stock_level",
                "stock_drift",
                "checkpoint",
                "raw_record",
                "stock_formula",
                "shop")) {
            rows.jdbc().update("DELETE FROM " + table);
        }
        var jdbc = rows.jdbc();
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(schema));
        var keys = new BuyerKeys(jdbc, new AesKey(new byte[32]), clock);
        var raw = new RawRecords(jdbc);
        outbox = new Outbox(jdbc, transaction, clock, "test");
        mappings = new Mappings(jdbc, clock);
        listings = new Listings(jdbc, keys, raw, clock);
        checkpoints = new Checkpoints(jdbc, clock);
        shops = new Shops(jdbc, clock);
        intake = new Intake(
                transaction,
                new Intake.Tables(
                        new Orders(jdbc, keys, raw),
                        new Refunds(jdbc, keys, raw),
                        new Reviews(jdbc, keys, raw),
                        listings,
                        new ErpBooks(jdbc),
                        new Shipments(jdbc),
                        mappings,
                        new Quarantine(jdbc, keys, clock)),
                new Changes(outbox, mappings, (row, changes) -> List.of(), clock, () -> {}, () -> true, SETTLE),
                new IntakeMetrics(new SimpleMeterRegistry()));
        room = room(true);
        shops.ensure(ERP, "rest", "erp", "ERP", clock.getZone());
        shop = liveShop(SHOP);
        listing = rows.insert("listing", "shop_id", shop, "external_id", "7", "state", "UP");
        variant("red", "TS-red");
        mappings.map(shop, new SkuCode("TS-red"), new SkuCode("10001"), "somebody");
        erpSays("10001", 10);
        shopShows(RED, 10);
        rows.jdbc().update("DELETE FROM outbox");
    }

    @Test
    void whatTheErpSaysReachesTheListing() {
        erpSays("10001", 6);

        assertThat(deliver()).containsExactly(new Outcome.Delivered("stock [6]"));
        assertThat(shelf.calls).containsExactly("stock 7 {red=6}");
    }

    @Test
    void withNothingLeftItIsTakenDownAndWithSomethingBackPutUp() {
        erpSays("10001", 0);
        deliver();
        assertThat(shelf.calls).containsExactly("stock 7 {red=0}", "down 7");
        assertThat(state()).isEqualTo("DOWN");

        shelf.calls.clear();
        erpSays("10001", 3);
        deliver();
        assertThat(shelf.calls).containsExactly("stock 7 {red=3}", "up 7 3");
        assertThat(state()).isEqualTo("UP");
    }

    @Test
    void whereConfiguredItShowsNothingInsteadOfBeingTakenDown() {
        room = room(false);
        erpSays("10001", 0);
        deliver();
        erpSays("10001", -4);
        deliver();

        assertThat(shelf.calls).containsExactly("stock 7 {red=0}");
        assertThat(state()).isEqualTo("UP");
    }

    @Test
    void anEmptyAnswerAndOneWithoutTheSkuChangeNothing() {
        intake.saveErpStock(new NormalisedPage<>(shops.find(ERP).orElseThrow(), Stream.STOCK, List.of(), List.of()));
        erpSays("10002", 0);

        assertThat(deliver()).isEmpty();
        assertThat(shelf.calls).isEmpty();
    }

    @Test
    void aSkuTheErpNeverSpokeOfIsNotZero() {
        rows.jdbc().update("DELETE FROM erp_stock");

        assertThat(room.bringToLevel(message())).isEqualTo(new Outcome.Dropped("unknown-stock"));
        assertThat(shelf.calls).isEmpty();
    }

    @Test
    void anUnmappedVariantIsLeftAloneAndKeepsItsItemUp() {
        variant("blue", "TS-blue");
        erpSays("10001", 0);
        deliver();

        assertThat(shelf.calls).containsExactly("stock 7 {red=0}");
        assertThat(state()).isEqualTo("UP");
    }

    @Test
    void whatTheErpSaidBeforeTheCodeWasMappedReachesTheListingOnceItIs() {
        rows.jdbc().update("DELETE FROM sku_mapping");
        rows.insert("erp_product", "shop_id", shops.find(ERP).orElseThrow().id(), "external_id", "TS-red");
        erpSays("TS-red", 4);
        assertThat(deliver()).isEmpty();

        clock.advance(Duration.ofMinutes(1));
        shopLists(Listing.State.UP, RED);
        assertThat(shelf.calls).containsExactly("stock 7 {red=4}");
    }

    @Test
    void onlyItemsMappedSinceAreCompared() {
        assertThat(outbox.requeue().compareMappedSince(NOW.plusSeconds(60))).isZero();
        assertThat(outbox.requeue().compareMappedSince(NOW)).isEqualTo(1);
        assertThat(outbox.requeue().compareMappedSince(NOW))
                .as("It waits already")
                .isZero();
        assertThat(deliver()).containsExactly(new Outcome.Dropped("unchanged"));
    }

    @Test
    void anItemThatIsNotListedIsLeftAlone() {
        rows.jdbc().update("DELETE FROM listing");

        assertThat(room.bringToLevel(message())).isEqualTo(new Outcome.Dropped("not-listed"));
    }

    @Test
    void aVariantThatIsGoneFromTheItemIsNotSet() {
        variant("blue", "TS-blue");
        mappings.map(shop, new SkuCode("TS-blue"), new SkuCode("10002"), "somebody");
        erpSays("10002", 4);
        clock.advance(Duration.ofMinutes(1));
        shopLists(Listing.State.UP, RED);
        erpSays("10001", 6);
        deliver();

        assertThat(shelf.calls).containsExactly("stock 7 {red=6}");
    }

    @Test
    void theSameAgainIsNoCall() {
        assertThat(room.bringToLevel(message())).isEqualTo(new Outcome.Dropped("unchanged"));

        erpSays("10001", 0);
        assertThat(room.bringToLevel(message())).isInstanceOf(Outcome.Delivered.class);
        assertThat(room.bringToLevel(message())).isEqualTo(new Outcome.Dropped("unchanged"));
        assertThat(shelf.calls).containsExactly("stock 7 {red=0}", "down 7");
    }

    @Test
    void ownWritesReadBackAreNoNews() {
        erpSays("10001", 6);
        deliver();
        clock.advance(Duration.ofMinutes(1));
        shopShows(RED, 6);

        assertThat(outbox.pending(Destination.LISTING)).isZero();
    }

    @Test
    void anotherQuantityIsNewsAndIsSetRight() {
        erpSays("10001", 6);
        deliver();
        clock.advance(Duration.ofMinutes(1));
        shopShows(RED, 8);
        assertThat(deliver()).as("The shop's orders come first").isEmpty();
        clock.advance(SETTLE);
        deliver();

        assertThat(shelf.calls).containsExactly("stock 7 {red=6}", "stock 7 {red=6}");
    }

    @Test
    void whatDiffersWithoutAMessageIsAskedForAfterAWhileAndSetRight() {
        erpSays("10001", 6);
        deliver();
        rows.jdbc().update("UPDATE stock_level SET quantity = 9, pushed_quantity = NULL, pushed_at = NULL");
        var drift = new StockDrift(
                new StockDrift.Tables(shops, new ShownStock(rows.jdbc()), new DriftBook(rows.jdbc()), outbox.facts()),
                key -> true,
                outbox,
                new TransactionTemplate(new DataSourceTransactionManager(schema)),
                () -> new StockDrift.Pace(Duration.ofMinutes(5), Duration.ofMinutes(15)),
                clock);
        drift.look();
        clock.advance(Duration.ofMinutes(14));
        drift.look();
        assertThat(deliver()).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        drift.look();
        assertThat(deliver()).containsExactly(new Outcome.Delivered("stock [6]"));
        clock.advance(Duration.ofMinutes(1));
        drift.look();

        var found = drift.tell(10);
        assertThat(shelf.calls).containsExactly("stock 7 {red=6}", "stock 7 {red=6}");
        assertThat(found.shops()).singleElement().satisfies(shown -> {
            assertThat(shown.compared()).isEqualTo(1);
            assertThat(shown.onTheirWay()).isZero();
            assertThat(shown.differing()).isEmpty();
        });
        assertThat(found.mended().rows()).singleElement().satisfies(mended -> {
            assertThat(mended.ours()).isEqualTo(6);
            assertThat(mended.shown()).isEqualTo(9);
        });
    }

    @Test
    void whatTheHubOnceWroteIsNewsAfterTheShopShowedAnother() {
        erpSays("10001", 6);
        deliver();
        clock.advance(Duration.ofMinutes(1));
        order(shop, "A", "PAID", "TS-red", 1);
        shopShows(RED, 5);
        clock.advance(SETTLE);
        assertThat(deliver()).containsExactly(new Outcome.Dropped("unchanged"));

        clock.advance(Duration.ofMinutes(1));
        shopShows(RED, 6);
        clock.advance(SETTLE);
        deliver();
        assertThat(shelf.calls).containsExactly("stock 7 {red=6}", "stock 7 {red=5}");
    }

    @Test
    void ordersTheErpDoesNotHaveReduceTheLevelInAllShopsThatSellThePieces() {
        order(shop, "unpaid", "UNPAID", "TS-red", 1);
        order(shop, "paid", "PAID", "TS-red", 2);
        order(shop, "closed", "CLOSED", "TS-red", 1);
        order(shop, "known", "PAID", "TS-red", 3);
        link(shop, "known", Optional.of(NOW));
        order(shop, "intended", "PAID", "TS-red", 1);
        link(shop, "intended", Optional.empty());
        var other = liveShop(new ShopKey("other-shop"));
        mappings.map(other, new SkuCode("RED"), new SkuCode("10001"), "somebody");
        order(other, "paid", "PAID", "RED", 1);
        order(other, "another-code", "PAID", "TS-red", 1);

        assertThat(room.bringToLevel(message())).isEqualTo(new Outcome.Delivered("stock [5]"));

        shops.observe(new ShopKey("other-shop"));
        assertThat(room.bringToLevel(message())).isEqualTo(new Outcome.Delivered("stock [6]"));
    }

    @Test
    void aLineThatIsOpenAfterARefundHoldsItsPiecesForTheGoodsMayStay() {
        order(shop, "10", "PAID", "TS-red", 3);
        rows.jdbc().update("UPDATE order_line SET refund = 'SUCCEEDED'");

        assertThat(room.bringToLevel(message())).isEqualTo(new Outcome.Delivered("stock [7]"));
    }

    @Test
    void aRiseWaitsUntilTheOrdersWereReadAfterItsMessageAndAFallDoesNot() {
        checkpoints.begin(shop, "orders", NOW, Optional.empty());
        checkpoints.good(shop, "orders");
        clock.advance(Duration.ofSeconds(1));
        erpSays("10001", 12);
        assertThat(deliver()).hasOnlyElementsOfType(Outcome.Later.class).hasSize(1);
        assertThat(shelf.calls).isEmpty();

        clock.advance(Duration.ofSeconds(2));
        assertThat(deliver()).hasOnlyElementsOfType(Outcome.Later.class).hasSize(1);
        checkpoints.good(shop, "orders");
        clock.advance(Duration.ofSeconds(2));
        assertThat(deliver()).containsExactly(new Outcome.Delivered("stock [12]"));

        erpSays("10001", 3);
        assertThat(deliver()).containsExactly(new Outcome.Delivered("stock [3]"));
    }

    @Test
    void aRiseAlsoWaitsForTheOrderBehindAFallThatWasSeenAfterItsMessage() {
        checkpoints.begin(shop, "orders", NOW, Optional.empty());
        order(shop, "A", "PAID", "TS-red", 1);
        shopShows(RED, 9);
        clock.advance(Duration.ofSeconds(10));
        checkpoints.good(shop, "orders");
        clock.advance(Duration.ofSeconds(10));
        // sold once more; the message that waits stands for this too, the order is not read yet
        shopShows(RED, 8);
        clock.advance(SETTLE);
        assertThat(deliver()).hasOnlyElementsOfType(Outcome.Later.class).hasSize(1);

        order(shop, "B", "PAID", "TS-red", 1);
        checkpoints.good(shop, "orders");
        clock.advance(Duration.ofSeconds(2));
        assertThat(deliver()).containsExactly(new Outcome.Dropped("unchanged"));
        assertThat(shelf.calls).isEmpty();
    }

    /** Pain point 29: an order is in the ERP before its pieces are off what the ERP was last heard to promise. */
    @Test
    void aLevelIsNotRaisedByWhatTheErpTookSinceItsStockWasRead() {
        var erp = theErpsStockIsRead();
        clock.advance(Duration.ofSeconds(5));
        order(shop, "A", "PAID", "TS-red", 1);
        link(shop, "A", Optional.of(clock.instant()));
        clock.advance(Duration.ofSeconds(5));
        shopShows(RED, 9);
        clock.advance(SETTLE);
        assertThat(deliver()).containsExactly(new Outcome.Later(ERP_IS_READ, "erp-stock-first"));
        assertThat(shelf.calls).isEmpty();

        erpSays("10001", 29);
        clock.advance(ERP_IS_READ);
        assertThat(deliver()).as("a restock is not kept back with it").hasOnlyElementsOfType(Outcome.Later.class);
        assertThat(shelf.calls).containsExactly("stock 7 {red=28}");
        checkpoints.reached(erp, "stock", clock.instant(), 1);
        checkpoints.good(erp, "stock");
        clock.advance(ERP_IS_READ);
        assertThat(deliver()).containsExactly(new Outcome.Delivered("stock [29]"));
    }

    @Test
    void anItemThatIsSoldOutIsNotPutUpByWhatTheErpTookSinceItsStockWasRead() {
        erpSays("10001", 0);
        deliver();
        shelf.calls.clear();
        erpSays("10001", 1);
        theErpsStockIsRead();
        clock.advance(Duration.ofSeconds(1));
        order(shop, "A", "PAID", "TS-red", 1);
        link(shop, "A", Optional.of(clock.instant()));

        assertThat(deliver()).hasOnlyElementsOfType(Outcome.Later.class);
        assertThat(shelf.calls).isEmpty();
        erpSays("10001", 0);
        clock.advance(ERP_IS_READ);
        assertThat(deliver()).containsExactly(new Outcome.Dropped("unchanged"));
    }

    @Test
    void aBufferIsHeldBackOfWhatIsLeftAfterWhatIsSoldAndTheItemComesBackWhenMoreIsLeft() {
        rows.insert("stock_formula", "shop_id", shop, "sku", "", "buffer", 3, "share_percent", 50);
        order(shop, "A", "PAID", "TS-red", 4);
        outbox.requeue().compareShop(shop);
        deliver();
        assertThat(shelf.calls)
                .as("10 less 4 sold, less 3 held back, half of it")
                .containsExactly("stock 7 {red=1}");
        shelf.calls.clear();

        erpSays("10001", 8);
        deliver();
        assertThat(shelf.calls).as("half of one piece is none").containsExactly("stock 7 {red=0}", "down 7");
        shelf.calls.clear();

        erpSays("10001", 11);
        deliver();
        assertThat(shelf.calls).containsExactly("stock 7 {red=2}", "up 7 2");
    }

    private long theErpsStockIsRead() {
        var erp = shops.find(ERP).orElseThrow().id();
        checkpoints.begin(erp, "stock", clock.instant(), Optional.empty());
        checkpoints.good(erp, "stock");
        return erp;
    }

    private ListingRoom room(boolean takesDownAtZero) {
        return new ListingRoom(
                new ItemStock(rows.jdbc()),
                listings,
                checkpoints,
                key -> Optional.of(shelf),
                Brakes.stock(rows.jdbc(), clock),
                () -> takesDownAtZero);
    }

    private long liveShop(ShopKey key) {
        shops.ensure(key, "taobao", "shop", "shop", clock.getZone());
        shops.goLive(key, NOW.minus(Duration.ofDays(1)));
        return shops.find(key).orElseThrow().id();
    }

    private void variant(String sku, String code) {
        rows.insert("listing_variant", "listing_id", listing, "sku_id", sku, "shop_id", shop, "code", code);
    }

    private void erpSays(String sku, long available) {
        clock.advance(Duration.ofMillis(1));
        var stock = new ErpStock(new SkuCode(sku), available, 0, available, clock.instant());
        intake.saveErpStock(new NormalisedPage<>(
                shops.find(ERP).orElseThrow(),
                Stream.STOCK,
                List.of(Versioned.of(raw(ERP, Stream.STOCK, sku, "available " + available), clock.instant(), stock)),
                List.of()));
    }

    private void shopShows(Optional<ExternalId> sku, long quantity) {
        var level = new StockLevel(ITEM, sku, Optional.of(new SkuCode("TS-red")), quantity, clock.instant());
        intake.saveStock(new NormalisedPage<>(
                shops.find(SHOP).orElseThrow(),
                Stream.STOCK,
                List.of(Versioned.of(
                        raw(SHOP, Stream.STOCK, "7", "quantity " + quantity), clock.instant(), List.of(level))),
                List.of()));
    }

    private void shopLists(Listing.State state, Optional<ExternalId> sku) {
        var seen = new Listing(
                ITEM,
                "shirt",
                state,
                state.name(),
                PRICE,
                List.of(new Listing.Variant(sku, Optional.of(new SkuCode("TS-red")), "red", PRICE, 0)),
                clock.instant());
        intake.saveListings(new NormalisedPage<>(
                shops.find(SHOP).orElseThrow(),
                Stream.LISTINGS,
                List.of(Versioned.of(raw(SHOP, Stream.LISTINGS, "7", "listing " + state), clock.instant(), seen)),
                List.of()));
        deliver();
    }

    private RawRecord raw(ShopKey key, Stream stream, String id, String text) {
        return new RawRecord(key, stream, new ExternalId(id), text.getBytes(StandardCharsets.UTF_8), clock.instant());
    }

    private void order(long shopId, String id, String status, String code, long pieces) {
        var order = rows.insert(
                "sales_order",
                "shop_id",
                shopId,
                "external_id",
                id,
                "status",
                status,
                "placed_at",
                NOW,
                "paid_at",
                status.equals("UNPAID") ? null : NOW,
                "line_count",
                1);
        rows.insert(
                "order_line",
                "order_id",
                order,
                "external_id",
                "1",
                "code",
                code,
                "quantity",
                pieces,
                "status",
                status,
                "refund",
                "NONE");
    }

    private void link(long shopId, String order, Optional<Instant> acceptedAt) {
        rows.insert(
                "erp_link",
                "shop_id",
                shopId,
                "kind",
                "order",
                "external_id",
                order,
                "order_external_id",
                order,
                "accepted_at",
                acceptedAt.orElse(null));
    }

    private String state() {
        return rows.jdbc().queryForObject("SELECT state FROM listing", String.class);
    }

    /** Delivers what is due, as the route does. */
    private List<Outcome> deliver() {
        var outcomes = new ArrayList<Outcome>();
        for (var message : outbox.claim(Destination.LISTING, 10)) {
            var outcome = room.bringToLevel(message);
            outbox.finish(List.of(message.id()), outcome, Duration.ZERO);
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private OutboxMessage message() {
        return new OutboxMessage(
                1,
                Destination.LISTING,
                "stock",
                shop,
                Optional.of(SHOP),
                "7",
                "7",
                "",
                "",
                Map.of(),
                0,
                clock.instant());
    }

    /** A shop that remembers what it was told. */
    private static final class Shelf implements ListingSink, StockSink {

        private final List<String> calls = new ArrayList<>();

        @Override
        public void setStock(ExternalId itemId, Map<Optional<ExternalId>, Long> quantities) {
            var bySku = new TreeMap<String, Long>();
            quantities.forEach(
                    (sku, quantity) -> bySku.put(sku.map(ExternalId::value).orElse(""), quantity));
            calls.add("stock " + itemId + " " + bySku);
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
            throw new UnsupportedOperationException("Not asked");
        }

        @Override
        public Instant platformNow() {
            return NOW;
        }
    }
}
