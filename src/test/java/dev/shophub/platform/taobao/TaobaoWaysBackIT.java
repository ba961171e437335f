package dev.shophub.platform.taobao;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.answer.AnswerRoom;
import dev.shophub.connector.Connector;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.Json;
import dev.shophub.connector.Page;
import dev.shophub.connector.Quotas;
import dev.shophub.connector.ShipmentSource;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tokens;
import dev.shophub.connector.Tools;
import dev.shophub.connector.Window;
import dev.shophub.erp.ErpConnector;
import dev.shophub.erp.ErpDocument;
import dev.shophub.erp.ErpPlatform;
import dev.shophub.erp.ErpRoom;
import dev.shophub.erp.ErpRule;
import dev.shophub.intake.Changes;
import dev.shophub.intake.Intake;
import dev.shophub.intake.IntakeMetrics;
import dev.shophub.intake.Normalise;
import dev.shophub.intake.RawPage;
import dev.shophub.listing.Brakes;
import dev.shophub.listing.ChangeDesk;
import dev.shophub.listing.ChangeRoom;
import dev.shophub.listing.PriceLimits;
import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import dev.shophub.model.SkuCode;
import dev.shophub.model.Stream;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.platform.OrdersPlayed;
import dev.shophub.platform.PlatformRehearsal;
import dev.shophub.review.Readers;
import dev.shophub.shipment.ShipmentRoom;
import dev.shophub.simulator.erp.ErpWorld;
import dev.shophub.store.AesKey;
import dev.shophub.store.BuyerKeys;
import dev.shophub.store.ErpBooks;
import dev.shophub.store.ErpLinks;
import dev.shophub.store.ItemChanges;
import dev.shophub.store.ItemStock;
import dev.shophub.store.Listings;
import dev.shophub.store.Mappings;
import dev.shophub.store.Offers;
import dev.shophub.store.OrderHolds;
import dev.shophub.store.Orders;
import dev.shophub.store.PersonalReadings;
import dev.shophub.store.Quarantine;
import dev.shophub.store.RawRecords;
import dev.shophub.store.Refunds;
import dev.shophub.store.ReviewAnswers;
import dev.shophub.store.Reviews;
import dev.shophub.store.Shipments;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.store.StoredOrders;
import dev.shophub.support.JavaHttpCalls;
import dev.shophub.support.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Every stream both ways, from the simulated shop to the ERP and back, through the rooms and a real database. */
class TaobaoWaysBackIT {

    private static final ShopKey ERP = new ShopKey("erp");
    private static final ShopKey SHOP = TaobaoWorld.SHOP;
    private static final long TID = 3_028_689_418_086_124_000L;
    private static final long ITEM = 600_000_000_001L;

    private final Clock clock = Clock.systemUTC();
    private final TaobaoWorld world = new TaobaoWorld();
    private final ErpWorld erpWorld = new ErpWorld(clock);
    private final OrdersPlayed shop = new OrdersPlayed(world);
    private JdbcTemplate jdbc;
    private TransactionTemplate transaction;
    private Intake intake;
    private Outbox outbox;
    private Shops shops;
    private ErpConnector erp;
    private Instant began;

    @BeforeEach
    void aHubWithAShopThatIsLive() {
        began = clock.instant();
        world.begin();
        var data = TestDatabase.operations();
        jdbc = new JdbcTemplate(data);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(data));
        shops = new Shops(jdbc, clock);
        shops.ensure(ERP, "rest", "erp", "ERP", ZoneOffset.UTC);
        shops.ensure(SHOP, "taobao", "shop", "示例旗舰店", TaobaoTime.ZONE);
        shops.goLive(SHOP, began.minus(Duration.ofDays(1)));
        outbox = new Outbox(jdbc, transaction, clock, "test");
        var keys = new BuyerKeys(jdbc, new AesKey(new byte[32]), clock);
        var raw = new RawRecords(jdbc);
        var mappings = new Mappings(jdbc, clock);
        intake = new Intake(
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
                new Changes(outbox, mappings, (row, changed) -> List.of(), clock, () -> {}, () -> true, Duration.ZERO),
                new IntakeMetrics(new SimpleMeterRegistry()));
        try (var beans = new AnnotationConfigApplicationContext("dev.shophub.erp.rest")) {
            erp = beans.getBean(ErpPlatform.class)
                    .connect(
                            new Shop(
                                    ERP,
                                    "rest",
                                    "ERP",
                                    URI.create(erpWorld.erp().url() + "/"),
                                    ZoneOffset.UTC,
                                    Map.of("token", ErpWorld.TOKEN)),
                            new Tools(new JavaHttpCalls(), new NoTokens(), new Open(), clock, Runnable::run));
        }
    }

    @AfterEach
    void close() {
        erpWorld.close();
        world.close();
    }

    @Test
    void whatTheErpShipsIsShippedAtTheShopOnce() throws IOException {
        erpWorld.product("TEA-01", 10);
        shop.order(TID, began.minusSeconds(60));
        readOrders();
        new Mappings(jdbc, clock).map(row(SHOP).id(), new SkuCode("TEA-01"), new SkuCode("TEA-01"), "test");
        assertThat(deliverToErp()).hasSize(1).allMatch(Outcome.Delivered.class::isInstance);

        erpWorld.erp().shipping().ship("taobao:" + TID, "SF", "SF1234567890", Map.of(Long.toString(TID), 2L));
        readShipments();
        readShipments();
        assertThat(deliver(Destination.SHIPMENT, parcels()::tell))
                .containsExactly(new Outcome.Delivered("SF SF1234567890"));
        assertThat(world.jdbc().queryForMap("SELECT status, carrier, tracking FROM sim_line"))
                .containsEntry("status", "SHIPPED")
                .containsEntry("carrier", "SF")
                .containsEntry("tracking", "SF1234567890");

        readOrders();
        readShipments();
        assertThat(jdbc.queryForObject("SELECT status FROM sales_order", String.class))
                .isEqualTo("SHIPPED");
        assertThat(deliver(Destination.SHIPMENT, parcels()::tell)).isEmpty();
    }

    @Test
    void aPriceATitleAndATakeDownReachTheShopAndReadBackAreNoNews() {
        shop.item(ITEM, began.minusSeconds(60));
        readListings();
        jdbc.update("DELETE FROM outbox");
        var offers = new Offers(jdbc);
        var desk = new ChangeDesk(
                new ItemChanges(jdbc, clock),
                offers,
                outbox,
                transaction,
                () -> new PriceLimits(new BigDecimal("30")),
                clock);
        var offer = offers.ofItem(row(SHOP).id(), new ExternalId(Long.toString(ITEM)))
                .get(0);
        var steps = new ArrayList<ChangeDesk.Step>();
        steps.add(desk.price(2, offer, new BigDecimal("66.6")).orElseThrow());
        steps.add(desk.title(2, offer, "明前春茶").orElseThrow());
        var room = new ChangeRoom(
                new ItemChanges(jdbc, clock),
                offers,
                new ItemStock(jdbc),
                this::connector,
                Brakes.prices(jdbc, clock),
                outbox,
                clock);

        var change = desk.make(new ItemChanges.Order("file", "prices.csv", "li", ""), steps);
        assertThat(deliver(Destination.CHANGE, room::write)).hasSize(2);
        assertThat(item()).containsEntry("title", "明前春茶");
        assertThat((BigDecimal) item().get("price")).isEqualByComparingTo("66.60");
        readListings();
        assertThat(deliver(Destination.CHANGE, room::write)).isEmpty();

        desk.undo(change, new ItemChanges.Order("undo", "1", "li", ""), desk.undoing(change));
        deliver(Destination.CHANGE, room::write);
        assertThat(item()).containsEntry("title", "高山红茶");
        assertThat((BigDecimal) item().get("price")).isEqualByComparingTo("60");

        desk.make(new ItemChanges.Order("takedown", "7", "li", ""), desk.takeDown(desk.everywhere("TEA-" + ITEM)));
        deliver(Destination.CHANGE, room::write);
        assertThat(item()).containsEntry("up", false);
    }

    @Test
    void anAnswerReachesTheReview() {
        shop.order(TID, began.minusSeconds(60));
        world.jdbc()
                .update(
                        "INSERT INTO sim_review (shop_key, oid, tid, item_id, item_title, nick, result, stars, content,"
                                + " append_content, reply, created_at) VALUES (?, ?, ?, ?, '高山红茶', '示例买家', 'bad', 1,"
                                + " '味道很淡', '', '', ?)",
                        SHOP.value(),
                        TID,
                        TID,
                        ITEM,
                        PlatformRehearsal.utc(began.minusSeconds(30)));
        intake.saveReviews(
                new Normalise().reviews(page(SHOP, Stream.REVIEWS, connect().reviews(window(), Cursor.START))));
        var answers = new ReviewAnswers(jdbc, clock);
        var review = answers.meant(Long.toString(TID)).get(0);
        answers.ask(review.shopId(), review.reviewId(), "非常抱歉，已补发", "li");
        outbox.write(List.of(NewMessage.state(
                Destination.CHANGE,
                AnswerRoom.KIND,
                review.shopId(),
                "reply/" + review.reviewId(),
                review.reviewId().value(),
                clock.instant())));
        var keys = new BuyerKeys(jdbc, new AesKey(new byte[32]), clock);
        var room = new AnswerRoom(
                answers,
                new Reviews(jdbc, keys, new RawRecords(jdbc)),
                this::connector,
                outbox,
                new NoReaders(),
                transaction,
                clock);

        assertThat(deliver(Destination.CHANGE, room::reply)).containsExactly(new Outcome.Delivered("reply"));
        assertThat(world.jdbc().queryForObject("SELECT reply FROM sim_review", String.class))
                .isEqualTo("非常抱歉，已补发");
    }

    private ShipmentRoom parcels() {
        return new ShipmentRoom(new Shipments(jdbc), this::connector, clock);
    }

    private Optional<Connector> connector(ShopKey key) {
        return key.equals(SHOP) ? Optional.of(connect()) : Optional.empty();
    }

    /** The first calls of a simulator take their time on a busy computer. */
    private TaobaoConnector connect() {
        return world.connectWithin(Duration.ofSeconds(30));
    }

    private Map<String, Object> item() {
        return world.jdbc().queryForMap("SELECT title, price, up FROM sim_item");
    }

    private ShopRow row(ShopKey key) {
        return shops.find(key).orElseThrow();
    }

    private Window window() {
        return new Window(began.minus(Duration.ofMinutes(10)), clock.instant().plusSeconds(1));
    }

    private RawPage page(ShopKey key, Stream stream, Page page) {
        return new RawPage(row(key), key.equals(ERP) ? erp : connect(), stream, page.records());
    }

    private void readOrders() {
        intake.saveOrders(
                new Normalise().orders(page(SHOP, Stream.ORDERS, connect().orders(window(), Cursor.START))));
    }

    private void readListings() {
        intake.saveListings(
                new Normalise().listings(page(SHOP, Stream.LISTINGS, connect().listings(window(), Cursor.START))));
    }

    private void readShipments() {
        var page = ((ShipmentSource) erp).shipments(window(), Cursor.START);
        intake.saveShipments(new Normalise().shipments(page(ERP, Stream.SHIPMENTS, page)));
    }

    private List<Outcome> deliverToErp() throws IOException {
        var master = new AesKey(new byte[32]);
        var room = new ErpRoom(
                new StoredOrders(jdbc, master, new PersonalReadings(jdbc, Clock.systemUTC())),
                new Mappings(jdbc, clock),
                new ErpLinks(jdbc, clock),
                new OrderHolds(jdbc, clock),
                shops,
                any -> ErpRule.DEFAULT,
                erp,
                outbox,
                clock);
        var outcomes = new ArrayList<Outcome>();
        for (var message : outbox.claim(Destination.ERP, 10)) {
            var document = (ErpDocument) room.prepare(message);
            var outcome = room.send(message, document, Json.MAPPER.writeValueAsBytes(document.content()));
            outbox.finish(List.of(message.id()), outcome, Duration.ZERO);
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private List<Outcome> deliver(Destination destination, Function<OutboxMessage, Outcome> room) {
        var outcomes = new ArrayList<Outcome>();
        for (var message : outbox.claim(destination, 10)) {
            var outcome = room.apply(message);
            outbox.finish(List.of(message.id()), outcome, Duration.ZERO);
            outcomes.add(outcome);
        }
        return outcomes;
    }

    /** Support is not asked here. */
    private static final class NoReaders implements Readers {

        @Override
        public Collection<String> support() {
            return List.of();
        }

        @Override
        public Collection<String> critical() {
            return List.of();
        }
    }

    /** Limits nothing. */
    private static final class Open implements Quotas {

        @Override
        public Quota of(String name, double perSecond) {
            return new Quota() {
                @Override
                public void take(Duration patience) {}

                @Override
                public void closeFor(Duration wait) {}
            };
        }
    }

    /** The ERP's token never changes. */
    private static final class NoTokens implements Tokens {

        @Override
        public Optional<Token> current(ShopKey shop) {
            return Optional.empty();
        }

        @Override
        public Token renew(ShopKey shop, String refused, Function<Token, Token> renew) {
            throw new IllegalStateException("There are no tokens here");
        }

        @Override
        public void store(ShopKey shop, Token token) {
            throw new IllegalStateException("There are no tokens here");
        }
    }
}
