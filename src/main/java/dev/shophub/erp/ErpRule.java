package dev.shophub.erp;

import dev.shophub.erp.ErpDecision.Due;
import dev.shophub.erp.ErpDecision.NotDue;
import dev.shophub.erp.ErpDecision.Reason;
import dev.shophub.model.Order;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.Refund;
import dev.shophub.model.RefundStatus;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which orders and refunds of a shop go to the ERP: a pure decision over what is stored.
 *
 * @param from how far an order must have come
 * @param cashOnDelivery whether an order to be paid at the door goes as soon as it is to be shipped; else once it is shipped
 */
public record ErpRule(@DefaultValue("paid") From from, @DefaultValue("true") boolean cashOnDelivery) {

    /** Where nothing is configured: once paid, cash on delivery once it is to be shipped. */
    public static final ErpRule DEFAULT = new ErpRule(From.PAID, true);

    /** How far an order must have come for the ERP to be told; what is farther was seen too late and goes as well. */
    public enum From {
        PAID,
        /** With its first parcel. */
        SHIPPED,
        COMPLETED
    }

    /**
     * Decides on an order as it now stands.
     *
     * @param goLiveFrom the shop's go-live moment, UTC; empty while the shop was never live
     * @param erpHasIt whether the ERP was told before: all later changes then follow, to the last cancellation
     */
    public ErpDecision decide(Order order, Optional<Instant> goLiveFrom, boolean erpHasIt) {
        if (erpHasIt) {
            return new Due();
        }
        return reasonAgainst(order, goLiveFrom).<ErpDecision>map(NotDue::new).orElseGet(Due::new);
    }

    /**
     * Decides on an after-sale case: it goes in its final state, with money or (exchanged) goods moved, to an ERP that has
     * its order.
     *
     * @param erpHasOrder whether the ERP was told of its order
     */
    public ErpDecision decide(Refund refund, boolean erpHasOrder) {
        if (refund.status() == RefundStatus.OPEN || refund.status() == RefundStatus.UNKNOWN) {
            return new NotDue(Reason.REFUND_OPEN);
        }
        var moves = refund.kind() == Refund.Kind.EXCHANGE
                || refund.amount().amount().signum() > 0;
        if (refund.status() != RefundStatus.SUCCEEDED || !moves) {
            return new NotDue(Reason.NO_MONEY_MOVED);
        }
        return erpHasOrder ? new Due() : new NotDue(Reason.ORDER_NOT_IN_ERP);
    }

    private Optional<Reason> reasonAgainst(Order order, Optional<Instant> goLiveFrom) {
        if (goLiveFrom.isEmpty()) {
            return Optional.of(Reason.OBSERVING);
        }
        if (decisiveMoment(order).filter(goLiveFrom.get()::isAfter).isPresent()) {
            return Optional.of(Reason.BEFORE_GO_LIVE);
        }
        return whole(order).or(() -> progress(order)).or(() -> lines(order));
    }

    /** When the order was paid (cash on delivery: placed); empty while that has not happened. */
    private static Optional<Instant> decisiveMoment(Order order) {
        if (order.cashOnDelivery()) {
            return Optional.of(order.placedAt());
        }
        // Paid or shipped without a time of payment: the order is as old as its placing.
        return order.paidAt().or(() -> wasPaidOrShipped(order) ? Optional.of(order.placedAt()) : Optional.empty());
    }

    private static boolean wasPaidOrShipped(Order order) {
        return order.status() == OrderStatus.PAID || shipped(order);
    }

    private static boolean shipped(Order order) {
        return order.status() == OrderStatus.PARTLY_SHIPPED || LineState.whollyShipped(order);
    }

    private static Optional<Reason> whole(Order order) {
        if (order.lines().isEmpty()) {
            return Optional.of(Reason.NO_LINES);
        }
        if (order.status() == OrderStatus.CLOSED) {
            return Optional.of(Reason.CLOSED);
        }
        if (order.status() == OrderStatus.UNKNOWN) {
            return Optional.of(Reason.UNKNOWN_STATUS);
        }
        if (order.balanceDue()) {
            return Optional.of(Reason.BALANCE_DUE);
        }
        return order.shippingForbidden() ? Optional.of(Reason.SHIPPING_FORBIDDEN) : Optional.empty();
    }

    private Optional<Reason> progress(Order order) {
        if (!wasPaidOrShipped(order)) {
            return Optional.of(Reason.UNPAID);
        }
        if (from == From.COMPLETED && order.status() != OrderStatus.COMPLETED) {
            return Optional.of(Reason.NOT_COMPLETED);
        }
        if (shipped(order)) {
            return Optional.empty();
        }
        if (from == From.SHIPPED) {
            return Optional.of(Reason.NOT_SHIPPED);
        }
        return order.cashOnDelivery() && !cashOnDelivery ? Optional.of(Reason.CASH_ON_DELIVERY) : Optional.empty();
    }

    private static Optional<Reason> lines(Order order) {
        var states =
                order.lines().stream().map(line -> LineState.of(order, line)).toList();
        if (states.stream().anyMatch(state -> state == LineState.OPEN || state == LineState.SHIPPED)) {
            return Optional.empty();
        }
        return Optional.of(states.contains(LineState.WITHHELD) ? Reason.UNDER_REFUND : Reason.ALL_LINES_CLOSED);
    }
}
