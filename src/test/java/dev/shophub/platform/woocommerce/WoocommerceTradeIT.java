package dev.shophub.platform.woocommerce;

import dev.shophub.camel.PollsByHand;
import dev.shophub.platform.SmallTrade;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trade folder played on a WooCommerce site and walked month by month through the whole hub. */
class WoocommerceTradeIT {

    private static final Duration STEP = Duration.ofDays(30);

    @Test
    void aFoldersTradeArrivesWhole(@TempDir Path data) {
        // a delivery that is on its way while the clock is moved is refused by its time, and so may be the poll after
        // it
        SmallTrade.arrivesWholeOn("woocommerce", STEP, PollsByHand::amongFaults, data);
    }
}
