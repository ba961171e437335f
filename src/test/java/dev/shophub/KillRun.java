package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.demo.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A hub killed again and again at random points, beside a process with database, platforms, ERP and mailbox that survives it;
 * all counts come from there. The lives are kept in a file, so that a run that was broken off goes on where it was.
 */
final class KillRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KillRun.class);
    private static final long SEED = 20_261_123;
    private static final String CRITICAL = "收到就起火了，太危险";
    private static final String STOPPED = "stopped";
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final Duration LIFE = Duration.ofSeconds(12);
    private static final Duration GLANCE = Duration.ofMillis(20);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Path home;
    private final int kills;
    /** A token that is over again as soon as it is renewed is no token: the hub then asks for the seller, and waits an hour. */
    private final boolean tokensExpireByThemselves;

    private final ChildProcess world;
    private final Survivor survivor;
    private int hubs;

    private KillRun(Path home, int kills, List<String> trade) throws IOException {
        this.home = home;
        this.kills = kills;
        this.tokensExpireByThemselves = trade.stream().anyMatch(argument -> argument.contains("expired-token"));
        var addresses = home.resolve("world.json");
        Files.deleteIfExists(addresses);
        // The ledger holds books that tell trade one for one; what other platforms leave out or date otherwise it does
        // not know.
        var arguments = new ArrayList<>(List.of(
                "--hub.data.dir=" + home.resolve("world"),
                "--world.file=" + addresses,
                "--demo.seed=" + SEED,
                "--demo.platforms=taobao,jd"));
        arguments.addAll(trade);
        world = ChildProcess.start(
                home.resolve("world.log"),
                World.class,
                List.of("-Dlogback.configurationFile=hub-command-logback.xml"),
                arguments);
        until(world, () -> Files.exists(addresses));
        survivor = Survivor.of(addresses, Clock.systemUTC());
        survivor.watch();
        hubs = lives().size();
    }

    /**
     * A run of its own, whatever lay there before.
     *
     * @param trade the world's arguments
     */
    static KillRun anew(Path home, int kills, List<String> trade) throws IOException {
        FileSystemUtils.deleteRecursively(home);
        Files.createDirectories(home);
        return new KillRun(home, kills, trade);
    }

    /** The run that was broken off there, or a new one. */
    static KillRun goOn(Path home, int kills, List<String> trade) throws IOException {
        Files.createDirectories(home);
        return new KillRun(home, kills, trade);
    }

    /** Kills until all are done, or until the time is up; says whether all are done. */
    boolean live(Duration atMost) {
        var end = System.nanoTime() + atMost.toNanos();
        liveInPeace();
        while (kills() < kills && System.nanoTime() < end) {
            liveUntilKilled(kills() + 1);
        }
        return kills() == kills;
    }

    /** How often the hub was killed so far. */
    int kills() {
        return (int) lives().stream().filter(life -> !life.contains(STOPPED)).count();
    }

    /** Trade ends, the hub catches up, and nothing is lost or doubled. */
    void account() {
        liveToTheEnd();
        LOG.info("Kills at random points, in this order:\n{}", String.join("\n", lives()));
        var account = survivor.ledger().account();
        LOG.info("{} kills: {}", kills, account);
        LOG.info(
                "parcels of closed or held orders, rightly refused: {}",
                survivor.ledger().parcelsRefused().size());
        account.nothingIsLostOrDoubled(kills);
        assertThat(survivor.ledger().reviewsNotMailed(CRITICAL))
                .as("reviews not mailed")
                .isZero();
        assertThat(survivor.audit()).isNotEmpty().allSatisfy(row -> {
            LOG.info("{}", row);
            assertThat(row.ok()).as(row.toString()).isTrue();
            assertThat(row.erp()).isPositive();
            assertThat(row.inFlight()).isZero();
        });
    }

    /** Each part of a run begins so: what the hub was built of may be newer than in the part before. */
    private void liveInPeace() {
        long began = System.nanoTime();
        survivor.review(3, CRITICAL);
        // leaves an archive of its classes behind, with which the others start sooner
        try (var hub = startHub("-XX:ArchiveClassesAtExit=" + classes())) {
            until(hub, () -> hub.said().contains("demo ready") && survivor.written() >= 20 && survivor.mails() >= 3);
        }
        assertThat(survivor.ledger().repeatedMails()).as("repeated mails").isLessThanOrEqualTo(kills());
        tell("-", STOPPED, began);
    }

    private void liveUntilKilled(int kill) {
        long began = System.nanoTime();
        var random = new Random(SEED + kill);
        survivor.review(2, CRITICAL);
        if (random.nextInt(3) == 0 && !tokensExpireByThemselves) {
            survivor.expireTokens();
        }
        try (var hub = startHub()) {
            var point = point(random);
            var reached = reached(hub, point);
            hub.kill();
            tell(Integer.toString(kill), (reached ? "" : "before ") + point.name() + " +" + point.more(), began);
        }
        assertThat(survivor.ledger().repeatedMails()).as("repeated mails").isLessThanOrEqualTo(kill);
    }

    private void liveToTheEnd() {
        try (var hub = startHub()) {
            until(hub, survivor::endTrade);
            untilEmpty(hub, survivor.ledger()::onTheWay);
            untilEmpty(hub, survivor.ledger()::ordersNotStored);
            untilEmpty(hub, survivor.ledger()::refundsNotStored);
            untilEmpty(hub, survivor.ledger()::reviewsNotStored);
            untilAtRest(hub);
        }
    }

    /**
     * All at once, the world still has its set pieces every few minutes; and still so when every stream was polled again: what
     * the last order took comes back as the ERP's stock, and from there to the shops.
     */
    private void untilAtRest(ChildProcess hub) {
        var polled = new HashMap<Survivor.ShopStream, Long>();
        until(hub, () -> {
            if (!survivor.endTrade() || !survivor.ledger().atRest()) {
                polled.clear();
                return false;
            }
            if (polled.isEmpty()) {
                survivor.streams().stream()
                        .filter(stream -> !stream.stream().endsWith("-sweep"))
                        .forEach(stream -> polled.put(stream, survivor.polled(stream)));
                return false;
            }
            return polled.entrySet().stream().allMatch(stream -> survivor.polled(stream.getKey()) > stream.getValue());
        });
    }

    private record Point(String name, LongSupplier count, int more) {}

    /**
     * When to kill: after so many more of something happened, half of the time after polls of one stream of one shop. The mailbox
     * gets more than its share, it is what can repeat.
     */
    private Point point(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> new Point("documents", survivor::written, random.nextInt(1, 25));
            case 1 -> new Point("orders", survivor::stored, random.nextInt(1, 40));
            case 2 -> new Point("deliveries", survivor::attempts, random.nextInt(1, 40));
            case 3 -> new Point("mails", survivor::mails, random.nextInt(1, 4));
            case 4 -> atTheStart(random);
            default -> pollOfAStream(random);
        };
    }

    private Point atTheStart(Random random) {
        var began = System.nanoTime();
        return new Point("ms of the start", () -> (System.nanoTime() - began) / 1_000_000, random.nextInt(500, 8_000));
    }

    private Point pollOfAStream(Random random) {
        var streams = survivor.streams();
        var stream = streams.get(random.nextInt(streams.size()));
        return new Point(stream.toString(), () -> survivor.polled(stream), random.nextInt(1, 3_000));
    }

    private Path classes() {
        return home.resolve("hub.jsa");
    }

    private ChildProcess startHub() {
        return startHub("-XX:SharedArchiveFile=" + classes());
    }

    private ChildProcess startHub(String archive) {
        return ChildProcess.start(
                home.resolve("hub-" + hubs++ + ".log"),
                ShopHub.class,
                List.of("-Xmx512m", archive),
                List.of(
                        "--spring.profiles.active=demo",
                        "--demo.world=" + home.resolve("world.json"),
                        "--hub.data.dir=" + home.resolve("hub"),
                        "--server.port=0"));
    }

    private void tell(String kill, String point, long began) {
        var life = "kill %3s | %-26s | orders %5d | documents %5d | written %5d | mails %3d | repeated %2d | %4.1f s"
                .formatted(
                        kill,
                        point,
                        survivor.orders(),
                        survivor.documents(),
                        survivor.written(),
                        survivor.mails(),
                        survivor.ledger().repeatedMails(),
                        (System.nanoTime() - began) / 1e9);
        LOG.info("{}", life);
        try {
            Files.writeString(
                    home.resolve("lives.txt"), life + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** One line a life; the first was lived in peace. */
    private List<String> lives() {
        try {
            var kept = home.resolve("lives.txt");
            return Files.exists(kept) ? Files.readAllLines(kept) : List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Waits for the point; from its first poll on a hub lives no longer than {@link #LIFE}, any moment is a good one. */
    private boolean reached(ChildProcess hub, Point point) {
        var target = point.count().getAsLong() + point.more();
        var polled = survivor.polled();
        var end = new AtomicLong(Long.MAX_VALUE);
        until(hub, GLANCE, () -> {
            if (end.get() == Long.MAX_VALUE && survivor.polled() > polled) {
                end.set(System.nanoTime() + LIFE.toNanos());
            }
            return point.count().getAsLong() >= target || System.nanoTime() > end.get();
        });
        return point.count().getAsLong() >= target;
    }

    /** What the ERP still ships goes back to the shops and comes from there as a change: the end takes its time. */
    private static void untilEmpty(ChildProcess hub, Supplier<List<String>> left) {
        try {
            until(hub, () -> left.get().isEmpty());
        } catch (ConditionTimeoutException late) {
            assertThat(left.get()).as("left after " + PATIENCE).isEmpty();
        }
    }

    private static void until(ChildProcess process, Supplier<Boolean> reached) {
        until(process, LOOK, reached);
    }

    private static void until(ChildProcess process, Duration interval, Supplier<Boolean> reached) {
        Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(interval)
                .atMost(PATIENCE)
                .until(() -> {
                    assertThat(process.isAlive())
                            .as(() -> "ended by itself: " + process.said())
                            .isTrue();
                    return reached.get();
                });
    }

    @Override
    public void close() {
        survivor.close();
        world.close();
    }
}
