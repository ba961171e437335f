package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/**
 * A hub as an admin installs it: jar, command line, settings and routes in one folder. It runs as the demo beside a world in a
 * process of its own, so that it can be killed and exchanged while platforms, ERP and mailbox go on.
 */
final class PackedHub implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final String JAR = "shophub.jar";

    private final Path folder;
    private final Path logs;
    private ChildProcess process;
    private int lives;
    private int commands;

    private PackedHub(Path folder, Path logs) {
        this.folder = folder;
        this.logs = logs;
    }

    /** {@code -Dchaos.previous}: a built checkout of the release before. */
    static Optional<Path> previous() {
        return Optional.of(System.getProperty("chaos.previous", ""))
                .filter(given -> !given.isBlank())
                .map(given -> Path.of(given).toAbsolutePath());
    }

    /** Writes the addresses of those platforms of a world that a release knows. */
    static void worldOf(Path release, Path world, Path known) throws IOException {
        var json = new ObjectMapper();
        var addresses = (ObjectNode) json.readTree(world.toFile());
        var shops = addresses.putArray("shops");
        json.readTree(world.toFile()).path("shops").forEach(shop -> {
            if (Files.isDirectory(
                    release.resolve("config").resolve(shop.path("platform").asText()))) {
                shops.add(shop);
            }
        });
        assertThat(shops).isNotEmpty();
        json.writeValue(known.toFile(), addresses);
    }

    /**
     * Installs a release.
     *
     * @param folder not there yet
     * @param release a built checkout of it
     * @param logs where each life and each command leaves what it said
     */
    static PackedHub install(Path folder, Path release, Path logs) {
        var hub = new PackedHub(folder, logs);
        try {
            Files.createDirectories(folder);
            for (var part : List.of("config", "routes")) {
                FileSystemUtils.copyRecursively(release.resolve(part), folder.resolve(part));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        hub.upgrade(release);
        return hub;
    }

    /** Takes jar and command line of another release, as {@code docs/operations.md} says; settings and routes stay. */
    void upgrade(Path release) {
        try {
            Files.copy(
                    release.resolve("target").resolve(JAR), folder.resolve(JAR), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(
                    release.resolve("hub"),
                    folder.resolve("hub"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Puts settings and routes of a backup in the place of those that are there. */
    void takeFolders(Path backup) {
        try {
            for (var part : List.of("config", "routes")) {
                FileSystemUtils.deleteRecursively(folder.resolve(part));
                FileSystemUtils.copyRecursively(backup.resolve(part), folder.resolve(part));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** @param world the file of the world's addresses */
    void start(Path world) {
        launch(world);
        until(() -> process.said().contains("demo ready"));
    }

    /** Starts one that may refuse: whether it runs. One that does not has ended by itself, and said why. */
    boolean tryToStart(Path world) {
        launch(world);
        Awaitility.await()
                .pollInSameThread()
                .pollInterval(LOOK)
                .atMost(PATIENCE)
                .until(() -> process.said().contains("demo ready") || !process.isAlive());
        return process.isAlive();
    }

    private void launch(Path world) {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-jar",
                JAR,
                "--spring.profiles.active=demo",
                "--demo.world=" + world,
                "--server.port=0");
        process = ChildProcess.run(logs.resolve("hub-" + lives++ + ".log"), command, folder, Map.of());
    }

    /** {@code kill -9}. */
    void kill() {
        process.kill();
    }

    void stop() {
        process.stop();
    }

    String said() {
        return process.said();
    }

    /** Of one that has ended. */
    int exitCode() {
        return process.exitCode();
    }

    /** Waits while the hub lives. */
    void until(BooleanSupplier reached) {
        Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .atMost(PATIENCE)
                .until(() -> {
                    assertThat(process.isAlive())
                            .as(() -> "ended by itself: " + process.said())
                            .isTrue();
                    return reached.getAsBoolean();
                });
    }

    /** What a command of the shipped script answered. */
    record Answer(int exitCode, String said) {

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(said);
            } catch (IOException broken) {
                throw new UncheckedIOException(said, broken);
            }
        }
    }

    /** {@code ./hub WORDS}. */
    Answer typed(String... words) {
        var command = new ArrayList<>(List.of("./hub"));
        command.addAll(Arrays.asList(words));
        var output = logs.resolve("command-%03d-%s.log".formatted(commands++, words[0]));
        try (var typed = ChildProcess.run(
                output, command, folder, Map.of("JAVA_HOME", System.getProperty("java.home"), "LANG", "en"))) {
            return new Answer(typed.exitCode(), typed.said());
        }
    }

    /** Files that an upgrade laid beside those that it took for edited. */
    List<String> laidBeside() {
        try (var files = Stream.concat(Files.walk(folder.resolve("config")), Files.walk(folder.resolve("routes")))) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".new"))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
