package dev.shophub.camel.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.camel.PolledShop;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Stream;
import dev.shophub.route.FileStatus.State;
import dev.shophub.support.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Swaps of the template and of the intake while the real endpoint polls a shop that never rests, its checkpoint in MariaDB. */
class PollSwapsIT {

    private static final Logger LOG = LoggerFactory.getLogger(PollSwapsIT.class);
    private static final String POLL = "poll.camel.yaml";
    private static final String INTAKE = "intake.camel.yaml";

    @TempDir
    private Path home;

    @Test
    void sixSwapsWhilePollingLoseNothing() throws Exception {
        whilePolling(6);
    }

    @Test
    @Tag("chaos")
    void aHundredSwapsWhilePollingLoseNothing() throws Exception {
        whilePolling(100);
    }

    private void whilePolling(int swaps) throws Exception {
        var data = TestDatabase.operations();
        try (var world = new GateWorld(home, data);
                var shop = new PolledShop(data, new InventedShop()::toOrder, id -> record(id))) {
            world.polling(shop.component());
            world.start();
            world.gate.read(shop.route());
            Awaitility.await().until(() -> shop.watermark().isPresent());
            var from = shop.watermark().orElseThrow();
            for (int swap = 1; swap <= swaps; swap++) {
                var before = shop.watermark().orElseThrow();
                var file = swap % 2 == 0 ? POLL : INTAKE;
                var good = world.text(file);
                var status = world.saveAndSettle(file, swap % 2 == 0 ? template(good, swap) : intake(good, swap));
                assertThat(status.state()).as(status.message()).isEqualTo(State.RUNNING);
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> shop.watermark().orElseThrow().isAfter(before));
            }
            world.gate.end(shop.route().id());
            account(world, from, shop.watermark().orElseThrow(), swaps);
        }
    }

    private static void account(GateWorld world, Instant from, Instant to, int swaps) {
        var stored = world.beans.stored.stream()
                .map(id -> id.substring(id.indexOf('/') + 1))
                .toList();
        var lost = PolledShop.placed(from, to);
        var placed = lost.size();
        lost.removeAll(new TreeSet<>(stored));
        var twice = stored.size() - stored.stream().collect(Collectors.toSet()).size();
        LOG.info("{} swaps, {} orders placed, {} lost, {} stored again", swaps, placed, lost.size(), twice);
        assertThat(placed).isGreaterThan(swaps * 20);
        assertThat(lost).isEmpty();
        // a page whose swap came between its storing and its checkpoint is read again, and stored again under its key
        assertThat(twice).isLessThanOrEqualTo(swaps * 50);
    }

    private static String template(String good, int swap) {
        return logged(good, "        - to: {uri: \"direct:{{intake}}\"}", swap);
    }

    private static String intake(String good, int swap) {
        return logged(good, "        - bean: {ref: intake, method: saveOrders}", swap);
    }

    /** Another text each time, by a step that changes nothing. */
    private static String logged(String good, String step, int swap) {
        return good.replaceAll("        - log: .*swap.*\n", "")
                .replace(step, "        - log: {message: \"swap " + swap + "\", loggingLevel: \"TRACE\"}\n" + step);
    }

    private static RawRecord record(dev.shophub.model.ExternalId id) {
        var sample = InventedShop.record(InventedShop.SHOP, Stream.ORDERS, 1, true);
        return new RawRecord(sample.shop(), sample.stream(), id, sample.payload(), sample.readAt());
    }
}
