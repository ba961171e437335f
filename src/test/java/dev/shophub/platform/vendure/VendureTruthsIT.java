package dev.shophub.platform.vendure;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.OrderSource;
import dev.shophub.connector.RefundSource;
import dev.shophub.connector.StockSink;
import dev.shophub.connector.StockSource;
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

    private abstract static class OfOrders {

        private final OrdersPlayed rehearsal = new OrdersPlayed(world);

        public VendureWorld world() {
            return world;
        }

        public OrdersPlayed rehearsal() {
            return rehearsal;
        }

        public OrderSource source() {
            return world.connect();
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
    class Refunds implements RefundStatesContract {

        private final RefundsPlayed rehearsal = new RefundsPlayed(world);

        @Override
        public RefundsPlayed rehearsal() {
            return rehearsal;
        }

        @Override
        public RefundSource source() {
            return world.connect();
        }
    }

    @Nested
    class Echo implements StockEchoContract {

        private final ItemsPlayed rehearsal = new ItemsPlayed(world);

        @Override
        public ItemsPlayed rehearsal() {
            return rehearsal;
        }

        @Override
        public StockSink sink() {
            return world.connect();
        }

        @Override
        public StockSource stock() {
            return world.connect();
        }
    }
}
