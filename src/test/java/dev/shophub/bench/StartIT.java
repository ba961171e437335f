package dev.shophub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.demo.EmbeddedDatabase;
import dev.shophub.settings.MasterKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.util.FileSystemUtils;

/**
 * How long after the start of its process the packed hub has stored its first order: as one jar, with its libraries beside
 * it, and with an archive of what it loads. {@code -Dbench.starts=N} starts of each, {@code -Dbench.jdk25=DIR} for a JDK 25 as well.
 */
@Tag("bench")
@EnabledIfSystemProperty(
        named = "bench.starts",
        matches = "\\d+",
        disabledReason = "measured with -Dbench.starts=N alone")
class StartIT {

    private static final Path HOME = Path.of("target", "bench", "starts").toAbsolutePath();
    private static final Path JAR = Path.of("target", "shophub.jar").toAbsolutePath();
    private static final int ORDERS = 40;

    private final Clock clock = Clock.systemUTC();
    private final MasterKey key = MasterKey.random();
    private final Figures figures = new Figures();
    private ServerProcess server;
    private EmbeddedDatabase database;
    private int schemas;

    @BeforeEach
    void open() throws Exception {
        FileSystemUtils.deleteRecursively(HOME);
        server = ServerProcess.start(HOME.resolve("server"));
        server.release(0, HubReading.past(1, ORDERS, clock).get(0));
        database = EmbeddedDatabase.open(HOME.resolve("mariadb"), 0, "bench-only");
    }

    @AfterEach
    void close() {
        database.close();
        server.close();
    }

    /** One way to start it. */
    private record Way(String name, Path jdk, Path jar, Optional<Archive> archive) {}

    /**
     * An archive of what a start loads.
     *
     * @param made the option with which a start makes it when it ends
     * @param used the option with which later ones use it
     */
    private record Archive(String made, String used) {}

    @Test
    void theFirstOrderOfAPackedHub() throws Exception {
        int starts = Integer.getInteger("bench.starts");
        var ways = new ArrayList<>(ways(Path.of(System.getProperty("java.home")), "JDK " + Runtime.version(), "17"));
        Optional.ofNullable(System.getProperty("bench.jdk25"))
                .map(Path::of)
                .ifPresent(jdk -> ways.addAll(ways(jdk, "JDK 25", "25")));
        for (var way : ways) {
            var archive = way.archive();
            if (archive.isPresent()) {
                start(way, List.of(archive.get().made()));
            }
            var options = archive.map(found -> List.of(found.used())).orElse(List.of());
            var seconds = new ArrayList<Double>();
            for (int start = 0; start < starts; start++) {
                seconds.add(start(way, options) / 1_000);
            }
            assertThat(seconds).hasSize(starts);
            figures.say(
                    "%-10s %-36s %.1f s to the first order (%s)",
                    way.jdk().getFileName(),
                    way.name(),
                    seconds.stream().sorted().toList().get(starts / 2),
                    seconds.stream().map("%.1f"::formatted).toList());
        }
        figures.lines(HOME.resolve("starts.txt"));
    }

    private static List<Way> ways(Path jdk, String name, String folder) {
        var beside = extracted(jdk, HOME.resolve(folder));
        var archive = HOME.resolve(folder).resolve("hub.archive");
        var used = folder.equals("25")
                ? new Archive("-XX:AOTCacheOutput=" + archive, "-XX:AOTCache=" + archive)
                : new Archive("-XX:ArchiveClassesAtExit=" + archive, "-XX:SharedArchiveFile=" + archive);
        return List.of(
                new Way(name + ", one jar", jdk, JAR, Optional.empty()),
                new Way(name + ", libraries beside the jar", jdk, beside, Optional.empty()),
                new Way(name + ", with the archive", jdk, beside, Optional.of(used)));
    }

    private static Path extracted(Path jdk, Path folder) {
        try {
            var command = Stream.of(
                            jdk.resolve("bin/java"), "-Djarmode=tools", "-jar", JAR, "extract", "--destination", folder)
                    .map(Object::toString)
                    .toList();
            Files.createDirectories(folder.getParent());
            var process = new ProcessBuilder(command).inheritIO().start();
            assertThat(process.waitFor()).isZero();
            return folder.resolve(JAR.getFileName());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Milliseconds from the process to the first order; it is ended in order, as an archive wants it. */
    private double start(Way way, List<String> options) throws Exception {
        int schema = schemas++;
        var home = HOME.resolve("hub-" + schema);
        try (var books = Books.open(database, "start" + schema, key, 1, false)) {
            var all = new ArrayList<>(HubProcess.options(home));
            all.addAll(options);
            var arguments = HubProcess.arguments(home, books, server, 1, false);
            try (var hub = Jvm.start(
                    home.resolve("hub.log"),
                    way.jdk(),
                    all,
                    List.of("-jar", way.jar().toString()),
                    arguments)) {
                return Latencies.awaiting(() -> {
                    hub.assertAlive();
                    return Optional.of(hub.age()).filter(age -> books.hasOrders());
                });
            }
        }
    }
}
