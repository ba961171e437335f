package dev.shophub.platform.vendure;

import static dev.shophub.connector.RecordFields.text;

import dev.shophub.connector.RecordFields;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.OrderLine;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.RefundStatus;
import dev.shophub.platform.vendure.VendurePayloads.LineNode;
import dev.shophub.platform.vendure.VendurePayloads.OrderNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The lines of an order in the hub's words. */
final class VendureLineMapper {

    /** What was cancelled of a line stands as a line of its own: the platform lowers the line's quantity and keeps the old one. */
    private static final String CANCELLED_PIECES = "-cancelled";

    private final int decimals;

    /** @param decimals of the platform's amounts */
    VendureLineMapper(int decimals) {
        this.decimals = decimals;
    }

    /** Each with what is left of it, and with what was cancelled of it beside. */
    List<OrderLine> lines(OrderNode order, OrderStatus status, String word, RecordFields fields) {
        var lines = new ArrayList<OrderLine>();
        for (var line : VendurePayloads.all(order.lines(), "lines", fields)) {
            long left = fields.pieces("lines.quantity", line.quantity());
            long placed = Math.max(left, fields.pieces("lines.orderPlacedQuantity", line.orderPlacedQuantity()));
            var id = fields.id("lines.id", line.id());
            var refund = refund(order, line.id());
            if (left > 0) {
                lines.add(line(
                        line,
                        id,
                        left,
                        VendurePayloads.optionalMoney(
                                "lines.proratedLinePriceWithTax", line.proratedLinePriceWithTax(), decimals, fields),
                        status,
                        word,
                        refund,
                        fields));
            }
            if (placed > left) {
                lines.add(line(
                        line,
                        left == 0 ? id : new ExternalId(id.value() + CANCELLED_PIECES),
                        placed - left,
                        Optional.empty(),
                        OrderStatus.CLOSED,
                        "Cancelled",
                        left == 0 ? refund : RefundStatus.NONE,
                        fields));
            }
        }
        return lines;
    }

    private OrderLine line(
            LineNode line,
            ExternalId id,
            long pieces,
            Optional<Money> paid,
            OrderStatus status,
            String word,
            RefundStatus refund,
            RecordFields fields) {
        var sold = line.productVariant();
        if (sold == null) {
            throw fields.malformed("lines.productVariant");
        }
        return new OrderLine(
                id,
                fields.id("lines.productVariant.productId", sold.productId()),
                Optional.of(fields.id("lines.productVariant.id", sold.id())),
                fields.code("lines.productVariant.sku", sold.sku()),
                text(sold.name()),
                "",
                pieces,
                VendurePayloads.money("lines.unitPriceWithTax", line.unitPriceWithTax(), decimals, fields),
                paid,
                status,
                word,
                refund);
    }

    /** Of the refunds that name the line the furthest. */
    private static RefundStatus refund(OrderNode order, String lineId) {
        var states = order.payments().stream()
                .flatMap(payment ->
                        Optional.ofNullable(payment.refunds()).stream().flatMap(List::stream))
                .filter(refund -> refund.lines() != null
                        && refund.lines().stream()
                                .anyMatch(piece -> text(piece.orderLineId()).equals(lineId)))
                .map(refund -> VendureRefundMapper.status(text(refund.state())))
                .toList();
        return Stream.of(RefundStatus.OPEN, RefundStatus.SUCCEEDED, RefundStatus.UNKNOWN, RefundStatus.CLOSED)
                .filter(states::contains)
                .findFirst()
                .orElse(RefundStatus.NONE);
    }
}
