package dev.shophub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.demo.EmbeddedDatabase;
import dev.shophub.settings.MasterKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * How soon things happen in an idle hub with ten shops that polls every second. Times begin at the last byte of the
 * platform's or ERP's answer, as the server that sent it saw it.
 */
final class Latencies {

    static final int SHOPS = 10;

    private static final int ORDERS = 50;
    private static final int PUSHES = 15;
    private static final int MAILS = 40;
    /** Not counted: the first of each kind, before everything was used once. */
    private static final int WARM_UP = 5;

    private static final long FIRST_LEVEL = 900_000;
    /** Where the moment of looking is what is measured. */
    private static final Duration GLANCE = Duration.ofNanos(200_000);

    /** Where the moment is told by the server: looking takes no processor from what is measured. */
    private static final Duration NOW_AND_THEN = Duration.ofMillis(20);

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ServerProcess server;
    private final Books books;
    private final Clock clock = Clock.systemUTC();

    private Latencies(ServerProcess server, Books books) {
        this.server = server;
        this.books = books;
    }

    static void measure(Path home, EmbeddedDatabase database, MasterKey key, Figures figures) throws Exception {
        try (var server = ServerProcess.start(home.resolve("latency-server"));
                var books = Books.open(database, "idle", key, SHOPS, true);
                var hub = HubProcess.start(home.resolve("latency-hub"), books, server, SHOPS, true);
                var floor = new Floor(server, Books.open(database, "floor", key, SHOPS, true))) {
            var latencies = new Latencies(server, books);
            latencies.awaitReady(hub);
            figures.latency(
                    "freshness", "freshnessP95Ms", counted(latencies.freshness(hub)), counted(floor.freshness(ORDERS)));
            figures.latency(
                    "push to ten shops", "pushP95Ms", counted(latencies.pushes()), counted(floor.pushes(PUSHES)));
            figures.latency("review to mail", "mailP95Ms", counted(latencies.mails()), counted(floor.mails(MAILS)));
        }
    }

    private static double[] counted(double[] all) {
        return java.util.Arrays.copyOfRange(all, WARM_UP, all.length);
    }

    /** Every shop's item is known and its code mapped, and the past is read. */
    private void awaitReady(Jvm hub) {
        awaiting(() -> {
            hub.assertAlive();
            return books.rows("sku_mapping") >= SHOPS
                            && books.rows("stock_level") >= SHOPS
                            && IntStream.range(0, SHOPS).allMatch(books::historyIsRead)
                            && books.rows("checkpoint WHERE stream = 'reviews-history' AND watermark >= target")
                                    >= SHOPS
                    ? Optional.of(true)
                    : Optional.empty();
        });
    }

    private double[] freshness(Jvm hub) {
        return IntStream.range(0, ORDERS)
                .mapToDouble(number -> {
                    hub.assertAlive();
                    int shop = number % SHOPS;
                    long second = clock.instant().getEpochSecond();
                    server.release(shop, new Release(false, number, 1, -1, second, second + 1));
                    long tid = new Shelf(shop).tid(number);
                    long seen = awaiting(
                            () -> books.isStored(shop, tid) ? Optional.of(Happenings.micros(clock)) : Optional.empty());
                    return millis(happened(Happenings.DETAIL + tid), seen);
                })
                .toArray();
    }

    private double[] pushes() {
        return IntStream.range(0, PUSHES)
                .boxed()
                .flatMapToDouble(round -> {
                    long level = FIRST_LEVEL - round;
                    server.erpStock(level);
                    return IntStream.range(0, SHOPS).mapToDouble(shop -> {
                        long pushed = happened("push/" + shop + "/" + level);
                        return millis(happened("erp-stock/" + level), pushed);
                    });
                })
                .toArray();
    }

    private double[] mails() {
        return IntStream.range(0, MAILS)
                .mapToDouble(number -> {
                    int shop = number % SHOPS;
                    long oid = Detail.oid(new Shelf(shop).tid(number), 0);
                    server.review(shop, oid);
                    long message = awaiting(NOW_AND_THEN, () -> books.mailAbout(oid + ":buyer"));
                    return millis(happened("review/" + shop + "/" + oid), happened("mail/" + message));
                })
                .toArray();
    }

    private long happened(String what) {
        return awaiting(NOW_AND_THEN, () -> Optional.of(server.happenings().path(what))
                        .filter(JsonNode::isNumber))
                .asLong();
    }

    static double millis(long fromMicros, long toMicros) {
        return (toMicros - fromMicros) / 1e3;
    }

    static <T> T awaiting(Supplier<Optional<T>> what) {
        return awaiting(GLANCE, what);
    }

    private static <T> T awaiting(Duration glance, Supplier<Optional<T>> what) {
        return Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(glance)
                .atMost(PATIENCE)
                .until(what::get, Optional::isPresent)
                .orElseThrow();
    }
}
