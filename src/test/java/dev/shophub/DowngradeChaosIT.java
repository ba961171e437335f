package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.demo.World;
import dev.shophub.reconcile.AuditRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * One step back, by jars and the shipped command: an earlier release ({@code -Dchaos.previous=DIR}, a built checkout) trades, is
 * upgraded to the present one, which trades, and is put back on the same tables, settings and routes. It goes on with the trade, or
 * refuses and leaves everything as it is; then the present one goes on.
 */
@Tag("chaos")
class DowngradeChaosIT {

    private static final Logger LOG = LoggerFactory.getLogger(DowngradeChaosIT.class);
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration LOOK = Duration.ofSeconds(2);
    /** Orders that a release reads, and writes of ERP documents, before it counts as trading. */
    private static final int TRADE = 20;

    private static final Path PRESENT = Path.of("").toAbsolutePath();
    private static final Path HOME = Path.of("data", "chaos", "downgrade").toAbsolutePath();
    private static final Path WORLD = HOME.resolve("world.json");
    private static final Path KNOWN = HOME.resolve("world-known.json");
    private static final String NEWER = "A newer release of the hub has used this database (schema=";

    private Survivor survivor;
    private PackedHub hub;

    @Test
    void theReleaseBeforeGoesOnOrRefusesAndThePresentOneGoesOnAfterIt() throws IOException {
        var previous = PackedHub.previous();
        Assumptions.assumeTrue(previous.isPresent(), "-Dchaos.previous=DIR names no release before");
        FileSystemUtils.deleteRecursively(HOME);
        Files.createDirectories(HOME);
        try (var world = world()) {
            Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(WORLD) || !world.isAlive());
            PackedHub.worldOf(previous.get(), WORLD, KNOWN);
            try (var watched = Survivor.of(KNOWN, Clock.systemUTC());
                    var installed = PackedHub.install(HOME.resolve("hub"), previous.get(), HOME)) {
                survivor = watched;
                hub = installed;
                survivor.watch();
                thereAndBack(previous.get());
            }
        }
    }

    private void thereAndBack(Path previous) throws IOException {
        hub.start(KNOWN);
        trades("the release before");
        hub.stop();
        hub.upgrade(PRESENT);
        hub.start(KNOWN);
        trades("the present release");
        hub.stop();

        var before = survivor.firstRead();
        hub.upgrade(previous);
        if (hub.tryToStart(KNOWN)) {
            tell("one step back: runs; schema " + survivor.schema());
            trades("the release before, again,");
            hub.stop();
        } else {
            assertThat(hub.exitCode()).isEqualTo(1);
            assertThat(hub.said()).contains(NEWER);
            tell("one step back: "
                    + hub.said()
                            .substring(hub.said().indexOf(NEWER))
                            .lines()
                            .findFirst()
                            .orElseThrow());
            assertThat(survivor.firstRead()).isEqualTo(before);
        }

        var between = survivor.firstRead();
        assertThat(between).containsAllEntriesOf(before);
        hub.upgrade(PRESENT);
        hub.start(KNOWN);
        trades("the present release, again,");
        assertThat(survivor.firstRead())
                .as("orders and when they were first read")
                .containsAllEntriesOf(between);
        settled();
        auditIsOk();
        accounted();
    }

    private static ChildProcess world() {
        return ChildProcess.start(
                HOME.resolve("world.log"),
                World.class,
                List.of("-Dlogback.configurationFile=hub-command-logback.xml"),
                List.of(
                        "--hub.data.dir=" + HOME.resolve("world"),
                        "--world.file=" + WORLD,
                        "--demo.history-days=1",
                        "--demo.orders-per-minute=12"));
    }

    private void trades(String who) {
        var orders = survivor.firstRead().size();
        var written = survivor.written();
        hub.until(() -> survivor.firstRead().size() >= orders + TRADE && survivor.written() >= written + TRADE);
        tell(who + " trades");
    }

    private void settled() {
        hub.until(survivor::endTrade);
        Awaitility.await()
                .pollInSameThread()
                .pollInterval(LOOK)
                .atMost(PATIENCE)
                .until(() -> survivor.endTrade() && survivor.ledger().atRest());
        tell("trade settled");
    }

    private void auditIsOk() {
        Awaitility.await()
                .pollInSameThread()
                .pollInterval(LOOK)
                .atMost(PATIENCE)
                .until(() -> survivor.audit().stream().allMatch(AuditRow::ok));
        tell("audit ok");
    }

    private void accounted() {
        var account = survivor.ledger().account();
        LOG.info("{}", account);
        account.doubled()
                .forEach((what, which) ->
                        assertThat(which).as("doubled: " + what).isEmpty());
        for (var what : List.of("orders", "refunds", "reviews", "ERP documents", "mails")) {
            assertThat(account.lost().get(what)).as("lost: " + what).isEmpty();
        }
    }

    /** A step with its time and what there is by then. */
    private void tell(String step) {
        LOG.info("{} {} | {}", Instant.now(), step, survivor.counts());
    }
}
