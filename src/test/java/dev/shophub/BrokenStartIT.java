package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.shophub.support.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is broken stays out and the rest runs: faults that do not stop the start, in two starts of one hub. */
class BrokenStartIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String GREETS =
            """
            - route:
                id: greets-%s
                from:
                  uri: direct:greets
                  steps:
                    - setBody: {constant: hello}
            """;

    @TempDir
    private Path folder;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    @Timeout(300)
    void theRestRuns() throws IOException {
        var trial = HubTrial.in(folder);
        trial.copy("routes").with("routes", "routes").write("routes/own.camel.yaml", GREETS.formatted("first"));
        try (var late = new LateServer()) {
            trial.database(
                    late.url("broken"),
                    TestDatabase.server().user(),
                    TestDatabase.server().password());
            oneShopAndOneRouteFileAreBrokenAndTheDatabaseIsLate(trial, late);
            allShopsAreOutAndAFileThatRanIsBroken(trial);
        }
    }

    private void oneShopAndOneRouteFileAreBrokenAndTheDatabaseIsLate(HubTrial trial, LateServer late) {
        trial.spoil(HubTrial.SHOPS, "\"23000002\", app-secret", "\"23000002\", app-sekret")
                .spoil("routes/report.camel.yaml", "route:", "rout:");
        try (var hub = trial.start()) {
            until(hub, () -> hub.said().contains("is waited for"));
            assertThat(hub.said())
                    .contains("The database does not answer and is waited for (hub.db.url=jdbc:mariadb://127.0.0.1:")
                    .doesNotContain("\tat ");
            late.appear();
            until(hub, () -> running(hub));
            assertThat(hub.said()).contains("The database answers");

            var trade = health().at("/components/trade/details");
            assertThat(trade.path("shop second").asText())
                    .isEqualTo("config/taobao/application.yaml:13: settings.app-secret is missing: set it");
            assertThat(trade.path("shops").isMissingNode()).isTrue();
            assertThat(trade.path("freshness").fieldNames()).toIterable().contains("first/orders", "erp/stock");

            var status = status();
            assertThat(state(status, "first")).isNotEqualTo("out");
            assertThat(state(status, "second")).isEqualTo("out");
            assertThat(status.path("troubles").findValuesAsText("message"))
                    .anySatisfy(message -> assertThat(message).contains("report.camel.yaml", "Its routes are down"));
            savesOfTheConfigurationHoldAtOnce(trial, hub);
        }
    }

    private void savesOfTheConfigurationHoldAtOnce(HubTrial trial, ChildProcess hub) {
        trial.spoil(HubTrial.SHOPS, "app-sekret", "app-secret");
        until(hub, () -> isConnected("second"));
        assertThat(health().at("/components/trade/details/freshness").fieldNames())
                .toIterable()
                .contains("second/orders");

        trial.spoil(HubTrial.SHOPS, "    second:", "      stock: {buffer: 2}\n    second:");
        until(hub, () -> hub.said()
                .contains("The shop first shows stock by another formula now; 0 listings are compared"));
        trial.write("config/stock-formula.csv", "first,85123A,-1,,,\n");

        trial.spoil(HubTrial.MAIN, "hub:", "hub:\n  mail: {langauge: en}\n  alert: {digest-window: 1m}");
        until(hub, () -> configuration("faults")
                .contains("application.yaml:2: the key 'hub.mail.langauge' is unknown"));
        trial.spoil(HubTrial.MAIN, "mail: {langauge: en}", "db: {connections: 7}");
        until(hub, () -> configuration("waits for a restart").contains("application.yaml:2: 'hub.db.connections'"));
        assertThat(configuration("faults")).isEmpty();

        trial.spoil(HubTrial.SHOPS, "    first:", "    third:");
        until(hub, () -> state(status(), "first").equals("out"));
        until(hub, () -> isConnected("third"));
        aShopTakesItsPastToItsNewName();
        trial.spoil(HubTrial.SHOPS, "platform: taobao\n      title", "platform: taoboa\n      title");
        until(hub, () -> hub.said().contains("the platform 'taoboa' is unknown"));
        assertThat(isConnected("third")).isTrue();
        trial.spoil(HubTrial.SHOPS, "taoboa", "taobao").spoil(HubTrial.SHOPS, "    third:", "    first:");
        until(hub, () -> isConnected("first"));
        assertThat(hub.said()).doesNotContain("The shop second is connected anew", "The shop second left", "\tat ");

        var checked = asked(2, "check-config", "--json", "--lang=en");
        assertThat(checked.path("live").asBoolean()).isTrue();
        assertThat(checked.path("faults").toString())
                .contains("report.camel.yaml:", "stock-formula.csv:1 buffer is not");
        assertThat(checked.path("notes").toString()).contains("hub.db.connections");
        assertThat(checked.path("shops").findValuesAsText("shop")).contains("erp", "first", "second");
        assertThat(checked.at("/shops/0/streams/0/state").asText()).isEqualTo("UNKNOWN");
        assertThat(checked.at("/shops/1/streams/0/state").asText()).isEqualTo("REFUSED");
        assertThat(checked.at("/shops/1/streams/0/message").asText()).contains("./hub authorize first");
    }

    private void aShopTakesItsPastToItsNewName() {
        var removed = shop(status(), "first");
        assertThat(removed.path("reason").asText()).contains("Nothing waits for it", "./hub rename-shop first NEW");
        try (var renamed = HubTrial.command(folder, "rename-shop", "first", "third", "--lang=en")) {
            assertThat(renamed.exitCode()).as(renamed.said()).isZero();
            assertThat(renamed.said()).contains("first is third now");
        }
        assertThat(state(status(), "first")).isEmpty();
        assertThat(isConnected("third")).isTrue();
        assertThat(health().at("/components/trade/details/freshness").fieldNames())
                .toIterable()
                .contains("third/orders");
    }

    private boolean isConnected(String shop) {
        return !List.of("", "out").contains(state(status(), shop));
    }

    private String configuration(String detail) {
        return health().at("/components/configuration/details")
                .path(detail)
                .toString()
                .replace("\"\"", "");
    }

    private void allShopsAreOutAndAFileThatRanIsBroken(HubTrial trial) {
        var offline = asked(2, "check-config", "--json", "--config=config", "--routes=routes");
        assertThat(offline.path("live").asBoolean()).isFalse();
        assertThat(offline.path("faults").toString()).contains("report.camel.yaml:");
        assertThat(offline.path("notes").toString()).contains("TAOBAO_APP_SECRET, which is not set");
        trial.unset("TAOBAO_APP_SECRET")
                .write("routes/own.camel.yaml", GREETS.formatted("second").replace("setBody", "setBdoy"));
        try (var hub = trial.start()) {
            until(hub, () -> running(hub));
            var health = health();
            assertThat(health.path("status").asText()).isEqualTo("DOWN");
            assertThat(health.at("/components/trade/details/shops").asText()).startsWith("No shop can run");
            assertThat(health.at("/components/trade/details/shop first").asText())
                    .isEqualTo("config/taobao/application.yaml:8: 'hub.shops.first.settings.app-secret' needs the"
                            + " environment variable TAOBAO_APP_SECRET, which is not set");
            var status = status();
            assertThat(List.of(state(status, "first"), state(status, "second"))).containsOnly("out");
            until(hub, () -> status().path("troubles").findValuesAsText("message").stream()
                    .anyMatch(told -> told.contains("own.camel.yaml") && told.contains("What ran before runs on")));
        }
    }

    private static void until(ChildProcess hub, BooleanSupplier reached) {
        Awaitility.await().pollInSameThread().atMost(PATIENCE).until(() -> {
            assertThat(hub.isAlive()).as(() -> "ended by itself: " + hub.said()).isTrue();
            return reached.getAsBoolean();
        });
    }

    private boolean running(ChildProcess hub) {
        return Files.exists(folder.resolve("data/run.json"))
                && run().path("pid").asLong() == hub.pid()
                && run().path("state").asText().equals("running");
    }

    private JsonNode run() {
        try {
            return json.readTree(folder.resolve("data/run.json").toFile());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private JsonNode health() {
        try {
            var uri = "http://127.0.0.1:" + run().at("/ports/management").asInt() + "/actuator/health";
            return json.readTree(HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString())
                    .body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private JsonNode status() {
        return asked(2, "status", "--json");
    }

    private JsonNode asked(int code, String... words) {
        try (var asked = HubTrial.command(folder, words)) {
            assertThat(asked.exitCode()).as(asked.said()).isEqualTo(code);
            return json.readTree(asked.said());
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    private static String state(JsonNode status, String shop) {
        return shop(status, shop).path("state").asText();
    }

    private static JsonNode shop(JsonNode status, String shop) {
        for (var one : status.path("shops")) {
            if (one.path("shop").asText().equals(shop)) {
                return one;
            }
        }
        return MissingNode.getInstance();
    }

    /** The tests' database server behind an address at which, until it appears, nobody answers. */
    private static final class LateServer implements AutoCloseable {

        private final int port;
        private ServerSocket door;

        LateServer() throws IOException {
            try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
        }

        String url(String schema) {
            return "jdbc:mariadb://127.0.0.1:" + port + "/" + schema + "?createDatabaseIfNotExist=true";
        }

        void appear() {
            try {
                door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            daemon(() -> {
                while (!door.isClosed()) {
                    var here = door.accept();
                    var there = new Socket(
                            InetAddress.getLoopbackAddress(),
                            TestDatabase.server().port());
                    daemon(() -> pass(here, there));
                    daemon(() -> pass(there, here));
                }
            });
        }

        private static void pass(Socket from, Socket to) throws IOException {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            }
        }

        private static void daemon(Work work) {
            var thread = new Thread(
                    () -> {
                        try {
                            work.run();
                        } catch (IOException theOtherSideIsGone) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    "late-server");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() throws IOException {
            if (door != null) {
                door.close();
            }
        }

        /** What reads and writes. */
        private interface Work {
            void run() throws IOException;
        }
    }
}
