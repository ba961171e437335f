package dev.shophub.platform.vendure;

import static dev.shophub.connector.RecordFields.text;

import dev.shophub.connector.RecordFields;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.Payment;
import dev.shophub.model.RawRecord;
import dev.shophub.model.Receiver;
import dev.shophub.platform.vendure.VendurePayloads.AddressNode;
import dev.shophub.platform.vendure.VendurePayloads.CustomerNode;
import dev.shophub.platform.vendure.VendurePayloads.FulfilmentNode;
import dev.shophub.platform.vendure.VendurePayloads.OrderNode;
import dev.shophub.platform.vendure.VendurePayloads.PaymentNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An order in the hub's words. */
final class VendureOrderMapper {

    private static final String ADDITIONAL_PAYMENT = "ArrangingAdditionalPayment";
    private static final String MODIFYING = "Modifying";
    private static final String DELIVERED = "Delivered";

    private static final Map<String, OrderStatus> STATUS = Map.ofEntries(
            // Money is promised and not taken: the platform lets nothing be shipped before.
            Map.entry("PaymentAuthorized", OrderStatus.UNPAID),
            Map.entry(ADDITIONAL_PAYMENT, OrderStatus.UNPAID),
            Map.entry("PaymentSettled", OrderStatus.PAID),
            Map.entry(MODIFYING, OrderStatus.PAID),
            Map.entry("PartiallyShipped", OrderStatus.PARTLY_SHIPPED),
            Map.entry("Shipped", OrderStatus.SHIPPED),
            Map.entry("PartiallyDelivered", OrderStatus.PARTLY_SHIPPED),
            Map.entry(DELIVERED, OrderStatus.COMPLETED),
            Map.entry("Cancelled", OrderStatus.CLOSED));

    private static final Set<String> GONE = Set.of("Shipped", DELIVERED);
    private static final Set<String> NO_MONEY = Set.of("Declined", "Error");

    private final int decimals;
    private final VendureLineMapper lines;

    /** @param decimals of the platform's amounts */
    VendureOrderMapper(int decimals) {
        this.decimals = decimals;
        this.lines = new VendureLineMapper(decimals);
    }

    /** @throws dev.shophub.connector.MalformedRecordException naming the field */
    Order order(RawRecord raw) {
        var order = VendurePayloads.read(raw, OrderNode.class);
        var fields = VendurePayloads.fields(raw, order.currencyCode());
        var word = text(order.state());
        var payments = VendurePayloads.all(order.payments(), "payments", fields);
        var fulfilments = VendurePayloads.all(order.fulfillments(), "fulfillments", fields);
        var status = status(word, order, fulfilments, fields);
        var placed = fields.time("orderPlacedAt", order.orderPlacedAt());
        var sold = lines.lines(order, status, word, fields);
        var goods = goods(sold, fields);
        var total = total(order, payments, fields);
        var freight = freight(order, goods, total, fields);
        return new Order(
                fields.id("id", order.id()),
                status,
                word,
                text(order.type()),
                placed,
                settled(payments, placed, fields),
                shipped(fulfilments, fields),
                ended(status, order, fulfilments, fields),
                modified(order, payments, fulfilments, fields),
                total,
                goods,
                freight,
                less(goods.plus(freight), total),
                Optional.ofNullable(order.customer()).map(customer -> fields.id("customer.id", customer.id())),
                name(order.customer()),
                receiver(order.shippingAddress()),
                "",
                "",
                "",
                0,
                false,
                word.equals(MODIFYING) || word.equals(ADDITIONAL_PAYMENT),
                word.equals(ADDITIONAL_PAYMENT),
                sold,
                payments(payments, fields));
    }

    /** The platform's word for an order that is being changed hides what left before; one that is partly there may have left whole. */
    private static OrderStatus status(
            String word, OrderNode order, List<FulfilmentNode> fulfilments, RecordFields fields) {
        var status = STATUS.getOrDefault(word, OrderStatus.UNKNOWN);
        boolean some = fulfilments.stream().anyMatch(fulfilment -> GONE.contains(text(fulfilment.state())));
        if (word.equals(MODIFYING) || word.equals(ADDITIONAL_PAYMENT)) {
            return some ? OrderStatus.PARTLY_SHIPPED : status;
        }
        if (!word.equals("PartiallyDelivered")) {
            return status;
        }
        long wanted = VendurePayloads.all(order.lines(), "lines", fields).stream()
                .mapToLong(line -> fields.pieces("lines.quantity", line.quantity()))
                .sum();
        long gone = fulfilments.stream()
                .filter(fulfilment -> GONE.contains(text(fulfilment.state())))
                .flatMap(fulfilment -> VendurePayloads.all(fulfilment.lines(), "fulfillments.lines", fields).stream())
                .mapToLong(piece -> fields.pieces("fulfillments.lines.quantity", piece.quantity()))
                .sum();
        return gone >= wanted ? OrderStatus.SHIPPED : status;
    }

    private static Money goods(List<OrderLine> lines, RecordFields fields) {
        try {
            var goods = lines.stream()
                    .map(line -> line.unitPrice().times(line.quantity()))
                    .reduce(fields.money("lines", "0"), Money::plus);
            return fields.money("lines.unitPriceWithTax", goods.amount().toPlainString());
        } catch (IllegalArgumentException absurd) {
            throw fields.malformed("lines.unitPriceWithTax");
        }
    }

    /** The platform lowers an order's total with what is cancelled; what was paid stands in its payments. */
    private Money total(OrderNode order, List<PaymentNode> payments, RecordFields fields) {
        var total = VendurePayloads.money("totalWithTax", order.totalWithTax(), decimals, fields);
        var paid = payments(payments, fields).stream()
                .map(Payment::amount)
                .reduce(Money::plus)
                .orElse(total);
        return paid.amount().compareTo(total.amount()) > 0 ? paid : total;
    }

    /** Lowered likewise: what was paid beyond goods can have been nothing else. */
    private Money freight(OrderNode order, Money goods, Money total, RecordFields fields) {
        var freight = VendurePayloads.money("shippingWithTax", order.shippingWithTax(), decimals, fields);
        var beyond = less(total, goods);
        return freight.amount().signum() == 0 ? beyond : freight;
    }

    /** What is left of the first without the second, nothing at least. */
    private static Money less(Money first, Money second) {
        var less = first.amount().subtract(second.amount());
        return less.signum() > 0 ? new Money(less, first.currency()) : Money.zero(first.currency());
    }

    private List<Payment> payments(List<PaymentNode> payments, RecordFields fields) {
        var told = new ArrayList<Payment>();
        for (var payment : payments) {
            if (!NO_MONEY.contains(text(payment.state()))) {
                told.add(new Payment(
                        told.size() + 1,
                        text(payment.method()),
                        VendurePayloads.money("payments.amount", payment.amount(), decimals, fields),
                        isSettled(payment)
                                ? Optional.of(fields.time("payments.updatedAt", payment.updatedAt()))
                                : Optional.empty()));
            }
        }
        return told;
    }

    private static boolean isSettled(PaymentNode payment) {
        return text(payment.state()).equals("Settled");
    }

    /** When the last of the money came; whole seconds, and so perhaps before the placing. */
    private static Optional<Instant> settled(List<PaymentNode> payments, Instant placed, RecordFields fields) {
        return payments.stream()
                .filter(VendureOrderMapper::isSettled)
                .map(payment -> fields.time("payments.updatedAt", payment.updatedAt()))
                .map(time -> time.isBefore(placed) ? placed : time)
                .max(Instant::compareTo);
    }

    /** No time of shipping is told; that of packing stays as it is when the parcel arrives. */
    private static Optional<Instant> shipped(List<FulfilmentNode> fulfilments, RecordFields fields) {
        return fulfilments.stream()
                .filter(fulfilment -> GONE.contains(text(fulfilment.state())))
                .map(fulfilment -> fields.time("fulfillments.createdAt", fulfilment.createdAt()))
                .min(Instant::compareTo);
    }

    private static Optional<Instant> ended(
            OrderStatus status, OrderNode order, List<FulfilmentNode> fulfilments, RecordFields fields) {
        if (status == OrderStatus.CLOSED) {
            return Optional.of(fields.time("updatedAt", order.updatedAt()));
        }
        return status == OrderStatus.COMPLETED
                ? fulfilments.stream()
                        .map(fulfilment -> fields.time("fulfillments.updatedAt", fulfilment.updatedAt()))
                        .max(Instant::compareTo)
                : Optional.empty();
    }

    /** The order's own time stands still through most of its life; what belongs to it moves. */
    private static Instant modified(
            OrderNode order, List<PaymentNode> payments, List<FulfilmentNode> fulfilments, RecordFields fields) {
        var parts = Stream.of(
                        payments.stream().map(PaymentNode::updatedAt),
                        payments.stream()
                                .flatMap(payment -> Optional.ofNullable(payment.refunds()).stream()
                                        .flatMap(List::stream))
                                .map(refund -> refund.updatedAt()),
                        fulfilments.stream().map(FulfilmentNode::updatedAt))
                .flatMap(times -> times)
                .flatMap(time -> fields.optionalTime("payments.updatedAt", time).stream());
        return Stream.concat(
                        Stream.of(
                                fields.time("updatedAt", order.updatedAt()),
                                fields.time("orderPlacedAt", order.orderPlacedAt())),
                        parts)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private static String name(CustomerNode customer) {
        return customer == null ? "" : (text(customer.firstName()) + " " + text(customer.lastName())).strip();
    }

    private static Receiver receiver(AddressNode address) {
        return address == null
                ? Receiver.WITHHELD
                : new Receiver(
                        text(address.fullName()),
                        text(address.phoneNumber()),
                        text(address.province()),
                        text(address.city()),
                        "",
                        (text(address.streetLine1()) + " " + text(address.streetLine2())).strip(),
                        text(address.postalCode()));
    }
}
