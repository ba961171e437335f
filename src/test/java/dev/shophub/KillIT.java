package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.demo.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A hub that is killed at random points loses nothing and doubles nothing. Database, platform, ERP and mailbox run in a process
 * that survives it, and all counts come from there.
 */
class KillIT {

    private static final Logger LOG = LoggerFactory.getLogger(KillIT.class);
    private static final int KILLS = 20;
    private static final long SEED = 20_261_123;
    private static final String CRITICAL = "收到就起火了，太危险";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration GLANCE = Duration.ofMillis(5);
    private static final Path HOME = Path.of("target", "kill").toAbsolutePath();

    private final Random random = new Random(SEED);
    private final List<String> lives = new ArrayList<>();
    private ChildProcess world;
    private Survivor survivor;
    private int hubs;

    @BeforeEach
    void startWorld() throws IOException {
        FileSystemUtils.deleteRecursively(HOME);
        var addresses = HOME.resolve("world.json");
        world = ChildProcess.start(
                HOME.resolve("world.log"),
                World.class,
                List.of("-Dlogback.configurationFile=hub-command-logback.xml"),
                List.of(
                        "--hub.data.dir=" + HOME.resolve("world"),
                        "--world.file=" + addresses,
                        "--demo.seed=" + SEED,
                        "--demo.orders-per-minute=120",
                        "--demo.history-days=3",
                        "--demo.faults=rate-limit,5xx,html,moving-rows"));
        until(world, () -> Files.exists(addresses));
        survivor = Survivor.of(addresses);
        survivor.watch();
    }

    @AfterEach
    void stopWorld() {
        survivor.close();
        world.close();
    }

    @Test
    @Timeout(900)
    void killedTwentyTimesAHubLosesNothingAndDoublesNothing() {
        liveInPeace();
        for (int kill = 1; kill <= KILLS; kill++) {
            liveUntilKilled(kill);
        }
        liveToTheEnd();
        LOG.info("Kills at random points, in this order:\n{}", String.join("\n", lives));
        nothingIsLost();
        nothingIsDoubled();
    }

    private void liveInPeace() {
        long began = System.nanoTime();
        survivor.review(3, CRITICAL);
        try (var hub = startHub()) {
            until(hub, () -> survivor.written() >= 20 && survivor.mails() >= 3);
        }
        tell("-", "stopped", began);
        assertThat(survivor.repeatedMails()).as("mails repeated without a kill").isZero();
    }

    private void liveUntilKilled(int kill) {
        long began = System.nanoTime();
        survivor.review(2, CRITICAL);
        if (random.nextInt(3) == 0) {
            survivor.expireToken();
        }
        try (var hub = startHub()) {
            var point = point();
            awaitMore(hub, point.count(), point.more());
            hub.kill();
            tell(Integer.toString(kill), point.name() + " +" + point.more(), began);
        }
        assertThat(survivor.repeatedMails()).as("repeated mails").isLessThanOrEqualTo(kill);
    }

    private void liveToTheEnd() {
        long began = System.nanoTime();
        try (var hub = startHub()) {
            until(hub, survivor::endTrade);
            untilEmpty(hub, survivor::ordersNotStored);
            untilEmpty(hub, survivor::refundsNotStored);
            untilEmpty(hub, survivor::reviewsNotStored);
            untilEmpty(hub, survivor::onTheWay);
        }
        tell("-", "stopped", began);
    }

    private void nothingIsLost() {
        assertThat(survivor.ordersNotStored())
                .as("orders not stored at their latest change")
                .isEmpty();
        assertThat(survivor.refundsNotStored()).as("refunds not stored").isEmpty();
        assertThat(survivor.reviewsNotStored()).as("reviews not stored").isEmpty();
        assertThat(survivor.quarantined()).as("quarantine").isEmpty();
        assertThat(survivor.onTheWay()).as("left in the outbox").isEmpty();
        assertThat(survivor.deadLetters()).as("dead letters").isEmpty();
        assertThat(survivor.audit()).isNotEmpty().allSatisfy(row -> {
            LOG.info("{}", row);
            assertThat(row.ok()).as(row.toString()).isTrue();
            assertThat(row.erp()).isPositive();
            assertThat(row.inFlight()).isZero();
        });
        assertThat(survivor.documentsBehind())
                .as("documents behind their order")
                .isEmpty();
        assertThat(survivor.mailsLost()).as("mails lost").isEmpty();
        assertThat(survivor.reviewsNotMailed(CRITICAL)).as("reviews not mailed").isZero();
    }

    private void nothingIsDoubled() {
        assertThat(survivor.effectsNotAsked())
                .as("effects that no document asks for")
                .isEmpty();
        assertThat(survivor.heldForNothing()).as("pieces held for nothing").isEmpty();
        assertThat(survivor.stockNotExplained())
                .as("goods on hand that documents do not explain")
                .isEmpty();
        assertThat(survivor.backwards()).as("went backwards").isEmpty();
        assertThat(survivor.repeatedMails())
                .as("repeated mails, at most one a kill")
                .isLessThanOrEqualTo(KILLS);
    }

    private record Point(String name, LongSupplier count, int more) {}

    /** When to kill: after so many more of something happened. The mailbox gets more than its share, it is what can repeat. */
    private Point point() {
        return switch (random.nextInt(4)) {
            case 0 -> new Point("documents", survivor::written, random.nextInt(1, 25));
            case 1 -> new Point("orders", survivor::stored, random.nextInt(1, 40));
            case 2 -> new Point("deliveries", survivor::attempts, random.nextInt(1, 40));
            default -> new Point("mails", survivor::mails, random.nextInt(1, 4));
        };
    }

    private ChildProcess startHub() {
        return ChildProcess.start(
                HOME.resolve("hub-" + hubs++ + ".log"),
                ShopHub.class,
                List.of("-Xmx512m"),
                List.of(
                        "--spring.profiles.active=demo",
                        "--demo.world=" + HOME.resolve("world.json"),
                        "--hub.data.dir=" + HOME.resolve("hub"),
                        "--server.port=0"));
    }

    private void tell(String kill, String point, long began) {
        lives.add("kill %2s | %-16s | orders %5d | documents %5d | written %5d | mails %3d | repeated %2d | %4.1f s"
                .formatted(
                        kill,
                        point,
                        survivor.orders(),
                        survivor.documents(),
                        survivor.written(),
                        survivor.mails(),
                        survivor.repeatedMails(),
                        (System.nanoTime() - began) / 1e9));
        LOG.info("{}", lives.get(lives.size() - 1));
    }

    private static void awaitMore(ChildProcess process, LongSupplier count, int more) {
        long before = count.getAsLong();
        until(process, () -> count.getAsLong() >= before + more);
    }

    private static void untilEmpty(ChildProcess process, Supplier<List<String>> left) {
        until(process, () -> left.get().isEmpty());
    }

    private static void until(ChildProcess process, Supplier<Boolean> reached) {
        Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(GLANCE)
                .atMost(PATIENCE)
                .until(() -> {
                    assertThat(process.isAlive())
                            .as(() -> "ended by itself: " + process.said())
                            .isTrue();
                    return reached.get();
                });
    }
}
