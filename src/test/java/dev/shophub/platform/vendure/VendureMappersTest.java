package dev.shophub.platform.vendure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.shophub.connector.MalformedRecordException;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Listing;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.Receiver;
import dev.shophub.model.Refund;
import dev.shophub.model.RefundStatus;
import dev.shophub.model.SkuCode;
import dev.shophub.model.StockLevel;
import dev.shophub.model.Stream;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendureMappersTest {

    private static final Currency YUAN = Currency.getInstance("CNY");

    private static Order order(String name) {
        return new VendureOrderMapper(2).order(Fixtures.raw(Stream.ORDERS, "orders/" + name + ".json"));
    }

    private static Refund refund(String name) {
        return new VendureRefundMapper(2).refund(Fixtures.raw(Stream.REFUNDS, "refunds/" + name + ".json"));
    }

    private static Listing listing(String name) {
        return new VendureProductMapper(2, Optional.empty())
                .listing(Fixtures.raw(Stream.LISTINGS, "products/" + name + ".json"));
    }

    private static List<StockLevel> stock(String name, String... location) {
        return new VendureProductMapper(2, List.of(location).stream().findFirst())
                .stockLevels(Fixtures.raw(Stream.STOCK, "products/" + name + ".json"));
    }

    private static Money yuan(String amount) {
        return Money.of(amount, YUAN);
    }

    @Test
    void readsAPlacedOrder() {
        var order = order("placed");

        assertThat(order.id()).isEqualTo(new ExternalId("3"));
        assertThat(order.status()).isEqualTo(OrderStatus.PAID);
        assertThat(order.platformStatus()).isEqualTo("PaymentSettled");
        assertThat(order.placedAt()).isEqualTo("2026-11-26T14:19:15.493Z");
        assertThat(order.paidAt()).contains(order.placedAt());
        assertThat(order.shippedAt()).isEmpty();
        assertThat(order.completedAt()).isEmpty();
        assertThat(order.total()).isEqualTo(yuan("68.02"));
        assertThat(order.goods()).isEqualTo(yuan("60.02"));
        assertThat(order.freight()).isEqualTo(yuan("8.00"));
        assertThat(order.discount()).isEqualTo(yuan("0.00"));
        assertThat(order.buyer()).contains(new ExternalId("1"));
        assertThat(order.buyerName()).isEqualTo("Ada Example");
        assertThat(order.receiver().city()).isEqualTo("Hangzhou");
        assertThat(order.shippingForbidden()).isFalse();
        assertThat(order.lines())
                .extracting(OrderLine::id, OrderLine::skuCode, OrderLine::quantity, OrderLine::unitPrice)
                .containsExactly(
                        tuple(new ExternalId("4"), Optional.of(new SkuCode("TEA-2")), 3L, yuan("15.01")),
                        tuple(new ExternalId("5"), Optional.of(new SkuCode("TEA-0")), 1L, yuan("14.99")));
        assertThat(order.payments()).singleElement().satisfies(payment -> {
            assertThat(payment.amount()).isEqualTo(yuan("68.02"));
            assertThat(payment.method()).isEqualTo("dummy");
        });
    }

    /** Its time of change is the cart's, two seconds before it was placed. */
    @Test
    void theTimeOfChangeIsNeverBeforeThePlacing() {
        assertThat(order("placed").modifiedAt()).isEqualTo("2026-11-26T14:19:15.493Z");
        assertThat(order("settled-later").modifiedAt()).isEqualTo("2026-11-26T14:19:23Z");
        assertThat(order("shipped").modifiedAt()).isEqualTo("2026-11-26T14:20:55Z");
        assertThat(order("delivered-and-refunded").modifiedAt()).isEqualTo("2026-11-26T14:19:05Z");
    }

    @ParameterizedTest
    @CsvSource({
        "authorised, UNPAID",
        "placed, PAID",
        "settled-later, PAID",
        "partly-shipped, PARTLY_SHIPPED",
        "partly-delivered, PARTLY_SHIPPED",
        "partly-delivered-all-sent, SHIPPED",
        "shipped, SHIPPED",
        "delivered-and-refunded, COMPLETED",
        "cancelled, CLOSED",
        "being-changed, PAID",
        "being-changed-after-shipping, PARTLY_SHIPPED",
        "more-to-pay, UNPAID",
        "unknown-state, UNKNOWN"
    })
    void tellsTheStateOfAnOrder(String name, OrderStatus status) {
        assertThat(order(name).status()).isEqualTo(status);
    }

    @Test
    void whatIsBeingChangedIsNotToBeShipped() {
        assertThat(order("being-changed").shippingForbidden()).isTrue();
        assertThat(order("more-to-pay").shippingForbidden()).isTrue();
        assertThat(order("more-to-pay").balanceDue()).isTrue();
        assertThat(order("unknown-state").platformStatus()).isEqualTo("OnTheMoon");
    }

    @Test
    void moneyThatIsOnlyPromisedIsNotPaid() {
        assertThat(order("authorised").paidAt()).isEmpty();
        assertThat(order("authorised").payments()).singleElement().satisfies(payment -> assertThat(payment.paidAt())
                .isEmpty());
        assertThat(order("declined-payment").payments()).hasSize(1);
        assertThat(order("declined-payment").total()).isEqualTo(yuan("68.02"));
    }

    /** The platform then shows no pieces and no money: what was sold stays what it was. */
    @Test
    void aCancelledOrderKeepsWhatWasSold() {
        var order = order("cancelled");

        assertThat(order.total()).isEqualTo(yuan("38.02"));
        assertThat(order.goods()).isEqualTo(yuan("30.02"));
        assertThat(order.freight()).isEqualTo(yuan("8.00"));
        assertThat(order.completedAt()).contains(Instant.parse("2026-11-26T14:19:09Z"));
        assertThat(order.lines()).singleElement().satisfies(line -> {
            assertThat(line.quantity()).isEqualTo(2);
            assertThat(line.status()).isEqualTo(OrderStatus.CLOSED);
        });
    }

    @Test
    void aCancelledPieceStandsAsALineOfItsOwn() {
        var order = order("one-piece-cancelled");

        assertThat(order.lines())
                .extracting(line -> line.id().value(), OrderLine::quantity, OrderLine::status)
                .containsExactly(
                        tuple("4", 2L, OrderStatus.PAID),
                        tuple("4-cancelled", 1L, OrderStatus.CLOSED),
                        tuple("5", 1L, OrderStatus.PAID));
        assertThat(order.goods()).isEqualTo(yuan("60.02"));
        assertThat(order.total()).isEqualTo(yuan("68.02"));
    }

    @Test
    void tellsWhenAnOrderWasSentAndWhenItArrived() {
        var order = order("delivered-and-refunded");

        assertThat(order.shippedAt()).contains(Instant.parse("2026-11-26T14:18:51Z"));
        assertThat(order.completedAt()).contains(Instant.parse("2026-11-26T14:19:00Z"));
        assertThat(order.lines())
                .extracting(OrderLine::refund)
                .containsExactly(RefundStatus.NONE, RefundStatus.SUCCEEDED);
    }

    @Test
    void anOrderOfNobodyIsAnOrder() {
        var order = order("guest-without-customer");

        assertThat(order.buyer()).isEmpty();
        assertThat(order.buyerName()).isEmpty();
        assertThat(order.receiver()).isEqualTo(Receiver.WITHHELD);
        assertThat(order("minimal").lines()).isEmpty();
        assertThat(order("id-zero").id()).isEqualTo(new ExternalId("0"));
    }

    @ParameterizedTest
    @CsvSource({
        "missing-currency, currencyCode",
        "missing-time-of-placing, orderPlacedAt",
        "money-with-fraction, totalWithTax"
    })
    void refusesAnOrderByTheField(String name, String field) {
        assertThatThrownBy(() -> order(name))
                .isInstanceOfSatisfying(MalformedRecordException.class, malformed -> assertThat(malformed.field())
                        .isEqualTo(field));
    }

    @ParameterizedTest
    @CsvSource({"pending, OPEN", "settled, SUCCEEDED", "failed, CLOSED", "unknown-state, UNKNOWN"})
    void tellsTheStateOfARefund(String name, RefundStatus status) {
        assertThat(refund(name).status()).isEqualTo(status);
    }

    @Test
    void readsARefund() {
        var refund = refund("settled");

        assertThat(refund.orderId()).isEqualTo(new ExternalId("1"));
        assertThat(refund.amount()).isEqualTo(yuan("15.00"));
        assertThat(refund.lineId()).contains(new ExternalId("2"));
        assertThat(refund.quantity()).contains(1L);
        assertThat(refund.kind()).isEqualTo(Refund.Kind.UNKNOWN);
        assertThat(refund.completedAt()).contains(Instant.parse("2026-11-26T14:19:05Z"));
        assertThat(refund("before-shipping").kind()).isEqualTo(Refund.Kind.UNDELIVERED);
        assertThat(refund("freight").kind()).isEqualTo(Refund.Kind.SHIPPING);
        assertThat(refund("two-lines").lineId()).isEmpty();
        assertThatThrownBy(() -> refund("missing-order")).hasMessageContaining("orderId");
    }

    @Test
    void readsAnItem() {
        var listing = listing("two-variants");

        assertThat(listing.title()).isEqualTo("Dragon Well tea");
        assertThat(listing.state()).isEqualTo(Listing.State.UP);
        assertThat(listing.price()).isEqualTo(yuan("14.99"));
        assertThat(listing.variants())
                .extracting(variant -> variant.skuCode().orElseThrow().value(), Listing.Variant::quantity)
                .containsExactly(tuple("TEA-0", 59L), tuple("TEA-0-L", 0L));
        assertThat(listing("disabled").state()).isEqualTo(Listing.State.DOWN);
        assertThat(listing("no-variant-enabled").state()).isEqualTo(Listing.State.DOWN);
        assertThatThrownBy(() -> listing("price-below-nothing")).hasMessageContaining("variants.priceWithTax");
        assertThatThrownBy(() -> listing("without-variants")).isInstanceOf(MalformedRecordException.class);
    }

    @Test
    void whatCanBeBoughtIsOnHandAndNeitherPromisedNorKept() {
        assertThat(stock("two-variants")).extracting(StockLevel::quantity).containsExactly(59L, -2L);
        assertThat(stock("thresholds")).extracting(StockLevel::quantity).containsExactly(62L, -4L);
        assertThat(stock("two-stock-locations"))
                .extracting(StockLevel::quantity)
                .containsExactly(69L, -2L);
        assertThat(stock("two-stock-locations", "2"))
                .extracting(StockLevel::quantity)
                .containsExactly(10L, 0L);
        assertThat(stock("two-stock-locations").get(0).modifiedAt()).isEqualTo("2026-11-26T15:21:03Z");
    }

    @Test
    void whatIsNotTrackedHasNoLevel() {
        assertThat(stock("not-tracked"))
                .extracting(level -> level.skuId().orElseThrow().value())
                .containsExactly("7");
        assertThat(stock("not-tracked-by-default")).hasSize(1);
    }
}
