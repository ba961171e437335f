package dev.shophub.platform.woocommerce;

import dev.shophub.connector.Cursor;
import dev.shophub.model.RawRecord;
import dev.shophub.model.RefundStatus;
import dev.shophub.platform.ItemsPlayed;
import dev.shophub.platform.MovingRowsContract;
import dev.shophub.platform.OrderTruthsContract;
import dev.shophub.platform.OrdersPlayed;
import dev.shophub.platform.QuotaContract;
import dev.shophub.platform.RefundStatesContract;
import dev.shophub.platform.RefundsPlayed;
import dev.shophub.platform.StockEchoContract;
import dev.shophub.platform.TimesContract;
import dev.shophub.platform.Trial;
import dev.shophub.platform.TwoCurrenciesContract;
import dev.shophub.platform.WithheldAddressContract;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** What every platform passes, against the simulator over real HTTP. */
class WoocommerceTruthsIT {

    private static WoocommerceWorld world;

    @BeforeAll
    static void open() {
        world = new WoocommerceWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private abstract static class OfOrders extends Trial<WoocommerceConnector, OrdersPlayed> {

        OfOrders() {
            super(world, OrdersPlayed::new);
        }
    }

    @Nested
    class Truths extends OfOrders implements OrderTruthsContract {}

    @Nested
    class Addresses extends OfOrders implements WithheldAddressContract {}

    @Nested
    class Currencies extends OfOrders implements TwoCurrenciesContract {

        @Override
        public RawRecord orderIn(Currency currency) {
            rehearsal().fill(1);
            var raw = source().orders(rehearsal().window(), Cursor.START)
                    .records()
                    .get(0);
            var text = raw.text().replaceAll("\"currency\":\"[A-Z]{3}\"", "\"currency\":\"" + currency + "\"");
            return new RawRecord(
                    raw.shop(), raw.stream(), raw.id(), text.getBytes(StandardCharsets.UTF_8), raw.readAt());
        }
    }

    @Nested
    class Times extends OfOrders implements TimesContract<WoocommerceConnector> {}

    @Nested
    class Quota extends OfOrders implements QuotaContract<WoocommerceConnector> {}

    @Nested
    class MovingRows extends OfOrders implements MovingRowsContract<WoocommerceConnector> {}

    @Nested
    class Refunds extends Trial<WoocommerceConnector, RefundsPlayed> implements RefundStatesContract {

        Refunds() {
            super(world, RefundsPlayed::new);
        }

        /** The site keeps refunds that are done, and no others. */
        @Override
        public Map<String, RefundStatus> states() {
            return Map.of("SUCCESS", RefundStatus.SUCCEEDED);
        }
    }

    @Nested
    class Echo extends Trial<WoocommerceConnector, ItemsPlayed> implements StockEchoContract {

        Echo() {
            super(world, ItemsPlayed::new);
        }
    }
}
