package dev.shophub.platform.taobao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.MalformedRecordException;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.RefundStatus;
import dev.shophub.model.SkuCode;
import dev.shophub.model.Stream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaobaoOrderMapperTest {

    @Test
    void readsAPaidOrder() {
        var order = order("paid-two-lines");

        assertThat(order.id()).isEqualTo(new ExternalId("3028689418086124000"));
        assertThat(order.status()).isEqualTo(OrderStatus.PAID);
        assertThat(order.platformStatus()).isEqualTo("WAIT_SELLER_SEND_GOODS");
        assertThat(order.placedAt()).isEqualTo(Instant.parse("2024-03-01T01:15:30Z"));
        assertThat(order.paidAt()).contains(Instant.parse("2024-03-01T01:17:59Z"));
        assertThat(order.modifiedAt()).isEqualTo(Instant.parse("2024-03-01T01:18:02Z"));
        assertThat(order.total()).isEqualTo(yuan("133.90"));
        assertThat(order.goods()).isEqualTo(yuan("139.90"));
        assertThat(order.freight()).isEqualTo(yuan("10.00"));
        assertThat(order.discount()).isEqualTo(yuan("16.00"));
        assertThat(order.buyer()).contains(new ExternalId("AAExampleOpenUid0001"));
        assertThat(order.receiver().city()).isEqualTo("杭州市");
        assertThat(order.receiver().address()).isEqualTo("某街道***");
        assertThat(order.receiver().phone()).isEqualTo("138****0000");
        assertThat(order.oaid()).isEqualTo("1oaidExample0001");
        assertThat(order.sellerFlag()).isEqualTo(3);
        assertThat(order.payments()).singleElement().satisfies(payment -> {
            assertThat(payment.amount()).isEqualTo(yuan("133.90"));
            assertThat(payment.paidAt()).isEqualTo(order.paidAt());
        });
        assertThat(order.shippingForbidden()).isFalse();
        assertThat(order.balanceDue()).isFalse();
    }

    @Test
    void readsItsLines() {
        var lines = order("paid-two-lines").lines();

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).id()).isEqualTo(new ExternalId("3028689418086124001"));
        assertThat(lines.get(0).skuId()).contains(new ExternalId("4900000000000000001"));
        assertThat(lines.get(0).skuCode()).contains(new SkuCode("TEA-01-RED"));
        assertThat(lines.get(0).quantity()).isEqualTo(2);
        assertThat(lines.get(0).unitPrice()).isEqualTo(yuan("60.00"));
        assertThat(lines.get(0).paid()).contains(yuan("105.50"));
        assertThat(lines.get(0).refund()).isEqualTo(RefundStatus.NONE);
        assertThat(lines.get(1).skuId()).isEmpty();
        assertThat(lines.get(1).skuCode()).contains(new SkuCode("CUP-07"));
    }

    /** The item's code would name every variant alike: the wrong goods would be sent. */
    @Test
    void aVariantWithoutCodeIsNotKnownByItsItemsCode() {
        var line = order("variant-without-code").lines().get(0);

        assertThat(line.skuCode()).isEmpty();
        assertThat(line.code()).isEqualTo(new SkuCode("600000000000000001:4900000000000000001"));
    }

    @Test
    void readsAnOrderWithHardlyAnything() {
        var order = order("minimal");

        assertThat(order.lines()).isEmpty();
        assertThat(order.payments()).isEmpty();
        assertThat(order.buyer()).isEmpty();
        assertThat(order.paidAt()).isEmpty();
        assertThat(order.status()).isEqualTo(OrderStatus.UNPAID);
    }

    @ParameterizedTest
    @CsvSource({
        "TRADE_NO_CREATE_PAY, UNPAID",
        "WAIT_BUYER_PAY, UNPAID",
        "PAY_PENDING, UNPAID",
        "WAIT_PRE_AUTH_CONFIRM, UNPAID",
        "PAID_FORBID_CONSIGN, PAID",
        "WAIT_SELLER_SEND_GOODS, PAID",
        "SELLER_CONSIGNED_PART, PARTLY_SHIPPED",
        "WAIT_BUYER_CONFIRM_GOODS, SHIPPED",
        "TRADE_BUYER_SIGNED, SHIPPED",
        "TRADE_FINISHED, COMPLETED",
        "TRADE_CLOSED, CLOSED",
        "TRADE_CLOSED_BY_TAOBAO, CLOSED"
    })
    void knowsThePlatformsWords(String word, OrderStatus status) {
        var payload = Fixtures.text("orders/unknown-status.json").replace("WAIT_FOR_SOMETHING_NEW", word);

        assertThat(order(payload.getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(status);
    }

    @Test
    void keepsAWordItDoesNotKnow() {
        var order = order("unknown-status");

        assertThat(order.status()).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(order.platformStatus()).isEqualTo("WAIT_FOR_SOMETHING_NEW");
    }

    @Test
    void seesRefundsOfItsLines() {
        var lines = order("refunded").lines();

        assertThat(lines.get(0).status()).isEqualTo(OrderStatus.CLOSED);
        assertThat(lines.get(0).refund()).isEqualTo(RefundStatus.SUCCEEDED);
        assertThat(lines.get(1).refund()).isEqualTo(RefundStatus.OPEN);
    }

    @Test
    void seesCashOnDelivery() {
        var order = order("cash-on-delivery");

        assertThat(order.cashOnDelivery()).isTrue();
        assertThat(order.status()).isEqualTo(OrderStatus.PAID);
        assertThat(order.payments()).isEmpty();
    }

    @Test
    void seesThatShippingIsForbidden() {
        assertThat(order("forbidden-to-ship").shippingForbidden()).isTrue();
    }

    @Test
    void aDepositIsNotThePayment() {
        var deposit = order("step-deposit-paid");
        assertThat(deposit.balanceDue()).isTrue();
        assertThat(deposit.paidAt()).isEmpty();
        assertThat(deposit.payments()).singleElement().satisfies(payment -> assertThat(payment.amount())
                .isEqualTo(yuan("20.00")));

        var paid = order("step-all-paid");
        assertThat(paid.balanceDue()).isFalse();
        assertThat(paid.payments()).singleElement().satisfies(payment -> assertThat(payment.amount())
                .isEqualTo(yuan("133.90")));
    }

    @Test
    void keepsItsTimesApart() {
        var order = order("finished");

        assertThat(order.shippedAt()).contains(Instant.parse("2024-03-02T02:00:00Z"));
        assertThat(order.completedAt()).contains(Instant.parse("2024-03-08T02:00:00Z"));
    }

    @Test
    void aDistrictAloneStandsForTheCity() {
        var receiver = order("district-only").receiver();

        assertThat(receiver.city()).isEqualTo("陵水县");
        assertThat(receiver.district()).isEmpty();
    }

    @Test
    void keepsCharactersOfFourBytes() {
        var order = order("four-byte-characters");

        assertThat(order.buyerMessage()).isEqualTo("谢谢 😀");
        assertThat(order.lines().get(0).title()).isEqualTo("生日礼物 🎁 𠮷野家");
    }

    @Test
    void readsAFieldOfTenMegabytes() {
        var payload = Fixtures.text("orders/paid-two-lines.json").replace("请包好", "长".repeat(3_500_000));

        assertThat(order(payload.getBytes(StandardCharsets.UTF_8)).buyerMessage())
                .hasSize(3_500_000);
    }

    @ParameterizedTest
    @CsvSource({
        "missing-created, created",
        "unreadable-modified, modified",
        "money-not-a-number, payment",
        "huge-money, payment",
        "huge-number, orders.num",
        "same-line-twice, orders.oid"
    })
    void namesTheFieldItCannotRead(String fixture, String field) {
        assertThatThrownBy(() -> order(fixture))
                .isInstanceOfSatisfying(MalformedRecordException.class, malformed -> assertThat(malformed.field())
                        .isEqualTo(field))
                .hasMessageContaining("shop=taobao-flagship")
                .hasMessageNotContaining("一百元");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"{}; payment", "{\"orders\":7}; orders", "[1,2]; (not JSON)", "{\"tid; (not JSON)"})
    void namesWhatHasTheWrongShape(String payload, String field) {
        assertThatThrownBy(() -> order(payload.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(MalformedRecordException.class, malformed -> assertThat(malformed.field())
                        .isEqualTo(field));
    }

    private static Order order(String fixture) {
        return order(Fixtures.bytes("orders/" + fixture + ".json"));
    }

    private static Order order(byte[] payload) {
        return TaobaoOrderMapper.order(Fixtures.raw(Stream.ORDERS, payload));
    }

    private static Money yuan(String amount) {
        return Money.of(amount, TaobaoPayloads.YUAN);
    }

    @Test
    void anOrderWithoutBuyerHasNone() {
        var payload = Fixtures.text("orders/paid-two-lines.json").replace("AAExampleOpenUid0001", "");

        assertThat(order(payload.getBytes(StandardCharsets.UTF_8)).buyer()).isEqualTo(Optional.empty());
    }
}
