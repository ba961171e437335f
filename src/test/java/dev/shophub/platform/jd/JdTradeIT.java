package dev.shophub.platform.jd;

import dev.shophub.camel.PollsByHand;
import dev.shophub.platform.SmallTrade;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trade folder played on JD and walked month by month through the whole hub. */
class JdTradeIT {

    /** A token lives 30 days and is renewed in its last one: each step ends there. */
    private static final Duration STEP = Duration.ofDays(29).plusHours(12);

    @Test
    void aFoldersTradeArrivesWhole(@TempDir Path data) {
        SmallTrade.arrivesWholeOn("jd", STEP, PollsByHand::new, data);
    }
}
