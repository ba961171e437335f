package dev.shophub.platform.shopify;

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
import dev.shophub.platform.shopify.ShopifyPayloads.Address;
import dev.shophub.platform.shopify.ShopifyPayloads.Fulfillment;
import dev.shophub.platform.shopify.ShopifyPayloads.Line;
import dev.shophub.platform.shopify.ShopifyPayloads.OrderNode;
import dev.shophub.platform.shopify.ShopifyPayloads.Reference;
import dev.shophub.platform.shopify.ShopifyPayloads.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An order in the hub's words. */
final class ShopifyOrderMapper {

    private static final String CANCELLED = "CANCELLED";

    /** Whether the money is there, by the platform's word for it. */
    private enum Paid {
        YES,
        NO,
        RESERVED,
        PARTLY,
        BACK,
        NEVER
    }

    private static final Map<String, Paid> MONEY = Map.of(
            "PENDING", Paid.NO,
            "EXPIRED", Paid.NO,
            "AUTHORIZED", Paid.RESERVED,
            "PARTIALLY_PAID", Paid.PARTLY,
            "PAID", Paid.YES,
            "PARTIALLY_REFUNDED", Paid.YES,
            "REFUNDED", Paid.BACK,
            "VOIDED", Paid.NEVER);

    private static final Map<String, OrderStatus> GOODS = Map.of(
            "UNFULFILLED", OrderStatus.PAID,
            "OPEN", OrderStatus.PAID,
            "IN_PROGRESS", OrderStatus.PAID,
            "PENDING_FULFILLMENT", OrderStatus.PAID,
            "REQUEST_DECLINED", OrderStatus.PAID,
            "ON_HOLD", OrderStatus.PAID,
            "SCHEDULED", OrderStatus.PAID,
            "PARTIALLY_FULFILLED", OrderStatus.PARTLY_SHIPPED,
            "FULFILLED", OrderStatus.SHIPPED,
            "RESTOCKED", OrderStatus.CLOSED);

    /** Paid, and not to be shipped for now. */
    private static final Set<String> HELD = Set.of("ON_HOLD", "SCHEDULED");

    private static final Set<String> RECEIPTS = Set.of("SALE", "CAPTURE");

    private ShopifyOrderMapper() {}

    /** @throws dev.shophub.connector.MalformedRecordException naming the field */
    static Order order(RawRecord raw, ShopifySettings settings) {
        var order = ShopifyFields.fields(raw, Money.NO_CURRENCY).read(OrderNode.class);
        var fields = settings.presentment()
                ? ShopifyFields.of(raw, "presentmentCurrencyCode", order.presentmentCurrencyCode(), true)
                : ShopifyFields.of(raw, "currencyCode", order.currencyCode(), false);
        var plain = fields.plain();
        boolean cod = nothingAsEmpty(order.paymentGatewayNames()).stream().anyMatch(settings.codGateways()::contains);
        var status = status(order, cod, settings.authorizedIsPaid());
        var word = word(order);
        var lines = lines(order, status, fields);
        return new Order(
                fields.id("id", order.id()),
                status,
                word,
                order.test() ? "test" : text(order.sourceName()),
                plain.time("createdAt", order.createdAt()),
                paidAt(order, plain),
                shippedAt(order, plain),
                completedAt(order, status, plain),
                plain.time("updatedAt", order.updatedAt()),
                fields.money("totalPriceSet", order.totalPriceSet()),
                goods(lines, fields),
                fields.optionalMoney("totalShippingPriceSet", order.totalShippingPriceSet())
                        .orElseGet(fields::nothing),
                fields.optionalMoney("totalDiscountsSet", order.totalDiscountsSet())
                        .orElseGet(fields::nothing),
                Optional.ofNullable(order.customer())
                        .flatMap(customer -> plain.optionalId("customer.id", ShopifyFields.tail(customer.id()))),
                order.customer() == null ? "" : text(order.customer().displayName()),
                receiver(order.shippingAddress()),
                "",
                text(order.note()),
                String.join(", ", nothingAsEmpty(order.tags())),
                0,
                cod,
                HELD.contains(text(order.displayFulfillmentStatus())) && status == OrderStatus.PAID,
                MONEY.get(text(order.displayFinancialStatus())) == Paid.PARTLY,
                lines,
                payments(order, fields));
    }

    /** Money and goods have a word each; a cancelled order has both and a time besides. */
    private static String word(OrderNode order) {
        var money = text(order.displayFinancialStatus());
        return (order.cancelledAt() == null ? text(order.displayFulfillmentStatus()) : CANCELLED) + "/" + money;
    }

    private static OrderStatus status(OrderNode order, boolean cod, boolean authorizedIsPaid) {
        if (order.cancelledAt() != null) {
            return OrderStatus.CLOSED;
        }
        var paid = MONEY.get(text(order.displayFinancialStatus()));
        var goods = GOODS.get(text(order.displayFulfillmentStatus()));
        if (paid == null || goods == null) {
            return OrderStatus.UNKNOWN;
        }
        if (goods == OrderStatus.SHIPPED) {
            return order.closedAt() != null || delivered(order) ? OrderStatus.COMPLETED : OrderStatus.SHIPPED;
        }
        if (goods != OrderStatus.PAID) {
            return goods;
        }
        return switch (paid) {
            case YES -> OrderStatus.PAID;
            case BACK, NEVER -> OrderStatus.CLOSED;
            case RESERVED -> authorizedIsPaid ? OrderStatus.PAID : OrderStatus.UNPAID;
            case NO -> cod ? OrderStatus.PAID : OrderStatus.UNPAID;
            case PARTLY -> OrderStatus.UNPAID;
        };
    }

    private static boolean delivered(OrderNode order) {
        var sent = sent(order).toList();
        return !sent.isEmpty() && sent.stream().allMatch(parcel -> parcel.deliveredAt() != null);
    }

    /** Parcels that count: not those that were cancelled or failed. */
    private static Stream<Fulfillment> sent(OrderNode order) {
        return nothingAsEmpty(order.fulfillments()).stream()
                .filter(parcel -> text(parcel.status()).equals("SUCCESS"));
    }

    private static Optional<Instant> shippedAt(OrderNode order, RecordFields fields) {
        return sent(order)
                .map(parcel -> fields.time("fulfillments.createdAt", parcel.createdAt()))
                .min(Comparator.naturalOrder());
    }

    private static Optional<Instant> completedAt(OrderNode order, OrderStatus status, RecordFields fields) {
        if (order.cancelledAt() != null) {
            return fields.optionalTime("cancelledAt", order.cancelledAt());
        }
        return status != OrderStatus.COMPLETED
                ? Optional.empty()
                : fields.optionalTime("closedAt", order.closedAt()).or(() -> sent(order)
                        .map(parcel -> fields.time("fulfillments.deliveredAt", parcel.deliveredAt()))
                        .max(Comparator.naturalOrder()));
    }

    /** The last payment that made it whole; where the platform lists none, the time of processing. */
    private static Optional<Instant> paidAt(OrderNode order, RecordFields fields) {
        var paid = MONEY.get(text(order.displayFinancialStatus()));
        if (paid != Paid.YES && paid != Paid.BACK) {
            return Optional.empty();
        }
        return received(order)
                .flatMap(payment -> fields.optionalTime("transactions.processedAt", payment.processedAt()).stream())
                .max(Comparator.naturalOrder())
                .or(() -> fields.optionalTime("processedAt", order.processedAt()));
    }

    private static Stream<Transaction> received(OrderNode order) {
        return nothingAsEmpty(order.transactions()).stream()
                .filter(payment -> RECEIPTS.contains(text(payment.kind())))
                .filter(payment -> text(payment.status()).equals("SUCCESS"));
    }

    private static List<Payment> payments(OrderNode order, ShopifyFields fields) {
        var payments = new ArrayList<Payment>();
        received(order)
                .forEach(payment -> payments.add(new Payment(
                        payments.size() + 1,
                        text(payment.gateway()),
                        fields.money("transactions.amountSet", payment.amountSet()),
                        fields.plain().optionalTime("transactions.processedAt", payment.processedAt()))));
        return payments;
    }

    private static List<OrderLine> lines(OrderNode order, OrderStatus status, ShopifyFields fields) {
        if (order.lineItems() == null || order.lineItems().contains(null)) {
            throw fields.plain().malformed("lineItems");
        }
        return order.lineItems().stream()
                .map(line -> line(line, order, status, fields))
                .toList();
    }

    private static OrderLine line(Line line, OrderNode order, OrderStatus status, ShopifyFields fields) {
        var plain = fields.plain();
        var id = fields.id("lineItems.id", line.id());
        long quantity = plain.pieces("lineItems.quantity", line.quantity());
        long current = line.currentQuantity() == null
                ? quantity
                : plain.pieces("lineItems.currentQuantity", line.currentQuantity());
        return new OrderLine(
                id,
                reference("lineItems.product.id", line.product(), fields)
                        .or(() -> reference("lineItems.variant.id", line.variant(), fields))
                        .orElseGet(() -> new ExternalId("line-" + id)),
                reference("lineItems.variant.id", line.variant(), fields),
                plain.code("lineItems.sku", line.sku()),
                text(line.title()),
                text(line.variantTitle()),
                quantity,
                fields.money("lineItems.originalUnitPriceSet", line.originalUnitPriceSet()),
                fields.optionalMoney("lineItems.discountedTotalSet", line.discountedTotalSet()),
                lineStatus(line, quantity, current, status),
                word(order),
                current < quantity ? RefundStatus.SUCCEEDED : RefundStatus.NONE);
    }

    /** A product that was deleted is not told any more: such a line is known by its code, or by itself alone. */
    private static Optional<ExternalId> reference(String field, Reference reference, ShopifyFields fields) {
        return Optional.ofNullable(reference).map(told -> fields.id(field, told.id()));
    }

    private static OrderStatus lineStatus(Line line, long quantity, long current, OrderStatus status) {
        if (quantity > 0 && current == 0) {
            return OrderStatus.CLOSED;
        }
        boolean left = "0".equals(line.unfulfilledQuantity());
        return status == OrderStatus.PARTLY_SHIPPED ? left ? OrderStatus.SHIPPED : OrderStatus.PAID : status;
    }

    private static Money goods(List<OrderLine> lines, ShopifyFields fields) {
        var field = "lineItems.originalUnitPriceSet";
        try {
            var goods = lines.stream()
                    .map(line -> line.unitPrice().times(line.quantity()))
                    .reduce(fields.nothing(), Money::plus);
            return fields.plain().money(field, goods.amount().toPlainString());
        } catch (IllegalArgumentException absurd) {
            throw fields.plain().malformed(field);
        }
    }

    private static Receiver receiver(Address address) {
        return address == null
                ? Receiver.WITHHELD
                : new Receiver(
                        text(address.name()),
                        text(address.phone()),
                        joined(address, Address::countryCodeV2, Address::province),
                        text(address.city()),
                        "",
                        joined(address, Address::address1, Address::address2),
                        text(address.zip()));
    }

    private static String joined(Address address, Function<Address, String> first, Function<Address, String> second) {
        return Stream.of(text(first.apply(address)), text(second.apply(address)))
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
    }

    private static <T> List<T> nothingAsEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
