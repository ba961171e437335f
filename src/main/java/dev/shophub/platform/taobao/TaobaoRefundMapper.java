package dev.shophub.platform.taobao;

import static dev.shophub.connector.RecordFields.text;

import dev.shophub.model.RawRecord;
import dev.shophub.model.Refund;
import dev.shophub.model.RefundStatus;
import dev.shophub.platform.taobao.TaobaoPayloads.RefundRow;
import java.util.Map;
import java.util.Optional;

/** A row of {@code taobao.refunds.receive.get} in the hub's words. */
final class TaobaoRefundMapper {

    static final String FIELDS =
            "refund_id,tid,oid,title,total_fee,status,created,refund_fee,good_status,payment,reason,"
                    + "has_good_return,modified,order_status,refund_phase,num";

    /** Words of refunds and of lines; a refused refund can still be taken to the platform's judges, so it is open. */
    private static final Map<String, RefundStatus> STATUS = Map.of(
            "", RefundStatus.NONE,
            "NO_REFUND", RefundStatus.NONE,
            "WAIT_SELLER_AGREE", RefundStatus.OPEN,
            "WAIT_BUYER_RETURN_GOODS", RefundStatus.OPEN,
            "WAIT_SELLER_CONFIRM_GOODS", RefundStatus.OPEN,
            "SELLER_REFUSE_BUYER", RefundStatus.OPEN,
            "CLOSED", RefundStatus.CLOSED,
            "SUCCESS", RefundStatus.SUCCEEDED);

    private TaobaoRefundMapper() {}

    /** @throws dev.shophub.connector.MalformedRecordException naming the field */
    static Refund refund(RawRecord raw) {
        var fields = TaobaoPayloads.fields(raw);
        var row = fields.read(RefundRow.class);
        var word = text(row.status());
        var status = word.isEmpty() ? RefundStatus.UNKNOWN : status(word);
        var modified = fields.time("modified", row.modified());
        boolean ended = status == RefundStatus.SUCCEEDED || status == RefundStatus.CLOSED;
        return new Refund(
                fields.id("refund_id", row.refundId()),
                fields.id("tid", row.tid()),
                fields.optionalId("oid", row.oid()),
                status,
                word,
                fields.money("refund_fee", row.refundFee()),
                text(row.num()).isEmpty() ? Optional.empty() : Optional.of(fields.pieces("num", row.num())),
                text(row.refundPhase()),
                text(row.reason()),
                "true".equals(row.hasGoodReturn()),
                fields.time("created", row.created()),
                modified,
                // The platform has no time of its own for the end: the end is the last change.
                ended ? Optional.of(modified) : Optional.empty());
    }

    static RefundStatus status(String word) {
        return STATUS.getOrDefault(word, RefundStatus.UNKNOWN);
    }
}
