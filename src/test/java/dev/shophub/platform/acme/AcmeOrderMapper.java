package dev.shophub.platform.acme;

import static dev.shophub.connector.RecordFields.text;

import dev.shophub.connector.RecordFields;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Receiver;
import dev.shophub.model.RefundStatus;
import dev.shophub.platform.acme.AcmePayloads.LineRow;
import dev.shophub.platform.acme.AcmePayloads.OrderRow;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An order in the hub's words. */
final class AcmeOrderMapper {

    private static final Map<String, OrderStatus> STATUS = Map.of(
            "new", OrderStatus.UNPAID,
            "to-ship", OrderStatus.PAID,
            "part-shipped", OrderStatus.PARTLY_SHIPPED,
            "shipped", OrderStatus.SHIPPED,
            "done", OrderStatus.COMPLETED,
            "ended", OrderStatus.CLOSED);

    private AcmeOrderMapper() {}

    /** @throws dev.shophub.connector.MalformedRecordException naming the field */
    static Order order(RawRecord raw) {
        var order = AcmePayloads.fields(raw).read(OrderRow.class);
        var currency = currency(raw, order.currency());
        var fields = AcmePayloads.fields(raw, currency);
        if (order.lines() == null) {
            throw fields.malformed("lines");
        }
        var word = text(order.state());
        var status = STATUS.getOrDefault(word, OrderStatus.UNKNOWN);
        var lines = order.lines().stream()
                .map(line -> line(line, status, word, fields))
                .toList();
        var goods = lines.stream()
                .map(line -> line.unitPrice().times(line.quantity()))
                .reduce(Money.zero(currency), Money::plus);
        return new Order(
                fields.id("id", order.id()),
                status,
                word,
                "",
                fields.time("placed", order.placed()),
                fields.optionalTime("paid", order.paid()),
                Optional.empty(),
                fields.optionalTime("done", order.done()),
                fields.time("changed", order.changed()),
                fields.money("total", order.total()),
                goods,
                fields.money("freight", order.freight()),
                Money.zero(currency),
                fields.optionalId("buyer", order.buyer()),
                "",
                text(order.region()).isEmpty()
                        ? Receiver.WITHHELD
                        : new Receiver("", "", order.region(), "", "", "", ""),
                "",
                "",
                "",
                0,
                false,
                false,
                false,
                lines,
                List.of());
    }

    private static Currency currency(RawRecord raw, String code) {
        try {
            return Currency.getInstance(text(code));
        } catch (IllegalArgumentException unknown) {
            throw AcmePayloads.fields(raw).malformed("currency");
        }
    }

    private static OrderLine line(LineRow line, OrderStatus status, String word, RecordFields fields) {
        return new OrderLine(
                fields.id("lines.line", line.line()),
                fields.id("lines.item", line.item()),
                Optional.empty(),
                fields.code("lines.code", line.code()),
                text(line.title()),
                "",
                fields.pieces("lines.pieces", line.pieces()),
                fields.money("lines.price", line.price()),
                Optional.empty(),
                status,
                word,
                RefundStatus.NONE);
    }
}
