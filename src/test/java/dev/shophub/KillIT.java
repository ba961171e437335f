package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hub that is killed at random points loses nothing and doubles nothing; parcels are left to {@link KillChaosIT}. */
class KillIT {

    @Test
    @Timeout(1200)
    void killedTwentyTimesAHubLosesNothingAndDoublesNothing() throws IOException {
        try (var run = KillRun.anew(
                Path.of("target", "kill").toAbsolutePath(),
                20,
                List.of(
                        "--demo.orders-per-minute=120",
                        "--demo.history-days=3",
                        "--demo.erp-ships-after=2h",
                        "--demo.faults=rate-limit,5xx,html,moving-rows"))) {
            assertThat(run.live(Duration.ofMinutes(14))).as("all kills in time").isTrue();
            run.account();
        }
    }
}
