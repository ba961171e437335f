package dev.shophub.platform.jd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.MalformedRecordException;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Listing;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.Refund;
import dev.shophub.model.RefundStatus;
import dev.shophub.model.Review;
import dev.shophub.model.SkuCode;
import dev.shophub.model.StockLevel;
import dev.shophub.model.Stream;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders, refunds, items and reviews from fixtures. */
class JdMappersTest {

    @Test
    void readsAPaidOrder() {
        var order = order("paid-two-lines");

        assertThat(order.id()).isEqualTo(new ExternalId("290000000000000001"));
        assertThat(order.status()).isEqualTo(OrderStatus.PAID);
        assertThat(order.platformStatus()).isEqualTo("WAIT_SELLER_STOCK_OUT");
        assertThat(order.placedAt()).isEqualTo(Instant.parse("2026-09-01T03:58:00Z"));
        assertThat(order.paidAt()).contains(Instant.parse("2026-09-01T03:59:30Z"));
        assertThat(order.modifiedAt()).isEqualTo(Instant.parse("2026-09-01T04:00:00Z"));
        assertThat(order.total()).isEqualTo(yuan("180.50"));
        assertThat(order.goods().amount()).isEqualByComparingTo("187");
        assertThat(order.freight().amount()).isEqualByComparingTo("6");
        assertThat(order.discount().amount()).isEqualByComparingTo("12.50");
        assertThat(order.buyer()).contains(new ExternalId("AAJDexampleopenid0001"));
        assertThat(order.receiver().city()).isEqualTo("杭州市");
        assertThat(order.receiver().phone()).isEqualTo("138****0000");
        assertThat(order.sellerMemo()).isEqualTo("老客户");
        assertThat(order.cashOnDelivery()).isFalse();
        assertThat(order.shippingForbidden()).isFalse();
        assertThat(order.payments()).hasSize(1);
        assertThat(order.lines())
                .extracting(OrderLine::id)
                .containsExactly(new ExternalId("100000000011"), new ExternalId("100000000012"));
        assertThat(order.lines().get(0).itemId()).isEqualTo(new ExternalId("10000000001"));
        assertThat(order.lines().get(0).skuCode()).contains(new SkuCode("TEA-250-RED"));
        assertThat(order.lines().get(0).quantity()).isEqualTo(2);
        assertThat(order.lines().get(0).unitPrice().amount()).isEqualByComparingTo("60");
    }

    @ParameterizedTest
    @CsvSource({
        "locked, PAID, true",
        "locked-after-shipping, SHIPPED, false",
        "paused, PAID, true",
        "partly-shipped, PARTLY_SHIPPED, false",
        "shipped, SHIPPED, false",
        "finished, COMPLETED, false",
        "canceled-before-payment, CLOSED, false",
        "unpaid, UNPAID, false",
        "unknown-state, UNKNOWN, false"
    })
    void readsEveryState(String name, OrderStatus status, boolean forbidden) {
        var order = order(name);

        assertThat(order.status()).isEqualTo(status);
        assertThat(order.shippingForbidden()).isEqualTo(forbidden);
        assertThat(order.lines()).allMatch(line -> line.status() == status);
    }

    @Test
    void anOrderCanBeToBeShippedBeforePayment() {
        assertThat(order("cash-on-delivery").cashOnDelivery()).isTrue();
        assertThat(order("cash-on-delivery").paidAt()).isEmpty();
    }

    @Test
    void theSameSkuMayStandTwice() {
        assertThat(order("same-sku-twice").lines())
                .extracting(OrderLine::id)
                .containsExactly(new ExternalId("100000000011"), new ExternalId("100000000011#2"));
    }

    @Test
    void readsAnOrderWithLittleInIt() {
        var order = order("minimal");

        assertThat(order.buyer()).isEmpty();
        assertThat(order.lines().get(0).itemId()).isEqualTo(new ExternalId("100000000011"));
        assertThat(order.lines().get(0).skuCode()).isEmpty();
        assertThat(order("without-lines").lines()).isEmpty();
    }

    @Test
    void timesAlsoComeInMilliseconds() {
        assertThat(order("modified-in-milliseconds").modifiedAt()).isEqualTo(Instant.parse("2026-09-01T04:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "orders/missing-lines, itemInfoList",
        "orders/money-not-a-number, orderPayment",
        "orders/missing-modified, modified"
    })
    void anOrderThatOnlyLooksReadableIsRefusedByItsField(String name, String field) {
        refusedBy(field, () -> JdOrderMapper.order(Fixtures.raw(Stream.ORDERS, name + ".json")));
    }

    @ParameterizedTest
    @CsvSource({
        "application-open, OPEN, 0",
        "application-approved, SUCCEEDED, 3",
        "application-refused, CLOSED, 2",
        "application-unknown-status, UNKNOWN, 99",
        "application-by-another-name, OPEN, 0"
    })
    void readsAnApplicationInFen(String name, RefundStatus status, String word) {
        var refund = refund(name);

        assertThat(refund.id()).isEqualTo(new ExternalId("7000001"));
        assertThat(refund.orderId()).isEqualTo(new ExternalId("290000000000000001"));
        assertThat(refund.status()).isEqualTo(status);
        assertThat(refund.platformStatus()).isEqualTo(word);
        assertThat(refund.amount()).isEqualTo(yuan("60.50"));
        assertThat(refund.goodsReturned()).isFalse();
        assertThat(refund.completedAt().isPresent())
                .isEqualTo(status == RefundStatus.SUCCEEDED || status == RefundStatus.CLOSED);
    }

    @Test
    void readsAServiceOrderWithTheMoneyThatWentBack() {
        var refund = refund("service-refunded");

        assertThat(refund.id()).isEqualTo(new ExternalId("afs:99000001"));
        assertThat(refund.orderId()).isEqualTo(new ExternalId("290000000000000001"));
        assertThat(refund.status()).isEqualTo(RefundStatus.SUCCEEDED);
        assertThat(refund.amount()).isEqualTo(yuan("60.50"));
        assertThat(refund.goodsReturned()).isTrue();
        assertThat(refund.createdAt()).isEqualTo(Instant.parse("2026-09-03T01:00:00Z"));
        assertThat(refund.completedAt()).contains(Instant.parse("2026-09-08T10:00:00Z"));
    }

    @Test
    void anExchangeEndsWellWithoutMoney() {
        var refund = refund("exchange-done");

        assertThat(refund.kind()).isEqualTo(Refund.Kind.EXCHANGE);
        assertThat(refund.status()).isEqualTo(RefundStatus.SUCCEEDED);
        assertThat(refund.amount().amount()).isZero();
        assertThat(refund.goodsReturned()).isTrue();
    }

    @Test
    void whatMovesIsToldOnlyWhereThePlatformTellsIt() {
        assertThat(refund("application-open").kind()).isEqualTo(Refund.Kind.UNDELIVERED);
        assertThat(refund("service-refunded").kind()).isEqualTo(Refund.Kind.RETURN);
        assertThat(refund("service-money-only").kind()).isEqualTo(Refund.Kind.UNKNOWN);
        assertThat(refund("service-money-only").goodsReturned()).isFalse();
    }

    @Test
    void aServiceOrderUnderWayTellsWhatIsExpected() {
        assertThat(refund("service-goods-on-their-way").status()).isEqualTo(RefundStatus.OPEN);
        assertThat(refund("service-goods-on-their-way").amount()).isEqualTo(yuan("60.5"));
        assertThat(refund("service-refused").status()).isEqualTo(RefundStatus.CLOSED);
        assertThat(refund("service-refused").amount().amount()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "missing-order, orderId",
        "sum-with-fraction, applyRefundSum",
        "service-refunded-without-amount, afsActualRefundDetail.actualRefundAmount"
    })
    void aRefundThatOnlyLooksReadableIsRefusedByItsField(String name, String field) {
        refusedBy(field, () -> refund(name));
    }

    @Test
    void readsAnItemWithItsSkus() {
        var listing = JdWareMapper.listing(Fixtures.raw(Stream.LISTINGS, "wares/two-skus.json"));

        assertThat(listing.itemId()).isEqualTo(new ExternalId("10000000001"));
        assertThat(listing.state()).isEqualTo(Listing.State.UP);
        assertThat(listing.variants()).hasSize(2);
        assertThat(listing.variants().get(1).skuId()).contains(new ExternalId("100000000012"));
        assertThat(listing.variants().get(1).skuCode()).contains(new SkuCode("TEA-250-GREEN"));
        assertThat(listing.variants().get(1).price()).isEqualTo(yuan("67.00"));
        assertThat(listing.variants().get(1).quantity()).isEqualTo(3);
    }

    @Test
    void whatWaitsForAnAuditIsWhereItWas() {
        assertThat(JdWareMapper.listing(Fixtures.raw(Stream.LISTINGS, "wares/waiting-for-audit.json"))
                        .state())
                .isEqualTo(Listing.State.UP);
        assertThat(JdWareMapper.listing(Fixtures.raw(Stream.LISTINGS, "wares/taken-down-by-jd.json"))
                        .state())
                .isEqualTo(Listing.State.DOWN);
    }

    @Test
    void theStockIsThatOfOneStore() {
        var raw = Fixtures.raw(Stream.STOCK, "wares/stock-two-stores.json");

        assertThat(JdWareMapper.stockLevels(raw, 0))
                .extracting(StockLevel::quantity)
                .containsExactly(4L, -1L);
        refusedBy("skuStocks", () -> JdWareMapper.stockLevels(raw, 17));
    }

    @ParameterizedTest
    @CsvSource({"without-skus, skus", "stock-unknown, skuStocks"})
    void aMissingQuantityIsNotNothing(String name, String field) {
        refusedBy(field, () -> JdWareMapper.stockLevels(Fixtures.raw(Stream.STOCK, "wares/" + name + ".json"), 0));
    }

    @Test
    void readsABadReview() {
        var review = review("bad");

        assertThat(review.id()).isEqualTo(new ExternalId("50000000001"));
        assertThat(review.orderId()).contains(new ExternalId("290000000000000001"));
        assertThat(review.lineId()).contains(new ExternalId("100000000011"));
        assertThat(review.stars()).contains(1);
        assertThat(review.rating()).isEqualTo(Review.Rating.BAD);
        assertThat(review.writtenAt()).isEqualTo(Instant.ofEpochMilli(1_788_868_800_000L));
        assertThat(review.reply()).isEmpty();
    }

    @Test
    void readsAnAnswer() {
        assertThat(review("answered").reply()).isEqualTo("感谢支持");
        assertThat(review("answered").rating()).isEqualTo(Review.Rating.GOOD);
        assertThat(review("answered").modifiedAt()).isEqualTo(Instant.parse("2026-09-09T01:00:00Z"));
        assertThat(review("without-stars").rating()).isEqualTo(Review.Rating.UNKNOWN);
        assertThat(review("without-stars").stars()).isEmpty();
    }

    private static Order order(String name) {
        return JdOrderMapper.order(Fixtures.raw(Stream.ORDERS, "orders/" + name + ".json"));
    }

    private static Refund refund(String name) {
        return JdRefundMapper.refund(Fixtures.raw(Stream.REFUNDS, "refunds/" + name + ".json"));
    }

    private static Review review(String name) {
        return JdReviewMapper.review(Fixtures.raw(Stream.REVIEWS, "reviews/" + name + ".json"));
    }

    private static Money yuan(String amount) {
        return Money.of(amount, JdPayloads.YUAN);
    }

    private static void refusedBy(String field, Supplier<?> reading) {
        assertThatThrownBy(reading::get)
                .isInstanceOfSatisfying(MalformedRecordException.class, malformed -> assertThat(malformed.field())
                        .isEqualTo(field));
    }
}
