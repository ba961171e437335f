package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.util.FileSystemUtils;

/**
 * A whole clone of the project runs the demo by the README's command, is stopped by Ctrl-C, leaves nothing behind, and finds its
 * rows again: below /tmp, where much is deleted, and in a path longer than a socket's may be.
 */
@EnabledOnOs(OS.LINUX)
class CloneIT {

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Path SHORT =
            Path.of("/tmp", "shophub-" + ProcessHandle.current().pid());
    private static final int LONG = 150;

    @Test
    @Timeout(900)
    void restartsWithItsRows() throws Exception {
        var inside = SHORT.resolve("a".repeat(60)).resolve("b".repeat(60));
        var far = inside.resolve("c".repeat(LONG - inside.toString().length()));
        assertThat(far.toString()).hasSizeGreaterThan(LONG);
        var both = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Void>> trials = List.of(() -> restarts(SHORT.resolve("clone")), () -> restarts(far));
            for (var trial : both.invokeAll(trials)) {
                trial.get();
            }
        } finally {
            both.shutdownNow();
            FileSystemUtils.deleteRecursively(SHORT);
        }
    }

    private static Void restarts(Path folder) throws Exception {
        var clone = Clone.into(folder);
        wrapperRuns(clone);
        Map<String, Instant> orders;
        Instant readTo;
        try (var demo = clone.startDemo()) {
            awaitOrders(clone, demo);
            orders = orders(clone);
            readTo = readTo(clone.status());
            stopped(clone, demo);
        }
        try (var again = clone.startDemo()) {
            await(again, () -> again.said().contains("demo ready"));
            assertThat(orders(clone)).as("orders and when they were first read").containsAllEntriesOf(orders);
            assertThat(readTo(clone.status())).isAfterOrEqualTo(readTo);
            stopped(clone, again);
        }
        return null;
    }

    /** Nothing is fetched here: a machine on which the wrapper never ran, and cannot, says so; CI calls the wrapper itself. */
    private static void wrapperRuns(Clone clone) {
        var why = clone.wrapperFails();
        if (System.getenv("CI") == null) {
            assumeThat(why).as("./mvnw cannot run Maven here: %s", why).isEmpty();
        }
        assertThat(why).as("./mvnw").isEmpty();
    }

    private static void awaitOrders(Clone clone, ChildProcess demo) {
        await(demo, () -> demo.said().contains("demo ready"));
        await(demo, () -> stream(clone.status(), "orders").path("records").asLong() > 0);
    }

    private static void stopped(Clone clone, ChildProcess demo) throws IOException {
        var ports = new ArrayList<Integer>();
        clone.runFile().path("ports").forEach(port -> ports.add(port.asInt()));
        clone.interrupt(demo);
        Awaitility.await("what runs on").atMost(PATIENCE).until(() -> clone.running()
                .isEmpty());
        assertThat(clone.runFile().path("state").asText()).isEqualTo("stopped");
        assertThat(ports).hasSizeGreaterThan(4).noneMatch(CloneIT::answers);
        assertThat(clone.folder().resolve("data/mariadb/data/s"))
                .as("the database's socket")
                .doesNotExist();
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    private static void await(ChildProcess demo, Callable<Boolean> reached) {
        Awaitility.await().pollInSameThread().atMost(PATIENCE).until(() -> {
            assertThat(demo.isAlive())
                    .as(() -> "ended by itself: " + demo.said())
                    .isTrue();
            return reached.call();
        });
    }

    private static Instant readTo(JsonNode status) {
        return Instant.parse(stream(status, "orders").path("watermark").asText());
    }

    private static JsonNode stream(JsonNode status, String name) {
        for (var stream : status.at("/shops/0/streams")) {
            if (stream.path("stream").asText().equals(name)) {
                return stream;
            }
        }
        return status.path("none");
    }

    /** By their ids, with the moment at which the hub first read them. */
    private static Map<String, Instant> orders(Clone clone) throws IOException, SQLException {
        var run = clone.runFile();
        try (var connection = DriverManager.getConnection(
                        run.path("databaseUrl").asText(),
                        run.path("databaseUser").asText(),
                        run.path("databasePassword").asText());
                var statement = connection.createStatement();
                var answer = statement.executeQuery("SELECT external_id, first_read_at FROM sales_order")) {
            var orders = new HashMap<String, Instant>();
            while (answer.next()) {
                orders.put(answer.getString(1), answer.getTimestamp(2).toInstant());
            }
            assertThat(orders).isNotEmpty();
            return orders;
        }
    }
}
