package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.MailWorld;
import dev.shophub.connector.Connector;
import dev.shophub.connector.Platform;
import dev.shophub.connector.Quotas;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tokens;
import dev.shophub.connector.Tools;
import dev.shophub.connector.WebhookSource;
import dev.shophub.intake.RawPage;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import dev.shophub.outbox.Bell;
import dev.shophub.simulator.State;
import dev.shophub.simulator.acme.AcmeHooks;
import dev.shophub.simulator.acme.AcmeSimulator;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.Pauses;
import dev.shophub.store.ShopRow;
import dev.shophub.store.SyncRuns;
import dev.shophub.store.WebhookBook;
import dev.shophub.support.JavaHttpCalls;
import dev.shophub.support.TestDatabase;
import dev.shophub.webhook.Deliveries;
import dev.shophub.webhook.Subscriptions;
import dev.shophub.webhook.WebhookDoor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * From a change at a platform that tells of it, over real HTTP to the door, to the stored order; and what is not let in. The platform
 * is the one that only tests know.
 */
class WebhooksIT {

    private static final ShopKey KEY = new ShopKey("acme-one");
    private static final Seller SELLER = new Seller(KEY, "acme-1", "acme-secret-0123456789", "Acme 示例", 42L);
    private static final Duration NEVER = Duration.ofDays(1);

    private static PlayedTaobao intake;
    private static MailWorld world;
    private static State played;
    private static AcmeSimulator acme;
    private static Platform platform;

    private final HttpClient http = HttpClient.newHttpClient();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private ShopDirectory directory;
    private ShopRow row;
    private WebhookDoor door;
    private Subscriptions subscriptions;
    private Pauses pauses;

    @BeforeAll
    static void play() throws Exception {
        intake = new PlayedTaobao();
        world = intake.world;
        played = new State(TestDatabase.emptySchema(), Clock.systemUTC());
        acme = new AcmeSimulator(played, SELLER, 0, () -> {});
        try (var beans = new AnnotationConfigApplicationContext("dev.shophub.platform.acme")) {
            platform = beans.getBean(Platform.class);
        }
    }

    @AfterAll
    static void stopPlaying() {
        acme.close();
        intake.close();
    }

    @BeforeEach
    void open() throws Exception {
        intake.reset();
        List.of("sim_order", "sim_line", "sim_item", "sim_sku", "sim_token")
                .forEach(table -> played.jdbc().update("DELETE FROM " + table));
        List.of("webhook", "pause", "trouble", "stock_level", "listing_variant", "listing", "checkpoint")
                .forEach(table -> world.jdbc.update("DELETE FROM " + table));
        acme.hooks().clear();
        acme.faults().clear();
        row = world.shops.ensure(KEY, "acme", "shop", SELLER.nick(), ZoneId.of("Asia/Shanghai"));
        world.shops.goLive(KEY, MailWorld.NOON.minus(Duration.ofDays(100)));
        directory = new ShopDirectory();
        var pace = new Platform.Pace(NEVER, Duration.ofMinutes(10), Duration.ZERO);
        directory.add(new ActiveShop(
                row, connect(), Map.of(Stream.ORDERS, pace, Stream.STOCK, pace), new Lane(KEY.value(), 2)));
        var polls = new ShopComponent(new Polls(
                directory,
                new Checkpoints(world.jdbc, Clock.systemUTC()),
                world.shops,
                new SyncRuns(world.jdbc, world.clock),
                world.troubles,
                meters,
                new Bell(),
                world.outbox.requeue(),
                Clock.systemUTC()));
        context.addComponent("shop", polls);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("shop:stock?shop=acme-one&every=1d").process(exchange -> exchange.getMessage()
                        .setBody(intake.routes()
                                .requestBody(
                                        "direct:intake-stock",
                                        exchange.getMessage().getBody(RawPage.class))));
            }
        });
        context.start();
        pauses = new Pauses(world.jdbc, world.clock);
        var hurry = new HurryUp(directory, polls, new PageDoor(intake.routes()), pauses);
        door = new WebhookDoor("127.0.0.1", 0, new Deliveries(directory, hurry, meters, world.clock));
        subscriptions = subscriptionsAt("http://127.0.0.1:" + door.port() + "/");
    }

    private Subscriptions subscriptionsAt(String address) {
        return new Subscriptions(
                world.shops,
                directory,
                new WebhookBook(world.jdbc, world.clock),
                world.troubles,
                Optional.of(URI.create(address)));
    }

    @AfterEach
    void close() {
        door.close();
        context.stop();
        directory.close();
    }

    @Test
    void anOrderIsStoredWhenThePlatformTellsOfItThoughNothingIsPolled() throws Exception {
        subscriptions.check();
        placed(1001);

        assertThat(acme.hooks().deliver(Topics.ORDERS, told(1001))).isEqualTo(200);

        waiting().untilAsserted(() -> assertThat(stored()).containsExactly("1001"));
        assertThat(stored("status")).containsExactly("PAID");
    }

    @Test
    void whatIsToldAgainIsLookedAtOnceAndADeliveryIsNeverData() throws Exception {
        subscriptions.check();
        placed(1001);
        var call = told(1001);

        acme.hooks().deliver(Topics.ORDERS, call);
        waiting().untilAsserted(() -> assertThat(stored()).containsExactly("1001"));
        assertThat(acme.hooks().deliver(Topics.ORDERS, call)).isEqualTo(200);

        assertThat(counted("accepted")).isEqualTo(1);
        assertThat(counted("repeated")).isEqualTo(1);
        assertThat(acme.hooks().deliver(Topics.ORDERS, told(77))).isEqualTo(200);
        placed(1002);
        acme.hooks().deliver(Topics.ORDERS, told(1002));
        waiting().untilAsserted(() -> assertThat(stored()).as("77 is no order").containsExactly("1001", "1002"));
    }

    @Test
    void whatIsNotThePlatformsIsNotLetIn() throws Exception {
        subscriptions.check();
        placed(1001);
        var call = told(1001);
        var forged = new String(call.body(), StandardCharsets.UTF_8).replace("1001", "1002");

        assertThat(post("/hooks/acme-one", Map.of("x-acme-sign", call.headers().get("x-acme-sign")), forged))
                .isEqualTo(401);
        assertThat(post("/hooks/acme-one", Map.of(), forged)).isEqualTo(401);
        assertThat(post("/hooks/acme-one", Map.of("CamelHttpUri", "http://127.0.0.1:1/", "CamelFileName", "x"), ""))
                .isEqualTo(401);
        assertThat(post("/hooks/nobody", call.headers(), forged)).isEqualTo(404);
        assertThat(post("/hooks/", call.headers(), forged)).isEqualTo(404);
        assertThat(post("/hooks/..%2F..%2Factuator", Map.of(), forged)).isIn(400, 404);
        assertThat(post("/actuator/health", Map.of(), "")).isEqualTo(404);
        assertThat(http.send(
                                HttpRequest.newBuilder(at("/hooks/acme-one")).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
        assertThat(counted("refused")).isEqualTo(3);
        assertThat(stored()).isEmpty();
    }

    @Test
    void aBodyWithoutEndIsNotReadToItsEnd() throws Exception {
        assertThat(post("/hooks/acme-one", Map.of(), "x".repeat(1024 * 1024 + 1)))
                .isEqualTo(413);
        try (var line = new Socket("127.0.0.1", door.port())) {
            var out = line.getOutputStream();
            out.write(("POST /hooks/acme-one HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            var chunk = ("10000\r\n" + "y".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 17; i++) {
                out.write(chunk);
            }
            out.flush();
            line.setSoTimeout((int) Duration.ofMinutes(2).toMillis());
            var answer = new String(line.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(answer).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void whatWasSwitchedOffIsMadeAgainAndToldUntilAllIsWell() throws Exception {
        subscriptions.check();
        assertThat(troubles()).as("a first subscription is no trouble").isEmpty();
        acme.hooks().switchOff(Topics.ORDERS);

        subscriptions.check();
        assertThat(troubles()).singleElement().asString().contains("acme-one/webhooks", "order.changed");
        placed(1001);
        acme.hooks().deliver(Topics.ORDERS, told(1001));
        waiting().untilAsserted(() -> assertThat(stored()).containsExactly("1001"));

        subscriptions.check();
        assertThat(troubles()).isEmpty();

        acme.hooks().remove(Topics.ITEMS);
        subscriptions.check();
        assertThat(troubles())
                .singleElement()
                .asString()
                .contains("item.changed")
                .doesNotContain("order.changed");
    }

    @Test
    void whatIsAtAnEarlierAddressIsRemovedAndNothingOfOthers() {
        var here = URI.create("http://127.0.0.1:" + door.port() + "/hooks/" + KEY);
        var earlier = URI.create("https://earlier.example/hooks/" + KEY);
        var others = URI.create("https://others.example/hooks/" + KEY);
        var acmes = (WebhookSource) connect();
        acmes.topics().forEach(topic -> acmes.subscribe(topic, others));
        subscriptionsAt("https://earlier.example").check();
        assertThat(acmes.subscriptions(earlier)).hasSize(2);

        subscriptions.check();
        assertThat(acmes.subscriptions(earlier)).isEmpty();
        assertThat(acmes.subscriptions(here)).hasSize(2);
        assertThat(troubles()).as("nothing was dropped").isEmpty();

        new Subscriptions(
                        world.shops,
                        directory,
                        new WebhookBook(world.jdbc, world.clock),
                        world.troubles,
                        Optional.empty())
                .check();
        assertThat(acmes.subscriptions(here)).as("no address, no door").isEmpty();
        assertThat(acmes.subscriptions(others)).hasSize(2);
        assertThat(world.jdbc.queryForObject("SELECT COUNT(*) FROM webhook", Long.class))
                .isZero();
    }

    @Test
    void aPlatformThatIsAwayIsLookedAtLater() {
        acme.faults().failNext(503, 1_000);
        subscriptions.check();
        assertThat(troubles()).isEmpty();
        assertThat(world.jdbc.queryForObject("SELECT COUNT(*) FROM webhook", Long.class))
                .isZero();

        acme.faults().clear();
        subscriptions.check();
        assertThat(world.jdbc.queryForObject("SELECT COUNT(*) FROM webhook", Long.class))
                .isEqualTo(2);
    }

    @Test
    void ofWhatIsNotFetchedByItsIdTheStreamIsPolled() throws Exception {
        waiting().until(() -> checkpointed("stock"));
        var first = world.jdbc.queryForObject(
                "SELECT last_good_at FROM checkpoint WHERE stream = 'stock'", java.time.LocalDateTime.class);
        subscriptions.check();
        played.jdbc()
                .update(
                        "INSERT INTO sim_item (shop_key, item_id, code, title, price, up, created_at, modified_at)"
                                + " VALUES (?, 7, 'TEA-7', '高山红茶', 60, TRUE, ?, ?)",
                        KEY.value(),
                        MailWorld.utc(java.time.Instant.now()),
                        MailWorld.utc(java.time.Instant.now()));
        played.jdbc()
                .update(
                        "INSERT INTO sim_sku (shop_key, item_id, sku_id, code, name, price, quantity)"
                                + " VALUES (?, 7, 0, 'TEA-7', '', 60, 4)",
                        KEY.value());

        assertThat(acme.hooks().deliver(Topics.ITEMS, acme.hooks().call(Topics.ITEMS, "7")))
                .isEqualTo(200);

        waiting().untilAsserted(() -> assertThat(world.jdbc.queryForObject(
                        "SELECT last_good_at FROM checkpoint WHERE stream = 'stock'", java.time.LocalDateTime.class))
                .isAfter(first));
        waiting().untilAsserted(() -> assertThat(
                        world.jdbc.queryForList("SELECT quantity FROM stock_level WHERE item_id = '7'", Long.class))
                .containsExactly(4L));
    }

    @Test
    void aShopThatStandsStillFetchesNothingAndAFailedFetchHarmsNothing() throws Exception {
        subscriptions.check();
        placed(1001);
        pauses.pause(Pauses.Kind.SHOP, KEY.value());
        assertThat(acme.hooks().deliver(Topics.ORDERS, told(1001))).isEqualTo(200);
        pauses.resume(Pauses.Kind.SHOP, KEY.value());
        acme.faults().failNext(503, 1);
        placed(1002);
        acme.hooks().deliver(Topics.ORDERS, told(1002));
        waiting()
                .until(() -> played.jdbc().queryForObject("SELECT COUNT(*) FROM sim_order", Long.class) == 2
                        && counted("accepted") == 2);
        placed(1003);

        // the fault above met one fetch or another; what is told afterwards arrives
        waiting().untilAsserted(() -> {
            acme.hooks().deliver(Topics.ORDERS, told(1003));
            assertThat(stored()).contains("1003");
        });
    }

    private ConditionFactory waiting() {
        return Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(200));
    }

    private Connector connect() {
        return platform.connect(
                new Shop(
                        KEY,
                        "acme",
                        SELLER.nick(),
                        acme.uri().resolve("/api"),
                        ZoneId.of("Asia/Shanghai"),
                        acme.settings()),
                new Tools(
                        new JavaHttpCalls(Duration.ofSeconds(20)),
                        new Issued(acme.issueToken().accessToken()),
                        (name, perSecond) -> new Open(),
                        Clock.systemUTC(),
                        Runnable::run));
    }

    private static AcmeHooks.Call told(long tid) {
        return acme.hooks().call(Topics.ORDERS, Long.toString(tid));
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + door.port() + path);
    }

    private int post(String path, Map<String, String> headers, String body) throws Exception {
        var request = HttpRequest.newBuilder(at(path)).POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private double counted(String outcome) {
        return meters.counter("shophub.webhooks", "shop", KEY.value(), "outcome", outcome)
                .count();
    }

    private List<String> stored() {
        return stored("external_id");
    }

    private List<String> stored(String column) {
        return world.jdbc.queryForList(
                "SELECT " + column + " FROM sales_order WHERE shop_id = ? ORDER BY external_id",
                String.class,
                row.id());
    }

    private boolean checkpointed(String stream) {
        return world.jdbc.queryForObject(
                        "SELECT COUNT(*) FROM checkpoint WHERE stream = ? AND last_good_at IS NOT NULL",
                        Long.class,
                        stream)
                > 0;
    }

    private static List<String> troubles() {
        return world.troubles.open().stream().map(Object::toString).toList();
    }

    private static void placed(long tid) {
        var now = MailWorld.utc(java.time.Instant.now());
        played.jdbc()
                .update(
                        "INSERT INTO sim_order (shop_key, tid, status, kind, created_at, modified_at, paid_at, buyer,"
                                + " buyer_nick, receiver, goods, payment) VALUES (?, ?, 'PAID', 'fixed', ?, ?, ?, 'AAbuyer1', '示例买家',"
                                + " '{}', 120, 120)",
                        KEY.value(),
                        tid,
                        now,
                        now,
                        now);
        played.jdbc()
                .update(
                        "INSERT INTO sim_line (shop_key, tid, oid, position, item_id, sku_id, code, title, quantity, price,"
                                + " paid_share, status) VALUES (?, ?, ?, 1, 600000000001, 0, 'TEA-01', '高山红茶', 2, 60, 120, 'PAID')",
                        KEY.value(),
                        tid,
                        tid);
    }

    /** The platform's words for what it tells of. */
    private static final class Topics {
        private static final String ORDERS = "order.changed";
        private static final String ITEMS = "item.changed";
    }

    private static final class Open implements Quotas.Quota {

        @Override
        public void take(Duration patience) {}

        @Override
        public void closeFor(Duration wait) {}
    }

    /** The token the simulator gave out. */
    private record Issued(String access) implements Tokens {

        @Override
        public Optional<Token> current(ShopKey shop) {
            return Optional.of(
                    new Token(access, Optional.empty(), Optional.empty(), Optional.empty(), "42", "Acme 示例"));
        }

        @Override
        public Token renew(ShopKey shop, String refused, Function<Token, Token> renew) {
            throw new IllegalStateException("The token is good");
        }

        @Override
        public void store(ShopKey shop, Token token) {
            throw new IllegalStateException("The token is good");
        }
    }
}
