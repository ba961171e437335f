package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shophub.settings.MasterKey;
import dev.shophub.support.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A hub that runs is backed up, its key changed, and what was backed up is started on another machine: three processes, two folders. */
class RestoredHubIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    @Timeout(900)
    void whatWasBackedUpRunsElsewhereWithTheKeyOfThatTime() throws IOException {
        var here = Files.createDirectories(folder.resolve("here"));
        var elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        var key = MasterKey.random().toBase64();
        var backup = folder.resolve("backup");
        try (var hub = HubTrial.in(here)
                .set("HUB_KEY", key)
                .database(
                        url("here"),
                        TestDatabase.server().user(),
                        TestDatabase.server().password())
                .start()) {
            until(hub, () -> running(here, hub));
            assertThat(typed(here, 0, "backup", backup.toString(), "--lang=en"))
                    .contains("The master key is not in it");
            assertThat(typed(here, 1, "backup", backup.toString(), "--lang=en")).contains("is not empty");
            assertThat(typed(here, 0, "rekey", "--key-file=" + folder.resolve("key-2"), "--lang=en"))
                    .contains("The next start must have it");
            assertThat(hub.said())
                    .doesNotContain(Files.readString(folder.resolve("key-2")).strip());
        }
        assertThat(Files.isRegularFile(backup.resolve("manifest.json"))).isTrue();
        assertThat(Files.isDirectory(backup.resolve("config"))).isTrue();

        var address = url("elsewhere") + "&password=" + TestDatabase.server().password();
        assertThat(typed(
                        elsewhere,
                        0,
                        "restore",
                        backup.toString(),
                        "--db-url=" + address,
                        "--db-user=" + TestDatabase.server().user(),
                        "--lang=en"))
                .contains("Restored as of");
        try (var hub = HubTrial.in(elsewhere)
                .set("HUB_KEY", key)
                .database(
                        url("elsewhere"),
                        TestDatabase.server().user(),
                        TestDatabase.server().password())
                .start()) {
            until(hub, () -> running(elsewhere, hub));
            assertThat(typed(elsewhere, 2, "status", "--lang=en")).contains("first", "second");
        }
        try (var hub = HubTrial.in(Files.createDirectories(folder.resolve("again")))
                .set("HUB_KEY", Files.readString(folder.resolve("key-2")).strip())
                .database(
                        url("here"),
                        TestDatabase.server().user(),
                        TestDatabase.server().password())
                .start()) {
            until(hub, () -> running(folder.resolve("again"), hub));
            until(hub, () -> hub.said().contains("The former master key is refused from now on"));
        }
    }

    private static String url(String schema) {
        return TestDatabase.server().url("restored_" + schema);
    }

    private static String typed(Path folder, int code, String... words) {
        try (var typed = HubTrial.command(folder, words)) {
            assertThat(typed.exitCode()).as(typed.said()).isEqualTo(code);
            return typed.said();
        }
    }

    private static void until(ChildProcess hub, BooleanSupplier reached) {
        Awaitility.await().pollInSameThread().atMost(PATIENCE).until(() -> {
            assertThat(hub.isAlive()).as(() -> "ended by itself: " + hub.said()).isTrue();
            return reached.getAsBoolean();
        });
    }

    private boolean running(Path where, ChildProcess hub) {
        var file = where.resolve("data/run.json");
        return Files.exists(file)
                && run(file).path("pid").asLong() == hub.pid()
                && run(file).path("state").asText().equals("running");
    }

    private JsonNode run(Path file) {
        try {
            return json.readTree(file.toFile());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
