package dev.shophub.platform.jd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.RejectedException;
import dev.shophub.connector.ShipmentSink.Told;
import dev.shophub.connector.ShipmentSinkContract;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Tracking;
import dev.shophub.platform.ItemsPlayed;
import dev.shophub.platform.OrdersPlayed;
import dev.shophub.platform.PricesContract;
import dev.shophub.platform.Trial;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contracts of what is written to a shop beside stock, against the simulator over real HTTP. */
class JdWritesIT {

    private static final ExternalId ORDER = new ExternalId("3028689418086124000");
    private static final long SECOND_OID = 3_028_689_418_086_124_999L;
    /** The platform knows a line by its SKU. */
    private static final ExternalId LINE = new ExternalId("600000000002");

    private static final ExternalId SECOND_LINE = new ExternalId("600000000012");

    private static JdWorld world;

    @BeforeAll
    static void open() {
        world = new JdWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Nested
    class Dispatch extends Trial<JdConnector, OrdersPlayed> implements ShipmentSinkContract {

        Dispatch() {
            super(world, OrdersPlayed::new);
        }

        @BeforeEach
        void anOrder() {
            rehearsal().fill(1);
            world.jdbc()
                    .update(
                            "INSERT INTO sim_line (shop_key, tid, oid, position, item_id, sku_id, code, title, quantity,"
                                    + " price, paid_share, status) SELECT shop_key, tid, " + SECOND_OID
                                    + ", 2, item_id + 10, sku_id, code, title, quantity, price, paid_share, status FROM sim_line");
        }

        @Override
        public ExternalId orderToShip() {
            return ORDER;
        }

        @Override
        public Map.Entry<ExternalId, ExternalId> lines() {
            return Map.entry(LINE, SECOND_LINE);
        }

        @Override
        public Optional<String> numberOf(ExternalId lineId) {
            return Optional.of(world.jdbc()
                            .queryForObject(
                                    "SELECT tracking FROM sim_line WHERE item_id + 1 = ?",
                                    String.class,
                                    lineId.value()))
                    .filter(number -> !number.isEmpty());
        }

        @Override
        public void shipByHand(ExternalId orderId, Tracking tracking) {
            world.jdbc()
                    .update("UPDATE sim_line SET status = 'SHIPPED', carrier = '467', tracking = ?", tracking.number());
            world.jdbc().update("UPDATE sim_order SET status = 'SHIPPED'");
        }

        /** The platform ships an order as a whole: what leaves later goes, for it, in the first parcel. */
        @Override
        @Test
        public void tellsOfTwoParcelsOfOneOrder() {
            var connector = world.connect();

            assertThat(connector.ship(ORDER, ShipmentSinkContract.parcel(ONE, LINE), Optional.empty()))
                    .isEqualTo(Told.NOW);
            assertThat(connector.ship(ORDER, ShipmentSinkContract.parcel(OTHER, SECOND_LINE), Optional.empty()))
                    .isEqualTo(Told.OTHERWISE);
            assertThat(numberOf(LINE)).contains(ONE.number());
            assertThat(numberOf(SECOND_LINE)).contains(ONE.number());
        }

        @Test
        void itsOwnNumberCannotBeCorrectedAndAPersonIsTold() {
            var connector = world.connect();
            connector.ship(ORDER, ShipmentSinkContract.parcel(ONE), Optional.empty());

            assertThatThrownBy(() -> connector.ship(ORDER, ShipmentSinkContract.parcel(OTHER), Optional.of(ONE)))
                    .isInstanceOfSatisfying(RejectedException.class, rejected -> assertThat(rejected.code())
                            .isEqualTo("not-to-be-corrected"));
        }

        @Test
        void anOrderUnderRequestIsNotShipped() {
            world.jdbc()
                    .update("INSERT INTO sim_refund (shop_key, refund_id, tid, oid, status, amount, quantity, phase,"
                            + " good_status, has_good_return, reason, created_at, modified_at) SELECT shop_key, 1, tid,"
                            + " tid, 'WAIT_SELLER_AGREE', 60, 1, 'onsale', '', FALSE, '', created_at, created_at"
                            + " FROM sim_order");

            assertThatThrownBy(() -> world.connect().ship(ORDER, ShipmentSinkContract.parcel(ONE), Optional.empty()))
                    .isInstanceOfSatisfying(RejectedException.class, rejected -> assertThat(rejected.code())
                            .isEqualTo("not-to-be-shipped"));
            assertThat(numberOf(LINE)).isEmpty();
        }

        @Test
        void aCarrierIsTranslatedByTheSettings() {
            var connector = world.connect("carriers", "SHUNFENG=467");

            connector.ship(ORDER, ShipmentSinkContract.parcel(new Tracking("SHUNFENG", "1")), Optional.empty());

            assertThat(world.jdbc().queryForList("SELECT DISTINCT carrier FROM sim_line", String.class))
                    .containsExactly("467");
        }
    }

    @Nested
    class Prices extends Trial<JdConnector, ItemsPlayed> implements PricesContract {

        Prices() {
            super(world, ItemsPlayed::new);
        }

        @Override
        public Currency currency() {
            return JdPayloads.YUAN;
        }
    }
}
