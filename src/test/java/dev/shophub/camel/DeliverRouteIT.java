package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.shophub.connector.Json;
import dev.shophub.erp.ErpDocument;
import dev.shophub.model.ShopKey;
import dev.shophub.outbox.Bell;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.settings.HttpSettings;
import dev.shophub.settings.OutboxSettings;
import dev.shophub.store.Said;
import dev.shophub.store.Shops;
import dev.shophub.store.TroubleBell;
import dev.shophub.support.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.spi.Registry;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The shipped delivery routes between the real outbox, an ERP made by hand, and a mail server. */
class DeliverRouteIT extends CamelTestSupport {

    private static final Instant NOW = Instant.parse("2026-11-11T03:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Duration SOON = Duration.ofSeconds(30);

    private static JdbcTemplate jdbc;
    private static Outbox outbox;
    private static Shops shops;
    private static long shop;
    private static GreenMail mailServer;

    private final FakeErp erp = new FakeErp();
    private final Bell bell = new Bell();

    @BeforeAll
    static void open() {
        var data = TestDatabase.operations();
        jdbc = new JdbcTemplate(data);
        outbox = new Outbox(jdbc, new TransactionTemplate(new JdbcTransactionManager(data)), CLOCK, "test");
        shops = new Shops(jdbc, CLOCK);
        var key = new ShopKey("one");
        shop = shops.ensure(key, "some", "shop", "One", ZoneOffset.UTC).id();
        shops.goLive(key, NOW);
        mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
    }

    @AfterAll
    static void close() {
        mailServer.stop();
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        var context = super.createCamelContext();
        context.addComponent(
                "outbox",
                new OutboxComponent(new OutboxComponent.Deliveries(
                        outbox,
                        shops,
                        new NoTroubles(),
                        new SimpleMeterRegistry(),
                        bell,
                        CLOCK,
                        () -> new OutboxSettings(List.of(Duration.ofMinutes(1)), 3))));
        return context;
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        registry.bind("erp", erp);
        registry.bind("listing", new FakeListing());
        registry.bind("change", new FakeChange());
        registry.bind("answer", new FakeAnswer());
        registry.bind("parcels", new FakeParcels());
        registry.bind("mail", new FakeMail());
        var server = new MailProperties();
        server.setHost("127.0.0.1");
        server.setPort(mailServer.getSmtp().getPort());
        registry.bind(
                "hubMail",
                new DeliveryConfiguration()
                        .hubMail(server, new HttpSettings(Duration.ofSeconds(5), Duration.ofSeconds(5), 4, 2)));
    }

    /** As an admin may edit it: what a test calls HELD does not go to the ERP. */
    @Override
    protected RoutesBuilder[] createRouteBuilders() throws Exception {
        return ShippedRoutes.edited(
                context,
                "deliver.camel.yaml",
                text -> text.replaceFirst(
                        "( +)- setVariable",
                        "$1- filter: {simple: \"\\${body.subject} == 'HELD'\", steps: [{stop: {}}]}\n$0"));
    }

    @Test
    void aDocumentReachesTheErpAsJson() throws IOException {
        write(Destination.ERP, "SENT");
        await().atMost(SOON).untilAsserted(() -> assertThat(ended("SENT")).containsExactly("delivered", "", "ERP-7"));
        assertThat(erp.sent).hasSize(1);
        var json = Json.MAPPER.readTree(erp.sent.get(0));
        assertThat(json.get("total").decimalValue()).isEqualByComparingTo("12.50");
        assertThat(json.get("note").asText()).isEqualTo("茶杯");
        assertThat(json.size()).isEqualTo(2);
    }

    @Test
    void anOutcomePassesByAndNothingIsSent() {
        write(Destination.ERP, "NOT-DUE");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(ended("NOT-DUE")).containsExactly("dropped", "not-due", ""));
        assertThat(erp.sent).isEmpty();
    }

    @Test
    void whatARouteFiltersOutIsHeldAndNeverDelivered() {
        write(Destination.ERP, "HELD");
        await().atMost(SOON).untilAsserted(() -> assertThat(ended("HELD"))
                .containsExactly("parked", "held-by-route", "deliver-erp"));
        assertThat(erp.sent).isEmpty();
    }

    @Test
    void aListingIsBroughtToItsLevel() {
        write(Destination.LISTING, "ITEM");
        await().atMost(SOON).untilAsserted(() -> assertThat(ended("ITEM")).containsExactly("delivered", "", "9"));
    }

    @Test
    void whatAPersonDecidedGoesToTheShop() {
        write(Destination.CHANGE, "PRICE");
        outbox.write(List.of(NewMessage.state(Destination.CHANGE, "reply", shop, "REPLY", "REPLY", NOW)));
        bell.ring();
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(ended("PRICE")).containsExactly("delivered", "", "written");
            assertThat(ended("REPLY")).containsExactly("delivered", "", "answered");
        });
    }

    @Test
    void aShopIsToldOfAParcel() {
        write(Destination.SHIPMENT, "PARCEL");
        await().atMost(SOON).untilAsserted(() -> assertThat(ended("PARCEL")).containsExactly("delivered", "", "SF 1"));
    }

    @Test
    void aMailGoesToTheMailServer() throws MessagingException {
        outbox.write(List.of(
                NewMessage.mail("daily", shop, "", "MAIL", "admin@shop.example", Map.of("subject", "日报"), NOW)));
        bell.ring();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(ended("MAIL")).containsExactly("delivered", "", "<MAIL@shop.example>"));
        assertThat(mailServer.getReceivedMessages()).hasSize(1);
        assertThat(mailServer.getReceivedMessages()[0].getSubject()).isEqualTo("日报");
    }

    private void write(Destination destination, String subject) {
        outbox.write(List.of(NewMessage.state(destination, "order", shop, subject, subject, NOW)));
        bell.ring();
    }

    private List<String> ended(String subject) {
        return jdbc.query(
                        "SELECT state, reason, detail FROM outbox WHERE subject = ?",
                        (row, number) -> List.of(row.getString(1), row.getString(2), row.getString(3)),
                        subject)
                .get(0);
    }

    /** Takes every document but those not due. */
    public static final class FakeErp {

        private final List<byte[]> sent = new CopyOnWriteArrayList<>();

        public Object prepare(OutboxMessage message) {
            return message.subject().equals("NOT-DUE")
                    ? new Outcome.Dropped("not-due")
                    : new ErpDocument(
                            "order",
                            "some:" + message.subject(),
                            "some:" + message.subject(),
                            1,
                            Map.of("total", new BigDecimal("12.50"), "note", "茶杯"));
        }

        public Outcome send(OutboxMessage message, ErpDocument document, byte[] body) {
            assertThat(document.reference()).isEqualTo("some:" + message.subject());
            sent.add(body);
            return new Outcome.Delivered("ERP-7");
        }
    }

    /** Writes nothing and says it did. */
    public static final class FakeListing {

        public Outcome bringToLevel(OutboxMessage message) {
            return new Outcome.Delivered("9");
        }
    }

    /** Writes nothing and says it did. */
    public static final class FakeChange {

        public Outcome write(OutboxMessage message) {
            return new Outcome.Delivered("written");
        }
    }

    /** Answers nobody and says it did. */
    public static final class FakeAnswer {

        public Outcome reply(OutboxMessage message) {
            return new Outcome.Delivered("answered");
        }
    }

    /** Tells nobody and says it did. */
    public static final class FakeParcels {

        public Outcome tell(OutboxMessage message) {
            return new Outcome.Delivered("SF 1");
        }
    }

    /** Makes a plain mail of any message. */
    public static final class FakeMail {

        public Object compose(OutboxMessage message) throws MessagingException {
            var mail = new MimeMessage(Session.getInstance(new Properties()));
            mail.setFrom(new InternetAddress("shophub@shop.example"));
            mail.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(message.recipient()));
            mail.setSubject(message.attributes().get("subject"), "UTF-8");
            mail.setText("", "UTF-8");
            mail.saveChanges();
            mail.setHeader("X-Subject", message.subject());
            return mail;
        }

        public Outcome sent(MimeMessage mail) throws MessagingException {
            return new Outcome.Delivered("<" + mail.getHeader("X-Subject", null) + "@shop.example>");
        }
    }

    /** There are none here. */
    private static final class NoTroubles implements TroubleBell {

        @Override
        public void raise(String key, String kind, Optional<Long> shopId, Said said) {
            throw new AssertionError(key + ": " + said.sentence());
        }

        /** The first delivery that went well looks after a refusal that an earlier run of the hub left standing. */
        @Override
        public void cure(String key) {
            assertThat(key).startsWith("delivery/");
        }
    }
}
