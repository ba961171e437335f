package dev.shophub.bench;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * Backlogs that a hub reads: released at the platform, timed from the platform's first row to the last page's checkpoint,
 * and counted in the tables.
 */
final class HubReading {

    private static final Duration PATIENCE = Duration.ofMinutes(60);
    private static final Duration GLANCE = Duration.ofMillis(50);
    /** So long the lists are closed before a backlog is released that then lies in no window already read. */
    private static final Duration CLOSED = Duration.ofSeconds(7);

    private final ServerProcess server;
    private final Books books;
    private final Jvm hub;
    private final List<Integer> shops;
    private final Counted counted;
    private final Clock clock = Clock.systemUTC();
    private int stalls;
    private int released = 1;

    HubReading(ServerProcess server, Books books, Jvm hub, List<Integer> shops) {
        this.server = server;
        this.books = books;
        this.hub = hub;
        this.shops = shops;
        this.counted = new Counted(books, shops.get(0), shops.size());
    }

    /** Seconds in which the hub read the history that its shops show since before it was started. */
    double history(List<Release> backlog) throws IOException {
        await(() -> shops.stream().allMatch(books::historyIsRead));
        double seconds = Happenings.micros(clock) / 1e6 - begun();
        counted.check(backlog);
        return seconds;
    }

    /** Closes the lists and prepares a backlog for the time in which they were closed. */
    List<Release> prepare(long first, int each, long base) {
        shops.forEach(server::close);
        await(() -> shops.stream().allMatch(shop -> books.liveRead(shop) >= 0));
        var closed = clock.instant();
        await(() -> clock.instant().isAfter(closed.plus(CLOSED)));
        var prepared = new ArrayList<Release>();
        long from = closed.getEpochSecond() + 1;
        long next = first;
        for (int at = 0; at < shops.size(); at++) {
            var release = new Release(false, next, each, base < 0 ? -1 : base + (long) at * each, from, from + 3);
            prepared.add(release);
            next += release.newOrders();
        }
        return prepared;
    }

    /** Waits until the hub waits for a shop that has just become slow. */
    void awaitStalled(int shop) {
        stalls++;
        await(() -> server.happenings().has("stalled/" + shop + "/" + stalls));
    }

    /** Seconds in which the hub reads a prepared backlog, which is counted afterwards. */
    double changes(List<Release> backlog) throws IOException {
        double seconds = read(backlog);
        check(backlog);
        return seconds;
    }

    /** Seconds in which the hub reads a prepared backlog; nothing is counted. */
    double read(List<Release> backlog) {
        var before = shops.stream().map(books::liveRead).toList();
        for (int at = 0; at < shops.size(); at++) {
            server.release(shops.get(at), backlog.get(at));
        }
        released++;
        shops.forEach(server::open);
        await(() -> IntStream.range(0, shops.size())
                .allMatch(at -> books.liveRead(shops.get(at))
                        >= before.get(at) + backlog.get(at).count()));
        return Happenings.micros(clock) / 1e6 - begun();
    }

    /** Counts and sums in the tables after a backlog was read. */
    void check(List<Release> backlog) throws IOException {
        counted.check(backlog);
    }

    /** When the platform first showed a row of the latest backlog, seconds. */
    private double begun() {
        var happened = server.happenings();
        return shops.stream()
                        .mapToLong(shop ->
                                happened.path("begin/" + shop + "/" + released).asLong(Long.MAX_VALUE))
                        .min()
                        .orElseThrow()
                / 1e6;
    }

    private void await(BooleanSupplier reached) {
        Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(GLANCE)
                .atMost(PATIENCE)
                .until(() -> {
                    hub.assertAlive();
                    return reached.getAsBoolean();
                });
    }

    /** New orders of the last eighty days for each of so many shops. */
    static List<Release> past(int shops, int each, Clock clock) {
        long day = Duration.ofDays(1).toSeconds();
        long midnight = clock.instant().getEpochSecond() / day * day;
        return IntStream.range(0, shops)
                .mapToObj(shop -> new Release(true, (long) shop * each, each, -1, midnight - 80 * day, midnight - day))
                .toList();
    }
}
