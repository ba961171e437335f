package dev.shophub.platform.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.connector.MalformedRecordException;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Listing;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.Receiver;
import dev.shophub.model.Refund;
import dev.shophub.model.Refund.Kind;
import dev.shophub.model.RefundStatus;
import dev.shophub.model.Stream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records in the platform's shape, read in the hub's words. */
class ShopifyMappersTest {

    private static final Currency USD = Currency.getInstance("USD");

    private static Order order(JsonNode node, String... settings) {
        return ShopifyOrderMapper.order(Fixtures.raw(Stream.ORDERS, node), Fixtures.settings(settings));
    }

    private static ObjectNode paid() {
        return (ObjectNode) Fixtures.json("orders/10-paid.json");
    }

    @Test
    void aPaidOrder() {
        var order = order(paid());

        assertThat(order.id()).isEqualTo(new ExternalId("5551234567890123456"));
        assertThat(order.status()).isEqualTo(OrderStatus.PAID);
        assertThat(order.platformStatus()).isEqualTo("UNFULFILLED/PAID");
        assertThat(order.kind()).isEqualTo("web");
        assertThat(order.paidAt()).contains(Instant.parse("2026-09-01T04:00:04Z"));
        assertThat(order.shippedAt()).isEmpty();
        assertThat(order.completedAt()).isEmpty();
        assertThat(order.modifiedAt()).isEqualTo(Instant.parse("2026-09-01T04:10:00Z"));
        assertThat(order.total()).isEqualTo(Money.of("119.99", USD));
        assertThat(order.goods().amount()).isEqualByComparingTo("120");
        assertThat(order.freight()).isEqualTo(Money.of("4.99", USD));
        assertThat(order.discount()).isEqualTo(Money.of("5.0", USD));
        assertThat(order.buyer()).contains(new ExternalId("777"));
        assertThat(order.buyerName()).isEqualTo("Example Buyer");
        assertThat(order.receiver())
                .isEqualTo(new Receiver(
                        "Example Receiver",
                        "+1 555 0100",
                        "US New York",
                        "Brooklyn",
                        "",
                        "1 Example Street Apt 2",
                        "11201"));
        assertThat(order.buyerMessage()).isEqualTo("Please ring twice");
        assertThat(order.sellerMemo()).isEqualTo("vip, gift");
        assertThat(order.payments()).singleElement().satisfies(payment -> {
            assertThat(payment.method()).isEqualTo("shopify_payments");
            assertThat(payment.amount()).isEqualTo(Money.of("119.99", USD));
        });
        assertThat(order.lines()).singleElement().satisfies(line -> {
            assertThat(line.id()).isEqualTo(new ExternalId("9001"));
            assertThat(line.itemId()).isEqualTo(new ExternalId("3001"));
            assertThat(line.skuId()).contains(new ExternalId("4001"));
            assertThat(line.code().value()).isEqualTo("TEA-01");
            assertThat(line.variant()).isEqualTo("250 g");
            assertThat(line.paid()).contains(Money.of("115.0", USD));
            assertThat(line.refund()).isEqualTo(RefundStatus.NONE);
        });
    }

    @Test
    void theSameInTheBuyersCurrency() {
        var order = order(paid(), "money", "presentment");

        assertThat(order.total()).isEqualTo(Money.of("110.99", Currency.getInstance("EUR")));
        assertThat(order.lines().get(0).unitPrice()).isEqualTo(Money.of("55.5", Currency.getInstance("EUR")));
        assertThat(order.payments().get(0).amount().amount()).isEqualTo(new BigDecimal("110.99"));
    }

    /** Id 0, a guest, an address withheld, a currency without cents, no lines, a field nobody knows. */
    @Test
    void aMinimalOrder() {
        var order = order(Fixtures.json("orders/minimal.json"));

        assertThat(order.id()).isEqualTo(new ExternalId("0"));
        assertThat(order.status()).isEqualTo(OrderStatus.UNPAID);
        assertThat(order.buyer()).isEmpty();
        assertThat(order.receiver()).isEqualTo(Receiver.WITHHELD);
        assertThat(order.total().currency()).isEqualTo(Currency.getInstance("JPY"));
        assertThat(order.lines()).isEmpty();
        assertThat(order.payments()).isEmpty();
    }

    /** An old order, changed in the night in which the clocks of New York jump. */
    @Test
    void anOrderWhoseProductsWereDeleted() {
        var order = order(Fixtures.json("orders/deleted-variant.json"));

        assertThat(order.status()).isEqualTo(OrderStatus.COMPLETED);
        assertThat(order.shippedAt()).contains(Instant.parse("2024-03-02T01:00:00Z"));
        assertThat(order.completedAt()).contains(Instant.parse("2024-03-10T08:00:00Z"));
        assertThat(order.modifiedAt()).isEqualTo(Instant.parse("2026-03-08T06:59:59Z"));
        assertThat(order.lines())
                .extracting(
                        line -> line.itemId().value(),
                        line -> line.code().value(),
                        line -> line.status(),
                        line -> line.refund())
                .containsExactly(
                        tuple("line-1", "line-1", OrderStatus.CLOSED, RefundStatus.SUCCEEDED),
                        tuple("5", "R", OrderStatus.COMPLETED, RefundStatus.SUCCEEDED));
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING,UNFULFILLED,UNPAID",
        "EXPIRED,UNFULFILLED,UNPAID",
        "AUTHORIZED,UNFULFILLED,UNPAID",
        "PARTIALLY_PAID,UNFULFILLED,UNPAID",
        "PAID,UNFULFILLED,PAID",
        "PAID,OPEN,PAID",
        "PAID,IN_PROGRESS,PAID",
        "PAID,PENDING_FULFILLMENT,PAID",
        "PAID,REQUEST_DECLINED,PAID",
        "PAID,ON_HOLD,PAID",
        "PAID,SCHEDULED,PAID",
        "PAID,PARTIALLY_FULFILLED,PARTLY_SHIPPED",
        "PAID,FULFILLED,SHIPPED",
        "PENDING,FULFILLED,SHIPPED",
        "PARTIALLY_REFUNDED,UNFULFILLED,PAID",
        "REFUNDED,UNFULFILLED,CLOSED",
        "REFUNDED,FULFILLED,SHIPPED",
        "VOIDED,UNFULFILLED,CLOSED",
        "PAID,RESTOCKED,CLOSED",
        "PAID,TELEPORTED,UNKNOWN",
        "GIFTED,UNFULFILLED,UNKNOWN"
    })
    void everyWordOfMoneyAndGoods(String money, String goods, OrderStatus status) {
        var node = paid().put("displayFinancialStatus", money).put("displayFulfillmentStatus", goods);

        var order = order(node);

        assertThat(order.status()).isEqualTo(status);
        assertThat(order.platformStatus()).isEqualTo(goods + "/" + money);
        assertThat(order.shippingForbidden()).isEqualTo(goods.equals("ON_HOLD") || goods.equals("SCHEDULED"));
        assertThat(order.balanceDue()).isEqualTo(money.equals("PARTIALLY_PAID"));
    }

    @Test
    void cancelledCashAndReservedMoney() {
        assertThat(order(paid().put("cancelledAt", "2026-09-02T00:00:00Z"))).satisfies(order -> {
            assertThat(order.status()).isEqualTo(OrderStatus.CLOSED);
            assertThat(order.platformStatus()).isEqualTo("CANCELLED/PAID");
            assertThat(order.completedAt()).contains(Instant.parse("2026-09-02T00:00:00Z"));
        });
        var cash = paid().put("displayFinancialStatus", "PENDING");
        cash.putArray("paymentGatewayNames").add("Cash on Delivery (COD)");
        assertThat(order(cash)).satisfies(order -> {
            assertThat(order.cashOnDelivery()).isTrue();
            assertThat(order.status()).isEqualTo(OrderStatus.PAID);
            assertThat(order.paidAt()).isEmpty();
        });
        assertThat(order(paid().put("displayFinancialStatus", "AUTHORIZED"), "authorized-is-paid", "true")
                        .status())
                .isEqualTo(OrderStatus.PAID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "createdAt", "updatedAt", "currencyCode", "totalPriceSet", "lineItems"})
    void whatIsMissingIsNamed(String field) {
        var node = paid();
        node.remove(field);

        assertThatThrownBy(() -> order(node))
                .isInstanceOfSatisfying(MalformedRecordException.class, broken -> assertThat(broken.field())
                        .startsWith(field));
    }

    @Test
    void absurdMoneyAndAnotherCurrencyAreRefusedByTheirField() {
        for (var wrong : List.of("-1.00", "1e5", "123456789012.00", "0.00001", "")) {
            var node = paid();
            ((ObjectNode) node.path("totalPriceSet").path("shopMoney")).put("amount", wrong);
            assertThatThrownBy(() -> order(node))
                    .isInstanceOf(MalformedRecordException.class)
                    .hasMessageContaining("totalPriceSet");
        }
        var node = paid();
        ((ObjectNode) node.path("totalPriceSet").path("shopMoney")).put("currencyCode", "EUR");
        assertThatThrownBy(() -> order(node)).hasMessageContaining("totalPriceSet.currencyCode");
        assertThatThrownBy(() -> order(paid().put("currencyCode", "MOON"))).hasMessageContaining("currencyCode");
    }

    @Test
    void aRefundOfSeveralPartsIsThatSumToTheCentInBothCurrencies() {
        var fixture = Fixtures.json("refunds/parts.json");

        var parts = ShopifyRefundParts.of(fixture.path("order"), fixture.path("refund"));

        var refunds = parts.stream().map(part -> refund(part, false)).toList();
        assertThat(refunds)
                .extracting(
                        refund -> refund.id().value(),
                        Refund::kind,
                        refund -> refund.lineId().map(ExternalId::value).orElse(""),
                        refund -> refund.amount().amount().toPlainString())
                .containsExactly(
                        tuple("88-501", Kind.RETURN, "1", "21.05"),
                        tuple("88-502", Kind.UNDELIVERED, "2", "5.00"),
                        tuple("88-freight", Kind.SHIPPING, "", "4.00"),
                        tuple("88", Kind.GOODWILL, "", "1.00"));
        assertThat(refunds).allSatisfy(refund -> {
            assertThat(refund.status()).isEqualTo(RefundStatus.SUCCEEDED);
            assertThat(refund.orderId()).isEqualTo(new ExternalId("12"));
            assertThat(refund.reason()).isEqualTo("too small");
            assertThat(refund.completedAt()).contains(Instant.parse("2026-09-02T05:00:00Z"));
        });
        assertThat(refunds.get(1).quantity()).contains(2L);
        assertThat(refunds.get(0).goodsReturned()).isTrue();
        assertThat(sum(parts, true)).isEqualByComparingTo("28.73");
    }

    /** Less was paid back than the lines are worth: the sum is kept, not the lines. */
    @Test
    void aRefundOfLessThanItsLinesIsNotMore() {
        var fixture = Fixtures.json("refunds/parts.json");
        ((ObjectNode) fixture.at("/refund/totalRefundedSet/shopMoney")).put("amount", "22.00");

        var parts = ShopifyRefundParts.of(fixture.path("order"), fixture.path("refund"));

        assertThat(sum(parts, false)).isEqualByComparingTo("22.00");
    }

    @Test
    void aPartKeepsItsNameWhileTheMoneyIsUnderWay() {
        var fixture = Fixtures.json("refunds/parts.json");
        ((ObjectNode) fixture.at("/refund/totalRefundedSet/shopMoney")).put("amount", "0.0");
        ((ObjectNode) fixture.at("/refund/totalRefundedSet/presentmentMoney")).put("amount", "0.0");
        ((ObjectNode) fixture.at("/refund/transactions/0")).put("status", "PENDING");

        var refunds = ShopifyRefundParts.of(fixture.path("order"), fixture.path("refund")).stream()
                .map(part -> refund(part, false))
                .toList();

        assertThat(refunds)
                .extracting(refund -> refund.id().value(), Refund::status, Refund::completedAt)
                .containsExactly(
                        tuple("88-501", RefundStatus.OPEN, Optional.empty()),
                        tuple("88-502", RefundStatus.OPEN, Optional.empty()),
                        tuple("88-freight", RefundStatus.OPEN, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCESS,SUCCEEDED",
        "PENDING,OPEN",
        "AWAITING_RESPONSE,OPEN",
        "FAILURE,CLOSED",
        "ERROR,CLOSED",
        "ODD,UNKNOWN"
    })
    void everyWordOfAMovement(String word, RefundStatus status) {
        assertThat(single(word).status()).isEqualTo(status);
        assertThat(single(word).platformStatus()).isEqualTo(word);
        assertThat(single(word).id()).isEqualTo(new ExternalId("88"));
        assertThat(single(word).amount()).isEqualTo(Money.of("31.05", USD));
    }

    @Test
    void goodsBackWithoutMoneyAreAnExchange() {
        var node = only();
        ((ObjectNode) node.at("/refund/totalRefundedSet/shopMoney")).put("amount", "0.0");
        ((ObjectNode) node.path("refund")).putArray("transactions");

        var refund = refund(
                ShopifyRefundParts.of(node.path("order"), node.path("refund")).get(0), false);

        assertThat(refund.kind()).isEqualTo(Kind.EXCHANGE);
        assertThat(refund.status()).isEqualTo(RefundStatus.SUCCEEDED);
        assertThat(refund.amount().amount()).isZero();
    }

    private static ObjectNode only() {
        var fixture = (ObjectNode) Fixtures.json("refunds/parts.json");
        var refund = (ObjectNode) fixture.path("refund");
        ((ArrayNode) refund.path("refundLineItems")).remove(1);
        refund.putArray("refundShippingLines");
        return fixture;
    }

    private static Refund single(String word) {
        var node = only();
        ((ObjectNode) node.at("/refund/transactions/0")).put("status", word);
        return refund(
                ShopifyRefundParts.of(node.path("order"), node.path("refund")).get(0), false);
    }

    private static Refund refund(JsonNode part, boolean presentment) {
        return ShopifyRefundMapper.refund(Fixtures.raw(Stream.REFUNDS, part), presentment);
    }

    private static BigDecimal sum(List<ObjectNode> parts, boolean presentment) {
        return parts.stream()
                .map(part -> refund(part, presentment).amount().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void aProductAsAListing() {
        var listing = ShopifyProductMapper.listing(
                Fixtures.raw(Stream.LISTINGS, Fixtures.json("products/10-two-variants.json")));

        assertThat(listing.itemId()).isEqualTo(new ExternalId("3001"));
        assertThat(listing.title()).isEqualTo("Oolong \"Spring\"");
        assertThat(listing.state()).isEqualTo(Listing.State.UP);
        assertThat(listing.price()).isEqualTo(Money.of("19.9", USD));
        assertThat(listing.variants())
                .extracting(variant -> variant.skuId().orElseThrow().value(), variant -> variant.quantity())
                .containsExactly(tuple("4001", 9L), tuple("4002", 0L), tuple("4003", 0L));
    }

    @Test
    void aProductAsStockAtOnePlace() {
        var levels = ShopifyProductMapper.stockLevels(
                Fixtures.raw(Stream.STOCK, Fixtures.json("products/10-two-variants.json")));

        assertThat(levels)
                .extracting(level -> level.skuId().orElseThrow().value(), level -> level.quantity())
                .containsExactly(tuple("4001", 7L), tuple("4002", 0L));
    }

    @ParameterizedTest
    @CsvSource({"ACTIVE,UP", "UNLISTED,UP", "DRAFT,DOWN", "ARCHIVED,DOWN", "HAUNTED,UNKNOWN"})
    void everyWordOfTheShelf(String word, Listing.State state) {
        assertThat(ShopifyProductMapper.state(word)).isEqualTo(state);
    }

    @Test
    void aMissingQuantityIsNotZero() {
        var node = Fixtures.json("products/10-two-variants.json");
        ((ObjectNode) node.at("/variants/0/inventoryItem/inventoryLevel")).remove("quantities");

        assertThatThrownBy(() -> ShopifyProductMapper.stockLevels(Fixtures.raw(Stream.STOCK, node)))
                .hasMessageContaining("quantities");
    }
}
