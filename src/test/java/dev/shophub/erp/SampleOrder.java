package dev.shophub.erp;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.Receiver;
import dev.shophub.model.RefundStatus;
import dev.shophub.model.SkuCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Orders for tests, changed step by step from an ordinary paid one. */
final class SampleOrder {

    static final Currency YUAN = Currency.getInstance("CNY");
    static final Instant PLACED = Instant.parse("2026-11-20T01:00:00Z");
    static final Instant PAID = Instant.parse("2026-11-20T01:05:00Z");
    static final Instant MODIFIED = Instant.parse("2026-11-20T02:00:00Z");

    private OrderStatus status = OrderStatus.PAID;
    private Instant paidAt = PAID;
    private Instant shippedAt;
    private Instant modifiedAt = MODIFIED;
    private boolean cashOnDelivery;
    private boolean shippingForbidden;
    private boolean balanceDue;
    private Receiver receiver = new Receiver("张**", "138****0000", "浙江省", "杭州市", "西湖区", "文一路**号", "310000");
    private List<OrderLine> lines = List.of(line("1", "A-1", OrderStatus.PAID, RefundStatus.NONE));

    private SampleOrder() {}

    static SampleOrder paid() {
        return new SampleOrder();
    }

    static SampleOrder status(OrderStatus status) {
        var order = new SampleOrder();
        order.status = status;
        order.lines = List.of(line("1", "A-1", status, RefundStatus.NONE));
        return order;
    }

    SampleOrder paidAt(Instant at) {
        paidAt = at;
        return this;
    }

    SampleOrder shippedAt(Instant at) {
        shippedAt = at;
        return this;
    }

    SampleOrder modifiedAt(Instant at) {
        modifiedAt = at;
        return this;
    }

    SampleOrder cashOnDelivery() {
        cashOnDelivery = true;
        paidAt = null;
        return this;
    }

    SampleOrder shippingForbidden() {
        shippingForbidden = true;
        return this;
    }

    SampleOrder balanceDue() {
        balanceDue = true;
        return this;
    }

    SampleOrder receiver(Receiver where) {
        receiver = where;
        return this;
    }

    SampleOrder lines(OrderLine... those) {
        lines = List.of(those);
        return this;
    }

    static OrderLine line(String id, String code, OrderStatus status, RefundStatus refund) {
        return new OrderLine(
                new ExternalId(id),
                new ExternalId("item-" + id),
                Optional.empty(),
                Optional.of(new SkuCode(code)),
                "保温杯 " + id,
                "",
                2,
                money("59.0000"),
                Optional.of(money("110")),
                status,
                status.name(),
                refund);
    }

    static Money money(String amount) {
        return new Money(new BigDecimal(amount), YUAN);
    }

    Order build() {
        return new Order(
                new ExternalId("4567890123456789012"),
                status,
                "WAIT_SELLER_SEND_GOODS",
                cashOnDelivery ? "cod" : "fixed",
                PLACED,
                Optional.ofNullable(paidAt),
                Optional.ofNullable(shippedAt),
                Optional.empty(),
                modifiedAt,
                money("118.5000"),
                money("118"),
                money("8.5"),
                money("8"),
                Optional.of(new ExternalId("buyer-open-uid")),
                "张**",
                receiver,
                "oaid-1",
                "请发顺丰",
                "老客户",
                3,
                cashOnDelivery,
                shippingForbidden,
                balanceDue,
                lines,
                List.of());
    }
}
