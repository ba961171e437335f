package dev.shophub.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * An after-sale case of an order: money going back to a buyer, or asked for; or goods exchanged. What part of an order it is
 * about, line, quantity and amount tell together: each may be less than what was sold, and one order may have several.
 *
 * @param orderId the order it belongs to, which the hub may never have seen
 * @param lineId the line it undoes, where the platform says
 * @param kind what moves
 * @param amount to the buyer; 0 of an exchange. It may be more than was paid: what the platform says is kept
 * @param quantity pieces it is about, where the platform says; empty for what is about no pieces
 * @param phase the platform's word: before completion or after sale
 * @param reason the platform's word or the buyer's choice, from the platform's list
 * @param goodsReturned true when goods come back
 * @param completedAt when it ended, where it has
 */
public record Refund(
        ExternalId id,
        ExternalId orderId,
        Optional<ExternalId> lineId,
        Kind kind,
        RefundStatus status,
        String platformStatus,
        Money amount,
        Optional<Long> quantity,
        String phase,
        String reason,
        boolean goodsReturned,
        Instant createdAt,
        Instant modifiedAt,
        Optional<Instant> completedAt) {

    /** What moves in an after-sale case. */
    public enum Kind {
        /** Money for goods that never reached the buyer: not sent, or lost on the way. */
        UNDELIVERED,
        /** Money for goods that come back. */
        RETURN,
        /** Money, and the buyer keeps the goods. */
        GOODWILL,
        /** Freight only. */
        SHIPPING,
        /** Goods against goods: no refund of money. */
        EXCHANGE,
        /** The platform does not say. */
        UNKNOWN;

        /** For documents: {@code goodwill}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
