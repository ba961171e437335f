package dev.shophub.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.Shop;
import dev.shophub.connector.StockSink;
import dev.shophub.erp.ErpDecision;
import dev.shophub.erp.ErpRule;
import dev.shophub.intake.Changes;
import dev.shophub.intake.Intake;
import dev.shophub.intake.IntakeMetrics;
import dev.shophub.intake.NormalisedPage;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Receiver;
import dev.shophub.model.RefundStatus;
import dev.shophub.model.ShopKey;
import dev.shophub.model.SkuCode;
import dev.shophub.model.Stream;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.stock.Sellable;
import dev.shophub.store.AesKey;
import dev.shophub.store.Backup;
import dev.shophub.store.BuyerKeys;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.ErpBooks;
import dev.shophub.store.ErpLinks;
import dev.shophub.store.ItemStock;
import dev.shophub.store.Listings;
import dev.shophub.store.Mappings;
import dev.shophub.store.OperationsDatabase;
import dev.shophub.store.Orders;
import dev.shophub.store.Quarantine;
import dev.shophub.store.RawRecords;
import dev.shophub.store.Refunds;
import dev.shophub.store.Restore;
import dev.shophub.store.Reviews;
import dev.shophub.store.Shipments;
import dev.shophub.store.Shops;
import dev.shophub.store.StockFreezes;
import dev.shophub.store.Versioned;
import dev.shophub.support.Rows;
import dev.shophub.support.TestDatabase;
import dev.shophub.support.WalkedClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Pain point 29: what left before the ERP has its order stands in the ERP's stock still. Two shops sell the ten pieces of one SKU; orders
 * come in through the intake.
 */
class LeftEarlyIT {

    private static final Instant NOW = Instant.parse("2026-03-01T04:00:00Z");
    private static final ShopKey ONE = new ShopKey("one");
    private static final ShopKey TWO = new ShopKey("two");
    private static final ShopKey ERP = new ShopKey("erp");
    private static final ExternalId ITEM = new ExternalId("7");
    private static final SkuCode RED = new SkuCode("TS-red");

    private static DataSource schema;

    @TempDir
    private Path folder;

    private WalkedClock clock;
    private Rows rows;
    private TransactionTemplate transaction;
    private Outbox outbox;
    private Intake intake;
    private Shops shops;
    private Checkpoints checkpoints;
    private long erp;

    @BeforeAll
    static void migrate() {
        schema = TestDatabase.operations();
        new OperationsDatabase(schema, new WalkedClock(NOW)).prepare("production", "abc");
    }

    @BeforeEach
    void tenPiecesInTheErpAndTwoShopsThatSellThem() {
        clock = new WalkedClock(NOW);
        rows = new Rows(schema);
        for (var table : List.of(
                "outbox",
                "order_line",
                "sales_order",
                "left_early",
                "erp_link",
                "sku_mapping",
                "erp_stock",
                "listing_variant",
                "listing",
                "stock_level",
                "stock_freeze",
                "frozen_level",
                "checkpoint",
                "raw_record",
                "shop")) {
            rows.jdbc().update("DELETE FROM " + table);
        }
        var jdbc = rows.jdbc();
        transaction = new TransactionTemplate(new DataSourceTransactionManager(schema));
        outbox = new Outbox(jdbc, transaction, clock, "test");
        shops = new Shops(jdbc, clock);
        checkpoints = new Checkpoints(jdbc, clock);
        intake = intake(jdbc);
        erp = shops.ensure(ERP, "rest", "erp", "ERP", clock.getZone()).id();
        rows.insert("erp_stock", "shop_id", erp, "external_id", "10001", "available", 10);
        theErpsStockIsRead();
        List.of(ONE, TWO).forEach(this::liveShop);
        clock.advance(Duration.ofMinutes(1));
    }

    /** Shipped by hand while the ERP was away. */
    @Test
    void itsPiecesStayOffTheShelfInAllShopsUntilTheErpHasItAndItsStockWasRead() {
        store(ONE, order("A", OrderStatus.PAID, 2));
        assertThat(sellable()).containsExactly(8L, 8L);
        store(ONE, order("A", OrderStatus.SHIPPED, 2));
        assertThat(sellable()).containsExactly(8L, 8L);
        assertThat(bringToLevel(ONE)).isEqualTo(new Outcome.Delivered("stock [8]"));
        assertThat(bringToLevel(TWO)).isEqualTo(new Outcome.Delivered("stock [8]"));
        look();
        assertThat(kept()).isEqualTo(1);

        clock.advance(Duration.ofHours(3));
        theErpTakes("A");
        assertThat(sellable()).as("what the ERP would promise is not read yet").containsExactly(10L, 10L);
        assertThat(sure()).as("so nothing is raised").containsExactly(8L, 8L);
        assertThat(bringToLevel(TWO)).isEqualTo(new Outcome.Later(Duration.ofSeconds(20), "erp-stock-first"));
        look();
        assertThat(kept()).isEqualTo(1);

        rows.jdbc().update("UPDATE erp_stock SET available = 8");
        clock.advance(Duration.ofMinutes(1));
        theErpsStockIsRead();
        assertThat(sellable()).containsExactly(8L, 8L);
        assertThat(sure()).containsExactly(8L, 8L);
        look();
        assertThat(kept()).isZero();
    }

    /** The shop's rule tells the ERP only of what was completed: for days its stock holds what is under way. */
    @Test
    void itsPiecesAreOffWhereTheErpIsToldLate() {
        var shipped = order("A", OrderStatus.SHIPPED, 3);
        assertThat(new ErpRule(ErpRule.From.COMPLETED, true).decide(shipped, Optional.of(NOW.minusSeconds(1)), false))
                .isEqualTo(new ErpDecision.NotDue(ErpDecision.Reason.NOT_COMPLETED));
        store(ONE, order("A", OrderStatus.PAID, 3));
        store(ONE, shipped);
        clock.advance(Duration.ofDays(9));
        look();
        assertThat(sellable()).containsExactly(7L, 7L);

        store(ONE, order("A", OrderStatus.COMPLETED, 3));
        assertThat(sellable()).containsExactly(7L, 7L);
        theErpTakes("A");
        clock.advance(Duration.ofMinutes(1));
        theErpsStockIsRead();
        assertThat(sellable()).containsExactly(10L, 10L);
        assertThat(sure()).containsExactly(10L, 10L);
    }

    /** The ERP took the order a moment ago, then it left: it is no open order any more, and the ERP's stock was not read since. */
    @Test
    void whatLeftRightAfterTheErpTookItRaisesNothingUntilTheErpsStockWasRead() {
        store(ONE, order("A", OrderStatus.PAID, 1));
        theErpTakes("A");
        store(ONE, order("A", OrderStatus.SHIPPED, 1));
        rows.jdbc().update("UPDATE stock_level SET quantity = 9");
        assertThat(sure()).containsExactly(9L, 9L);

        clock.advance(Duration.ofSeconds(1));
        theErpsStockIsRead();
        assertThat(sure()).containsExactly(10L, 10L);
    }

    /** Of an order half of which left the other half is open: each piece counts once. */
    @Test
    void aLineThatLeftAndOneThatIsOpenCountOnceEach() {
        store(
                ONE,
                order("A", OrderStatus.PARTLY_SHIPPED, line(1, OrderStatus.SHIPPED, 2), line(2, OrderStatus.PAID, 3)));
        assertThat(sellable()).containsExactly(5L, 5L);
        store(ONE, order("A", OrderStatus.SHIPPED, line(1, OrderStatus.SHIPPED, 2), line(2, OrderStatus.SHIPPED, 3)));
        assertThat(sellable()).containsExactly(5L, 5L);
        store(ONE, order("A", OrderStatus.SHIPPED, line(1, OrderStatus.SHIPPED, 2), line(2, OrderStatus.CLOSED, 3)));
        assertThat(sellable()).containsExactly(8L, 8L);
    }

    @Test
    void whatIsClosedBeforeTheErpHasItIsSellableAgainAndAllShopsAreCompared() {
        store(ONE, order("A", OrderStatus.PAID, 2));
        store(ONE, order("A", OrderStatus.CLOSED, 2));
        assertThat(kept()).as("refunded before it left").isZero();
        store(ONE, order("B", OrderStatus.SHIPPED, 2));
        store(ONE, order("B", OrderStatus.CLOSED, 2));
        assertThat(sellable()).containsExactly(10L, 10L);

        rows.jdbc().update("DELETE FROM outbox");
        look();
        assertThat(kept()).isZero();
        assertThat(outbox.claim(Destination.LISTING, 10).stream().map(OutboxMessage::shop))
                .containsExactlyInAnyOrder(Optional.of(ONE), Optional.of(TWO));
    }

    @Test
    void whatIsOlderThanTheGoLiveNeverCountsAndAnEarlierOneMakesItCount() {
        shops.goLive(ONE, clock.instant().plusSeconds(60));
        store(ONE, order("A", OrderStatus.SHIPPED, 2));
        store(ONE, order("B", OrderStatus.COMPLETED, 1));
        assertThat(kept()).isZero();
        assertThat(sellable()).containsExactly(10L, 10L);

        shops.goLive(ONE, NOW.minus(Duration.ofDays(1)));
        assertThat(sellable()).containsExactly(7L, 7L);
        shops.goLive(ONE, clock.instant().plusSeconds(60));
        assertThat(sellable()).containsExactly(10L, 10L);
        look();
        assertThat(kept()).isZero();
    }

    @Test
    void aShopThatIsOnlyReadTakesNothingOff() {
        store(ONE, order("A", OrderStatus.SHIPPED, 2));
        shops.observe(ONE);
        assertThat(sellable()).containsExactly(10L, 10L);
        shops.goLive(ONE, NOW.minus(Duration.ofDays(1)));
        assertThat(sellable()).containsExactly(8L, 8L);
    }

    /** A dead letter that nobody sees to: by then the shelf was counted. */
    @Test
    void whatTheErpWasNotToldForThirtyDaysCountsNoMore() {
        store(ONE, order("A", OrderStatus.SHIPPED, 2));
        clock.advance(Duration.ofDays(30).minusSeconds(1));
        look();
        assertThat(sellable()).containsExactly(8L, 8L);
        clock.advance(Duration.ofSeconds(2));
        look();
        assertThat(kept()).isZero();
        assertThat(sellable()).containsExactly(10L, 10L);
    }

    @Test
    void aRecountBeginsWithoutIt() {
        store(ONE, order("A", OrderStatus.SHIPPED, 2));
        store(TWO, order("B", OrderStatus.PAID, 1));
        transaction.executeWithoutResult(status -> new StockFreezes(rows.jdbc(), clock)
                .freeze(
                        "all",
                        Optional.empty(),
                        Optional.empty(),
                        clock.instant().plusSeconds(3600),
                        "wang"));
        assertThat(rows.jdbc().queryForObject("SELECT sellable FROM frozen_level", Long.class))
                .isEqualTo(7);
    }

    /** A database of the release before: what left and is not in the ERP is known from the first moment. */
    @Test
    void anUpgradeFindsWhatStandsSo() {
        var older = TestDatabase.emptySchema();
        Flyway.configure()
                .dataSource(older)
                .target(MigrationVersion.fromVersion("17"))
                .load()
                .migrate();
        var there = new Rows(older);
        var today = Instant.now();
        there.insert("shop", "id", 1, "shop_key", "erp", "role", "erp", "time_zone", "UTC", "state", "live");
        there.insert(
                "shop",
                "id",
                2,
                "shop_key",
                "one",
                "role",
                "shop",
                "time_zone",
                "UTC",
                "state",
                "live",
                "go_live_from",
                today.minus(Duration.ofDays(60)));
        there.insert("checkpoint", "shop_id", 1, "stream", "stock", "watermark", today, "last_good_at", today);
        there.insert("erp_stock", "shop_id", 1, "external_id", "10001", "available", 10);
        there.insert("sku_mapping", "shop_id", 2, "code", "TS-red", "erp_sku", "10001");
        there.insert(
                "listing_variant",
                "shop_id",
                2,
                "listing_id",
                there.insert("listing", "shop_id", 2, "external_id", "7", "state", "UP"),
                "code",
                "TS-red");
        stored(there, "left", "SHIPPED", today.minus(Duration.ofDays(2)));
        stored(there, "open", "PAID", today.minus(Duration.ofDays(2)));
        stored(there, "closed", "CLOSED", today.minus(Duration.ofDays(2)));
        stored(there, "before-go-live", "COMPLETED", today.minus(Duration.ofDays(61)));
        stored(there, "long-ago", "COMPLETED", today.minus(Duration.ofDays(31)));
        stored(there, "in-erp", "SHIPPED", today.minus(Duration.ofDays(2)));
        there.insert(
                "erp_link",
                "shop_id",
                2,
                "kind",
                "order",
                "external_id",
                "in-erp",
                "accepted_at",
                today.minusSeconds(60));

        Flyway.configure().dataSource(older).load().migrate();

        assertThat(there.jdbc()
                        .queryForList(
                                "SELECT CONCAT(o.external_id, ' ', w.shop_id, ' ', w.code) FROM left_early w"
                                        + " JOIN sales_order o ON o.id = w.order_id",
                                String.class))
                .containsExactly("left 2 TS-red");
        assertThat(new ItemStock(there.jdbc()).find(2, ITEM).orElseThrow().variants())
                .singleElement()
                .satisfies(variant -> assertThat(Sellable.of(variant)).contains(8L));
    }

    @Test
    void aRestoredHubKnowsIt() throws Exception {
        store(ONE, order("A", OrderStatus.SHIPPED, 2));
        new Backup(schema, List.of(), clock).write(folder.resolve("backup"));
        var elsewhere = TestDatabase.emptySchema();
        new Restore(clock).into(elsewhere, folder.resolve("backup"), Optional.of("production"), false);

        var shop = new Shops(new JdbcTemplate(elsewhere), clock)
                .find(ONE)
                .orElseThrow()
                .id();
        assertThat(new ItemStock(new JdbcTemplate(elsewhere))
                        .find(shop, ITEM)
                        .orElseThrow()
                        .variants())
                .singleElement()
                .satisfies(variant -> assertThat(variant.notYetInErp()).isEqualTo(2));
    }

    /** What was ever shipped is looked at neither for a level nor for a page: rows read are counted, not time. */
    @Test
    void aLongPastCostsNothing() {
        store(ONE, order("A", OrderStatus.SHIPPED, 2));
        var shop = shops.find(ONE).orElseThrow().id();
        var little = rowsRead(() -> new ItemStock(rows.jdbc()).find(shop, ITEM));
        var littlePage = rowsRead(() -> store(ONE, order("B", OrderStatus.SHIPPED, 1)));
        var linesOfThePast = 400;
        IntStream.range(0, linesOfThePast).forEach(number -> {
            long order = rows.insert(
                    "sales_order",
                    "shop_id",
                    shop,
                    "external_id",
                    "past-" + number,
                    "status",
                    "COMPLETED",
                    "placed_at",
                    NOW,
                    "line_count",
                    1);
            rows.insert(
                    "order_line",
                    "order_id",
                    order,
                    "external_id",
                    "1",
                    "code",
                    "TS-red",
                    "quantity",
                    1,
                    "status",
                    "COMPLETED");
            rows.insert(
                    "erp_link",
                    "shop_id",
                    shop,
                    "kind",
                    "order",
                    "external_id",
                    "past-" + number,
                    "accepted_at",
                    NOW.minusSeconds(60));
        });
        assertThat(sellable()).containsExactly(7L, 7L);

        assertThat(rowsRead(() -> new ItemStock(rows.jdbc()).find(shop, ITEM)))
                .as(
                        "each line once for each of the two shops, as those that are open are looked for; no order, no link")
                .isLessThan(little + 2 * linesOfThePast + 100);
        assertThat(rowsRead(() -> store(ONE, order("C", OrderStatus.SHIPPED, 1))))
                .isLessThan(littlePage + 20);
        store(ONE, order("past-0", OrderStatus.COMPLETED, 1));
        assertThat(kept()).as("what the ERP has is not noted").isEqualTo(3);
    }

    /** By the session that reads them. */
    private long rowsRead(Runnable reading) {
        return transaction.execute(status -> {
            rows.jdbc().execute("FLUSH STATUS");
            reading.run();
            return rows
                    .jdbc()
                    .queryForList(
                            "SELECT CAST(variable_value AS UNSIGNED) FROM information_schema.session_status WHERE variable_name IN"
                                    + " ('Handler_read_key', 'Handler_read_next', 'Handler_read_rnd_next', 'Handler_read_first')",
                            Long.class)
                    .stream()
                    .mapToLong(Long::longValue)
                    .sum();
        });
    }

    private static void stored(Rows there, String id, String status, Instant at) {
        long order = there.insert(
                "sales_order",
                "shop_id",
                2,
                "external_id",
                id,
                "status",
                status,
                "placed_at",
                at,
                "read_at",
                at,
                "line_count",
                1);
        there.insert(
                "order_line", "order_id", order, "external_id", "1", "code", "TS-red", "quantity", 1, "status", status);
    }

    private Intake intake(JdbcTemplate jdbc) {
        var keys = new BuyerKeys(jdbc, new AesKey(new byte[32]), clock);
        var raw = new RawRecords(jdbc);
        var mappings = new Mappings(jdbc, clock);
        return new Intake(
                transaction,
                new Intake.Tables(
                        new Orders(jdbc, keys, raw),
                        new Refunds(jdbc, keys, raw),
                        new Reviews(jdbc, keys, raw),
                        new Listings(jdbc, keys, raw, clock),
                        new ErpBooks(jdbc),
                        new Shipments(jdbc),
                        mappings,
                        new Quarantine(jdbc, keys, clock)),
                new Changes(
                        outbox,
                        mappings,
                        (row, changes) -> List.of(),
                        clock,
                        () -> {},
                        () -> true,
                        Duration.ofSeconds(30)),
                new IntakeMetrics(new SimpleMeterRegistry()));
    }

    private void liveShop(ShopKey key) {
        var shop = shops.ensure(key, "taobao", "shop", "shop", clock.getZone()).id();
        shops.goLive(key, NOW.minus(Duration.ofDays(1)));
        var listing = rows.insert("listing", "shop_id", shop, "external_id", "7", "state", "UP");
        rows.insert("listing_variant", "listing_id", listing, "shop_id", shop, "code", RED.value());
        rows.insert("stock_level", "shop_id", shop, "item_id", "7", "code", RED.value(), "quantity", 10);
        rows.insert("sku_mapping", "shop_id", shop, "code", RED.value(), "erp_sku", "10001");
    }

    private void theErpsStockIsRead() {
        checkpoints.begin(erp, "stock", clock.instant(), Optional.empty());
        checkpoints.reached(erp, "stock", clock.instant(), 1);
        checkpoints.good(erp, "stock");
    }

    private void theErpTakes(String order) {
        var links = new ErpLinks(rows.jdbc(), clock);
        var shop = shops.find(ONE).orElseThrow().id();
        links.intend(shop, "order", order, order, "taobao:" + order);
        links.accepted(shop, "order", order, "SO-1", new byte[32]);
    }

    private Outcome bringToLevel(ShopKey key) {
        var keys = new BuyerKeys(rows.jdbc(), new AesKey(new byte[32]), clock);
        var room = new ListingRoom(
                new ItemStock(rows.jdbc()),
                new Listings(rows.jdbc(), keys, new RawRecords(rows.jdbc()), clock),
                checkpoints,
                shop -> Optional.of(new Shelf()),
                Brakes.stock(rows.jdbc(), clock),
                () -> true);
        var shop = shops.find(key).orElseThrow().id();
        return room.bringToLevel(new OutboxMessage(
                1,
                Destination.LISTING,
                "stock",
                shop,
                Optional.of(key),
                "7",
                "7",
                "",
                "",
                Map.of(),
                0,
                clock.instant()));
    }

    private void look() {
        Brakes.standstill(rows.jdbc(), transaction, clock).look();
    }

    private long kept() {
        return rows.jdbc().queryForObject("SELECT COUNT(*) FROM left_early", Long.class);
    }

    private List<Long> sellable() {
        return List.of(ONE, TWO).stream()
                .map(key -> Sellable.of(variant(key)).orElseThrow())
                .toList();
    }

    /** What the shops would be brought to, now. */
    private List<Long> sure() {
        return List.of(ONE, TWO).stream()
                .map(key -> Sellable.sure(variant(key)).orElseThrow())
                .toList();
    }

    private ItemStock.Variant variant(ShopKey key) {
        return new ItemStock(rows.jdbc())
                .find(shops.find(key).orElseThrow().id(), ITEM)
                .orElseThrow()
                .variants()
                .get(0);
    }

    private static OrderLine line(int number, OrderStatus status, long pieces) {
        var price = Money.of("9.90", Currency.getInstance("CNY"));
        return new OrderLine(
                new ExternalId("line-" + number),
                ITEM,
                Optional.empty(),
                Optional.of(RED),
                "shirt",
                "red",
                pieces,
                price,
                Optional.of(price),
                status,
                status.name(),
                RefundStatus.NONE);
    }

    private Order order(String id, OrderStatus status, long pieces) {
        return order(id, status, line(1, status, pieces));
    }

    private Order order(String id, OrderStatus status, OrderLine... lines) {
        var zero = Money.zero(Currency.getInstance("CNY"));
        return new Order(
                new ExternalId(id),
                status,
                status.name(),
                "fixed",
                NOW,
                Optional.of(NOW),
                Optional.empty(),
                Optional.empty(),
                clock.instant(),
                zero,
                zero,
                zero,
                zero,
                Optional.empty(),
                "",
                Receiver.WITHHELD,
                "",
                "",
                "",
                0,
                false,
                false,
                false,
                List.of(lines),
                List.of());
    }

    private void store(ShopKey key, Order order) {
        clock.advance(Duration.ofSeconds(1));
        var raw = new RawRecord(
                key,
                Stream.ORDERS,
                order.id(),
                (order + " " + clock.instant()).getBytes(StandardCharsets.UTF_8),
                clock.instant());
        intake.saveOrders(new NormalisedPage<>(
                shops.find(key).orElseThrow(),
                Stream.ORDERS,
                List.of(Versioned.of(raw, clock.instant(), order)),
                List.of()));
    }

    /** Takes what it is told. */
    private static final class Shelf implements StockSink {

        @Override
        public void setStock(ExternalId itemId, Map<Optional<ExternalId>, Long> quantities) {
            assertThat(quantities).hasSize(1);
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
