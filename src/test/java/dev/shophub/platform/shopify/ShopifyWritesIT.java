package dev.shophub.platform.shopify;

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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contracts of what is written to a shop beside stock, against the simulator over real HTTP. */
class ShopifyWritesIT {

    private static final ExternalId ORDER = new ExternalId("3028689418086124000");
    private static final ExternalId SECOND_LINE = new ExternalId("3028689418086124999");

    private static ShopifyWorld world;

    @BeforeAll
    static void open() {
        world = new ShopifyWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Nested
    class Dispatch extends Trial<ShopifyConnector, OrdersPlayed> implements ShipmentSinkContract {

        Dispatch() {
            super(world, OrdersPlayed::new);
        }

        @BeforeEach
        void anOrder() {
            rehearsal().fill(1);
            world.jdbc().update("UPDATE sim_line SET quantity = 1");
            world.jdbc()
                    .update(
                            "INSERT INTO sim_line (shop_key, tid, oid, position, item_id, sku_id, code, title, quantity,"
                                    + " price, paid_share, status) SELECT shop_key, tid, ?, 2, item_id, sku_id, code, title,"
                                    + " quantity, price, paid_share, status FROM sim_line",
                            SECOND_LINE.value());
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
                    .update(
                            "UPDATE sim_line SET status = 'SHIPPED', carrier = 'SF Express', tracking = ?",
                            tracking.number());
            world.jdbc().update("UPDATE sim_order SET status = 'SHIPPED'");
        }

        @Test
        void aLineIsShippedInParts() {
            world.jdbc().update("UPDATE sim_line SET quantity = 2 WHERE oid = ?", ORDER.value());
            var connector = world.connect();

            assertThat(connector.ship(ORDER, ShipmentSinkContract.parcel(ONE, ORDER), Optional.empty()))
                    .isEqualTo(Told.NOW);
            assertThat(numberOf(ORDER)).isEmpty();
            assertThat(connector.ship(ORDER, ShipmentSinkContract.parcel(OTHER), Optional.empty()))
                    .isEqualTo(Told.NOW);

            assertThat(numberOf(ORDER)).contains(OTHER.number());
            assertThat(world.jdbc()
                            .queryForList(
                                    "SELECT CONCAT(f.tracking, ' ', l.quantity) FROM sim_shopify_fulfillment f"
                                            + " JOIN sim_shopify_fulfillment_line l ON l.fulfillment_id = f.id ORDER BY f.id, l.oid",
                                    String.class))
                    .containsExactly(ONE.number() + " 1", OTHER.number() + " 1", OTHER.number() + " 1");
        }

        @Test
        void theHubsOwnNumberIsCorrected() {
            var connector = world.connect();
            connector.ship(ORDER, ShipmentSinkContract.parcel(ONE), Optional.empty());

            assertThat(connector.ship(ORDER, ShipmentSinkContract.parcel(OTHER), Optional.of(ONE)))
                    .isEqualTo(Told.NOW);

            assertThat(numberOf(ORDER)).contains(OTHER.number());
            assertThat(numberOf(SECOND_LINE)).contains(OTHER.number());
        }

        @Test
        void whatThePlatformHoldsIsNotShipped() {
            world.jdbc().update("UPDATE sim_order SET status = 'FORBIDDEN'");

            assertThatThrownBy(() -> world.connect().ship(ORDER, ShipmentSinkContract.parcel(ONE), Optional.empty()))
                    .isInstanceOfSatisfying(RejectedException.class, rejected -> assertThat(rejected.code())
                            .isEqualTo("not-to-be-shipped"));
        }

        @Test
        void aCarrierIsNamedByTheSettings() {
            world.connect("carriers", "SF=S.F. by air").ship(ORDER, ShipmentSinkContract.parcel(ONE), Optional.empty());

            assertThat(world.jdbc().queryForObject("SELECT company FROM sim_shopify_fulfillment", String.class))
                    .isEqualTo("S.F. by air");
        }
    }

    @Nested
    class Prices extends Trial<ShopifyConnector, ItemsPlayed> implements PricesContract {

        Prices() {
            super(world, ItemsPlayed::new);
        }

        @Override
        public Currency currency() {
            return ShopifyWorld.DOLLAR;
        }
    }

    @Nested
    class Titles extends Trial<ShopifyConnector, ItemsPlayed> implements TitleSinkContract {

        private ExternalId item;

        Titles() {
            super(world, ItemsPlayed::new);
        }

        @BeforeEach
        void anItem() {
            item = rehearsal().fill(1).get(0);
        }

        @Override
        public ExternalId itemToRename() {
            return item;
        }

        @Override
        public String titleOf(ExternalId itemId) {
            return rehearsal().titleOf(itemId);
        }
    }
}
