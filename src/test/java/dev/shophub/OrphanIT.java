package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A demo that is killed leaves its database running: the next one takes it over with its rows, and stops it in the end. */
class OrphanIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private Path folder;

    @Test
    @Timeout(400)
    void theDatabaseOfAKilledDemoIsAdopted() throws IOException, SQLException {
        long server;
        long before;
        try (var killed = startDemo("killed")) {
            before = awaitOrders(killed);
            server = server();
            killed.kill();
        }
        assertThat(ProcessHandle.of(server)).as("the orphan runs on").isPresent();

        try (var next = startDemo("next")) {
            assertThat(awaitOrders(next)).isGreaterThanOrEqualTo(before);
            assertThat(server()).as("the server that runs").isEqualTo(server);
        }
        assertThat(runFile().path("state").asText()).isEqualTo("stopped");
        assertThat(ProcessHandle.allProcesses()
                        .flatMap(process -> process.info().commandLine().stream())
                        .filter(command -> command.contains(folder.toString())))
                .as("left running after the stop")
                .isEmpty();
    }

    private ChildProcess startDemo(String name) {
        return ChildProcess.start(
                folder.resolve(name + ".log"),
                ShopHub.class,
                List.of("-Xmx512m"),
                List.of(
                        "--spring.profiles.active=demo",
                        "--demo.history-days=1",
                        "--hub.data.dir=" + folder.resolve("data"),
                        "--server.port=0"));
    }

    /** How many orders are stored, once the demo says that it is ready and there are some. */
    private long awaitOrders(ChildProcess demo) throws IOException, SQLException {
        await(demo, () -> demo.said().contains("demo ready"));
        await(demo, () -> orders() > 0);
        return orders();
    }

    private static void await(ChildProcess demo, Condition reached) {
        Awaitility.await().pollInSameThread().atMost(PATIENCE).until(() -> {
            assertThat(demo.isAlive())
                    .as(() -> "ended by itself: " + demo.said())
                    .isTrue();
            return reached.holds();
        });
    }

    /** Something that a test waits for. */
    private interface Condition {
        boolean holds() throws IOException, SQLException;
    }

    private long server() throws IOException {
        return Long.parseLong(
                Files.readString(folder.resolve("data/mariadb/pid")).strip());
    }

    private JsonNode runFile() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("data/run.json").toFile());
    }

    private long orders() throws IOException, SQLException {
        var run = runFile();
        try (var connection = DriverManager.getConnection(
                        run.path("databaseUrl").asText(),
                        run.path("databaseUser").asText(),
                        run.path("databasePassword").asText());
                var statement = connection.createStatement();
                var answer = statement.executeQuery("SELECT COUNT(*) FROM sales_order")) {
            answer.next();
            return answer.getLong(1);
        }
    }
}
