package dev.shophub.platform.taobao;

import static dev.shophub.connector.RecordFields.text;

import dev.shophub.connector.RecordFields;
import dev.shophub.model.Money;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Refund;
import dev.shophub.model.Refund.Kind;
import dev.shophub.model.RefundStatus;
import dev.shophub.platform.taobao.TaobaoPayloads.RefundRow;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A row of {@code taobao.refunds.receive.get} in the hub's words. */
final class TaobaoRefundMapper {

    static final String FIELDS =
            "refund_id,tid,oid,title,total_fee,status,created,refund_fee,good_status,payment,reason,"
                    + "has_good_return,modified,order_status,refund_phase,num";

    static final String DISPUTE_FIELDS =
            "refund_id,tid,oid,title,status,created,refund_fee,good_status,reason,modified,"
                    + "order_status,num,dispute_request";

    private static final String EXCHANGE = "换货";

    /**
     * Words of refunds and of lines. A refused refund can still be taken to the platform's judges, and an exchange that turns
     * into a refund moves money yet: both are open.
     */
    private static final Map<String, RefundStatus> STATUS = Map.ofEntries(
            Map.entry("", RefundStatus.NONE),
            Map.entry("NO_REFUND", RefundStatus.NONE),
            Map.entry("WAIT_SELLER_AGREE", RefundStatus.OPEN),
            Map.entry("WAIT_BUYER_RETURN_GOODS", RefundStatus.OPEN),
            Map.entry("WAIT_SELLER_CONFIRM_GOODS", RefundStatus.OPEN),
            Map.entry("SELLER_REFUSE_BUYER", RefundStatus.OPEN),
            Map.entry("WAIT_SELLER_CONFIRM_RETURN_ADDRESS", RefundStatus.OPEN),
            Map.entry("WAIT_BUYER_CONFIRM_REDO_SEND_GOODS", RefundStatus.OPEN),
            Map.entry("WAIT_SELLER_CONSIGN_GOOGDS", RefundStatus.OPEN),
            Map.entry("EXCHANGE_WAIT_BUYER_CONFIRM_GOODS", RefundStatus.OPEN),
            Map.entry("EXCHANGE_TRANSFORM_TO_REFUND", RefundStatus.OPEN),
            Map.entry("POST_FEE_DISPUTE_WAIT_ACTIVATE", RefundStatus.OPEN),
            Map.entry("CLOSED", RefundStatus.CLOSED),
            Map.entry("SUCCESS", RefundStatus.SUCCEEDED));

    private TaobaoRefundMapper() {}

    /**
     * @param freightReasons reasons of refunds that are about freight only
     * @throws dev.shophub.connector.MalformedRecordException naming the field
     */
    static Refund refund(RawRecord raw, Set<String> freightReasons) {
        var fields = TaobaoPayloads.fields(raw);
        var row = fields.read(RefundRow.class);
        var word = text(row.status());
        var status = word.isEmpty() ? RefundStatus.UNKNOWN : status(word);
        var modified = fields.time("modified", row.modified());
        boolean ended = status == RefundStatus.SUCCEEDED || status == RefundStatus.CLOSED;
        var kind = kind(row, freightReasons);
        return new Refund(
                fields.id("refund_id", row.refundId()),
                fields.id("tid", text(row.tid()).isEmpty() ? row.bizOrderId() : row.tid()),
                fields.optionalId("oid", row.oid()),
                kind,
                status,
                word,
                // whether an exchange carries the goods' price is not documented: it moves none of it
                kind == Kind.EXCHANGE ? Money.zero(TaobaoPayloads.YUAN) : fields.money("refund_fee", row.refundFee()),
                pieces(fields, row, kind),
                text(row.refundPhase()),
                text(row.reason()),
                kind == Kind.RETURN || kind == Kind.EXCHANGE,
                fields.time("created", row.created()),
                modified,
                // The platform has no time of its own for the end: the end is the last change.
                ended ? Optional.of(modified) : Optional.empty());
    }

    /** Tmall says what was asked for; elsewhere it shows in whether goods come back, and where they are. */
    private static Kind kind(RefundRow row, Set<String> freightReasons) {
        if (text(row.disputeRequest()).equals(EXCHANGE)) {
            return Kind.EXCHANGE;
        }
        if (freightReasons.contains(text(row.reason()))) {
            return Kind.SHIPPING;
        }
        if ("true".equals(row.hasGoodReturn()) || text(row.disputeRequest()).equals("退货退款")) {
            return Kind.RETURN;
        }
        return switch (text(row.goodStatus())) {
            case "BUYER_RETURNED_GOODS" -> Kind.RETURN;
            case "BUYER_RECEIVED" -> Kind.GOODWILL;
            case "BUYER_NOT_RECEIVED" -> Kind.UNDELIVERED;
            default -> Kind.UNKNOWN;
        };
    }

    /** {@code num} is what was bought: it is what the refund is about only where the seller keeps nothing of the price. */
    private static Optional<Long> pieces(RecordFields fields, RefundRow row, Kind kind) {
        var whole = fields.optionalMoney("payment", row.payment())
                .filter(kept -> kept.amount().signum() == 0)
                .isPresent();
        return whole
                        && (kind == Kind.RETURN || kind == Kind.UNDELIVERED)
                        && !text(row.num()).isEmpty()
                ? Optional.of(fields.pieces("num", row.num()))
                : Optional.empty();
    }

    static RefundStatus status(String word) {
        return STATUS.getOrDefault(word, RefundStatus.UNKNOWN);
    }
}
