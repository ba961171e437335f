package dev.shophub.platform.vendure;

import dev.shophub.connector.Cursor;
import dev.shophub.model.RawRecord;
import dev.shophub.platform.ItemsPlayed;
import dev.shophub.platform.MovingRowsContract;
import dev.shophub.platform.OrderTruthsContract;
import dev.shophub.platform.OrdersPlayed;
import dev.shophub.platform.QuotaContract;
import dev.shophub.platform.RefundStatesContract;
import dev.shophub.platform.RefundsPlayed;
import dev.shophub.platform.RotationContract;
import dev.shophub.platform.StockEchoContract;
import dev.shophub.platform.TimesContract;
import dev.shophub.platform.Trial;
import dev.shophub.platform.TwoCurrenciesContract;
import dev.shophub.platform.WithheldAddressContract;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** What every platform passes, against the simulator over real HTTP. */
class VendureTruthsIT {

    private static VendureWorld world;

    @BeforeAll
    static void open() {
        world = new VendureWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private abstract static class OfOrders extends Trial<VendureConnector, OrdersPlayed> {

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
            var text = raw.text().replaceAll("\"currencyCode\":\"[A-Z]{3}\"", "\"currencyCode\":\"" + currency + "\"");
            return new RawRecord(
                    raw.shop(), raw.stream(), raw.id(), text.getBytes(StandardCharsets.UTF_8), raw.readAt());
        }
    }

    @Nested
    class Times extends OfOrders implements TimesContract<VendureConnector> {}

    @Nested
    class Quota extends OfOrders implements QuotaContract<VendureConnector> {}

    @Nested
    class Rotations extends OfOrders implements RotationContract<VendureConnector> {}

    @Nested
    class MovingRows extends OfOrders implements MovingRowsContract<VendureConnector> {}

    @Nested
    class Refunds extends Trial<VendureConnector, RefundsPlayed> implements RefundStatesContract {

        Refunds() {
            super(world, RefundsPlayed::new);
        }
    }

    @Nested
    class Echo extends Trial<VendureConnector, ItemsPlayed> implements StockEchoContract {

        Echo() {
            super(world, ItemsPlayed::new);
        }
    }
}
