package dev.shophub.platform.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.MalformedRecordException;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Listing;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.Refund;
import dev.shophub.model.RefundStatus;
import dev.shophub.model.Review;
import dev.shophub.model.Review.Rating;
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

class WoocommerceMappersTest {

    private static final Currency USD = Currency.getInstance("USD");

    @Test
    void anOrderIsReadWhole() {
        var order = order("processing");

        assertThat(order.id()).isEqualTo(new ExternalId("727"));
        assertThat(order.status()).isEqualTo(OrderStatus.PAID);
        assertThat(order.platformStatus()).isEqualTo("processing");
        assertThat(order.placedAt()).isEqualTo(Instant.parse("2026-09-01T04:00:01Z"));
        assertThat(order.paidAt()).contains(Instant.parse("2026-09-01T04:00:30Z"));
        assertThat(order.modifiedAt()).isEqualTo(Instant.parse("2026-09-01T04:00:59Z"));
        assertThat(order.shippedAt()).isEmpty();
        assertThat(order.buyer()).contains(new ExternalId("26"));
        assertThat(order.buyerName()).isEqualTo("Example Buyer");
        assertThat(order.buyerMessage()).isEqualTo("Ring twice");
        assertThat(order.receiver().address()).isEqualTo("2 Other Street");
        assertThat(order.receiver().region()).isEqualTo("US-OR");
        assertThat(order.receiver().phone()).isEqualTo("555 0100");
        assertThat(order.receiver().zip()).isEqualTo("97477");
        assertThat(order.shippingForbidden()).isFalse();
        assertThat(order.payments()).singleElement().satisfies(payment -> assertThat(payment.amount())
                .isEqualTo(dollars("15.06")));
    }

    /** With tax, so that they tie: what is bought, its shipping, less what is taken off, is what is paid. */
    @Test
    void amountsAreWhatTheBuyerPays() {
        var order = order("processing");

        assertThat(order.total()).isEqualTo(dollars("15.06"));
        assertThat(order.goods()).isEqualTo(dollars("10.75"));
        assertThat(order.freight()).isEqualTo(dollars("5.38"));
        assertThat(order.discount()).isEqualTo(dollars("1.07"));
    }

    @Test
    void aLineIsReadAsItWasSold() {
        var line = order("processing").lines().get(0);

        assertThat(line.id()).isEqualTo(new ExternalId("315"));
        assertThat(line.itemId()).isEqualTo(new ExternalId("93"));
        assertThat(line.skuId()).contains(new ExternalId("94"));
        assertThat(line.skuCode()).contains(new SkuCode("TEA-SET-W"));
        assertThat(line.title()).isEqualTo("Tea Set – Color: White");
        assertThat(line.variant()).isEqualTo("Color: White");
        assertThat(line.quantity()).isEqualTo(3);
        // A third of 10.75 has no end: the finest that is kept.
        assertThat(line.unitPrice()).isEqualTo(dollars("3.5833"));
        assertThat(line.paid()).contains(dollars("9.68"));
        assertThat(order("processing").lines().get(1).unitPrice()).isEqualTo(dollars("0.00"));
        assertThat(order("processing").lines().get(1).skuId()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "unpaid, UNPAID, false",
        "on-hold-unpaid, UNPAID, false",
        "on-hold-paid, PAID, true",
        "completed, COMPLETED, false",
        "refunded, CLOSED, false",
        "unknown-status, UNKNOWN, false"
    })
    void statesAreRead(String name, OrderStatus status, boolean forbidden) {
        var order = order(name);

        assertThat(order.status()).isEqualTo(status);
        assertThat(order.shippingForbidden()).isEqualTo(forbidden);
        assertThat(order.lines()).allSatisfy(line -> assertThat(line.status()).isEqualTo(status));
    }

    @Test
    void anUnknownStatusKeepsItsWord() {
        assertThat(order("unknown-status").platformStatus()).isEqualTo("awaiting-pickup");
    }

    @Test
    void aDoneOrderHasLeft() {
        assertThat(order("completed").shippedAt()).contains(Instant.parse("2026-09-02T04:00:00Z"));
        assertThat(order("completed").completedAt()).contains(Instant.parse("2026-09-02T04:00:00Z"));
        assertThat(order("refunded").lines())
                .allSatisfy(line -> assertThat(line.refund()).isEqualTo(RefundStatus.SUCCEEDED));
    }

    @Test
    void aGuestIsKnownByTheAddressWithoutTellingIt() {
        var guest = order("guest").buyer().orElseThrow();

        assertThat(guest.value()).startsWith("guest:").doesNotContainIgnoringCase("buyer");
        assertThat(WoocommerceOrderMapper.order(
                                Fixtures.raw(
                                        Stream.ORDERS,
                                        new String(
                                                        Fixtures.bytes("orders/guest.json"),
                                                        java.nio.charset.StandardCharsets.UTF_8)
                                                .replace(" Buyer@Example.com ", "buyer@example.com")
                                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                                Fixtures.settings())
                        .buyer())
                .contains(guest);
        assertThat(order("without-customer").buyer()).isEmpty();
        assertThat(WoocommerceOrderMapper.order(
                                Fixtures.raw(Stream.ORDERS, "orders/guest.json"),
                                Fixtures.settings("guest-buyers", "none"))
                        .buyer())
                .isEmpty();
    }

    @Test
    void cashOnDeliveryIsToBeShippedUnpaid() {
        var order = order("cash-on-delivery");

        assertThat(order.cashOnDelivery()).isTrue();
        assertThat(order.status()).isEqualTo(OrderStatus.PAID);
        assertThat(order.payments()).isEmpty();
    }

    @Test
    void feesOnTopGoWithTheFreightAndThoseBelowZeroAreDiscounts() {
        var order = order("fees");

        assertThat(order.freight()).isEqualTo(dollars("7.38"));
        assertThat(order.discount()).isEqualTo(dollars("2.07"));
    }

    @Test
    void aProductThatIsGoneStaysInItsOrder() {
        var line = order("deleted-product").lines().get(0);

        assertThat(line.itemId()).isEqualTo(new ExternalId("0"));
        assertThat(line.skuCode()).isEmpty();
        assertThat(line.code()).isEqualTo(new SkuCode("0"));
    }

    @Test
    void anOrderHasItsOwnCurrency() {
        var order = order("yen");

        assertThat(order.total()).isEqualTo(Money.of("3300", Currency.getInstance("JPY")));
        assertThat(order.lines().get(0).unitPrice().amount()).isEqualByComparingTo("1500");
    }

    @Test
    void whereNothingElseIsSaidItGoesToWhoPays() {
        assertThat(order("without-shipping-address").receiver().address()).isEqualTo("1 Example Street, Apt 2");
    }

    @Test
    void littleIsEnough() {
        var order = order("minimal");

        assertThat(order.id()).isEqualTo(new ExternalId("0"));
        assertThat(order.lines()).isEmpty();
        assertThat(order.buyer()).isEmpty();
        assertThat(order("without-lines").lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "missing-lines, line_items",
        "missing-modified, date_modified_gmt",
        "money-not-a-number, total",
        "strange-currency, currency"
    })
    void whatCannotBeReadIsNamed(String name, String field) {
        assertThatThrownBy(() -> order(name))
                .isInstanceOfSatisfying(MalformedRecordException.class, malformed -> assertThat(malformed.field())
                        .isEqualTo(field));
    }

    @Test
    void aRefundNamesItsLine() {
        var refund = refund("one-line");

        assertThat(refund.orderId()).isEqualTo(new ExternalId("727"));
        assertThat(refund.lineId()).contains(new ExternalId("315"));
        assertThat(refund.quantity()).contains(2L);
        assertThat(refund.amount()).isEqualTo(dollars("6.45"));
        assertThat(refund.status()).isEqualTo(RefundStatus.SUCCEEDED);
        assertThat(refund.completedAt()).contains(Instant.parse("2026-09-03T04:00:00Z"));
    }

    @Test
    void aRefundOfFreightOfAnAmountAndOfSeveralLines() {
        assertThat(refund("shipping-only").kind()).isEqualTo(Refund.Kind.SHIPPING);
        assertThat(refund("amount-only").kind()).isEqualTo(Refund.Kind.UNKNOWN);
        assertThat(refund("amount-only").quantity()).isEmpty();
        assertThat(refund("two-lines").lineId()).isEmpty();
        assertThat(refund("two-lines").quantity()).contains(3L);
    }

    @Test
    void aRefundWithoutItsCurrencyIsNoMoney() {
        assertThatThrownBy(() -> refund("without-currency"))
                .isInstanceOfSatisfying(MalformedRecordException.class, malformed -> assertThat(malformed.field())
                        .isEqualTo("currency"));
    }

    @Test
    void aProductIsAListingWithItsVariations() {
        var listing = listing("two-variations");

        assertThat(listing.title()).isEqualTo("Tea & Set");
        assertThat(listing.state()).isEqualTo(Listing.State.UP);
        // Before discounts, and the lowest of them.
        assertThat(listing.price()).isEqualTo(dollars("15.00"));
        assertThat(listing.variants())
                .containsExactly(
                        new Listing.Variant(
                                Optional.of(new ExternalId("94")),
                                Optional.of(new SkuCode("TEA-SET-W")),
                                "Color: White; Size: M",
                                dollars("15.00"),
                                7),
                        new Listing.Variant(
                                Optional.of(new ExternalId("96")),
                                Optional.of(new SkuCode("TEA-SET-B")),
                                "Color: Black",
                                dollars("16.00"),
                                0));
    }

    @Test
    void aSimpleProductIsAListingWithoutVariants() {
        assertThat(listing("simple").variants())
                .containsExactly(new Listing.Variant(
                        Optional.empty(), Optional.of(new SkuCode("SAMPLE")), "", dollars("3.00"), 4));
        assertThat(listing("draft-without-price").state()).isEqualTo(Listing.State.DOWN);
        assertThat(listing("draft-without-price").modifiedAt()).isEqualTo(Instant.parse("2026-08-01T04:00:00Z"));
        assertThat(listing("without-variations").variants()).hasSize(1);
    }

    @Test
    void stockIsToldWhereItIsCounted() {
        assertThat(stock("two-variations")).extracting(StockLevel::quantity).containsExactly(7L, -2L);
        assertThat(stock("simple")).singleElement().satisfies(level -> {
            assertThat(level.skuId()).isEmpty();
            assertThat(level.quantity()).isEqualTo(4);
        });
        assertThat(stock("stock-not-counted")).isEmpty();
        assertThat(stock("stock-of-the-parent"))
                .extracting(StockLevel::quantity)
                .containsExactly(9L, 9L);
    }

    @Test
    void aMissingQuantityIsNotNothing() {
        assertThatThrownBy(() -> stock("stock-unknown"))
                .isInstanceOfSatisfying(MalformedRecordException.class, malformed -> assertThat(malformed.field())
                        .isEqualTo("stock_quantity"));
        assertThatThrownBy(() -> listing("variations-missing"))
                .isInstanceOfSatisfying(MalformedRecordException.class, malformed -> assertThat(malformed.field())
                        .isEqualTo("variations"));
    }

    @Test
    void aReviewIsOfAProductAndPlain() {
        var review = review("bad");

        assertThat(review.orderId()).isEmpty();
        assertThat(review.itemId()).isEqualTo(new ExternalId("93"));
        assertThat(review.rating()).isEqualTo(Rating.BAD);
        assertThat(review.stars()).contains(1);
        assertThat(review.text()).isEqualTo("Broken on arrival & late.\nNever again.\nReally.");
        assertThat(review.writtenAt()).isEqualTo(Instant.parse("2026-09-01T04:00:00Z"));
        assertThat(review("without-rating").rating()).isEqualTo(Rating.UNKNOWN);
        assertThat(review("without-rating").stars()).isEmpty();
    }

    private static Order order(String name) {
        return WoocommerceOrderMapper.order(
                Fixtures.raw(Stream.ORDERS, "orders/" + name + ".json"), Fixtures.settings());
    }

    private static Refund refund(String name) {
        return WoocommerceRefundMapper.refund(
                Fixtures.raw(Stream.REFUNDS, "refunds/" + name + ".json"), Fixtures.settings());
    }

    private static Listing listing(String name) {
        return WoocommerceProductMapper.listing(
                Fixtures.raw(Stream.LISTINGS, "products/" + name + ".json"), Fixtures.settings());
    }

    private static List<StockLevel> stock(String name) {
        return WoocommerceProductMapper.stockLevels(
                Fixtures.raw(Stream.STOCK, "products/" + name + ".json"), Fixtures.settings());
    }

    private static Review review(String name) {
        return WoocommerceReviewMapper.review(
                Fixtures.raw(Stream.REVIEWS, "reviews/" + name + ".json"), Fixtures.settings());
    }

    private static Money dollars(String amount) {
        return Money.of(amount, USD);
    }
}
