package dev.shophub.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.settings.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class EmbeddedDatabaseIT {

    @TempDir
    private static Path folder;

    @Test
    void rowsOutliveARestartInALongPath() throws Exception {
        var home = home();
        assertThat(home.toString()).hasSizeGreaterThan(150);
        restartKeepsRows(home);
    }

    @Test
    void rowsOutliveARestartBelowTheSystemsTemporaryFolder() throws Exception {
        var clone = Files.createDirectories(
                Path.of("/tmp/shophub-it-" + ProcessHandle.current().pid()));
        try {
            restartKeepsRows(clone.resolve("data/mariadb"));
        } finally {
            FileSystemUtils.deleteRecursively(clone);
        }
    }

    @Test
    void aServerLeftByAKilledProcessIsAdopted() throws Exception {
        var home = home();
        var other = start(home);
        var line = firstLine(other);
        other.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        var pid = Long.parseLong(line.split(" ")[1]);
        assertThat(ProcessHandle.of(pid)).isPresent();

        try (var adopted = EmbeddedDatabase.open(home, 0)) {
            assertThat(adopted.pid()).isEqualTo(pid);
            assertThat(rows(adopted)).isEqualTo(1);
        }
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void aSecondProcessIsRefusedAndTheFirstGoesOn() throws Exception {
        try (var first = EmbeddedDatabase.open(home(), 0)) {
            write(first);
            assertThatThrownBy(() -> EmbeddedDatabase.open(home(), 0))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("in use by another process");
            assertThat(rows(first)).isEqualTo(1);
        }
    }

    /** One for all that want no folder of their own: setting a server up takes longer than starting it. */
    private static Path home() {
        return folder.resolve("x".repeat(150 - folder.toString().length() % 100))
                .resolve("mariadb");
    }

    private static void restartKeepsRows(Path home) throws Exception {
        try (var first = EmbeddedDatabase.open(home, 0)) {
            write(first);
        }
        assertThat(Files.getPosixFilePermissions(home.resolve("password")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var second = EmbeddedDatabase.open(home, 0)) {
            assertThat(rows(second)).isEqualTo(1);
            assertThat(flush(second)).as("a demo waits for no disk").isEqualTo(2);
        }
    }

    private static int flush(EmbeddedDatabase server) throws SQLException {
        try (var connection = DriverManager.getConnection(server.url("kept"), server.user(), server.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT @@innodb_flush_log_at_trx_commit")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Runs in a process of its own: starts the server, writes a row, says so, and waits to be killed. */
    public static final class Other {

        private Other() {}

        public static void main(String[] arguments) throws Exception {
            var server = EmbeddedDatabase.open(Path.of(arguments[0]), 0);
            write(server);
            System.out.println("ready " + server.pid());
            System.in.read();
        }
    }

    private static Process start(Path home) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Other.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String firstLine(Process process) throws IOException {
        var reader = process.inputReader();
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("ready ")) {
                return line;
            }
        }
        throw new IllegalStateException("The other process ended without a word");
    }

    private static void write(EmbeddedDatabase server) throws SQLException {
        try (var connection = DriverManager.getConnection(server.url("kept"), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE kept (id INT)");
            statement.execute("INSERT INTO kept VALUES (1)");
        }
    }

    private static int rows(EmbeddedDatabase server) throws SQLException {
        try (var connection = DriverManager.getConnection(server.url("kept"), server.user(), server.password());
                var statement = connection.createStatement();
                var answer = statement.executeQuery("SELECT COUNT(*) FROM kept")) {
            answer.next();
            return answer.getInt(1);
        }
    }
}
