package dev.shophub;

import dev.shophub.camel.PollsByHand;
import dev.shophub.demo.WalkedWorld;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.support.TradeRows;
import dev.shophub.support.WalkedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A real shop's year with every fault of the platform on. It is kept outside {@code target}: with {@code -Dchaos.minutes=N} it
 * is walked in parts, each a run of the profile, also after one was broken off, until the year is over and everything ties.
 */
@Tag("chaos")
class YearChaosIT {

    private static final Logger LOG = LoggerFactory.getLogger(YearChaosIT.class);
    private static final Instant START = Instant.parse("2009-11-29T16:00:00Z");
    private static final Duration STEP = Duration.ofDays(7);
    private static final int TIED = 7971;
    private static final Duration PART = Duration.ofMinutes(Integer.getInteger("chaos.minutes", 240));
    private static final Path HOME = Path.of("data", "chaos", "year").toAbsolutePath();

    @Test
    void aRealYearAmongAllFaultsTies() throws IOException {
        var folder = TradeRows.shared("gift_shop");
        Files.createDirectories(HOME);
        var breaks = breaks();
        var clock = WalkedClock.going(HOME.resolve("ahead"), START);
        try (var world = WalkedWorld.goOn(folder.folder(), HOME, clock, Faults.NAMES);
                var survivor = Survivor.of(world.addresses(), clock)) {
            survivor.watch();
            try (var hub = world.hub();
                    var polls = PollsByHand.amongFaults(hub)) {
                var walk = new TradeWalk(world, hub, clock, polls);
                var complete = walk.walk(STEP, PART);
                LOG.info("{}{}: {}", clock.instant(), complete ? "" : ", run it again to go on", walk);
                Assumptions.assumeTrue(complete, "to be gone on with");
                walk.comeToRest(survivor.ledger()::atRest);
                // the last changes are to lie before the look-back
                clock.advance(Duration.ofHours(1));
                var account = survivor.ledger().account();
                LOG.info("The year: {}; {}", account, walk);
                account.nothingIsLostOrDoubled(breaks);
                var ties = TradeTies.amongMovedRows(hub, folder);
                LOG.info("The year: {}", ties.tie(TIED));
                ties.tieNumberedLines();
            }
        }
        FileSystemUtils.deleteRecursively(HOME);
    }

    /** How often the walk was broken off so far; each part leaves a line. */
    private static long breaks() throws IOException {
        var parts = HOME.resolve("parts.txt");
        Files.writeString(parts, "begun\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return Files.readAllLines(parts).size() - 1L;
    }
}
