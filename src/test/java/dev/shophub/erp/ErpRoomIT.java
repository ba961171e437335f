package dev.shophub.erp;

import static dev.shophub.erp.SampleOrder.MODIFIED;
import static dev.shophub.erp.SampleOrder.PAID;
import static dev.shophub.erp.SampleOrder.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shophub.connector.UnavailableException;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Order;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Receiver;
import dev.shophub.model.Refund;
import dev.shophub.model.RefundStatus;
import dev.shophub.model.ShopKey;
import dev.shophub.model.SkuCode;
import dev.shophub.model.Stream;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.store.AesKey;
import dev.shophub.store.BuyerKeys;
import dev.shophub.store.ErpLinks;
import dev.shophub.store.Mappings;
import dev.shophub.store.OrderHold;
import dev.shophub.store.OrderHolds;
import dev.shophub.store.Orders;
import dev.shophub.store.PersonalReadings;
import dev.shophub.store.RawRecords;
import dev.shophub.store.Refunds;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.store.StoredOrders;
import dev.shophub.store.Versioned;
import dev.shophub.support.TestDatabase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** From a stored order to a document in the ERP, on a real database: what is told, when, and after a lost answer. */
class ErpRoomIT {

    private static final Clock CLOCK = Clock.fixed(MODIFIED.plusSeconds(60), ZoneOffset.UTC);
    private static final String ORDER = "4567890123456789012";

    private final BooksInMemory erp = new BooksInMemory();
    private JdbcTemplate jdbc;
    private ShopRow shop;
    private Orders orders;
    private Refunds refunds;
    private Mappings mappings;
    private OrderHolds holds;
    private Outbox outbox;
    private ErpRoom room;
    private long batch;

    @BeforeEach
    void open() {
        var dataSource = TestDatabase.operations();
        jdbc = new JdbcTemplate(dataSource);
        var master = new AesKey(new byte[32]);
        var keys = new BuyerKeys(jdbc, master, CLOCK);
        var shops = new Shops(jdbc, CLOCK);
        shops.ensure(new ShopKey("taobao-test"), "taobao", "shop", "测试店", ZoneId.of("Asia/Shanghai"));
        shops.goLive(new ShopKey("taobao-test"), PAID.minus(Duration.ofDays(1)));
        shop = shops.find(new ShopKey("taobao-test")).orElseThrow();
        orders = new Orders(jdbc, keys, new RawRecords(jdbc));
        refunds = new Refunds(jdbc, keys, new RawRecords(jdbc));
        mappings = new Mappings(jdbc, CLOCK);
        holds = new OrderHolds(jdbc, CLOCK);
        outbox = new Outbox(jdbc, new TransactionTemplate(new DataSourceTransactionManager(dataSource)), CLOCK, "test");
        room = new ErpRoom(
                new StoredOrders(jdbc, master, new PersonalReadings(jdbc, Clock.systemUTC())),
                mappings,
                new ErpLinks(jdbc, CLOCK),
                holds,
                shops,
                any -> ErpRule.DEFAULT,
                erp,
                outbox,
                CLOCK);
        map("A-1");
    }

    @Test
    void afterARestoreTheErpIsAskedWhetherItHasAnOrderThatIsNotKnownToBeThere() {
        store(SampleOrder.paid().build());
        deliver("order", ORDER);
        jdbc.update("DELETE FROM erp_link");
        store(later(SampleOrder.status(OrderStatus.CLOSED)));
        assertThat(deliver("order", ORDER)).as("without a restore").isInstanceOf(Outcome.Dropped.class);

        jdbc.update("UPDATE shop SET restored_at = ?", "2030-01-01 00:00:00");
        assertThat(deliver("order", ORDER)).isEqualTo(new Outcome.Delivered("1"));
        assertThat(erp.contentOf("taobao:" + ORDER)).containsEntry("state", "cancelled");
        assertThat(erp.documents).hasSize(1);
    }

    @Test
    void aPaidOrderIsToldOnceAndItsChangesFollow() {
        store(SampleOrder.paid().build());
        assertThat(deliver("order", ORDER)).isEqualTo(new Outcome.Delivered("1"));
        assertThat(erp.contentOf("taobao:" + ORDER))
                .containsEntry("state", "open")
                .containsEntry("total", "118.50");
        assertThat(deliver("order", ORDER)).isEqualTo(new Outcome.Dropped("unchanged"));

        store(later(SampleOrder.status(OrderStatus.CLOSED)));
        assertThat(deliver("order", ORDER)).isEqualTo(new Outcome.Delivered("1"));
        assertThat(erp.contentOf("taobao:" + ORDER)).containsEntry("state", "cancelled");
    }

    @Test
    void aLineAddedLaterReachesTheErpOrTheWholeChangeWaitsForItsMapping() {
        store(SampleOrder.paid().build());
        deliver("order", ORDER);
        store(later(SampleOrder.paid()
                .lines(
                        line("1", "A-1", OrderStatus.PAID, RefundStatus.NONE),
                        line("2", "B-2", OrderStatus.PAID, RefundStatus.NONE))));

        assertThat(deliver("order", ORDER)).isEqualTo(new Outcome.Parked("unmapped-sku", "B-2"));
        assertThat(erp.contentOf("taobao:" + ORDER).get("lines")).asList().hasSize(1);
        map("B-2");
        assertThat(deliver("order", ORDER)).isEqualTo(new Outcome.Delivered("1"));
        assertThat(erp.contentOf("taobao:" + ORDER).get("lines")).asList().hasSize(2);
    }

    @Test
    void aReceiverThatIsShownLaterGoesWithTheOrderAgain() {
        store(SampleOrder.paid().receiver(Receiver.WITHHELD).build());
        deliver("order", ORDER);
        assertThat(erp.contentOf("taobao:" + ORDER)).doesNotContainKey("receiver");
        store(later(SampleOrder.paid()));

        assertThat(deliver("order", ORDER)).isEqualTo(new Outcome.Delivered("1"));
        assertThat(erp.contentOf("taobao:" + ORDER)).containsKey("receiver");
    }

    @Test
    void anOrderClosedBeforeItWasSentIsNeverTold() {
        store(SampleOrder.status(OrderStatus.CLOSED).build());
        assertThat(deliver("order", ORDER)).isEqualTo(new Outcome.Dropped("closed"));
        assertThat(erp.documents).isEmpty();
    }

    @Test
    void anOrderWhoseAnswerWasLostAndThatWasClosedSinceIsCancelledInTheErp() {
        store(SampleOrder.paid().build());
        erp.losesTheNextAnswer = true;
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> deliver("order", ORDER));
        store(later(SampleOrder.status(OrderStatus.CLOSED)));
        assertThat(deliver("order", ORDER)).isEqualTo(new Outcome.Delivered("1"));
        assertThat(erp.contentOf("taobao:" + ORDER)).containsEntry("state", "cancelled");
    }

    @Test
    void anOrderThatNeverReachedTheErpAndWasClosedSinceIsNotTold() {
        store(SampleOrder.paid().build());
        erp.isAway = true;
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> deliver("order", ORDER));
        erp.isAway = false;
        store(later(SampleOrder.status(OrderStatus.CLOSED)));
        assertThat(deliver("order", ORDER)).isEqualTo(new Outcome.Dropped("closed"));
        assertThat(erp.documents).isEmpty();
    }

    @Test
    void anUnmappedSkuParksTheOrderWholeAndMappingReleasesIt() {
        store(SampleOrder.paid()
                .lines(
                        line("1", "A-1", OrderStatus.PAID, RefundStatus.NONE),
                        line("2", "B-2", OrderStatus.PAID, RefundStatus.NONE))
                .build());
        assertThat(deliver("order", ORDER)).isEqualTo(new Outcome.Parked("unmapped-sku", "B-2"));
        assertThat(erp.documents).isEmpty();
        map("B-2");
        assertThat(deliver("order", ORDER)).isEqualTo(new Outcome.Delivered("1"));
    }

    @Test
    void aRefundThatEndedBeforeItsOrderIsSentAfterIt() {
        refunds.save(
                shop.id(),
                refunds.prepare(shop.id(), List.of(version(Stream.REFUNDS, "9", MODIFIED, refund()))),
                ++batch);
        assertThat(deliver("refund", "9")).isEqualTo(new Outcome.Dropped("order-not-in-erp"));
        store(SampleOrder.paid().build());
        deliver("order", ORDER);
        assertThat(outbox.claim(Destination.ERP, 10))
                .extracting(OutboxMessage::subject)
                .containsExactly("9");
        assertThat(deliver("refund", "9")).isInstanceOf(Outcome.Delivered.class);
        assertThat(erp.contentOf("taobao:refund:9")).containsEntry("orderReference", "taobao:" + ORDER);
    }

    @Test
    void aHeldOrderIsParkedUntilItIsLetGo() {
        store(SampleOrder.paid().build());
        for (var held : List.of(ORDER, "A-1", "ERP-A-1", "taobao-test")) {
            hold(held, Optional.empty());
            assertThat(deliver("order", ORDER)).as(held).isEqualTo(new Outcome.Parked("held", held + ", wang"));
            holds.unhold(held);
        }
        hold("A-1", Optional.of("0.01"));
        assertThat(deliver("order", ORDER)).as("no piece is that cheap").isEqualTo(new Outcome.Delivered("1"));
    }

    @Test
    void anOrderThatIsTooCheapIsHeldAndWhatTheErpHasIsNamed() {
        store(SampleOrder.paid().build());
        deliver("order", ORDER);
        var cheap = hold("taobao-test", Optional.of("100000"));
        assertThat(holds.inErp(cheap, 10)).singleElement().satisfies(one -> assertThat(one.order())
                .isEqualTo(new ExternalId(ORDER)));
        assertThat(deliver("order", ORDER))
                .as("its changes still reach the ERP")
                .isNotInstanceOf(Outcome.Parked.class);
        assertThat(holds.inErp(hold("B-2", Optional.empty()), 10)).isEmpty();
    }

    private OrderHold hold(String typed, Optional<String> below) {
        var whole = typed.equals("taobao-test");
        var hold = new OrderHold(
                whole ? Optional.of(shop.id()) : Optional.empty(),
                whole ? "" : typed,
                below.map(BigDecimal::new),
                Optional.of(PAID.minus(Duration.ofDays(2))),
                Optional.of(PAID.plus(Duration.ofDays(2))),
                typed,
                "wang",
                CLOCK.instant());
        holds.hold(hold);
        return hold;
    }

    private static Order later(SampleOrder order) {
        return order.modifiedAt(MODIFIED.plusSeconds(30)).build();
    }

    private void map(String code) {
        mappings.map(shop.id(), new SkuCode(code), new SkuCode("ERP-" + code), "test");
    }

    private void store(Order order) {
        var version = version(Stream.ORDERS, order.id().value(), order.modifiedAt(), order);
        orders.save(shop.id(), orders.prepare(shop.id(), List.of(version)), ++batch);
    }

    private static <T> Versioned<T> version(Stream stream, String id, Instant modifiedAt, T value) {
        var payload = (value + " at " + modifiedAt).getBytes(StandardCharsets.UTF_8);
        var raw = new RawRecord(new ShopKey("taobao-test"), stream, new ExternalId(id), payload, modifiedAt);
        return Versioned.of(raw, modifiedAt, value);
    }

    private static Refund refund() {
        return new Refund(
                new ExternalId("9"),
                new ExternalId(ORDER),
                Optional.of(new ExternalId("1")),
                Refund.Kind.UNDELIVERED,
                RefundStatus.SUCCEEDED,
                "SUCCESS",
                SampleOrder.money("12.50"),
                Optional.of(1L),
                "onsale",
                "",
                false,
                PAID,
                MODIFIED,
                Optional.empty());
    }

    private Outcome deliver(String kind, String subject) {
        var message = new OutboxMessage(
                1,
                Destination.ERP,
                kind,
                shop.id(),
                Optional.of(shop.key()),
                ORDER,
                subject,
                "",
                "",
                Map.of(),
                0,
                CLOCK.instant());
        return room.prepare(message) instanceof ErpDocument document
                ? room.send(message, document, new byte[0])
                : (Outcome) room.prepare(message);
    }
}
