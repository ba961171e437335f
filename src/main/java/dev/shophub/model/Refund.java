package dev.shophub.model;

import java.time.Instant;
import java.util.Optional;

/**
 * Money going back to a buyer, or asked for.
 *
 * @param orderId the order it belongs to, which the hub may never have seen
 * @param lineId the line it undoes, where the platform says
 * @param amount to the buyer
 * @param quantity pieces, where the platform says
 * @param phase the platform's word: before completion or after sale
 * @param reason the platform's word or the buyer's choice, from the platform's list
 * @param goodsReturned true when goods come back
 * @param completedAt when it ended, where it has
 */
public record Refund(
        ExternalId id,
        ExternalId orderId,
        Optional<ExternalId> lineId,
        RefundStatus status,
        String platformStatus,
        Money amount,
        Optional<Long> quantity,
        String phase,
        String reason,
        boolean goodsReturned,
        Instant createdAt,
        Instant modifiedAt,
        Optional<Instant> completedAt) {}
