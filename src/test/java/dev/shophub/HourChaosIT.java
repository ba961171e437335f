package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shophub.demo.World;
import dev.shophub.simulator.stage.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A bad hour: a demo of every platform with all faults on, begun on the release before ({@code -Dchaos.previous=DIR}, a built
 * checkout), killed, upgraded, backed up, restored back in time, killed once more; all of it by jars and the shipped commands.
 * The release before plays the platforms it knows. {@code -Dchaos.minutes=N} presses it into N minutes.
 */
@Tag("chaos")
class HourChaosIT {

    private static final Logger LOG = LoggerFactory.getLogger(HourChaosIT.class);
    private static final int MINUTES = Integer.getInteger("chaos.minutes", 60);
    private static final int HOUR = 60;
    private static final Duration SETTLED = Duration.ofMinutes(15);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final int KILLS = 2;
    private static final List<String> ARRIVES = List.of("orders", "refunds", "reviews", "ERP documents", "mails");
    private static final Path HOME = Path.of("data", "chaos", "hour").toAbsolutePath();
    private static final Path WORLD = HOME.resolve("world.json");
    private static final Path BEFORE = HOME.resolve("world-before.json");
    private static final Path BACKUP = HOME.resolve("backup");

    private final ObjectMapper json = new ObjectMapper();
    private Instant began;
    private Survivor survivor;
    private PackedHub hub;

    @Test
    void anHourOfFaultsKillsAnUpgradeAndARestoreEndsWithAnAuditThatIsOk() throws IOException {
        var previous = PackedHub.previous();
        Assumptions.assumeTrue(previous.isPresent(), "-Dchaos.previous=DIR names no release before");
        FileSystemUtils.deleteRecursively(HOME);
        Files.createDirectories(HOME);
        try (var world = world()) {
            Awaitility.await().atMost(SETTLED).until(() -> Files.exists(WORLD) || !world.isAlive());
            PackedHub.worldOf(previous.get(), WORLD, BEFORE);
            try (var watched = Survivor.of(WORLD, Clock.systemUTC());
                    var installed = PackedHub.install(HOME.resolve("hub"), previous.get(), HOME)) {
                survivor = watched;
                hub = installed;
                survivor.watch();
                began = Instant.now();
                live();
            }
        }
    }

    private static ChildProcess world() {
        return ChildProcess.start(
                HOME.resolve("world.log"),
                World.class,
                List.of("-Dlogback.configurationFile=hub-command-logback.xml"),
                List.of(
                        "--hub.data.dir=" + HOME.resolve("world"),
                        "--world.file=" + WORLD,
                        "--demo.history-days=" + Math.max(1, MINUTES / 20),
                        "--demo.faults=" + String.join(",", Faults.NAMES)));
    }

    private void live() throws IOException {
        hub.start(BEFORE);
        tell("started: the release before");
        await(10);
        hub.kill();
        tell("killed");
        hub.start(BEFORE);
        tell("started again");
        await(20);
        upgraded();
        await(30);
        auditIsOk("audit while trade goes on");
        await(35);
        var backup = hub.typed("backup", BACKUP.toString());
        assertThat(backup.exitCode()).as(backup.said()).isZero();
        tell("backed up");
        await(40);
        restored();
        await(45);
        hub.kill();
        tell("killed");
        hub.start(WORLD);
        tell("started again");
        await(54);
        settled();
        auditIsOk("audit at the end");
        accounted();
    }

    private void upgraded() {
        hub.stop();
        var before = survivor.firstRead();
        hub.upgrade(Path.of("").toAbsolutePath());
        hub.start(WORLD);
        tell("upgraded: stopped, the present jar started on the same tables; schema " + survivor.schema());
        assertThat(hub.laidBeside())
                .as("shipped files that nobody touched are replaced")
                .isEmpty();
        var after = survivor.firstRead();
        assertThat(after).as("orders and when they were first read").containsAllEntriesOf(before);
        LOG.info("{} orders are there as they were before the upgrade", before.size());
    }

    /** As docs/operations.md says; what came after the backup is read again. */
    private void restored() {
        hub.stop();
        var before = survivor.firstRead();
        hub.takeFolders(BACKUP);
        var restore = hub.typed("restore", BACKUP.toString(), "--replace");
        assertThat(restore.exitCode()).as(restore.said()).isZero();
        var after = survivor.firstRead();
        tell("restored: %d orders instead of %d".formatted(after.size(), before.size()));
        assertThat(before).containsAllEntriesOf(after);
        assertThat(before).hasSizeGreaterThan(after.size());
        hub.start(WORLD);
        tell("started on what was restored");
        hub.until(() -> survivor.firstRead().keySet().containsAll(before.keySet()));
        tell("all orders of before the restore are read again");
    }

    /** Trade ends, the faults stay on; the world has its set pieces every few minutes. */
    private void settled() {
        hub.until(survivor::endTrade);
        tell("trade ended");
        try {
            Awaitility.await()
                    .pollInSameThread()
                    .pollInterval(LOOK)
                    .atMost(SETTLED)
                    .until(() -> survivor.endTrade() && survivor.ledger().atRest());
        } catch (ConditionTimeoutException late) {
            LOG.warn("not at rest after {}: {}", SETTLED, survivor.ledger().account());
        }
        tell("trade settled");
    }

    private void auditIsOk(String when) throws IOException {
        var tries = new ArrayList<JsonNode>();
        int shops = json.readTree(WORLD.toFile()).path("shops").size();
        Awaitility.await().pollInSameThread().pollInterval(LOOK).atMost(SETTLED).until(() -> {
            var audit = hub.typed("audit", "--json");
            var rows = audit.json();
            tries.add(rows);
            return audit.exitCode() == 0 && rows.size() == shops;
        });
        tell(when + ": ok for each shop, look " + tries.size());
        tries.get(tries.size() - 1)
                .forEach(row -> LOG.info(
                        "{}",
                        row.properties().stream()
                                .filter(entry -> entry.getValue().isValueNode())
                                .map(entry ->
                                        entry.getKey() + " " + entry.getValue().asText())
                                .toList()));
    }

    /** What the platforms still do by themselves, such as to ship, is on its way for a few seconds: counted is when nothing is. */
    private void accounted() {
        var counted = new AtomicReference<Account>();
        try {
            hub.until(() -> {
                survivor.endTrade();
                counted.set(survivor.ledger().account());
                return ARRIVES.stream()
                        .allMatch(what -> counted.get().lost().get(what).isEmpty());
            });
        } catch (ConditionTimeoutException late) {
            LOG.warn("not all has arrived");
        }
        var account = counted.get();
        LOG.info("{}", account);
        account.doubled()
                .forEach((what, which) ->
                        assertThat(which).as("doubled: " + what).isEmpty());
        for (var what : ARRIVES) {
            assertThat(account.lost().get(what)).as("lost: " + what).isEmpty();
        }
        assertThat(account.repeatedMails()).as("repeated mails").isLessThanOrEqualTo(KILLS);
    }

    /** A step with its time and what there is by then. */
    private void tell(String step) {
        LOG.info("{} {} | {}", Instant.now(), step, survivor.counts());
    }

    /** @param minute of the hour */
    private void await(int minute) {
        var until = began.plus(Duration.ofMinutes(MINUTES).multipliedBy(minute).dividedBy(HOUR));
        Awaitility.await()
                .pollInSameThread()
                .pollInterval(LOOK)
                .atMost(Duration.ofMinutes(MINUTES).plus(SETTLED))
                .until(() -> !Instant.now().isBefore(until));
    }
}
