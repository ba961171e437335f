package dev.shophub.platform.vendure;

import static dev.shophub.connector.RecordFields.text;

import dev.shophub.connector.RecordFields;
import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Refund;
import dev.shophub.model.Refund.Kind;
import dev.shophub.model.RefundStatus;
import dev.shophub.platform.vendure.VendurePayloads.PieceNode;
import dev.shophub.platform.vendure.VendurePayloads.RefundNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A refund of one of an order's payments in the hub's words. */
final class VendureRefundMapper {

    private static final Map<String, RefundStatus> STATUS =
            Map.of("Pending", RefundStatus.OPEN, "Settled", RefundStatus.SUCCEEDED, "Failed", RefundStatus.CLOSED);

    private final int decimals;

    /** @param decimals of the platform's amounts */
    VendureRefundMapper(int decimals) {
        this.decimals = decimals;
    }

    static RefundStatus status(String word) {
        return STATUS.getOrDefault(word, RefundStatus.UNKNOWN);
    }

    /** @throws dev.shophub.connector.MalformedRecordException naming the field */
    Refund refund(RawRecord raw) {
        var refund = VendurePayloads.read(raw, RefundNode.class);
        var fields = VendurePayloads.fields(raw, refund.currencyCode());
        var word = text(refund.state());
        var status = status(word);
        var pieces = refund.lines() == null ? List.<PieceNode>of() : refund.lines();
        var modified = fields.time("updatedAt", refund.updatedAt());
        return new Refund(
                fields.id("id", refund.id()),
                fields.id("orderId", refund.orderId()),
                line(pieces, fields),
                kind(refund),
                status,
                word,
                VendurePayloads.money("total", refund.total(), decimals, fields),
                pieces(pieces, fields),
                text(refund.method()),
                text(refund.reason()),
                false,
                fields.time("createdAt", refund.createdAt()),
                modified,
                status == RefundStatus.SUCCEEDED || status == RefundStatus.CLOSED
                        ? Optional.of(modified)
                        : Optional.empty());
    }

    /** The platform has no word for goods that come back: of what had left before, nothing is known. */
    private static Kind kind(RefundNode refund) {
        if (isNothing(refund.items()) && isNothing(refund.adjustment()) && !isNothing(refund.shipping())) {
            return Kind.SHIPPING;
        }
        return refund.sentBefore() ? Kind.UNKNOWN : Kind.UNDELIVERED;
    }

    private static boolean isNothing(String minor) {
        return text(minor).matches("0*");
    }

    /** The line, where it is one. */
    private static Optional<ExternalId> line(List<PieceNode> pieces, RecordFields fields) {
        return pieces.size() == 1
                ? Optional.of(fields.id("lines.orderLineId", pieces.get(0).orderLineId()))
                : Optional.empty();
    }

    private static Optional<Long> pieces(List<PieceNode> pieces, RecordFields fields) {
        return pieces.size() == 1
                ? Optional.of(fields.pieces("lines.quantity", pieces.get(0).quantity()))
                : Optional.empty();
    }
}
