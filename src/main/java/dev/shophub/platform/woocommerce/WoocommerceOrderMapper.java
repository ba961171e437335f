package dev.shophub.platform.woocommerce;

import static dev.shophub.connector.RecordFields.text;

import dev.shophub.connector.RecordFields;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.Payment;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Receiver;
import dev.shophub.model.RefundStatus;
import dev.shophub.platform.woocommerce.WoocommercePayloads.Address;
import dev.shophub.platform.woocommerce.WoocommercePayloads.Line;
import dev.shophub.platform.woocommerce.WoocommercePayloads.OrderRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An order of {@code orders} in the hub's words. Amounts are what the buyer pays: with tax. */
final class WoocommerceOrderMapper {

    private static final String ON_HOLD = "on-hold";
    private static final String REFUNDED = "refunded";
    private static final int DECIMALS = 4;
    private static final int GUEST_KEY = 16;

    private static final Map<String, OrderStatus> STATUS = Map.of(
            "pending",
            OrderStatus.UNPAID,
            "checkout-draft",
            OrderStatus.UNPAID,
            ON_HOLD,
            OrderStatus.UNPAID,
            "processing",
            OrderStatus.PAID,
            "completed",
            OrderStatus.COMPLETED,
            "cancelled",
            OrderStatus.CLOSED,
            REFUNDED,
            OrderStatus.CLOSED,
            "failed",
            OrderStatus.CLOSED,
            "trash",
            OrderStatus.CLOSED);

    private WoocommerceOrderMapper() {}

    /** @throws dev.shophub.connector.MalformedRecordException naming the field */
    static Order order(RawRecord raw, WoocommerceSettings settings) {
        var unread = WoocommercePayloads.fields(raw, settings.currency());
        var order = unread.read(OrderRow.class);
        var currency = WoocommercePayloads.currency(order.currency(), unread);
        var fields = WoocommercePayloads.fields(raw, currency);
        var word = text(order.status());
        var paid = fields.optionalTime("date_paid_gmt", order.paid());
        var status = status(word, paid.isPresent());
        if (order.lines() == null || order.lines().contains(null)) {
            throw fields.malformed("line_items");
        }
        var lines = order.lines().stream()
                .map(line -> line(line, status, word, currency, fields))
                .toList();
        var total = fields.money("total", order.total());
        var goods = goods(order.lines(), currency, fields);
        var freight = freight(order, currency, fields);
        var completed = fields.optionalTime("date_completed_gmt", order.completed());
        return new Order(
                fields.id("id", order.id()),
                status,
                word,
                text(order.createdVia()),
                fields.time("date_created_gmt", order.created()),
                paid,
                completed,
                completed,
                fields.time("date_modified_gmt", order.modified()),
                total,
                goods,
                freight,
                discount(goods.plus(freight), total),
                buyer(raw, order, settings, fields),
                order.billing() == null ? "" : person(order.billing()),
                receiver(order),
                "",
                text(order.customerNote()),
                "",
                0,
                settings.cashOnDelivery().contains(text(order.paymentMethod())),
                word.equals(ON_HOLD) && status == OrderStatus.PAID,
                false,
                lines,
                paid.isPresent() ? List.of(new Payment(1, text(order.paymentMethod()), total, paid)) : List.of());
    }

    /** On hold means: waiting for a payment by hand, or held by the shop although paid. */
    private static OrderStatus status(String word, boolean paid) {
        return word.equals(ON_HOLD) && paid ? OrderStatus.PAID : STATUS.getOrDefault(word, OrderStatus.UNKNOWN);
    }

    private static OrderLine line(Line line, OrderStatus status, String word, Currency currency, RecordFields fields) {
        var quantity = fields.pieces("line_items.quantity", line.quantity());
        var whole = gross("line_items.subtotal", line.subtotal(), line.subtotalTax(), fields);
        var unit = quantity == 0
                ? BigDecimal.ZERO
                : whole.divide(BigDecimal.valueOf(quantity), DECIMALS, RoundingMode.HALF_UP);
        return new OrderLine(
                fields.id("line_items.id", line.id()),
                fields.id("line_items.product_id", line.productId()),
                fields.optionalId("line_items.variation_id", line.variationId()),
                fields.code("line_items.sku", line.sku()),
                WoocommercePayloads.name(line.name()),
                variant(line),
                quantity,
                WoocommercePayloads.money("line_items.subtotal", plain(unit), currency, fields),
                Optional.of(WoocommercePayloads.money(
                        "line_items.total",
                        gross("line_items.total", line.total(), line.totalTax(), fields),
                        currency,
                        fields)),
                status,
                word,
                word.equals(REFUNDED) ? RefundStatus.SUCCEEDED : RefundStatus.NONE);
    }

    /** Two decimals where they say it all. */
    private static BigDecimal plain(BigDecimal amount) {
        var short_ = amount.stripTrailingZeros();
        return short_.scale() < 2 ? short_.setScale(2) : short_;
    }

    private static String variant(Line line) {
        return Optional.ofNullable(line.meta()).orElse(List.of()).stream()
                .filter(Objects::nonNull)
                .filter(meta -> meta.value() != null && meta.value().isValueNode())
                .filter(meta -> !text(meta.key()).isEmpty() && !meta.key().startsWith("_"))
                .map(meta -> (text(meta.displayKey()).isEmpty() ? meta.key() : meta.displayKey()) + ": "
                        + (meta.displayValue() != null && meta.displayValue().isValueNode()
                                ? WoocommercePayloads.plain(meta.displayValue().asText())
                                : meta.value().asText()))
                .collect(Collectors.joining("; "));
    }

    private static BigDecimal gross(String field, String net, String tax, RecordFields fields) {
        return WoocommercePayloads.signed(field, net, fields)
                .add(WoocommercePayloads.signed(field + "_tax", tax, fields));
    }

    private static Money goods(List<Line> lines, Currency currency, RecordFields fields) {
        var sum = lines.stream()
                .map(line -> gross("line_items.subtotal", line.subtotal(), line.subtotalTax(), fields))
                .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
        return WoocommercePayloads.money("line_items.subtotal", sum, currency, fields);
    }

    /** Shipping, and fees on top; a fee below 0 is a discount. */
    private static Money freight(OrderRow order, Currency currency, RecordFields fields) {
        var fees = Optional.ofNullable(order.fees()).orElse(List.of()).stream()
                .filter(Objects::nonNull)
                .map(fee -> gross("fee_lines.total", fee.total(), fee.totalTax(), fields))
                .filter(fee -> fee.signum() > 0)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return WoocommercePayloads.money(
                "shipping_total",
                gross("shipping_total", order.shippingTotal(), order.shippingTax(), fields)
                        .add(fees),
                currency,
                fields);
    }

    /** What makes the sums tie: coupons, and fees below 0. */
    private static Money discount(Money before, Money total) {
        var less = before.amount().subtract(total.amount());
        return less.signum() > 0 ? new Money(less, total.currency()) : Money.zero(total.currency());
    }

    /** A customer of the shop, else the guest of an e-mail address where guests count; never the address itself. */
    private static Optional<ExternalId> buyer(
            RawRecord raw, OrderRow order, WoocommerceSettings settings, RecordFields fields) {
        var customer = fields.optionalId("customer_id", order.customerId());
        if (customer.isPresent() || !settings.guestBuyers().equals(WoocommerceSettings.BY_EMAIL)) {
            return customer;
        }
        var email = order.billing() == null
                ? ""
                : text(order.billing().email()).strip().toLowerCase(Locale.ROOT);
        return email.isEmpty() ? Optional.empty() : Optional.of(new ExternalId("guest:" + key(email, raw, settings)));
    }

    private static String key(String email, RawRecord raw, WoocommerceSettings settings) {
        var whole = WoocommerceSigner.hmac(
                (raw.shop() + "|" + email).getBytes(StandardCharsets.UTF_8), "guest of " + raw.shop());
        return HexFormat.of().formatHex(whole, 0, GUEST_KEY);
    }

    private static String person(Address address) {
        return joined(" ", address.firstName(), address.lastName());
    }

    /** Where it goes; who billed it where nothing else is said. */
    private static Receiver receiver(OrderRow order) {
        var shipped =
                order.shipping() != null && !text(order.shipping().address1()).isBlank();
        var to = shipped ? order.shipping() : order.billing();
        if (to == null) {
            return Receiver.WITHHELD;
        }
        var phone = text(to.phone()).isBlank() && order.billing() != null
                ? order.billing().phone()
                : to.phone();
        return new Receiver(
                person(to),
                text(phone),
                joined("-", to.country(), to.state()),
                text(to.city()),
                "",
                joined(", ", to.company(), to.address1(), to.address2()),
                text(to.postcode()));
    }

    private static String joined(String by, String... parts) {
        return Stream.of(parts)
                .map(RecordFields::text)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(by));
    }
}
