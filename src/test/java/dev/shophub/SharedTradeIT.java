package dev.shophub;

import dev.shophub.camel.PollsByHand;
import dev.shophub.demo.WalkedWorld;
import dev.shophub.support.TradeRows;
import dev.shophub.support.WalkedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Real shops' trade, whole, through the hub: its clock and the world's are walked through the folder's days, and what the
 * database holds afterwards is tied to the folder's rows and to figures worked out independently.
 */
@Tag("shared")
class SharedTradeIT {

    private static final Logger LOG = LoggerFactory.getLogger(SharedTradeIT.class);

    @ParameterizedTest
    @CsvSource({
        "olist, taobao, true, 2016-09-02T16:00:00Z, P3D, 0",
        // its tokens live 30 days and are renewed in their last one: each step ends there
        "olist, jd, false, 2016-09-02T16:00:00Z, P29DT12H, 0",
        "gift_shop, taobao, true, 2009-11-29T16:00:00Z, P28D, 7971",
    })
    void everyOrderLineAndPieceArrivesOnceAndNothingDueIsLeftOut(
            String name, String platform, boolean numbersLines, Instant start, Duration step, int tied)
            throws IOException {
        var folder = TradeRows.shared(name);
        var data = Path.of("target", "shared", name + "_" + platform).toAbsolutePath();
        FileSystemUtils.deleteRecursively(data);
        Files.createDirectories(data);
        var clock = new WalkedClock(start);
        try (var world = WalkedWorld.start("shared_" + name + "_" + platform, platform, folder.folder(), data, clock);
                var hub = world.hub();
                var polls = new PollsByHand(hub)) {
            var walk = new TradeWalk(world, hub, clock, polls);
            walk.toTheEnd(step);
            var ties = new TradeTies(hub, folder);
            LOG.info("{} on {}: {}; {}", name, platform, ties.tie(tied), walk);
            if (name.equals("gift_shop")) {
                new SharedReport(hub).check();
            }
            if (numbersLines) {
                ties.tieNumberedLines();
            }
        }
    }
}
