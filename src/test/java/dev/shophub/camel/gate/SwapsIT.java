package dev.shophub.camel.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.outbox.Destination;
import dev.shophub.outbox.Outcome;
import dev.shophub.route.FileStatus.State;
import dev.shophub.support.TestDatabase;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Swaps while pages and messages are under way, and so many of them that a leak would show. */
class SwapsIT {

    private static final Logger LOG = LoggerFactory.getLogger(SwapsIT.class);
    private static final String INTAKE = "intake.camel.yaml";
    private static final String DELIVER = "deliver.camel.yaml";

    @TempDir
    private Path home;

    @Test
    void threeSwapsUnderLoadLoseNothing() throws Exception {
        underLoad(3);
    }

    @Test
    @Tag("chaos")
    void aHundredSwapsUnderLoadLoseNothing() throws Exception {
        underLoad(100);
    }

    /** Pages whose poll was begun before a swap wait for the new route, or are told to have failed and read again. */
    private void underLoad(int swaps) throws Exception {
        try (var world = new GateWorld(home, TestDatabase.operations())) {
            world.start();
            var on = new AtomicBoolean(true);
            var offered = new AtomicInteger();
            var kept = new AtomicInteger();
            var again = new AtomicInteger();
            var load = new Thread(() -> {
                while (on.get()) {
                    for (var page : world.pages().values()) {
                        offered.incrementAndGet();
                        (page.getException() == null ? kept : again).incrementAndGet();
                    }
                }
            });
            load.start();
            var intake = world.text(INTAKE);
            for (int swap = 1; swap <= swaps; swap++) {
                var status = world.saveAndSettle(
                        INTAKE,
                        intake.replace(
                                "- bean: {ref: intake, method: saveOrders}",
                                "- log: {message: \"swap " + swap + "\", loggingLevel: \"TRACE\"}\n"
                                        + "        - bean: {ref: intake, method: saveOrders}"));
                assertThat(status.state()).as(status.message()).isEqualTo(State.RUNNING);
            }
            on.set(false);
            load.join();
            LOG.info("{} swaps, {} pages offered, {} stored, {} to be read again", swaps, offered, kept, again);
            assertThat(kept.get()).isPositive();
            // every page that its poll believes stored is stored, whole and once
            assertThat(world.beans.stored.size()).isGreaterThanOrEqualTo(kept.get() * Samples.MOST);
        }
    }

    @Test
    @Tag("chaos")
    void memoryDoesNotGrowOverAThousandSwaps() throws Exception {
        try (var world = new GateWorld(home, TestDatabase.operations())) {
            world.start();
            var deliver = world.text(DELIVER);
            swaps(world, deliver, 0, 100);
            var before = used();
            swaps(world, deliver, 100, 1_100);
            var after = used();
            LOG.info("heap in use after 100 swaps {} MB, after 1,100 swaps {} MB", before >> 20, after >> 20);
            assertThat(after - before).isLessThan(16L << 20);
            assertThat(world.context.getRoutes()).hasSizeLessThan(60);
            assertThat(world.context.getEndpoints()).hasSizeLessThan(200);
            assertThat(world.deliver(Destination.ERP, "order", "12.50")
                            .get(0)
                            .getMessage()
                            .getBody())
                    .isInstanceOf(Outcome.Delivered.class);
        }
    }

    private static void swaps(GateWorld world, String deliver, int from, int to) throws Exception {
        for (int swap = from; swap < to; swap++) {
            var status = world.saveAndSettle(
                    DELIVER,
                    deliver.replace(
                            "outbox:erp\n      parameters: {concurrency: 4}",
                            "outbox:erp\n      parameters: {concurrency: " + (1 + swap % 9) + "}"));
            assertThat(status.state()).as(status.message()).isEqualTo(State.RUNNING);
            world.beans.stored.clear();
            world.beans.sent.clear();
            world.edits.clear();
        }
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
