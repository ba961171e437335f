package dev.shophub.platform.jd;

import static dev.shophub.connector.RecordFields.text;

import dev.shophub.connector.RecordFields;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Refund;
import dev.shophub.model.Refund.Kind;
import dev.shophub.model.RefundStatus;
import dev.shophub.platform.jd.JdPayloads.RefundRow;
import dev.shophub.platform.jd.JdPayloads.ServiceMoney;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The platform's two flows in the hub's words: refunds asked for before completion
 * ({@code jingdong.pop.afs.soa.refundapply.queryPageList}, fen) and service orders for returned goods
 * ({@code jingdong.asc.serviceAndRefund.view}, their money in yuan).
 */
final class JdRefundMapper {

    /** The two flows number their records each for itself. */
    private static final String SERVICE = "afs:";

    private static final String DONE = "10010";

    /** The platform tells that its finance approved, never that money has moved: more is not to be known here. */
    private static final Map<String, RefundStatus> APPLICATION = Map.ofEntries(
            Map.entry("0", RefundStatus.OPEN),
            Map.entry("1", RefundStatus.OPEN),
            Map.entry("2", RefundStatus.CLOSED),
            Map.entry("3", RefundStatus.SUCCEEDED),
            Map.entry("4", RefundStatus.CLOSED),
            Map.entry("5", RefundStatus.SUCCEEDED),
            Map.entry("6", RefundStatus.OPEN),
            Map.entry("7", RefundStatus.OPEN),
            Map.entry("8", RefundStatus.OPEN),
            Map.entry("9", RefundStatus.SUCCEEDED),
            Map.entry("10", RefundStatus.OPEN),
            Map.entry("11", RefundStatus.CLOSED));

    private static final Map<String, RefundStatus> SERVICE_MONEY =
            Map.of("13", RefundStatus.SUCCEEDED, "14", RefundStatus.OPEN);

    private static final Map<String, RefundStatus> SERVICE_ORDER = Map.ofEntries(
            Map.entry("10001", RefundStatus.OPEN),
            Map.entry("10002", RefundStatus.OPEN),
            Map.entry("10004", RefundStatus.CLOSED),
            Map.entry("10005", RefundStatus.OPEN),
            Map.entry("10007", RefundStatus.OPEN),
            Map.entry("10009", RefundStatus.OPEN),
            Map.entry(DONE, RefundStatus.CLOSED),
            Map.entry("10011", RefundStatus.CLOSED));

    private JdRefundMapper() {}

    /** What a service order is known by; empty where its number is missing. */
    static String serviceId(String number) {
        return number.isEmpty() ? "" : SERVICE + number;
    }

    /** @throws dev.shophub.connector.MalformedRecordException naming the field */
    static Refund refund(RawRecord raw) {
        var fields = JdPayloads.fields(raw);
        var row = fields.read(RefundRow.class);
        return row.sameOrderServiceBill() == null ? application(row, fields) : service(row, fields);
    }

    private static Refund application(RefundRow row, RecordFields fields) {
        var word = text(row.status());
        var status = APPLICATION.getOrDefault(word, RefundStatus.UNKNOWN);
        var applied = fields.time("applyTime", row.applyTime());
        var modified = latest(
                applied,
                fields.optionalTime("checkTime", row.checkTime()),
                fields.optionalTime("modified", row.modified()));
        return new Refund(
                fields.id("id", text(row.id()).isEmpty() ? row.raId() : row.id()),
                fields.id("orderId", row.orderId()),
                Optional.empty(),
                Kind.UNDELIVERED,
                status,
                word,
                fen("applyRefundSum", row.applyRefundSum(), fields),
                Optional.empty(),
                "application",
                text(row.reason()),
                false,
                applied,
                modified,
                ended(status, modified));
    }

    private static Refund service(RefundRow row, RecordFields fields) {
        var bill = row.sameOrderServiceBill();
        var word = text(row.status()).isEmpty() ? text(bill.serviceStatus()) : row.status();
        var kind = kind(row);
        var status = status(word, kind);
        var completed = fields.optionalTime("completeTime", row.completeTime());
        var approved = fields.optionalTime("approveTime", row.approveTime());
        var applied = fields.optionalTime("applyTime", row.applyTime())
                .or(() -> approved)
                .or(() -> completed)
                .orElseThrow(() -> fields.malformed("applyTime"));
        var modified = latest(applied, approved, completed, fields.optionalTime("modified", row.modified()));
        return new Refund(
                new ExternalId(SERVICE
                        + fields.id("sameOrderServiceBill.serviceId", bill.serviceId())
                                .value()),
                fields.id("sameOrderServiceBill.orderId", bill.orderId()),
                Optional.empty(),
                kind,
                status,
                word,
                kind == Kind.EXCHANGE ? Money.zero(JdPayloads.YUAN) : money(row.refund(), status, fields),
                Optional.empty(),
                "service",
                text(row.reason()),
                kind == Kind.RETURN || kind == Kind.EXCHANGE,
                applied,
                modified,
                ended(status, modified));
    }

    /** An exchange that is done ends well without money; anything else that is done without money ends without. */
    private static RefundStatus status(String word, Kind kind) {
        if (word.equals(DONE) && kind == Kind.EXCHANGE) {
            return RefundStatus.SUCCEEDED;
        }
        return Optional.ofNullable(SERVICE_MONEY.get(word))
                .or(() -> Optional.ofNullable(SERVICE_ORDER.get(word)))
                .orElse(RefundStatus.UNKNOWN);
    }

    /** What the buyer expects, where it is told; else goods come back where a parcel of theirs is named. */
    private static Kind kind(RefundRow row) {
        return switch (text(row.sameOrderServiceBill().customerExpect())) {
            case "10" -> Kind.RETURN;
            case "20" -> Kind.EXCHANGE;
            default -> text(row.expressNo()).isBlank() ? Kind.UNKNOWN : Kind.RETURN;
        };
    }

    /** What was really paid back, else what is expected; nothing where neither is told and none was paid. */
    private static Money money(ServiceMoney told, RefundStatus status, RecordFields fields) {
        var actual = "afsActualRefundDetail.actualRefundAmount";
        if (told != null && told.afsActualRefundDetail() != null) {
            return fields.money(actual, told.afsActualRefundDetail().actualRefundAmount());
        }
        if (status == RefundStatus.SUCCEEDED) {
            throw fields.malformed(actual);
        }
        return told == null || told.afsEstimateRefundDetail() == null
                ? Money.zero(JdPayloads.YUAN)
                : fields.money(
                        "afsEstimateRefundDetail.estimateRefundAmount",
                        told.afsEstimateRefundDetail().estimateRefundAmount());
    }

    private static Money fen(String field, String value, RecordFields fields) {
        if (!text(value).matches("\\d{1,13}")) {
            throw fields.malformed(field);
        }
        return fields.money(field, BigDecimal.valueOf(Long.parseLong(value), 2).toPlainString());
    }

    @SafeVarargs
    private static Instant latest(Instant first, Optional<Instant>... others) {
        return Stream.of(others)
                .flatMap(Optional::stream)
                .reduce(first, (one, other) -> other.isAfter(one) ? other : one);
    }

    private static Optional<Instant> ended(RefundStatus status, Instant modified) {
        boolean ended = status == RefundStatus.SUCCEEDED || status == RefundStatus.CLOSED;
        return ended ? Optional.of(modified) : Optional.empty();
    }
}
