package dev.shophub.platform.vendure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.RejectedException;
import dev.shophub.connector.ShipmentSink.Told;
import dev.shophub.connector.ShipmentSinkContract;
import dev.shophub.connector.TitleSinkContract;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Tracking;
import dev.shophub.platform.ItemsPlayed;
import dev.shophub.platform.OrdersPlayed;
import dev.shophub.platform.PricesContract;
import dev.shophub.platform.Trial;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contracts of what is written to a shop beside stock, against the simulator over real HTTP. */
class VendureWritesIT {

    private static final ExternalId ORDER = new ExternalId("3028689418086124000");
    private static final ExternalId SECOND_LINE = new ExternalId("3028689418086124999");

    private static VendureWorld world;

    @BeforeAll
    static void open() {
        world = new VendureWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Nested
    class Dispatch extends Trial<VendureConnector, OrdersPlayed> implements ShipmentSinkContract {

        Dispatch() {
            super(world, OrdersPlayed::new);
        }

        @BeforeEach
        void anOrder() {
            rehearsal().fill(1);
            world.jdbc()
                    .update(
                            "INSERT INTO sim_line (shop_key, tid, oid, position, item_id, sku_id, code, title, quantity,"
                                    + " price, paid_share, status) SELECT shop_key, tid, " + SECOND_LINE
                                    + ", 2, item_id + 10, sku_id, code, title, quantity, price, paid_share, status FROM sim_line");
        }

        @Override
        public ExternalId orderToShip() {
            return ORDER;
        }

        @Override
        public Map.Entry<ExternalId, ExternalId> lines() {
            return Map.entry(ORDER, SECOND_LINE);
        }

        @Override
        public Optional<String> numberOf(ExternalId lineId) {
            return Optional.of(world.jdbc()
                            .queryForObject(
                                    "SELECT tracking FROM sim_line WHERE oid = ?", String.class, lineId.value()))
                    .filter(number -> !number.isEmpty());
        }

        @Override
        public void shipByHand(ExternalId orderId, Tracking tracking) {
            world.jdbc()
                    .update("UPDATE sim_line SET status = 'SHIPPED', carrier = 'SF', tracking = ?", tracking.number());
            world.jdbc().update("UPDATE sim_order SET status = 'SHIPPED'");
        }

        @Test
        void aParcelThatWasPackedAndNotSentIsSent() {
            world.connect().ship(ORDER, ShipmentSinkContract.parcel(ONE), Optional.empty());
            world.jdbc().update("UPDATE sim_vendure_fulfillment SET state = 'Pending'");

            assertThat(world.connect().ship(ORDER, ShipmentSinkContract.parcel(ONE), Optional.empty()))
                    .isEqualTo(Told.NOW);
            assertThat(world.jdbc().queryForList("SELECT state FROM sim_vendure_fulfillment", String.class))
                    .containsExactly("Shipped");
        }

        @Test
        void partOfALineIsSentAndTheRestAfterIt() {
            world.connect().ship(ORDER, ShipmentSinkContract.parcel(ONE, ORDER), Optional.empty());
            world.connect().ship(ORDER, ShipmentSinkContract.parcel(OTHER), Optional.empty());

            assertThat(world.jdbc()
                            .queryForList(
                                    "SELECT quantity FROM sim_vendure_piece ORDER BY fulfillment_id, oid", Long.class))
                    .isEqualTo(List.of(1L, 1L, 2L));
            assertThat(world.jdbc().queryForObject("SELECT status FROM sim_order", String.class))
                    .isEqualTo("SHIPPED");
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
        void anOrderWhoseMoneyIsOnlyPromisedIsNotShipped() {
            world.jdbc().update("UPDATE sim_order SET status = 'UNPAID', paid_at = NULL");

            assertThatThrownBy(() -> world.connect().ship(ORDER, ShipmentSinkContract.parcel(ONE), Optional.empty()))
                    .isInstanceOfSatisfying(RejectedException.class, rejected -> assertThat(rejected.code())
                            .isEqualTo("not-to-be-shipped"));
            assertThat(numberOf(ORDER)).isEmpty();
        }

        @Test
        void aCarrierIsTranslatedByTheSettings() {
            world.connect("carriers", "SHUNFENG=SF Express")
                    .ship(ORDER, ShipmentSinkContract.parcel(new Tracking("SHUNFENG", "1")), Optional.empty());

            assertThat(world.jdbc().queryForList("SELECT method FROM sim_vendure_fulfillment", String.class))
                    .containsExactly("SF Express");
        }
    }

    @Nested
    class Prices extends Trial<VendureConnector, ItemsPlayed> implements PricesContract {

        Prices() {
            super(world, ItemsPlayed::new);
        }

        @Override
        public Currency currency() {
            return VendureWorld.YUAN;
        }
    }

    @Nested
    class Titles extends Trial<VendureConnector, ItemsPlayed> implements TitleSinkContract {

        Titles() {
            super(world, ItemsPlayed::new);
        }

        @BeforeEach
        void anItem() {
            rehearsal().fill(1);
        }

        @Override
        public ExternalId itemToRename() {
            return new ExternalId("3028689418086124000");
        }

        @Override
        public String titleOf(ExternalId itemId) {
            return rehearsal().titleOf(itemId);
        }
    }
}
