package dev.shophub.platform.taobao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.PriceSink;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.ReviewReplySinkContract;
import dev.shophub.connector.ShipmentSink.Told;
import dev.shophub.connector.ShipmentSinkContract;
import dev.shophub.connector.TitleSink;
import dev.shophub.connector.TitleSinkContract;
import dev.shophub.model.ExternalId;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.Review;
import dev.shophub.model.Tracking;
import dev.shophub.platform.ItemsPlayed;
import dev.shophub.platform.OrdersPlayed;
import dev.shophub.platform.PlatformRehearsal;
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
class TaobaoWritesIT {

    private static final ExternalId ORDER = new ExternalId("3028689418086124000");
    private static final ExternalId LINE = ORDER;
    private static final ExternalId SECOND_LINE = new ExternalId("3028689418086124999");

    private static TaobaoWorld world;

    @BeforeAll
    static void open() {
        world = new TaobaoWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Nested
    class Dispatch extends Trial<TaobaoConnector, OrdersPlayed> implements ShipmentSinkContract {

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
                                    + ", 2, item_id, sku_id, code, title, quantity, price, paid_share, status FROM sim_line");
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
            var page = connector.orders(rehearsal().later(), Cursor.START);
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
    abstract static class TextsOfItems implements PricesContract, TitleSinkContract {

        private final ItemsPlayed rehearsal = new ItemsPlayed(world);

        abstract TaobaoConnector connector();

        @Override
        public ItemsPlayed rehearsal() {
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
        public Currency currency() {
            return TaobaoPayloads.YUAN;
        }

        @Override
        public ExternalId itemToRename() {
            return plainItem();
        }

        @Override
        public String titleOf(ExternalId itemId) {
            return rehearsal.titleOf(itemId);
        }

        @Test
        void aTitleTooLongIsRejected() {
            assertThatThrownBy(() -> connector().setTitle(plainItem(), "茶".repeat(61)))
                    .isInstanceOf(RejectedException.class);
        }
    }

    @Nested
    class Replies extends Trial<TaobaoConnector, OrdersPlayed> implements ReviewReplySinkContract {

        Replies() {
            super(world, OrdersPlayed::new);
        }

        @BeforeEach
        void aReview() {
            rehearsal().fill(1);
            world.jdbc()
                    .update(
                            "INSERT INTO sim_review (shop_key, oid, tid, item_id, item_title, nick, result, stars,"
                                    + " content, append_content, reply, created_at) VALUES (?, ?, ?, 600000000001, '高山红茶',"
                                    + " '示例买家', 'bad', 1, '味道很淡', '', '', ?)",
                            TaobaoWorld.SHOP.value(),
                            LINE.value(),
                            ORDER.value(),
                            PlatformRehearsal.utc(rehearsal().window().from().plusSeconds(60)));
        }

        @Override
        public Review reviewToAnswer() {
            var connector = world.connect();
            return connector.toReview(connector
                    .reviews(rehearsal().window(), Cursor.START)
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
}
