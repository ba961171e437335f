package dev.shophub.platform.jd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.PriceSink;
import dev.shophub.connector.PriceSinkContract;
import dev.shophub.connector.Rehearsal;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.ShipmentSink;
import dev.shophub.connector.ShipmentSink.Told;
import dev.shophub.connector.ShipmentSinkContract;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.Tracking;
import java.math.BigDecimal;
import java.time.Instant;
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
    private static final ExternalId PLAIN = new ExternalId("600000000001");
    private static final ExternalId VARIED = new ExternalId("600000000002");
    private static final ExternalId RED = new ExternalId("4900000000001");
    private static final ExternalId GREEN = new ExternalId("4900000000002");

    private static JdRehearsal.World world;

    @BeforeAll
    static void open() {
        world = new JdRehearsal.World();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Nested
    class Dispatch implements ShipmentSinkContract {

        private final Played rehearsal = new Played();

        @BeforeEach
        void anOrder() {
            rehearsal.fill(1);
            world.jdbc()
                    .update(
                            "INSERT INTO sim_line (shop_key, tid, oid, position, item_id, sku_id, code, title, quantity,"
                                    + " price, paid_share, status) SELECT shop_key, tid, " + SECOND_OID
                                    + ", 2, item_id + 10, sku_id, code, title, quantity, price, paid_share, status FROM sim_line");
        }

        @Override
        public Rehearsal rehearsal() {
            return rehearsal;
        }

        @Override
        public ShipmentSink shipmentSink() {
            return world.connect();
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

        private OrderStatus status(JdConnector connector) {
            var page = connector.orders(rehearsal.later(), Cursor.START);
            return connector.toOrder(page.records().get(0)).status();
        }
    }

    @Nested
    class Prices implements PriceSinkContract {

        private final Played rehearsal = new Played();

        @BeforeEach
        void items() {
            rehearsal.fill(0);
            rehearsal.item(600000000001L, rehearsal.window().from());
            rehearsal.item(600000000002L, rehearsal.window().from(), 4900000000001L, 4900000000002L);
        }

        @Override
        public Rehearsal rehearsal() {
            return rehearsal;
        }

        @Override
        public PriceSink priceSink() {
            return world.connect();
        }

        @Override
        public ExternalId plainItem() {
            return PLAIN;
        }

        @Override
        public ExternalId itemWithVariants() {
            return VARIED;
        }

        @Override
        public Map.Entry<ExternalId, ExternalId> variants() {
            return Map.entry(RED, GREEN);
        }

        @Override
        public Currency currency() {
            return JdPayloads.YUAN;
        }

        @Override
        public Money priceOf(ExternalId itemId, Optional<ExternalId> skuId) {
            var amount = world.jdbc()
                    .queryForObject(
                            "SELECT price FROM sim_sku WHERE item_id = ? AND sku_id = ?",
                            BigDecimal.class,
                            itemId.value(),
                            skuId.map(ExternalId::value).orElse("0"));
            return new Money(amount, JdPayloads.YUAN);
        }

        @Test
        void theItemsOwnPriceStaysBetweenThoseOfItsVariants() {
            world.connect()
                    .setPrices(VARIED, Map.of(Optional.of(RED), yuan("70.00"), Optional.of(GREEN), yuan("80.00")));

            assertThat(world.jdbc()
                            .queryForObject(
                                    "SELECT price FROM sim_item WHERE item_id = ?", BigDecimal.class, VARIED.value()))
                    .isEqualByComparingTo("70.00");
        }

        @Test
        void aVariantTheItemNoLongerHasIsRejected() {
            assertThatThrownBy(() ->
                            world.connect().setPrices(VARIED, Map.of(Optional.of(new ExternalId("1")), yuan("70.00"))))
                    .isInstanceOf(RejectedException.class);
        }

        @Test
        void fractionsOfAFenAndNothingAreRejected() {
            assertThatThrownBy(() -> world.connect().setPrices(PLAIN, Map.of(Optional.empty(), yuan("1.005"))))
                    .isInstanceOf(RejectedException.class);
            assertThatThrownBy(() -> world.connect().setPrices(PLAIN, Map.of(Optional.empty(), yuan("0.00"))))
                    .isInstanceOf(RejectedException.class);
        }

        private static Money yuan(String amount) {
            return Money.of(amount, JdPayloads.YUAN);
        }
    }

    /** Orders, and items by hand. */
    private static final class Played extends JdRehearsal {

        Played() {
            super(world);
        }

        @Override
        void make(long id, Instant modified) {
            order(id, modified);
        }

        @Override
        void touch(long id, Instant now) {
            jdbc().update("UPDATE sim_order SET modified_at = ? WHERE tid = ?", utc(now), id);
        }
    }
}
