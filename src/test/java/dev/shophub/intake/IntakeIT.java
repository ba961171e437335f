package dev.shophub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.MalformedRecordException;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.Payment;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Receiver;
import dev.shophub.model.Refund;
import dev.shophub.model.RefundStatus;
import dev.shophub.model.SkuCode;
import dev.shophub.model.Stream;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.store.AesKey;
import dev.shophub.store.Quarantine;
import dev.shophub.store.RawRecords;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.store.StoredOrders;
import dev.shophub.store.Versioned;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Pages of orders into a real database: idempotency, newer wins, bad records, messages, all or nothing. */
class IntakeIT {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Instant NOW = Instant.parse("2026-03-01T04:00:00Z");

    private IntakeWorld world;
    private JdbcTemplate jdbc;
    private Intake intake;
    private Outbox outbox;
    private ShopRow shop;
    private Shops shops;
    private StoredOrders stored;

    @BeforeEach
    void open() {
        world = new IntakeWorld(NOW);
        jdbc = world.jdbc();
        intake = world.intake();
        outbox = world.outbox();
        shop = world.shop();
        shops = world.shops();
        stored = world.stored();
    }

    @Test
    void readingAPageTwiceChangesNothingAndTellsNobody() {
        var page = page(order("1", OrderStatus.PAID, NOW, 2, "a"), order("2", OrderStatus.PAID, NOW, 600, "b"));
        assertThat(intake.saveOrders(page).changed()).isEqualTo(2);
        assertThat(rows("order_line")).isEqualTo(602);
        assertThat(outbox.claim(Destination.ERP, 10))
                .hasSize(2)
                .allSatisfy(message -> outbox.finish(List.of(message.id()), new Outcome.Delivered("x"), Duration.ZERO));

        assertThat(intake.saveOrders(page).changed()).isZero();
        assertThat(outbox.claim(Destination.ERP, 10)).isEmpty();
        assertThat(rows("raw_record")).isEqualTo(2);
        assertThat(rows("order_status_history")).isEqualTo(2);
    }

    @Test
    void twoChangesInOneSecondTheLaterReadWins() {
        intake.saveOrders(page(order("1", OrderStatus.PAID, NOW, 1, "first", NOW)));
        intake.saveOrders(page(order("1", OrderStatus.SHIPPED, NOW, 1, "second", NOW.plusMillis(700))));
        assertThat(statusOf("1")).isEqualTo("SHIPPED");
        // a slower reader brings what it read before
        intake.saveOrders(page(order("1", OrderStatus.PAID, NOW, 1, "first", NOW.plusMillis(100))));
        assertThat(statusOf("1")).isEqualTo("SHIPPED");
        assertThat(rows("order_status_history")).isEqualTo(2);
    }

    @Test
    void anOlderChangeNeverOverwritesANewerOne() {
        intake.saveOrders(page(order("1", OrderStatus.COMPLETED, NOW, 1, "new", NOW)));
        var saved = intake.saveOrders(
                page(order("1", OrderStatus.PAID, NOW.minusSeconds(60), 3, "old", NOW.plusSeconds(5))));
        assertThat(saved.changed()).isZero();
        assertThat(statusOf("1")).isEqualTo("COMPLETED");
        assertThat(rows("order_line")).isEqualTo(1);
    }

    @Test
    void linesThatAreGoneFromANewerVersionAreGone() {
        intake.saveOrders(page(order("1", OrderStatus.PAID, NOW, 5, "five")));
        intake.saveOrders(page(order("1", OrderStatus.PAID, NOW.plusSeconds(1), 2, "two")));
        assertThat(rows("order_line")).isEqualTo(2);
        assertThat(stored.find(shop.id(), new ExternalId("1")).orElseThrow().lines())
                .hasSize(2);
    }

    @Test
    void idsThatDifferOnlyInCaseStayTwoAndTheSameIdTwiceInAPageIsOne() {
        var page = page(
                order("85123A", OrderStatus.PAID, NOW, 1, "upper"),
                order("85123a", OrderStatus.PAID, NOW, 1, "lower"),
                order("85123a", OrderStatus.SHIPPED, NOW.plusSeconds(1), 1, "newer"),
                order("0", OrderStatus.PAID, NOW, 0, "zero is an id"));
        assertThat(intake.saveOrders(page).changed()).isEqualTo(3);
        assertThat(statusOf("85123a")).isEqualTo("SHIPPED");
        assertThat(statusOf("85123A")).isEqualTo("PAID");
    }

    @Test
    void idsThatDifferOnlyInABlankAtTheirEndStayTwo() {
        intake.saveOrders(page(
                order("85123", OrderStatus.PAID, NOW, 1, "bare"),
                order("85123 ", OrderStatus.SHIPPED, NOW, 1, "blank")));
        assertThat(statusOf("85123")).isEqualTo("PAID");
        assertThat(statusOf("85123 ")).isEqualTo("SHIPPED");
    }

    @Test
    void aBuyersNextOrderKeepsItsOwnAddressAndLeavesTheFirstOnes() {
        intake.saveOrders(page(order("1", OrderStatus.PAID, NOW, 1, "home")));
        intake.saveOrders(page(order("2", OrderStatus.PAID, NOW, 1, "office")));
        assertThat(stored.find(shop.id(), new ExternalId("1"))
                        .orElseThrow()
                        .receiver()
                        .address())
                .isEqualTo("**** home");
        assertThat(stored.find(shop.id(), new ExternalId("2"))
                        .orElseThrow()
                        .receiver()
                        .address())
                .isEqualTo("**** office");
    }

    /** Some platforms show a long cipher in the place of a telephone number. */
    @Test
    void aCipherInThePlaceOfANumberIsKeptWhole() {
        var cipher = "AES" + "x9/+=".repeat(80);
        intake.saveOrders(page(order("1", OrderStatus.PAID, NOW, 1, cipher)));
        assertThat(stored.find(shop.id(), new ExternalId("1"))
                        .orElseThrow()
                        .receiver()
                        .phone())
                .isEqualTo("138****8000 " + cipher);
    }

    @Test
    void anOrderPaidInSeveralWaysKeepsEachPayment() {
        var price = Money.of("9.90", CNY);
        intake.saveOrders(page(order(
                "1",
                OrderStatus.PAID,
                NOW,
                1,
                "voucher and card",
                NOW,
                NOW,
                List.of(
                        new Payment(1, "voucher", price, Optional.empty()),
                        new Payment(2, "card", price.times(2), Optional.of(NOW))))));
        assertThat(jdbc.queryForList(
                        "SELECT CONCAT_WS(' ', sequence, method, amount) FROM payment ORDER BY sequence", String.class))
                .containsExactly("1 voucher 9.9000", "2 card 19.8000");
    }

    @Test
    void aRecordTheDatabaseRefusesStepsAsideAndTheRestOfThePageIsStored() {
        var records = new ArrayList<Versioned<Order>>();
        IntStream.range(0, 9).forEach(i -> records.add(order("good-" + i, OrderStatus.PAID, NOW, 1, "x")));
        // a year the column cannot hold: the mapper let it through, the database does not
        records.add(4, order("bad", OrderStatus.PAID, Instant.parse("+12026-01-01T00:00:00Z"), 1, "x"));
        var saved = intake.saveOrders(new NormalisedPage<>(shop, Stream.ORDERS, records, List.of()));
        assertThat(saved).returns(9, SavedPage::changed).returns(1, SavedPage::quarantined);
        assertThat(jdbc.queryForObject("SELECT external_id FROM quarantine", String.class))
                .isEqualTo("bad");
    }

    @Test
    void aRecordInQuarantineIsCuredByAReadableVersion() {
        var raw = new RawRecord(shop.key(), Stream.ORDERS, new ExternalId("7"), bytes("{broken"), NOW);
        var failure = new MalformedRecordException("Order not readable (order=7, field=created)", "created");
        intake.saveOrders(new NormalisedPage<>(
                shop,
                Stream.ORDERS,
                List.of(),
                List.of(new Quarantine.Aside(raw, failure.field(), failure.getMessage()))));
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM quarantine WHERE cured_at IS NULL", Integer.class))
                .isOne();
        intake.saveOrders(page(order("7", OrderStatus.PAID, NOW, 1, "readable")));
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM quarantine WHERE cured_at IS NULL", Integer.class))
                .isZero();
    }

    @Test
    void nothingOfTheBuyersStandsInClearTextAndItComesBackWhole() {
        intake.saveOrders(page(order("1", OrderStatus.PAID, NOW, 1, "planted-secret-13800138000")));
        var dump = new StringBuilder();
        for (var table : List.of("sales_order", "raw_record", "buyer_key", "outbox", "order_line")) {
            jdbc.query("SELECT * FROM " + table, row -> {
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    var value = row.getObject(i);
                    dump.append(
                                    value instanceof byte[] binary
                                            ? new String(binary, StandardCharsets.ISO_8859_1)
                                            : value)
                            .append('\n');
                }
            });
        }
        assertThat(dump.toString()).doesNotContain("planted-secret").doesNotContain("13800138000");
        assertThat(stored.find(shop.id(), new ExternalId("1")).orElseThrow().buyerMessage())
                .isEqualTo("planted-secret-13800138000");
    }

    @Test
    void ordersFromBeforeGoLiveAndUnpaidOnesMakeNoMessage() {
        intake.saveOrders(page(
                order("old", OrderStatus.PAID, NOW, 1, "x", NOW, NOW.minus(Duration.ofDays(2))),
                order("unpaid", OrderStatus.UNPAID, NOW, 1, "x"),
                order("new", OrderStatus.PAID, NOW, 1, "x")));
        assertThat(outbox.claim(Destination.ERP, 10))
                .extracting(message -> message.subject())
                .containsExactly("new");
    }

    @Test
    void aWaitingMessageIsReplacedByANewerOneAndOneBeingSentIsFollowed() {
        intake.saveOrders(page(order("1", OrderStatus.PAID, NOW, 1, "a")));
        intake.saveOrders(page(order("1", OrderStatus.SHIPPED, NOW.plusSeconds(1), 1, "b")));
        assertThat(rows("outbox")).isOne();
        var sending = outbox.claim(Destination.ERP, 10);
        assertThat(sending).hasSize(1);
        intake.saveOrders(page(order("1", OrderStatus.COMPLETED, NOW.plusSeconds(2), 1, "c")));
        assertThat(rows("outbox")).isEqualTo(2);
        assertThat(outbox.claim(Destination.ERP, 10))
                .as("only the oldest of an aggregate")
                .isEmpty();
        outbox.finish(List.of(sending.get(0).id()), new Outcome.Delivered("x"), Duration.ZERO);
        assertThat(outbox.claim(Destination.ERP, 10)).hasSize(1);
    }

    @Test
    void whatWaitsForAnObservingShopIsKept() {
        intake.saveOrders(page(order("1", OrderStatus.PAID, NOW, 1, "a")));
        shops.observe(shop.key());
        assertThat(outbox.claim(Destination.ERP, 10)).isEmpty();
        assertThat(outbox.pending(Destination.ERP)).isOne();
        assertThat(outbox.age(Destination.ERP)).isZero();
        shops.goLive(shop.key(), NOW.minus(Duration.ofDays(1)));
        assertThat(outbox.claim(Destination.ERP, 10)).hasSize(1);
    }

    @Test
    void writersSideBySideDeadlockAndStillStoreEverythingOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            var work = IntStream.range(0, 24)
                    .mapToObj(run -> threads.submit(() -> intake.saveOrders(page(IntStream.range(0, 60)
                            .mapToObj(i -> order(
                                    "o" + (i * 7 + run) % 60, OrderStatus.PAID, NOW.plusSeconds(run), 2, "r" + run))
                            .toArray(Versioned[]::new)))))
                    .toList();
            for (var one : work) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(rows("sales_order")).isEqualTo(60);
        assertThat(rows("order_line")).isEqualTo(120);
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM sales_order WHERE modified_at <> '2026-03-01 04:00:23'", Integer.class))
                .isZero();
        assertThat(rows("outbox")).isEqualTo(60);
    }

    @Test
    void aParcelThatWasRefusedGoesOnceItsOrderIsReadAsFree() {
        var later = NOW.plusSeconds(9);
        for (var id : List.of("1", "2", "3")) {
            intake.saveOrders(page(order(id, OrderStatus.PAID, NOW, 1, "")));
            outbox.write(List.of(NewMessage.state(Destination.SHIPMENT, "parcel", shop.id(), id, "p" + id, NOW)));
        }
        outbox.claim(Destination.SHIPMENT, 3)
                .forEach(parcel -> outbox.dead(parcel.id(), "not-to-be-shipped", "held", Duration.ZERO));

        intake.saveOrders(page(order("2", OrderStatus.CLOSED, later, 1, "", later)));
        intake.saveOrders(page(order("3", OrderStatus.PAID, later, 1, "", NOW)));
        assertThat(outbox.dead(Destination.SHIPMENT))
                .as("closed, read before the refusal, or not read again")
                .isEqualTo(3);

        intake.saveOrders(page(order("1", OrderStatus.PAID, later, 1, "", later)));
        assertThat(outbox.claim(Destination.SHIPMENT, 3))
                .extracting(OutboxMessage::subject)
                .containsExactly("p1");
    }

    private String statusOf(String id) {
        return jdbc.queryForObject("SELECT status FROM sales_order WHERE external_id = ?", String.class, id);
    }

    private int rows(String table) {
        return jdbc.queryForObject("SELECT COUNT(*) FROM " + table, Integer.class);
    }

    @Test
    void aRefundsPayloadIsSealedUnderItsBuyersKeyOrItsOrdersOwn() {
        intake.saveOrders(page(order("7", OrderStatus.PAID, NOW.minusSeconds(20), 1, "")));
        intake.saveRefunds(
                new NormalisedPage<>(shop, Stream.REFUNDS, List.of(refund("71", "7"), refund("81", "8")), List.of()));
        assertThat(jdbc.queryForList(
                        "SELECT k.buyer_ref FROM raw_record r JOIN buyer_key k ON k.id = r.buyer_key_id"
                                + " WHERE r.stream = 'refunds' ORDER BY r.external_id",
                        String.class))
                .containsExactly("buyer:buyer-1", "order:8");

        jdbc.update("UPDATE buyer_key SET wrapped = NULL WHERE buyer_ref = 'buyer:buyer-1'");
        var raw = new RawRecords(jdbc);
        var master = new AesKey(new byte[32]);
        assertThat(raw.find(shop.id(), "refunds", "71", master)).as("erased").isEmpty();
        assertThat(raw.find(shop.id(), "refunds", "81", master)).contains(bytes("refund 81"));
    }

    private Versioned<Refund> refund(String id, String order) {
        var raw = new RawRecord(shop.key(), Stream.REFUNDS, new ExternalId(id), bytes("refund " + id), NOW);
        return Versioned.of(
                raw,
                NOW,
                new Refund(
                        new ExternalId(id),
                        new ExternalId(order),
                        Optional.empty(),
                        Refund.Kind.UNDELIVERED,
                        RefundStatus.SUCCEEDED,
                        "SUCCESS",
                        Money.of("9.90", CNY),
                        Optional.empty(),
                        "onsale",
                        "不想要了",
                        false,
                        NOW,
                        NOW,
                        Optional.of(NOW)));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private NormalisedPage<Order> page(Versioned<Order>... orders) {
        return new NormalisedPage<>(shop, Stream.ORDERS, List.of(orders), List.of());
    }

    private Versioned<Order> order(String id, OrderStatus status, Instant modified, int lines, String content) {
        return order(id, status, modified, lines, content, NOW);
    }

    private Versioned<Order> order(
            String id, OrderStatus status, Instant modified, int lines, String content, Instant readAt) {
        return order(id, status, modified, lines, content, readAt, NOW.minusSeconds(60));
    }

    private Versioned<Order> order(
            String id, OrderStatus status, Instant modified, int lines, String content, Instant readAt, Instant paid) {
        return order(id, status, modified, lines, content, readAt, paid, List.of());
    }

    private Versioned<Order> order(
            String id,
            OrderStatus status,
            Instant modified,
            int lines,
            String content,
            Instant readAt,
            Instant paid,
            List<Payment> payments) {
        var raw = new RawRecord(
                shop.key(), Stream.ORDERS, new ExternalId(id), bytes(id + status + modified + lines + content), readAt);
        var price = Money.of("9.90", CNY);
        var order = new Order(
                new ExternalId(id),
                status,
                status.name(),
                "fixed",
                paid.minusSeconds(60),
                status == OrderStatus.UNPAID ? Optional.empty() : Optional.of(paid),
                Optional.empty(),
                Optional.empty(),
                modified,
                price.times(Math.max(1, lines)),
                price.times(lines),
                Money.zero(CNY),
                Money.zero(CNY),
                Optional.of(new ExternalId("buyer-1")),
                "张**",
                new Receiver("张**", "138****8000 " + content, "浙江省", "杭州市", "西湖区", "**** " + content, "310000"),
                "oaid",
                content,
                "",
                0,
                false,
                false,
                false,
                IntStream.rangeClosed(1, lines)
                        .mapToObj(i -> new OrderLine(
                                new ExternalId(id + "-" + i),
                                new ExternalId("item"),
                                Optional.empty(),
                                Optional.of(new SkuCode("SKU-" + i)),
                                "保温杯 😀",
                                "",
                                1,
                                price,
                                Optional.of(price),
                                status,
                                status.name(),
                                RefundStatus.NONE))
                        .toList(),
                payments);
        return Versioned.of(raw, modified, order);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
