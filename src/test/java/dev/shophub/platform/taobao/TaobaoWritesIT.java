package dev.shophub.platform.taobao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.PriceSink;
import dev.shophub.connector.PriceSinkContract;
import dev.shophub.connector.Rehearsal;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.ReviewReplySink;
import dev.shophub.connector.ReviewReplySinkContract;
import dev.shophub.connector.ShipmentSink;
import dev.shophub.connector.ShipmentSink.Told;
import dev.shophub.connector.ShipmentSinkContract;
import dev.shophub.connector.TitleSink;
import dev.shophub.connector.TitleSinkContract;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.Review;
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
class TaobaoWritesIT {

    private static final ExternalId ORDER = new ExternalId("3028689418086124000");
    private static final ExternalId LINE = ORDER;
    private static final ExternalId SECOND_LINE = new ExternalId("3028689418086124999");
    private static final ExternalId PLAIN = new ExternalId("600000000001");
    private static final ExternalId VARIED = new ExternalId("600000000002");
    private static final ExternalId RED = new ExternalId("4900000000001");
    private static final ExternalId GREEN = new ExternalId("4900000000002");

    private static TaobaoRehearsal.World world;

    @BeforeAll
    static void open() {
        world = new TaobaoRehearsal.World();
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
                                    + " price, paid_share, status) SELECT shop_key, tid, " + SECOND_LINE
                                    + ", 2, item_id, sku_id, code, title, quantity, price, paid_share, status FROM sim_line");
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
                                    "SELECT tracking FROM sim_line WHERE oid = ?", String.class, lineId.value()))
                    .filter(number -> !number.isEmpty());
        }

        @Override
        public void shipByHand(ExternalId orderId, Tracking tracking) {
            world.jdbc()
                    .update(
                            "UPDATE sim_line SET status = 'SHIPPED', carrier = ?, tracking = ?",
                            tracking.carrier(),
                            tracking.number());
        }

        @Test
        void theOrderReadsAsPartlyThenWhollyShipped() {
            var connector = world.connect();

            connector.ship(ORDER, ShipmentSinkContract.parcel(ONE, LINE), Optional.empty());
            assertThat(status(connector)).isEqualTo(OrderStatus.PARTLY_SHIPPED);

            connector.ship(ORDER, ShipmentSinkContract.parcel(OTHER), Optional.empty());
            assertThat(status(connector)).isEqualTo(OrderStatus.SHIPPED);
            assertThat(numberOf(LINE)).contains(ONE.number());
        }

        @Test
        void itsOwnNumberIsCorrected() {
            var connector = world.connect();
            connector.ship(ORDER, ShipmentSinkContract.parcel(ONE), Optional.empty());

            var told = connector.ship(ORDER, ShipmentSinkContract.parcel(OTHER), Optional.of(ONE));

            assertThat(told).isEqualTo(Told.NOW);
            assertThat(numberOf(LINE)).contains(OTHER.number());
        }

        @Test
        void whatIsUnderRefundOrClosedIsNotShipped() {
            world.jdbc().update("UPDATE sim_line SET refund_status = 'WAIT_SELLER_AGREE' WHERE oid = ?", LINE.value());
            world.jdbc().update("UPDATE sim_line SET status = 'CLOSED' WHERE oid = ?", SECOND_LINE.value());

            assertThatThrownBy(() -> world.connect().ship(ORDER, ShipmentSinkContract.parcel(ONE), Optional.empty()))
                    .isInstanceOfSatisfying(RejectedException.class, rejected -> assertThat(rejected.code())
                            .isEqualTo("not-to-be-shipped"));
            assertThat(numberOf(LINE)).isEmpty();
        }

        @Test
        void aCarrierIsTranslatedByTheSettings() {
            var connector = world.connect("carriers", "SHUNFENG=SF");

            connector.ship(ORDER, ShipmentSinkContract.parcel(new Tracking("SHUNFENG", "1")), Optional.empty());

            assertThat(world.jdbc().queryForList("SELECT DISTINCT carrier FROM sim_line", String.class))
                    .containsExactly("SF");
        }

        private OrderStatus status(TaobaoConnector connector) {
            var page = connector.orders(rehearsal.later(), Cursor.START);
            return connector.toOrder(page.records().get(0)).status();
        }
    }

    @Nested
    class Texts extends TextsOfItems {

        @Override
        TaobaoConnector connector() {
            return world.connect();
        }
    }

    @Nested
    class TextsOfTmall extends TextsOfItems {

        @Override
        TaobaoConnector connector() {
            return world.connect("tmall-items", "true");
        }
    }

    /** The same promises by Taobao's calls and by Tmall's. */
    abstract static class TextsOfItems implements PriceSinkContract, TitleSinkContract {

        private final Played rehearsal = new Played();

        abstract TaobaoConnector connector();

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
            return connector();
        }

        @Override
        public TitleSink titleSink() {
            return connector();
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
            return TaobaoPayloads.YUAN;
        }

        @Override
        public Money priceOf(ExternalId itemId, Optional<ExternalId> skuId) {
            var amount = world.jdbc()
                    .queryForObject(
                            "SELECT price FROM sim_sku WHERE item_id = ? AND sku_id = ?",
                            BigDecimal.class,
                            itemId.value(),
                            skuId.map(ExternalId::value).orElse("0"));
            return new Money(amount, TaobaoPayloads.YUAN);
        }

        @Override
        public ExternalId itemToRename() {
            return PLAIN;
        }

        @Override
        public String titleOf(ExternalId itemId) {
            return world.jdbc()
                    .queryForObject("SELECT title FROM sim_item WHERE item_id = ?", String.class, itemId.value());
        }

        @Test
        void theItemsOwnPriceStaysBetweenThoseOfItsVariants() {
            connector().setPrices(VARIED, Map.of(Optional.of(RED), yuan("70.00"), Optional.of(GREEN), yuan("80.00")));

            assertThat(world.jdbc()
                            .queryForObject(
                                    "SELECT price FROM sim_item WHERE item_id = ?", BigDecimal.class, VARIED.value()))
                    .isEqualByComparingTo("70.00");
        }

        @Test
        void aVariantTheItemNoLongerHasIsRejected() {
            assertThatThrownBy(() ->
                            connector().setPrices(VARIED, Map.of(Optional.of(new ExternalId("1")), yuan("70.00"))))
                    .isInstanceOf(RejectedException.class);
        }

        @Test
        void fractionsOfAFenAndNothingAreRejected() {
            assertThatThrownBy(() -> connector().setPrices(PLAIN, Map.of(Optional.empty(), yuan("1.005"))))
                    .isInstanceOf(RejectedException.class);
            assertThatThrownBy(() -> connector().setPrices(PLAIN, Map.of(Optional.empty(), yuan("0.00"))))
                    .isInstanceOf(RejectedException.class);
        }

        @Test
        void aTitleTooLongIsRejected() {
            assertThatThrownBy(() -> connector().setTitle(PLAIN, "茶".repeat(61)))
                    .isInstanceOf(RejectedException.class);
        }

        private static Money yuan(String amount) {
            return Money.of(amount, TaobaoPayloads.YUAN);
        }
    }

    @Nested
    class Replies implements ReviewReplySinkContract {

        private final Played rehearsal = new Played();

        @BeforeEach
        void aReview() {
            rehearsal.fill(1);
            world.jdbc()
                    .update(
                            "INSERT INTO sim_review (shop_key, oid, tid, item_id, item_title, nick, result, stars,"
                                    + " content, append_content, reply, created_at) VALUES (?, ?, ?, 600000000001, '高山红茶',"
                                    + " '示例买家', 'bad', 1, '味道很淡', '', '', ?)",
                            TaobaoRehearsal.SHOP.value(),
                            LINE.value(),
                            ORDER.value(),
                            TaobaoRehearsal.utc(rehearsal.window().from().plusSeconds(60)));
        }

        @Override
        public Rehearsal rehearsal() {
            return rehearsal;
        }

        @Override
        public ReviewReplySink replySink() {
            return world.connect();
        }

        @Override
        public Review reviewToAnswer() {
            var connector = world.connect();
            return connector.toReview(connector
                    .reviews(rehearsal.window(), Cursor.START)
                    .records()
                    .get(0));
        }

        @Override
        public String replyOf(Review review) {
            return reviewToAnswer().reply();
        }

        @Test
        void anotherAnswerDoesNotReplaceOneThatIsThere() {
            replySink().reply(reviewToAnswer(), "谢谢");

            assertThatThrownBy(() -> replySink().reply(reviewToAnswer(), "另一个回复"))
                    .isInstanceOf(RejectedException.class);
            assertThat(replyOf(reviewToAnswer())).isEqualTo("谢谢");
        }
    }

    /** Orders, and items by hand. */
    private static final class Played extends TaobaoRehearsal {

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
