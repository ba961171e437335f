package dev.shophub.platform.shopify;

import static dev.shophub.connector.RecordFields.text;

import dev.shophub.model.Money;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Refund;
import dev.shophub.model.Refund.Kind;
import dev.shophub.model.RefundStatus;
import dev.shophub.platform.shopify.ShopifyPayloads.RefundNode;
import dev.shophub.platform.shopify.ShopifyPayloads.RefundOrder;
import dev.shophub.platform.shopify.ShopifyPayloads.RefundPart;
import dev.shophub.platform.shopify.ShopifyPayloads.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One part of a refund in the hub's words: a line of it, its freight, or the rest. The platform keeps the money's way apart, as
 * transactions; what they say is where the refund stands.
 */
final class ShopifyRefundMapper {

    private static final Set<String> UNDER_WAY = Set.of("PENDING", "AWAITING_RESPONSE", "UNKNOWN");
    private static final Set<String> FAILED = Set.of("FAILURE", "ERROR");

    private ShopifyRefundMapper() {}

    /** @throws dev.shophub.connector.MalformedRecordException naming the field */
    static Refund refund(RawRecord raw, boolean presentment) {
        var part = ShopifyFields.fields(raw, Money.NO_CURRENCY).read(RefundPart.class);
        var order = Optional.ofNullable(part.order());
        var fields = ShopifyFields.of(
                raw,
                presentment ? "order.presentmentCurrencyCode" : "order.currencyCode",
                order.map(told -> presentment ? told.presentmentCurrencyCode() : told.currencyCode())
                        .orElse(""),
                presentment);
        var refund = Optional.ofNullable(part.refund())
                .orElseThrow(() -> fields.plain().malformed("refund"));
        var amount = part.share() == null
                ? fields.money("refund.totalRefundedSet", refund.totalRefundedSet())
                : fields.money("share", part.share());
        var kind = kind(part, refund, amount);
        var status = status(refund, kind, amount);
        var created = fields.plain().time("refund.createdAt", refund.createdAt());
        var modified = fields.plain()
                .optionalTime("refund.updatedAt", refund.updatedAt())
                .orElse(created);
        return new Refund(
                fields.plain().id("id", part.id()),
                fields.id("order.id", order.map(RefundOrder::id).orElse("")),
                Optional.ofNullable(part.line())
                        .flatMap(line -> Optional.ofNullable(line.lineItem()))
                        .map(line -> fields.id("line.lineItem.id", line.id())),
                kind,
                status,
                word(refund),
                amount,
                Optional.ofNullable(part.line()).map(line -> fields.plain().pieces("line.quantity", line.quantity())),
                part.line() == null ? "" : text(part.line().restockType()),
                text(refund.note()),
                part.line() != null && "RETURN".equals(part.line().restockType()),
                created,
                modified,
                status == RefundStatus.OPEN || status == RefundStatus.UNKNOWN
                        ? Optional.empty()
                        : Optional.of(modified));
    }

    /** Goods that come back without a transaction: against other goods, or on account. */
    private static Kind kind(RefundPart part, RefundNode refund, Money amount) {
        if (part.shipping() != null) {
            return Kind.SHIPPING;
        }
        if (part.line() == null) {
            return Kind.GOODWILL;
        }
        return switch (text(part.line().restockType())) {
            case "RETURN" -> amount.amount().signum() == 0 ? Kind.EXCHANGE : Kind.RETURN;
            case "CANCEL" -> Kind.UNDELIVERED;
            case "NO_RESTOCK" -> Kind.GOODWILL;
            default -> Kind.UNKNOWN;
        };
    }

    private static String word(RefundNode refund) {
        var words = transactions(refund).stream()
                .map(transaction -> text(transaction.status()))
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
        return words.isEmpty() ? "NO_TRANSACTION" : words;
    }

    /** A refund without a transaction moves no money: it ended so, well where goods came back. */
    private static RefundStatus status(RefundNode refund, Kind kind, Money amount) {
        var all = transactions(refund).stream()
                .map(transaction -> text(transaction.status()))
                .collect(Collectors.toSet());
        if (all.isEmpty()) {
            boolean well = kind == Kind.EXCHANGE || amount.amount().signum() > 0;
            return well ? RefundStatus.SUCCEEDED : RefundStatus.CLOSED;
        }
        if (all.stream().anyMatch(UNDER_WAY::contains)) {
            return RefundStatus.OPEN;
        }
        if (all.contains("SUCCESS")) {
            return RefundStatus.SUCCEEDED;
        }
        return FAILED.containsAll(all) ? RefundStatus.CLOSED : RefundStatus.UNKNOWN;
    }

    private static List<Transaction> transactions(RefundNode refund) {
        return refund.transactions() == null ? List.of() : refund.transactions();
    }
}
