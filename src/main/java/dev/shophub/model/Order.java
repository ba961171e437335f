package dev.shophub.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order in the hub's words.
 *
 * @param id the platform's order id
 * @param status in the hub's words
 * @param platformStatus the platform's word
 * @param kind the platform's word for the kind of trade ({@code fixed}, {@code cod}, {@code step})
 * @param placedAt UTC, as all times here
 * @param modifiedAt the platform's time of the last change, to the resolution the platform has
 * @param total what the buyer pays or paid, freight included
 * @param goods sum of quantity times unit price, before discounts
 * @param buyer the platform's stable key of the buyer within this shop, where it gives one; never the OAID
 * @param buyerName as shown by the platform, usually masked; stored encrypted
 * @param oaid the platform's token for the receiver, handed on to the ERP
 * @param buyerMessage stored encrypted
 * @param sellerMemo stored encrypted
 * @param sellerFlag the platform's colour flag, 0 when none
 * @param cashOnDelivery true: to be shipped before payment
 * @param shippingForbidden paid, and the platform forbids to ship for now
 * @param balanceDue pre-sale whose balance is not paid
 * @param lines in the platform's order; may be empty
 */
public record Order(
        ExternalId id,
        OrderStatus status,
        String platformStatus,
        String kind,
        Instant placedAt,
        Optional<Instant> paidAt,
        Optional<Instant> shippedAt,
        Optional<Instant> completedAt,
        Instant modifiedAt,
        Money total,
        Money goods,
        Money freight,
        Money discount,
        Optional<ExternalId> buyer,
        String buyerName,
        Receiver receiver,
        String oaid,
        String buyerMessage,
        String sellerMemo,
        int sellerFlag,
        boolean cashOnDelivery,
        boolean shippingForbidden,
        boolean balanceDue,
        List<OrderLine> lines,
        List<Payment> payments) {

    public Order {
        lines = List.copyOf(lines);
        payments = List.copyOf(payments);
    }

    /** Without anything of the buyer's. */
    @Override
    public String toString() {
        return "Order[" + id + " " + status + " lines=" + lines.size() + "]";
    }
}
