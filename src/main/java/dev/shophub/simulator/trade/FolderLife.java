package dev.shophub.simulator.trade;

import dev.shophub.model.Refund.Kind;
import dev.shophub.simulator.trade.FolderOrder.Cancellation;
import dev.shophub.simulator.trade.PlannedOrder.PlannedRefund;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * The steps of one order of a folder: the times it tells, seeded ones where it does not, each no earlier than the step
 * before. Computed in the folder's local time, stamped in the world's.
 */
final class FolderLife {

    private final FolderOrder order;
    private final Ids ids;
    private final FolderTime time;
    private final Chance chance;

    private final Optional<LocalDateTime> paid;
    private final Optional<LocalDateTime> shipped;
    private final Optional<LocalDateTime> completed;
    private final Optional<LocalDateTime> closed;

    FolderLife(FolderOrder order, Ids ids, FolderTime time, long seed) {
        this.order = order;
        this.ids = ids;
        this.time = time;
        this.chance = Chance.of(seed, "life", order.id);
        var status = order.status;
        var canceled = status == FolderStatus.CANCELED;
        this.paid = status.paid() || canceled && order.paidAt.isPresent()
                ? Optional.of(later(order.placedAt, order.paidAt.orElseGet(this::inventedPayment)))
                : Optional.empty();
        this.shipped = paid.filter(before -> status.shipped() || canceled && order.shippedAt.isPresent())
                .map(before -> later(before, order.shippedAt.orElseGet(() -> before.plusSeconds(seconds(3, 40)))));
        this.completed = shipped.filter(before -> status.completed() || canceled && order.deliveredAt.isPresent())
                .map(before -> later(before, order.deliveredAt.orElseGet(() -> before.plusSeconds(seconds(96, 240)))));
        this.closed = canceled
                ? Optional.of(completed
                        .or(() -> shipped)
                        .or(() -> paid)
                        .orElse(order.placedAt)
                        .plusSeconds(seconds(1, 48)))
                : Optional.empty();
    }

    /** A cancellation that comes soon shows that the order was paid before it. */
    private LocalDateTime inventedPayment() {
        var invented = order.placedAt.plusSeconds(chance.between(20, 900));
        return order.cancellations.stream()
                .map(cancellation -> cancellation.at)
                .min(Comparator.naturalOrder())
                .filter(invented::isAfter)
                .orElse(invented);
    }

    private long seconds(int fromHours, int toHours) {
        return chance.between(fromHours * 3600, toHours * 3600);
    }

    private static LocalDateTime later(LocalDateTime before, LocalDateTime at) {
        return at.isBefore(before) ? before : at;
    }

    Optional<LocalDateTime> completedAt() {
        return completed.filter(at -> closed.isEmpty());
    }

    List<Event> steps() {
        var tid = ids.order(order.serial);
        var steps = new ArrayList<Event>();
        steps.add(event(order.placedAt, EventKind.PLACE, tid, new Happening.Place("UNPAID", "")));
        paid.ifPresent(at -> steps.add(event(at, EventKind.PAY, tid, new Happening.Pay("PAID", ""))));
        shipped.ifPresent(at -> steps.add(event(at, EventKind.SHIP, tid, new Happening.Ship(List.of()))));
        completedAt().ifPresent(at -> steps.add(event(at, EventKind.COMPLETE, tid, new Happening.Complete())));
        closed.ifPresent(at -> steps.add(event(
                at,
                EventKind.CLOSE,
                tid,
                new Happening.Close(paid.isPresent() ? "CLOSED" : "CLOSED_UNPAID", shipped.isEmpty()))));
        return steps;
    }

    /** A refund for each cancellation of one of its lines, opened and successful on the cancellation's own day. */
    List<PlannedRefund> refunds() {
        var cancelled = new HashMap<Integer, Long>();
        return order.cancellations.stream()
                .sorted(Comparator.comparing((Cancellation cancellation) -> cancellation.at)
                        .thenComparing(cancellation -> cancellation.row))
                .map(cancellation ->
                        refund(cancellation, cancelled.merge(cancellation.line, cancellation.quantity, Long::sum)))
                .toList();
    }

    private PlannedRefund refund(Cancellation cancellation, long cancelledSoFar) {
        var opened = later(paid.orElse(order.placedAt), cancellation.at);
        var done = opened.plusSeconds(chance.between(60, 1800));
        if (done.toLocalDate().isAfter(opened.toLocalDate())) {
            done = later(opened, opened.toLocalDate().atTime(LocalTime.of(23, 59, 59)));
        }
        var onSale = completed.or(() -> closed).map(opened::isBefore).orElse(true);
        var beforeShipping = shipped.map(opened::isBefore).orElse(true);
        var closesLine = onSale && cancelledSoFar >= cancellation.lineQuantity;
        var tid = ids.order(order.serial);
        var oid = ids.line(order.serial, cancellation.line, order.onlyLine());
        var id = ids.refund(cancellation.row);
        var openedAt = time.of(opened);
        var row = new Rows.Refund(
                id,
                tid,
                oid,
                beforeShipping ? Kind.UNDELIVERED : Kind.RETURN,
                Rows.PLANNED,
                cancellation.price.multiply(BigDecimal.valueOf(cancellation.quantity)),
                cancellation.quantity,
                onSale ? "onsale" : "aftersale",
                beforeShipping ? "BUYER_NOT_RECEIVED" : "BUYER_RETURNED_GOODS",
                !beforeShipping,
                chance.of(Words.of("reasons")),
                openedAt,
                openedAt);
        return new PlannedRefund(
                row,
                List.of(
                        event(
                                opened,
                                EventKind.REFUND_OPEN,
                                id,
                                new Happening.RefundTurn(tid, oid, "WAIT_SELLER_AGREE", false, false)),
                        event(
                                done,
                                EventKind.REFUND_DONE,
                                id,
                                new Happening.RefundTurn(tid, oid, "SUCCESS", closesLine, beforeShipping))));
    }

    private Event event(LocalDateTime at, EventKind kind, long subject, Happening what) {
        return new Event(time.of(at), kind, subject, what);
    }
}
