package dev.shophub.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What a buyer wrote about what was bought: a line of an order, or just an item.
 *
 * @param id the platform's review id, or the connector's key where the platform has none
 * @param orderId the order it is about, where the platform ties reviews to orders
 * @param rating in the hub's words
 * @param platformRating the platform's own word ({@code bad})
 * @param stars 1 to 5, only where the platform has stars
 * @param followUp what the buyer added later, empty when nothing
 * @param reply the shop's answer, empty when none
 */
public record Review(
        ExternalId id,
        Optional<ExternalId> orderId,
        Optional<ExternalId> lineId,
        ExternalId itemId,
        String itemTitle,
        Rating rating,
        String platformRating,
        Optional<Integer> stars,
        String text,
        String followUp,
        Optional<Instant> followUpAt,
        String reply,
        Instant writtenAt,
        Instant modifiedAt) {

    /** How content the buyer is. */
    public enum Rating {
        GOOD,
        NEUTRAL,
        BAD,
        UNKNOWN
    }
}
