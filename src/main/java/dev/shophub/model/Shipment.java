package dev.shophub.model;

import java.time.Instant;
import java.util.List;

/**
 * Goods of one order that left in one parcel.
 *
 * @param id the sender's id of it; the same parcel keeps it when its number is corrected
 * @param orderReference the order as the sender knows it, {@code platform:id}
 * @param pieces what is in the parcel, by line of the order; empty: all that was still to be sent
 * @param shippedAt UTC
 * @param modifiedAt the sender's time of the last change, UTC
 */
public record Shipment(
        ExternalId id,
        String orderReference,
        Tracking tracking,
        List<Piece> pieces,
        Instant shippedAt,
        Instant modifiedAt) {

    /**
     * How much of one line is in the parcel.
     *
     * @param lineId the platform's id of the line
     * @param quantity pieces, 1 or more
     */
    public record Piece(ExternalId lineId, long quantity) {

        /** @throws IllegalArgumentException when the quantity is below 1 */
        public Piece {
            if (quantity < 1) {
                throw new IllegalArgumentException(
                        "A parcel holds 1 piece of a line or more (quantity=" + quantity + ")");
            }
        }
    }

    public Shipment {
        pieces = List.copyOf(pieces);
    }
}
