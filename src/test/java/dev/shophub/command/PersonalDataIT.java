package dev.shophub.command;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.shophub.alert.MailWorld;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.MalformedRecordException;
import dev.shophub.connector.OrderSource;
import dev.shophub.connector.Page;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Window;
import dev.shophub.erp.ErpDocuments;
import dev.shophub.erp.rest.QuotingErp;
import dev.shophub.intake.Normalise;
import dev.shophub.intake.RawPage;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.PersonalField;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Receiver;
import dev.shophub.model.Refund;
import dev.shophub.model.RefundStatus;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.NewMessage;
import dev.shophub.report.DailyMails;
import dev.shophub.store.AesKey;
import dev.shophub.store.BuyerKeys;
import dev.shophub.store.DatabaseDump;
import dev.shophub.store.Orders;
import dev.shophub.store.PersonalReadings;
import dev.shophub.store.Quarantine;
import dev.shophub.store.RawRecords;
import dev.shophub.store.Refunds;
import dev.shophub.store.Said;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.store.StoredOrders;
import dev.shophub.store.Versioned;
import dev.shophub.support.Rows;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Names, phones and addresses are planted in records of every stream and looked for wherever people, logs or backups see; then forgotten. */
class PersonalDataIT {

    private static final Instant NOW = Instant.parse("2026-11-26T04:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String BUYER = "AAHq-buyer-open-uid-77";
    private static final List<String> PLANTED =
            List.of("昵称小蓝鲸", "赵钱孙", "13912345678", "解放路一二三号四单元", "99887766", "oaid-77-planted", "请放门口小黄箱", "回头客送小样");

    private final MailWorld world = new MailWorld();
    private final DataSource operations = world.data;
    private final Rows rows = new Rows(operations);
    private final AesKey master = new AesKey(new byte[32]);
    private final BuyerKeys keys = new BuyerKeys(rows.jdbc(), master, CLOCK);
    private final RawRecords raw = new RawRecords(rows.jdbc());
    private final Orders orders = new Orders(rows.jdbc(), keys, raw);
    private final Refunds refunds = new Refunds(rows.jdbc(), keys, raw);
    private final StoredOrders stored =
            new StoredOrders(rows.jdbc(), master, new PersonalReadings(rows.jdbc(), Clock.systemUTC()));
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private ShopRow shop;
    private long batch;

    @BeforeEach
    void plant() {
        log.start();
        root().addAppender(log);
        var shops = new Shops(rows.jdbc(), CLOCK);
        shops.ensure(new ShopKey("one"), "taobao", "shop", "示例店", ZoneOffset.UTC);
        shops.goLive(new ShopKey("one"), NOW.minusSeconds(60));
        shop = shops.find(new ShopKey("one")).orElseThrow();
        save(order("1001", OrderStatus.COMPLETED, NOW));
        save(order("1002", OrderStatus.COMPLETED, NOW));
        refund("R1", "1001", NOW);
        for (var stream : streams()) {
            unreadable(stream);
        }
    }

    @AfterEach
    void quiet() {
        root().detachAppender(log);
    }

    @Test
    void whatIsPlantedInEveryStreamIsSeenNowhere() throws Exception {
        assertThat(stored.find(shop.id(), new ExternalId("1001"))
                        .map(PersonalField::all)
                        .orElseThrow()
                        .values())
                .as("it is there, sealed")
                .containsExactlyElementsOf(PLANTED);
        assertThat(rows.jdbc().queryForObject("SELECT COUNT(*) FROM quarantine", Integer.class))
                .isEqualTo(streams().size());
        var seen = new ArrayList<String>();
        for (var language : List.of("zh", "en")) {
            for (var verb : List.of(
                    new String[] {"status"},
                    new String[] {"parked"},
                    new String[] {"parked", "--json"},
                    new String[] {"show", "1001"},
                    new String[] {"show", "1001", "--json"},
                    new String[] {"show", "R1"},
                    new String[] {"show", "broken-orders"},
                    new String[] {"forget", "nobody"})) {
                var typed = TypedVerb.in(language, verbs(), CLOCK, "", verb);
                seen.add(typed.out() + typed.err());
            }
        }
        var backup = new StringWriter();
        new DatabaseDump(operations).write(backup);
        seen.add(backup.toString());
        log.list.forEach(event -> seen.add(event.getFormattedMessage()
                + Optional.ofNullable(event.getThrowableProxy())
                        .map(proxy -> proxy.getMessage())
                        .orElse("")));
        seen.add(order("1001", OrderStatus.PAID, NOW).toString());
        for (var planted : PLANTED) {
            assertThat(seen).as(planted).noneMatch(text -> text.contains(planted));
        }
        assertThat(seen)
                .anyMatch(text -> text.contains("buyer data read") && text.contains("erp: buyerName name phone"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 422, 429, 503})
    void noMailNorMetricTellsWhatTheErpQuotesOfABuyer(int status) throws Exception {
        world.clock.advance(Duration.between(world.clock.instant(), NOW));
        var order = order("1001", OrderStatus.PAID, NOW);
        var ready = (ErpDocuments.Result.Ready) ErpDocuments.order("taobao", order, Map.of(), false);
        assertThat(ready.document().content().toString()).as("never sent there").doesNotContain(PLANTED.get(0));
        var sent = String.join(" ", PLANTED.subList(1, PLANTED.size()));
        assertThat(PLANTED.subList(1, PLANTED.size()))
                .allMatch(ready.document().content().toString()::contains);
        var failure = QuotingErp.refusal(status, ready.document(), sent + " " + BUYER);
        world.outbox.write(List.of(NewMessage.state(Destination.ERP, "order", shop.id(), "1001", "1001", NOW)));
        var message = world.outbox.claim(Destination.ERP, 1).get(0);
        world.outbox.dead(
                message.id(),
                failure instanceof RejectedException rejected ? rejected.code() : "attempts",
                failure.getMessage(),
                Duration.ZERO);
        world.troubles.raise(
                "delivery/erp", "auth", Optional.empty(), Said.quoting("delivery-refused-erp", failure.getMessage()));
        world.held.look();
        new DailyMails(world).enqueue();

        var seen = new ArrayList<String>();
        var mails = world.deliver();
        for (var mail : mails) {
            seen.add(mail.getSubject());
            seen.add(MailWorld.body(mail, "text/plain"));
            seen.add(MailWorld.body(mail, "text/html"));
            mail.getAllHeaders().asIterator().forEachRemaining(header -> seen.add(header.getValue()));
        }
        assertThat(mails).as("of the trouble, of what stands still, of the day").hasSizeGreaterThanOrEqualTo(3);
        assertThat(seen).as("the refusal itself is told").anyMatch(text -> text.contains("status=" + status));
        world.meters.getMeters().forEach(meter -> seen.add(meter.getId().toString()));
        world.stageMeters.getMeters().forEach(meter -> seen.add(meter.getId().toString()));
        for (var verb :
                List.of(new String[] {"status"}, new String[] {"parked"}, new String[] {"show", "1001"}, new String[] {
                    "show", "1001", "--json"
                })) {
            var typed = TypedVerb.in("zh", verbs(), CLOCK, "", verb);
            seen.add(typed.out() + typed.err());
        }
        log.list.forEach(event -> seen.add(event.getFormattedMessage()));
        for (var planted : PLANTED) {
            assertThat(seen).as(planted).noneMatch(text -> text.contains(planted));
        }
        assertThat(seen).as("the buyer's id").noneMatch(text -> text.contains(BUYER));
    }

    @Test
    void eachReadingOfAPersonalFieldIsRecordedWithoutWhatStoodThere() {
        stored.find(shop.id(), new ExternalId("1001"));
        new PersonalReadings(rows.jdbc(), CLOCK)
                .payloads("rehearsal", raw.newest(50, 3, master).size());
        var readings = rows.jdbc()
                .queryForList(
                        "SELECT CONCAT(reader, '|', subject, '|', fields) FROM personal_reading ORDER BY id",
                        String.class);
        assertThat(readings)
                .containsExactly(
                        "erp|1001|buyerName name phone address zip oaid buyerMessage sellerMemo",
                        "rehearsal||3 payloads");
    }

    @Test
    void forgetErasesABuyerAndProvesIt() {
        long review = rows.insert(
                "review",
                "shop_id",
                shop.id(),
                "external_id",
                "V1",
                "order_external_id",
                "1001",
                "text",
                "打我电话13912345678");
        var found = forget(BUYER);
        assertThat(found.exitCode()).as(found.out() + found.err()).isZero();
        assertThat(found.json().get("orders").asInt()).isEqualTo(2);
        assertThat(found.json().get("proven").asBoolean()).isTrue();
        assertThat(found.json().get("values").asInt()).isGreaterThanOrEqualTo(6);
        assertThat(stored.find(shop.id(), new ExternalId("1001"))
                        .map(PersonalField::all)
                        .orElseThrow())
                .isEmpty();
        assertThat(rows.jdbc().queryForObject("SELECT text FROM review WHERE id = ?", String.class, review))
                .isEmpty();
        assertThat(rows.jdbc().queryForList("SELECT DISTINCT buyer FROM sales_order", String.class))
                .singleElement()
                .asString()
                .startsWith("forgotten-");
        assertThat(rows.jdbc().queryForObject("SELECT COUNT(*) FROM raw_record", Integer.class))
                .isZero();
        assertThat(rows.jdbc().queryForObject("SELECT SUM(total) FROM sales_order", BigDecimal.class))
                .as("figures stay")
                .isEqualByComparingTo("20");
        assertThat(log.list).noneMatch(event -> event.getFormattedMessage().contains(BUYER));
    }

    @Test
    void whatIsReadLaterOfAForgottenOrderIsKeptWithoutTheBuyerAndANewOrderIsTheBuyersOwn() {
        forget("1001");
        save(order("1001", OrderStatus.CLOSED, NOW.plusSeconds(60)));
        refund("R2", "1001", NOW.plusSeconds(60));
        var again = stored.find(shop.id(), new ExternalId("1001")).orElseThrow();
        assertThat(again.status()).isEqualTo(OrderStatus.CLOSED);
        assertThat(PersonalField.all(again)).isEmpty();
        assertThat(again.buyer()).isEmpty();
        assertThat(raw.find(shop.id(), "refunds", "R2", master)).isEmpty();

        save(order("1003", OrderStatus.PAID, NOW.plusSeconds(60)));
        assertThat(stored.find(shop.id(), new ExternalId("1003"))
                        .map(PersonalField::all)
                        .orElseThrow()
                        .values())
                .containsExactlyElementsOf(PLANTED);
        var refused = TypedVerb.in("en", verbs(), CLOCK, "", "forget", BUYER);
        assertThat(refused.exitCode()).isEqualTo(ExitCode.TROUBLE);
        assertThat(refused.out()).contains("still to be shipped").contains("1003");
        assertThat(forget(BUYER, "--yes").exitCode()).isZero();
    }

    @Test
    void whatIsLeftIsFoundByTheProof() {
        rows.insert("attempt", "outbox_id", 1, "at", NOW, "detail", "The ERP says: 13912345678 is no phone");
        var found = forget(BUYER);
        assertThat(found.exitCode()).isEqualTo(ExitCode.TROUBLE);
        assertThat(found.json().get("proven").asBoolean()).isFalse();
        assertThat(found.json().at("/places/0/table").asText()).isEqualTo("attempt");
        assertThat(found.json().at("/places/0/column").asText()).isEqualTo("detail");
    }

    private TypedVerb forget(String... arguments) {
        var words = new ArrayList<String>(List.of("forget", "--json"));
        words.addAll(List.of(arguments));
        return TypedVerb.in("en", verbs(), CLOCK, "", words.toArray(String[]::new));
    }

    private Verbs verbs() {
        return new VerbServices(operations, "production", true, CLOCK)
                .trusted(new TrustVerbs(
                        Optional.empty(),
                        () -> null,
                        Optional.empty(),
                        List.of(),
                        Optional.of(keys),
                        Optional.of(master)))
                .verbs();
    }

    private void save(Order order) {
        var prepared = orders.prepare(
                shop.id(),
                List.of(Versioned.of(
                        record(Stream.ORDERS, order.id().value(), order.modifiedAt()), order.modifiedAt(), order)));
        orders.save(shop.id(), prepared, ++batch);
    }

    private void refund(String id, String order, Instant at) {
        var refund = new Refund(
                new ExternalId(id),
                new ExternalId(order),
                Optional.empty(),
                Refund.Kind.RETURN,
                RefundStatus.OPEN,
                "WAIT",
                money("1"),
                Optional.empty(),
                "",
                "",
                false,
                NOW,
                at,
                Optional.empty());
        var prepared = refunds.prepare(shop.id(), List.of(Versioned.of(record(Stream.REFUNDS, id, at), at, refund)));
        refunds.save(shop.id(), prepared, ++batch);
    }

    /** A record that the hub cannot read, with everything planted in it. */
    private void unreadable(Stream stream) {
        var page = new RawPage(shop, new Unreadable(), stream, List.of(record(stream, "broken-" + stream.name(), NOW)));
        var aside = new Normalise().orders(page).aside();
        assertThat(aside).hasSize(1);
        new Quarantine(rows.jdbc(), keys, CLOCK).keep(shop.id(), aside);
    }

    private static List<Stream> streams() {
        return List.of(Stream.ORDERS, Stream.REFUNDS, Stream.REVIEWS, Stream.LISTINGS, Stream.STOCK, Stream.PRODUCTS);
    }

    private RawRecord record(Stream stream, String id, Instant at) {
        var payload =
                "{\"id\":\"" + id + "\",\"all\":\"" + String.join(" ", PLANTED) + "\",\"buyer\":\"" + BUYER + "\"}";
        return new RawRecord(shop.key(), stream, new ExternalId(id), payload.getBytes(StandardCharsets.UTF_8), at);
    }

    private static Order order(String id, OrderStatus status, Instant at) {
        return new Order(
                new ExternalId(id),
                status,
                status.name(),
                "fixed",
                NOW,
                Optional.of(NOW),
                Optional.empty(),
                Optional.empty(),
                at,
                money("10"),
                money("10"),
                money("0"),
                money("0"),
                Optional.of(new ExternalId(BUYER)),
                PLANTED.get(0),
                new Receiver(PLANTED.get(1), PLANTED.get(2), "浙江省", "杭州市", "西湖区", PLANTED.get(3), PLANTED.get(4)),
                PLANTED.get(5),
                PLANTED.get(6),
                PLANTED.get(7),
                0,
                false,
                false,
                false,
                List.of(),
                List.of());
    }

    private static Money money(String amount) {
        return new Money(new BigDecimal(amount), Currency.getInstance("CNY"));
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** A platform whose records nobody understands. */
    private static final class Unreadable implements OrderSource {

        @Override
        public Shop shop() {
            return new Shop(
                    new ShopKey("one"), "taobao", "店", URI.create("http://127.0.0.1"), ZoneOffset.UTC, Map.of());
        }

        @Override
        public Instant platformNow() {
            return NOW;
        }

        @Override
        public Reach ordersReach(Instant now) {
            return new Reach(Duration.ofDays(1), Duration.ofDays(1), now);
        }

        @Override
        public Page orders(Window window, Cursor cursor) {
            return Page.last(List.of());
        }

        @Override
        public Order toOrder(RawRecord raw) {
            throw new MalformedRecordException("Record not readable (id=" + raw.id() + ", field=all)", "all");
        }
    }
}
