package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.shophub.connector.Connector;
import dev.shophub.connector.WebhookSource;
import dev.shophub.demo.WalkedWorld;
import dev.shophub.webhook.WebhookDoor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * The whole hub with its door open, on every platform that tells of changes. Each stream is polled once, at the start: what is stored
 * afterwards was told. In place of the reverse proxy with TLS stands a plain one that can fail.
 */
class WebhooksHubIT {

    private static final Set<String> OF_THE_CONNECTION = Set.of("host", "connection", "content-length", "upgrade");

    @TempDir
    private static Path folder;

    private static WalkedWorld world;
    private static int shops;

    private record Call(Map<String, String> headers, byte[] body) {}

    /** What platforms can reach from outside. */
    private static final class Proxy implements AutoCloseable {

        private final HttpServer server;
        private final HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final AtomicInteger heard = new AtomicInteger();
        private final Map<String, Call> last = new ConcurrentHashMap<>();
        private volatile int door;
        private volatile boolean broken;

        private Proxy() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newFixedThreadPool(4));
            server.createContext("/", this::handOn);
            server.start();
        }

        private String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        private void handOn(HttpExchange call) throws IOException {
            var path = call.getRequestURI().getPath();
            var headers = new TreeMap<String, String>();
            call.getRequestHeaders().forEach((name, values) -> {
                if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                    headers.put(name, values.get(0));
                }
            });
            var made = new Call(headers, call.getRequestBody().readAllBytes());
            heard.incrementAndGet();
            last.put(path, made);
            call.sendResponseHeaders(broken || door == 0 ? 503 : status(path, made), -1);
            call.close();
        }

        private int status(String path, Call call) throws IOException {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door + path))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(call.body()));
            call.headers().forEach(request::header);
            try {
                return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return 503;
            }
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @BeforeAll
    static void open() throws IOException {
        var platforms = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.shophub.platform")
                        .stream()
                        .filter(type ->
                                type.isAssignableTo(Connector.class) && type.isAssignableTo(WebhookSource.class))
                        .map(type -> type.getPackageName().replaceFirst(".*\\.", ""))
                        .sorted()
                        .toList();
        assertThat(platforms).hasSizeGreaterThan(1);
        shops = platforms.size();
        world = WalkedWorld.trading("webhooks_hub", platforms, folder.resolve("data"));
        var routes = folder.resolve("routes");
        FileSystemUtils.copyRecursively(Path.of("routes"), routes);
        var poll = routes.resolve("poll.camel.yaml");
        var shipped = Files.readString(poll);
        var often = shipped.replace("\"3600000\"", "\"5000\"").replace("\"20000\"", "\"1000\"");
        assertThat(often).isNotEqualTo(shipped);
        Files.writeString(poll, often);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static ConfigurableApplicationContext hub(Proxy proxy) {
        var hub = world.hub(
                "--routes=" + folder.resolve("routes"),
                "--hub.webhooks.address=" + proxy.address(),
                "--hub.webhooks.port=0");
        proxy.door = hub.getBean(WebhookDoor.class).port();
        return hub;
    }

    @Test
    void whatIsPlacedIsStoredThoughNoPollIsDueAndWhatAPlatformGaveUpIsSubscribedToAgain() throws Exception {
        try (var proxy = new Proxy();
                var hub = hub(proxy)) {
            var database = JdbcClient.create(hub.getBean(DataSource.class));
            subscribed(database, proxy);
            var polled = polled(database);

            ordersArrive(database);
            aForgedCallIsRefusedAndCounted(hub, proxy);

            proxy.broken = true;
            waiting("given up by every platform and made again")
                    .until(() ->
                            number(database, "SELECT COUNT(DISTINCT shop_id) FROM webhook WHERE mended_at IS NOT NULL")
                                    == shops);
            proxy.broken = false;
            ordersArrive(database);
            waiting("cured")
                    .until(() ->
                            number(database, "SELECT COUNT(*) FROM trouble WHERE trouble_key LIKE '%/webhooks'") == 0);
            subscribed(database, proxy);
            assertThat(polled(database)).as("the one poll at the start").isEqualTo(polled);
        }
    }

    @Test
    void atAnotherAddressTheSubscriptionsOfTheFirstAreRemoved() throws Exception {
        try (var first = new Proxy();
                var second = new Proxy()) {
            try (var hub = hub(first)) {
                var database = JdbcClient.create(hub.getBean(DataSource.class));
                subscribed(database, first);
                waiting("told at the first address").until(() -> first.last.size() == shops);
            }
            first.door = 0;
            try (var hub = hub(second)) {
                var database = JdbcClient.create(hub.getBean(DataSource.class));
                subscribed(database, second);
                waiting("told at the second address").until(() -> second.last.size() == shops);
                var heard = first.heard.get();
                ordersArrive(database);
                var more = second.heard.get() + 10 * shops;
                waiting("more is told").until(() -> second.heard.get() > more);
                assertThat(first.heard).as("calls at the first address").hasValue(heard);
            }
        }
    }

    /** Every topic of every shop, at this address and no other. */
    private static void subscribed(JdbcClient database, Proxy proxy) {
        waiting("subscribed")
                .until(() -> number(
                                        database,
                                        "SELECT COUNT(DISTINCT shop_id) FROM webhook WHERE address LIKE '"
                                                + proxy.address() + "/hooks/%'")
                                == shops
                        && number(
                                        database,
                                        "SELECT COUNT(*) FROM webhook WHERE address NOT LIKE '" + proxy.address()
                                                + "/hooks/%'")
                                == 0);
    }

    /** When each shop's orders were last polled: all have been, once. */
    private static Map<String, String> polled(JdbcClient database) {
        waiting("polled at the start").until(() -> polls(database).size() == shops);
        return polls(database);
    }

    private static Map<String, String> polls(JdbcClient database) {
        return new TreeMap<>(database
                .sql("SELECT s.shop_key, c.last_good_at FROM checkpoint c JOIN shop s ON s.id = c.shop_id"
                        + " WHERE s.role = 'shop' AND c.stream = 'orders' AND c.last_good_at IS NOT NULL")
                .query()
                .listOfRows()
                .stream()
                .collect(Collectors.toMap(row -> row.get("shop_key").toString(), row -> row.get("last_good_at")
                        .toString())));
    }

    /** Of each shop one that is placed from now on. */
    private static void ordersArrive(JdbcClient database) {
        var now = database.sql("SELECT UTC_TIMESTAMP(3)").query(String.class).single();
        waiting("an order of every shop")
                .until(() -> number(
                                database,
                                "SELECT COUNT(DISTINCT shop_id) FROM sales_order WHERE placed_at > '" + now + "'")
                        == shops);
    }

    private static void aForgedCallIsRefusedAndCounted(ConfigurableApplicationContext hub, Proxy proxy)
            throws IOException, InterruptedException {
        var http = HttpClient.newHttpClient();
        var calls = Map.copyOf(proxy.last);
        assertThat(calls).hasSize(shops);
        for (var genuine : calls.entrySet()) {
            var body = genuine.getValue().body().clone();
            body[body.length / 2] ^= 1;
            assertThat(proxy.status(
                            genuine.getKey(), new Call(genuine.getValue().headers(), body)))
                    .as(genuine.getKey())
                    .isEqualTo(401);
        }
        var metrics = http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                                        + hub.getEnvironment().getProperty("local.server.port")
                                        + "/actuator/prometheus"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        for (var path : calls.keySet()) {
            var shop = path.replaceFirst(".*/", "");
            assertThat(metrics)
                    .contains("shophub_webhooks_total{outcome=\"refused\",shop=\"" + shop + "\"} 1.0")
                    .contains("shophub_webhooks_total{outcome=\"accepted\",shop=\"" + shop + "\"}");
        }
    }

    private static long number(JdbcClient database, String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    private static ConditionFactory waiting(String what) {
        return Awaitility.await(what)
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(300))
                .atMost(Duration.ofMinutes(4));
    }
}
