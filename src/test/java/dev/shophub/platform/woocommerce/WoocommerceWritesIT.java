package dev.shophub.platform.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.Json;
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
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contracts of what is written to a shop beside stock, against the simulator over real HTTP. */
class WoocommerceWritesIT {

    private static final ExternalId ORDER = new ExternalId("3028689418086124000");
    private static final ExternalId LINE = new ExternalId("3028689418086124000");
    private static final ExternalId SECOND_LINE = new ExternalId("3028689418086124999");

    private static WoocommerceWorld world;

    @BeforeAll
    static void open() {
        world = new WoocommerceWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Nested
    class Dispatch extends Trial<WoocommerceConnector, OrdersPlayed> implements ShipmentSinkContract {

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
            world.jdbc().update("UPDATE sim_line SET quantity = 1");
        }

        @Override
        public ExternalId orderToShip() {
            return ORDER;
        }

        @Override
        public Map.Entry<ExternalId, ExternalId> lines() {
            return Map.entry(LINE, SECOND_LINE);
        }

        /** What is kept at the order, else what a person noted. */
        @Override
        public Optional<String> numberOf(ExternalId lineId) {
            return StreamSupport.stream(parcels().spliterator(), false)
                    .filter(parcel ->
                            !parcel.has("pieces") || parcel.path("pieces").has(lineId.value()))
                    .map(parcel -> parcel.path("number").asText())
                    .reduce((one, other) -> other)
                    .or(() -> Optional.of(world.jdbc()
                                    .queryForObject(
                                            "SELECT tracking FROM sim_line WHERE oid = ?",
                                            String.class,
                                            lineId.value()))
                            .filter(number -> !number.isEmpty()));
        }

        private JsonNode parcels() {
            var meta = world
                    .jdbc()
                    .queryForList("SELECT meta FROM sim_woocommerce_word WHERE kind = 'order'", String.class)
                    .stream()
                    .findFirst()
                    .orElse("[]");
            return StreamSupport.stream(json(meta).spliterator(), false)
                    .filter(row -> row.path("key").asText().equals("_shophub_parcels"))
                    .map(row -> json(row.path("value").asText()))
                    .findFirst()
                    .orElseGet(() -> json("[]"));
        }

        private static JsonNode json(String text) {
            return Json.answer(text.getBytes(StandardCharsets.UTF_8));
        }

        private String status() {
            return world.jdbc().queryForObject("SELECT status FROM sim_order", String.class);
        }

        @Override
        public void shipByHand(ExternalId orderId, Tracking tracking) {
            world.jdbc().update("UPDATE sim_line SET status = 'SHIPPED', tracking = ?", tracking.number());
            world.jdbc().update("UPDATE sim_order SET status = 'SHIPPED'");
        }

        @Test
        void theOrderIsDoneWithItsLastParcel() {
            var connector = world.connect();

            connector.ship(ORDER, ShipmentSinkContract.parcel(ONE, LINE), Optional.empty());
            assertThat(status()).isEqualTo("PAID");
            connector.ship(ORDER, ShipmentSinkContract.parcel(OTHER, SECOND_LINE), Optional.empty());
            assertThat(status()).isEqualTo("SHIPPED");
        }

        @Test
        void itsOwnNumberIsCorrected() {
            var connector = world.connect();
            connector.ship(ORDER, ShipmentSinkContract.parcel(ONE), Optional.empty());

            assertThat(connector.ship(ORDER, ShipmentSinkContract.parcel(OTHER), Optional.of(ONE)))
                    .isEqualTo(Told.NOW);

            assertThat(numberOf(LINE)).contains(OTHER.number());
            assertThat(parcels()).hasSize(1);
        }

        @Test
        void anUnpaidOrderIsNotShipped() {
            world.jdbc().update("UPDATE sim_order SET status = 'UNPAID', paid_at = NULL");

            assertThatThrownBy(() -> world.connect().ship(ORDER, ShipmentSinkContract.parcel(ONE), Optional.empty()))
                    .isInstanceOfSatisfying(RejectedException.class, rejected -> assertThat(rejected.code())
                            .isEqualTo("not-to-be-shipped"));
            assertThat(numberOf(LINE)).isEmpty();
        }

        @Test
        void theBuyerIsWrittenToOnceWhereThatIsWanted() {
            var connector = world.connect("tracking", "customer-note", "carriers", "SHUNFENG=SF Express");
            var tracking = new Tracking("SHUNFENG", "SF1234567890");

            connector.ship(ORDER, ShipmentSinkContract.parcel(tracking, LINE), Optional.empty());
            // The hub died before it could keep that it had told.
            world.jdbc().update("UPDATE sim_woocommerce_word SET meta = '[]'");
            connector.ship(ORDER, ShipmentSinkContract.parcel(tracking, LINE), Optional.empty());

            assertThat(world.jdbc()
                            .queryForList("SELECT note FROM sim_woocommerce_note WHERE customer_note", String.class))
                    .containsExactly("SF Express SF1234567890");
        }
    }

    @Nested
    class Prices extends Trial<WoocommerceConnector, ItemsPlayed> implements PricesContract {

        Prices() {
            super(world, ItemsPlayed::new);
        }

        @Override
        public Currency currency() {
            return WoocommerceWorld.DOLLAR;
        }
    }

    @Nested
    class Titles extends Trial<WoocommerceConnector, ItemsPlayed> implements TitleSinkContract {

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
