package dev.shophub;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Two hundred kills with every fault of the platforms on. The run is kept outside {@code target}: with {@code -Dchaos.minutes=N}
 * it is done in parts, each a run of the profile, until the kills are complete and the account is made.
 */
@Tag("chaos")
class KillChaosIT {

    private static final Logger LOG = LoggerFactory.getLogger(KillChaosIT.class);
    private static final int KILLS = Integer.getInteger("chaos.kills", 200);
    private static final Duration PART = Duration.ofMinutes(Integer.getInteger("chaos.minutes", 240));
    private static final Path HOME = Path.of("data", "chaos", "kills").toAbsolutePath();

    @Test
    void killedTwoHundredTimesAHubLosesNothingAndDoublesNothing() throws IOException {
        try (var run = KillRun.goOn(
                HOME,
                KILLS,
                List.of(
                        "--demo.orders-per-minute=60",
                        "--demo.history-days=3",
                        "--demo.faults=rate-limit,expired-token,5xx,html,stall,moving-rows"))) {
            var complete = run.live(PART);
            LOG.info("{} of {} kills are done{}", run.kills(), KILLS, complete ? "" : "; run it again to go on");
            Assumptions.assumeTrue(complete, "to be gone on with");
            run.account();
        }
        FileSystemUtils.deleteRecursively(HOME);
    }
}
