package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shophub.command.HubCommand;
import dev.shophub.demo.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.FileSystemUtils;

/** A backfill of a running hub, typed at its command line: live polls stay fresh beside it, and it survives a kill. */
class BackfillKillIT {

    private static final String SHOP = "taobao-demo";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home = Path.of("target", "backfill").toAbsolutePath();
    private int commands;

    @Test
    @Timeout(900)
    void aBackfillLeavesLivePollsFreshAndGoesOnAfterAKill() throws IOException {
        FileSystemUtils.deleteRecursively(home);
        Files.createDirectories(home);
        var addresses = home.resolve("world.json");
        try (var world = ChildProcess.start(
                home.resolve("world.log"),
                World.class,
                List.of("-Dlogback.configurationFile=hub-command-logback.xml"),
                List.of(
                        "--hub.data.dir=" + home.resolve("world"),
                        "--world.file=" + addresses,
                        "--demo.platforms=taobao",
                        "--demo.history-days=3",
                        "--demo.orders-per-minute=30"))) {
            until(() -> world.isAlive() && Files.exists(addresses));
            var before = firstLife();
            try (var hub = hub("second")) {
                until(() -> hub.said().contains("demo ready"));
                assertThat(progress().path("percent").asInt())
                        .isGreaterThanOrEqualTo(before.path("percent").asInt());
                assertThat(progress().path("records").asLong())
                        .isGreaterThanOrEqualTo(before.path("records").asLong());
                until(() -> !progress().path("state").asText().equals("open"));
                var done = progress();
                assertThat(done.path("state").asText()).isEqualTo("done");
                assertThat(done.path("quarantined").asLong()).isZero();
                assertThat(done.path("records").asLong()).isGreaterThan(300);
                assertThat(typed("backfill", "follow", "1")).contains("100%", "is done");
                assertThat(hub.said()).doesNotContain(" ERROR ");
            }
        }
    }

    /** Ends by a kill while the backfill is under way. */
    private JsonNode firstLife() {
        try (var hub = hub("first")) {
            until(() -> hub.said().contains("demo ready"));
            var zone = ZoneId.of("Asia/Shanghai");
            var begun = typed(
                    "backfill",
                    SHOP,
                    "orders",
                    LocalDate.now(zone).minusDays(2).toString(),
                    LocalDate.now(zone).toString(),
                    "--detach");
            assertThat(begun).contains("Backfill 1: orders of " + SHOP);
            until(() -> progress().path("percent").asInt() >= 10);
            for (int look = 0; look < 3; look++) {
                var status = json("status", SHOP, "--json");
                assertThat(progress().path("state").asText())
                        .as("still under way")
                        .isEqualTo("open");
                assertThat(status.at("/shops/0/streams"))
                        .filteredOn(stream -> stream.path("stream").asText().equals("orders"))
                        .singleElement()
                        .satisfies(orders -> assertThat(
                                        orders.path("freshnessSeconds").asLong(Long.MAX_VALUE))
                                .as("polled every 5 s")
                                .isLessThan(60));
            }
            var before = progress();
            hub.kill();
            return before;
        }
    }

    private ChildProcess hub(String life) {
        return ChildProcess.start(
                home.resolve("hub-" + life + ".log"),
                ShopHub.class,
                List.of("-Xmx512m"),
                List.of(
                        "--spring.profiles.active=demo",
                        "--demo.world=" + home.resolve("world.json"),
                        "--hub.data.dir=" + home.resolve("hub"),
                        // of the 1,000 calls a second that the simulated platform allows
                        "--hub.backfill.quota-share=0.01",
                        "--server.port=0"));
    }

    private JsonNode progress() {
        return json("backfill", "list", "1", "--json").path(0);
    }

    private JsonNode json(String... verb) {
        var said = typed(verb);
        try {
            return JSON.readTree(said);
        } catch (JsonProcessingException noJson) {
            throw new AssertionError(said, noJson);
        }
    }

    private String typed(String... verb) {
        var arguments = new ArrayList<>(List.of(verb));
        arguments.addAll(List.of("--lang", "en", "--data", home.resolve("hub").toString()));
        try (var command = ChildProcess.start(
                home.resolve("command-" + commands++ + ".log"),
                HubCommand.class,
                List.of("-Dlogback.configurationFile=hub-command-logback.xml"),
                arguments)) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> !command.isAlive());
            return command.said();
        }
    }

    private static void until(Callable<Boolean> reached) {
        Awaitility.await()
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(500))
                .atMost(PATIENCE)
                .until(reached);
    }
}
