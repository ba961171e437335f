package dev.shophub.bench;

import dev.shophub.bench.Figures.Doer;
import dev.shophub.demo.EmbeddedDatabase;
import dev.shophub.settings.MasterKey;
import dev.shophub.store.AesKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * How fast the hub is, beside what this machine can do at most. Asserts counts and sums, never a time.
 *
 * <p>{@code -Dbench.orders=N}: of each backlog, a multiple of 40; {@code -Dbench.full}: up to three million orders.
 */
@Tag("bench")
class BenchmarkIT {

    static final Logger LOG = LoggerFactory.getLogger(BenchmarkIT.class);

    private static final Path HOME = Path.of("target", "bench").toAbsolutePath();
    private static final int ORDERS = Integer.getInteger("bench.orders", 100_000);
    private static final boolean FULL = System.getProperty("bench.full") != null;
    private static final int SHOPS = 2;
    private static final List<String> PHASES = List.of("cold", "warm", "dirty");

    private final Clock clock = Clock.systemUTC();
    private final MasterKey key = MasterKey.random();
    private final Figures figures = new Figures();
    private final List<List<Release>> backlogs = new ArrayList<>();

    @Test
    void measure() throws Exception {
        FileSystemUtils.deleteRecursively(HOME);
        long began = System.nanoTime();
        figures.say(
                "%d orders a backlog in %d shops, %s, Java %s, %d processors",
                ORDERS,
                SHOPS,
                clock.instant(),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors());
        try (var server = ServerProcess.start(HOME.resolve("server"))) {
            try (var database = EmbeddedDatabase.open(HOME.resolve("mariadb-hub"), 0, "bench-only")) {
                hub(server, database);
                Latencies.measure(HOME, database, key, figures);
            }
            try (var database = EmbeddedDatabase.open(HOME.resolve("mariadb-limit"), 0, "bench-only")) {
                limit(server, database);
            }
        }
        figures.say(
                "The whole run took %d s",
                Duration.ofNanos(System.nanoTime() - began).toSeconds());
        figures.write(HOME);
    }

    private void hub(ServerProcess server, EmbeddedDatabase database) throws Exception {
        backlogs.add(HubReading.past(SHOPS, ORDERS / SHOPS, clock));
        show(server, 0, backlogs.get(0));
        try (var books = Books.open(database, "hub", key, SHOPS + 1, false);
                var hub = HubProcess.start(HOME.resolve("hub"), books, server, SHOPS + 1, false)) {
            figures.single(
                    "startMs", Latencies.awaiting(() -> Optional.of(hub.age()).filter(age -> books.hasOrders())), 0);
            var reading = new HubReading(server, books, hub, shops(0));
            var processors =
                    new Processors(Map.of("hub", hub.pid(), "database", database.pid(), "server", server.pid()));
            double cold = reading.history(backlogs.get(0));
            figures.rate("cold", Doer.HUB, ORDERS, cold, processors.look());
            long peak = hub.peakMegabytes();
            figures.single("memoryMb", peak, 0);
            for (int phase = 1; phase < PHASES.size(); phase++) {
                backlogs.add(reading.prepare((long) phase * ORDERS, ORDERS / SHOPS, phase == 1 ? -1 : ORDERS));
                processors.look();
                double seconds = reading.changes(backlogs.get(phase));
                figures.rate(PHASES.get(phase), Doer.HUB, ORDERS, seconds, processors.look());
            }
            var on = new LongRun(
                    reading, server, hub, SHOPS, figures, processors, ORDERS, PHASES.size() * (long) ORDERS);
            on.readOn(peak, FULL ? ORDERS : ORDERS / 10, SHOPS, FULL);
        }
    }

    private static void show(ServerProcess server, int firstShop, List<Release> backlog) {
        for (int shop = 0; shop < backlog.size(); shop++) {
            server.release(firstShop + shop, backlog.get(shop));
        }
    }

    private static List<Integer> shops(int first) {
        return IntStream.range(first, first + SHOPS).boxed().toList();
    }

    /** The same backlogs at shops of their own, which have the numbers after those of the hub. */
    private void limit(ServerProcess server, EmbeddedDatabase database) throws Exception {
        var master = new AesKey(key.bytes());
        int firstShop = SHOPS + 1;
        var processors = new Processors(
                Map.of("plain", ProcessHandle.current().pid(), "database", database.pid(), "server", server.pid()));
        try (var read = Books.open(database, "plain", key, SHOPS, false);
                var written = Books.open(database, "written", key, SHOPS, false);
                var caller = new PlainCaller(server.platform(), 20);
                var reading = new Limit(read, master, caller, firstShop, SHOPS);
                var writing = new Limit(written, master, caller, firstShop, SHOPS)) {
            var counted = new Counted(read, firstShop, SHOPS);
            for (int phase = 0; phase < backlogs.size(); phase++) {
                show(server, firstShop, backlogs.get(phase));
                processors.look();
                double seconds = reading.read(backlogs.get(phase));
                figures.rate(PHASES.get(phase), Doer.LIMIT, ORDERS, seconds, processors.look());
                counted.check(backlogs.get(phase));
            }
            var again = new Counted(written, firstShop, SHOPS);
            for (int phase = 0; phase < backlogs.size(); phase++) {
                var backlog = backlogs.get(phase);
                again.show(backlog);
                var prepared = new ArrayList<List<Fetched>>();
                for (int shop = 0; shop < SHOPS; shop++) {
                    prepared.add(
                            Limit.prepared(backlog.get(shop), again.shelf(shop), PlainCaller.utc(clock.instant())));
                }
                processors.look();
                double seconds = writing.write(prepared);
                figures.rate(PHASES.get(phase), Doer.WRITE_ONLY, ORDERS, seconds, processors.look());
                again.checkShown(backlog);
            }
        }
    }
}
