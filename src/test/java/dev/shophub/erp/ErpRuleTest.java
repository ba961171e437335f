package dev.shophub.erp;

import static dev.shophub.erp.SampleOrder.MODIFIED;
import static dev.shophub.erp.SampleOrder.PAID;
import static dev.shophub.erp.SampleOrder.PLACED;
import static dev.shophub.erp.SampleOrder.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.erp.ErpDecision.Due;
import dev.shophub.erp.ErpDecision.NotDue;
import dev.shophub.erp.ErpDecision.Reason;
import dev.shophub.model.ExternalId;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.Refund;
import dev.shophub.model.RefundStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ErpRuleTest {

    private static final Instant LONG_LIVE = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "UNPAID,        unpaid",
        "PAID,          due",
        "PARTLY_SHIPPED,due",
        "SHIPPED,       due",
        "COMPLETED,     due",
        "CLOSED,        closed",
        "UNKNOWN,       unknown-status"
    })
    void everyStatusHasAnAnswer(OrderStatus status, String expected) {
        assertThat(word(decide(SampleOrder.status(status)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void whatTheErpHasIsKeptTrueToTheEnd(OrderStatus status) {
        var order = SampleOrder.status(status).shippingForbidden().balanceDue().build();
        assertThat(ErpRule.DEFAULT.decide(order, Optional.of(LONG_LIVE), true)).isInstanceOf(Due.class);
        var allClosed = SampleOrder.status(status)
                .lines(line("1", "A-1", OrderStatus.CLOSED, RefundStatus.SUCCEEDED))
                .build();
        assertThat(ErpRule.DEFAULT.decide(allClosed, Optional.empty(), true)).isInstanceOf(Due.class);
    }

    @Test
    void aShopThatWasNeverLiveSendsNothing() {
        assertThat(ErpRule.DEFAULT.decide(SampleOrder.paid().build(), Optional.empty(), false))
                .isEqualTo(new NotDue(Reason.OBSERVING));
    }

    @Test
    void goLiveIsCountedFromThePayment() {
        assertThat(word(decide(SampleOrder.paid(), PAID))).isEqualTo("due");
        assertThat(word(decide(SampleOrder.paid(), PAID.plusMillis(1)))).isEqualTo("before-go-live");
        // Placed before, paid after: it goes.
        assertThat(word(decide(SampleOrder.paid(), PLACED.plusSeconds(60)))).isEqualTo("due");
    }

    @Test
    void cashOnDeliveryIsCountedFromThePlacing() {
        assertThat(word(decide(SampleOrder.paid().cashOnDelivery(), PLACED))).isEqualTo("due");
        assertThat(word(decide(SampleOrder.paid().cashOnDelivery(), PLACED.plusMillis(1))))
                .isEqualTo("before-go-live");
        // Paid at the door, after go-live: still an order from before it.
        assertThat(word(decide(
                        SampleOrder.status(OrderStatus.COMPLETED)
                                .cashOnDelivery()
                                .paidAt(PAID),
                        PAID)))
                .isEqualTo("before-go-live");
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderStatus.class,
            names = {"PAID", "PARTLY_SHIPPED", "SHIPPED", "COMPLETED", "CLOSED", "UNKNOWN"})
    void whatLiesBeforeGoLiveStaysThereWhateverChanges(OrderStatus status) {
        assertThat(word(decide(SampleOrder.status(status).shippedAt(MODIFIED), PAID.plusSeconds(1))))
                .isEqualTo("before-go-live");
    }

    @Test
    void shippedWithoutPaymentGoesAndIsAsOldAsItsPlacing() {
        assertThat(word(decide(SampleOrder.status(OrderStatus.SHIPPED).paidAt(null))))
                .isEqualTo("due");
        assertThat(word(decide(SampleOrder.status(OrderStatus.SHIPPED).paidAt(null), PLACED.plusMillis(1))))
                .isEqualTo("before-go-live");
        assertThat(word(decide(
                        SampleOrder.status(OrderStatus.UNPAID).paidAt(null).shippedAt(MODIFIED))))
                .isEqualTo("due");
        assertThat(word(decide(
                        SampleOrder.status(OrderStatus.UNPAID).paidAt(null).shippedAt(MODIFIED), PLACED.plusMillis(1))))
                .isEqualTo("before-go-live");
    }

    @Test
    void unpaidIsUnpaidHoweverOld() {
        assertThat(word(decide(SampleOrder.status(OrderStatus.UNPAID).paidAt(null), MODIFIED)))
                .isEqualTo("unpaid");
    }

    @Test
    void closedBeforeItWasSentNeverGoes() {
        assertThat(word(decide(SampleOrder.status(OrderStatus.CLOSED).paidAt(null))))
                .isEqualTo("closed");
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderStatus.class,
            names = {"PAID", "SHIPPED", "COMPLETED", "UNPAID"})
    void anOrderWithoutLinesNeverGoes(OrderStatus status) {
        assertThat(word(decide(SampleOrder.status(status).lines()))).isEqualTo("no-lines");
    }

    @Test
    void waitsWhileForbiddenToShip() {
        assertThat(word(decide(SampleOrder.paid().shippingForbidden()))).isEqualTo("shipping-forbidden");
    }

    @Test
    void waitsForTheBalanceOfAPreSale() {
        assertThat(word(decide(SampleOrder.paid().balanceDue()))).isEqualTo("balance-due");
        assertThat(word(decide(SampleOrder.status(OrderStatus.UNPAID).balanceDue())))
                .isEqualTo("balance-due");
    }

    @ParameterizedTest
    @CsvSource({
        "PAID,   NONE,      due",
        "PAID,   CLOSED,    due",
        "PAID,   SUCCEEDED, due",
        "PAID,   OPEN,      under-refund",
        "PAID,   UNKNOWN,   under-refund",
        "CLOSED, NONE,      all-lines-closed",
        "CLOSED, OPEN,      all-lines-closed",
        "CLOSED, SUCCEEDED, all-lines-closed",
        "UNKNOWN,NONE,      due",
        "SHIPPED,OPEN,      under-refund"
    })
    void theOnlyLineDecides(OrderStatus lineStatus, RefundStatus refund, String expected) {
        assertThat(word(decide(SampleOrder.paid().lines(line("1", "A-1", lineStatus, refund)))))
                .isEqualTo(expected);
    }

    @Test
    void oneLineToDeliverIsEnough() {
        var closed = line("1", "A-1", OrderStatus.CLOSED, RefundStatus.SUCCEEDED);
        var underRefund = line("2", "A-2", OrderStatus.PAID, RefundStatus.OPEN);
        var open = line("3", "A-3", OrderStatus.PAID, RefundStatus.NONE);
        assertThat(word(decide(SampleOrder.paid().lines(closed, underRefund, open))))
                .isEqualTo("due");
        assertThat(word(decide(SampleOrder.paid().lines(open, underRefund, closed))))
                .isEqualTo("due");
        assertThat(word(decide(SampleOrder.paid().lines(closed, underRefund)))).isEqualTo("under-refund");
    }

    @ParameterizedTest
    @CsvSource({
        "PAID,      UNPAID,         false, unpaid",
        "PAID,      PAID,           false, due",
        "PAID,      PAID,           true,  due",
        "SHIPPED,   PAID,           false, not-shipped",
        "SHIPPED,   PARTLY_SHIPPED, false, due",
        "SHIPPED,   COMPLETED,      true,  due",
        "COMPLETED, PAID,           false, not-completed",
        "COMPLETED, SHIPPED,        false, not-completed",
        "COMPLETED, COMPLETED,      false, due"
    })
    void aShopMayWaitForMore(ErpRule.From from, OrderStatus status, boolean cashOnDelivery, String expected) {
        var order = SampleOrder.status(status);
        var decision = new ErpRule(from, true)
                .decide((cashOnDelivery ? order.cashOnDelivery() : order).build(), Optional.of(LONG_LIVE), false);
        assertThat(word(decision)).isEqualTo(expected);
    }

    @Test
    void aShopMayKeepCashOnDeliveryBackUntilItIsShipped() {
        var rule = new ErpRule(ErpRule.From.PAID, false);
        var live = Optional.of(LONG_LIVE);
        assertThat(word(rule.decide(SampleOrder.paid().cashOnDelivery().build(), live, false)))
                .isEqualTo("cash-on-delivery");
        assertThat(word(rule.decide(
                        SampleOrder.status(OrderStatus.SHIPPED).cashOnDelivery().build(), live, false)))
                .isEqualTo("due");
        assertThat(word(rule.decide(SampleOrder.paid().build(), live, false))).isEqualTo("due");
    }

    @Test
    void bindsFromConfiguration() {
        var written = new Binder(new MapConfigurationPropertySource(
                Map.of("some.erp.from", "shipped", "bare.erp.cash-on-delivery", "false")));
        assertThat(written.bind("some.erp", ErpRule.class).get()).isEqualTo(new ErpRule(ErpRule.From.SHIPPED, true));
        assertThat(written.bind("bare.erp", ErpRule.class).get()).isEqualTo(new ErpRule(ErpRule.From.PAID, false));
        assertThat(written.bindOrCreate("no.erp", ErpRule.class)).isEqualTo(ErpRule.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "RETURN,   OPEN,      12.50, true,  refund-open",
        "RETURN,   UNKNOWN,   12.50, true,  refund-open",
        "RETURN,   CLOSED,    12.50, true,  no-money-moved",
        "RETURN,   NONE,      12.50, true,  no-money-moved",
        "RETURN,   SUCCEEDED, 0,     true,  no-money-moved",
        "RETURN,   SUCCEEDED, 12.50, true,  due",
        "GOODWILL, SUCCEEDED, 12.50, true,  due",
        "SHIPPING, SUCCEEDED, 6.00,  true,  due",
        "EXCHANGE, OPEN,      0,     true,  refund-open",
        "EXCHANGE, CLOSED,    0,     true,  no-money-moved",
        "EXCHANGE, SUCCEEDED, 0,     true,  due",
        "RETURN,   SUCCEEDED, 12.50, false, order-not-in-erp"
    })
    void aRefundGoesOnceMoneyOrExchangedGoodsHaveMoved(
            Refund.Kind kind, RefundStatus status, String amount, boolean erpHasOrder, String expected) {
        var refund = new Refund(
                new ExternalId("9"),
                new ExternalId("1"),
                Optional.empty(),
                kind,
                status,
                status.name(),
                SampleOrder.money(amount),
                Optional.empty(),
                "onsale",
                "",
                false,
                PAID,
                MODIFIED,
                Optional.empty());
        assertThat(word(ErpRule.DEFAULT.decide(refund, erpHasOrder))).isEqualTo(expected);
    }

    private static ErpDecision decide(SampleOrder order) {
        return decide(order, LONG_LIVE);
    }

    private static ErpDecision decide(SampleOrder order, Instant goLiveFrom) {
        return ErpRule.DEFAULT.decide(order.build(), Optional.of(goLiveFrom), false);
    }

    private static String word(ErpDecision decision) {
        return decision instanceof NotDue notDue ? notDue.reason().word() : "due";
    }
}
