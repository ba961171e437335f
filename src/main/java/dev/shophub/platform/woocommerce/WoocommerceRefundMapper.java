package dev.shophub.platform.woocommerce;

import static dev.shophub.connector.RecordFields.text;

import dev.shophub.connector.RecordFields;
import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Refund;
import dev.shophub.model.Refund.Kind;
import dev.shophub.model.RefundStatus;
import dev.shophub.platform.woocommerce.WoocommercePayloads.Line;
import dev.shophub.platform.woocommerce.WoocommercePayloads.RefundRow;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A refund in the hub's words. The shop only knows refunds that are done, and never changes one; whether goods come back it does not
 * say.
 */
final class WoocommerceRefundMapper {

    private static final String DONE = "completed";

    private WoocommerceRefundMapper() {}

    /** @throws dev.shophub.connector.MalformedRecordException naming the field */
    static Refund refund(RawRecord raw, WoocommerceSettings settings) {
        var unread = WoocommercePayloads.fields(raw, settings.currency());
        var row = unread.read(RefundRow.class);
        var fields = WoocommercePayloads.fields(raw, WoocommercePayloads.currency(row.currency(), unread));
        var done = fields.time("date_created_gmt", row.created());
        var lines = lines(row);
        var pieces = lines.stream().mapToLong(line -> pieces(line, fields)).sum();
        return new Refund(
                fields.id("id", row.id()),
                fields.id("parent_id", row.order()),
                lines.size() == 1 ? refunded(lines.get(0)) : Optional.empty(),
                kind(row, lines, fields),
                RefundStatus.SUCCEEDED,
                DONE,
                fields.money("amount", row.amount()),
                pieces == 0 ? Optional.empty() : Optional.of(pieces),
                "",
                text(row.reason()),
                false,
                done,
                done,
                Optional.of(done));
    }

    /** A refund lists its lines as of an order that undoes the first: below 0. */
    private static List<Line> lines(RefundRow row) {
        return Optional.ofNullable(row.lines()).orElse(List.of()).stream()
                .filter(Objects::nonNull)
                .toList();
    }

    private static long pieces(Line line, RecordFields fields) {
        return text(line.quantity()).isEmpty() ? 0 : Math.abs(fields.number("line_items.quantity", line.quantity()));
    }

    /** The line of the order, which a line of a refund keeps beside its own number. */
    private static Optional<ExternalId> refunded(Line line) {
        return Optional.ofNullable(line.meta()).orElse(List.of()).stream()
                .filter(meta -> meta != null && text(meta.key()).equals("_refunded_item_id"))
                .filter(meta -> meta.value() != null)
                .map(meta -> meta.value().asText())
                .filter(id -> id.matches("\\d{1,19}"))
                .map(ExternalId::new)
                .findFirst();
    }

    private static Kind kind(RefundRow row, List<Line> lines, RecordFields fields) {
        boolean shipping = Optional.ofNullable(row.shipping()).orElse(List.of()).stream()
                .filter(Objects::nonNull)
                .anyMatch(line -> WoocommercePayloads.signed("shipping_lines.total", line.total(), fields)
                                .signum()
                        < 0);
        return shipping && lines.isEmpty() ? Kind.SHIPPING : Kind.UNKNOWN;
    }
}
