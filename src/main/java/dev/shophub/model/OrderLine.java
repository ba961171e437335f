package dev.shophub.model;

import java.util.Optional;

/**
 * One line of an order, keyed by its own id: the same product may stand twice.
 *
 * @param id the platform's line id, unique within the order
 * @param itemId the platform's item
 * @param skuId the platform's variant, where the item has any
 * @param skuCode merchant code of what was sold, where the merchant gave one
 * @param title as it was sold
 * @param variant the platform's words for the variant (colour, size)
 * @param quantity pieces, 0 or more
 * @param unitPrice before discounts
 * @param paid the line's share of what was really paid, where the platform says
 * @param status of this line; a line can be closed while the order lives
 * @param platformStatus the platform's word for it
 * @param refund of this line
 */
public record OrderLine(
        ExternalId id,
        ExternalId itemId,
        Optional<ExternalId> skuId,
        Optional<SkuCode> skuCode,
        String title,
        String variant,
        long quantity,
        Money unitPrice,
        Optional<Money> paid,
        OrderStatus status,
        String platformStatus,
        RefundStatus refund) {

    /** What mapping and stock know the line by: the merchant code, else item and variant id. */
    public SkuCode code() {
        return skuCode.orElseGet(() ->
                new SkuCode(skuId.map(sku -> itemId.value() + ":" + sku.value()).orElse(itemId.value())));
    }
}
