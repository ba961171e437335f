package dev.shophub.erp;

import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.RefundStatus;
import java.util.Locale;

/** What the ERP is to do with one line. */
enum LineState {
    /** To be delivered. */
    OPEN,
    /** On its way, or delivered. */
    SHIPPED,
    /** Closed at the platform. */
    CANCELLED,
    /** Under refund: left out of the document until the refund ends. */
    WITHHELD;

    static LineState of(Order order, OrderLine line) {
        if (order.status() == OrderStatus.CLOSED || line.status() == OrderStatus.CLOSED) {
            return CANCELLED;
        }
        // A refund state the hub does not know may be one in which money still moves.
        if (line.refund() == RefundStatus.OPEN || line.refund() == RefundStatus.UNKNOWN) {
            return WITHHELD;
        }
        var lineShipped = line.status() == OrderStatus.SHIPPED || line.status() == OrderStatus.COMPLETED;
        return lineShipped || whollyShipped(order) ? SHIPPED : OPEN;
    }

    /** Some platforms show an order as unpaid although it was shipped: the goods are gone all the same. */
    static boolean whollyShipped(Order order) {
        return switch (order.status()) {
            case SHIPPED, COMPLETED -> true;
            case UNPAID -> order.shippedAt().isPresent();
            case PAID, PARTLY_SHIPPED, CLOSED, UNKNOWN -> false;
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
