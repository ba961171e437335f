package dev.shophub.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An item as a shop offers it, with its variants.
 *
 * @param state in the hub's words
 * @param platformState the platform's word
 * @param variants at least one; an item without variants has one whose {@code skuId} is empty
 */
public record Listing(
        ExternalId itemId,
        String title,
        State state,
        String platformState,
        Money price,
        List<Variant> variants,
        Instant modifiedAt) {

    /** Whether shoppers can buy it. */
    public enum State {
        UP,
        DOWN,
        UNKNOWN
    }

    /**
     * @param skuCode the merchant's code, where given
     * @param quantity what the shop shows as available, 0 or more
     */
    public record Variant(
            Optional<ExternalId> skuId, Optional<SkuCode> skuCode, String name, Money price, long quantity) {}

    public Listing {
        variants = List.copyOf(variants);
    }
}
