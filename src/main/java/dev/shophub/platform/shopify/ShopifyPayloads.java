package dev.shophub.platform.shopify;

import java.util.List;

/** The fields we read, as text. What the platform left out, withheld, or no longer has is null here and nowhere else. */
final class ShopifyPayloads {

    private ShopifyPayloads() {}

    record Amount(String amount, String currencyCode) {}

    /** The same sum in the shop's currency and in the one the buyer saw. */
    record MoneyBag(Amount shopMoney, Amount presentmentMoney) {}

    /** A reference to another record. */
    record Reference(String id) {}

    /** An order with its lines laid in by the reader. */
    record OrderNode(
            String id,
            String name,
            String createdAt,
            String processedAt,
            String updatedAt,
            String closedAt,
            String cancelledAt,
            String displayFinancialStatus,
            String displayFulfillmentStatus,
            String currencyCode,
            String presentmentCurrencyCode,
            boolean test,
            String sourceName,
            String note,
            List<String> tags,
            List<String> paymentGatewayNames,
            MoneyBag totalPriceSet,
            MoneyBag totalShippingPriceSet,
            MoneyBag totalDiscountsSet,
            Customer customer,
            Address shippingAddress,
            List<Transaction> transactions,
            List<Fulfillment> fulfillments,
            List<Line> lineItems) {}

    record Customer(String id, String displayName) {}

    record Address(
            String name,
            String phone,
            String province,
            String city,
            String address1,
            String address2,
            String zip,
            String countryCodeV2) {}

    record Transaction(String id, String kind, String status, String gateway, String processedAt, MoneyBag amountSet) {}

    record Fulfillment(String id, String status, String createdAt, String deliveredAt) {}

    /** A line; variant and product are null once they were deleted, and of what never was a product. */
    record Line(
            String id,
            String title,
            String variantTitle,
            String sku,
            String quantity,
            String currentQuantity,
            String unfulfilledQuantity,
            MoneyBag originalUnitPriceSet,
            MoneyBag discountedTotalSet,
            Reference variant,
            Reference product) {}

    /** One part of a refund, as {@link ShopifyRefundParts} lays it out; without share it is the whole refund. */
    record RefundPart(
            String id,
            RefundOrder order,
            RefundNode refund,
            RefundLine line,
            RefundShipping shipping,
            MoneyBag share) {}

    record RefundOrder(String id, String currencyCode, String presentmentCurrencyCode) {}

    record RefundNode(
            String id,
            String createdAt,
            String updatedAt,
            String note,
            MoneyBag totalRefundedSet,
            List<Transaction> transactions) {}

    record RefundLine(String id, String quantity, String restockType, Reference lineItem) {}

    record RefundShipping(String id) {}

    /** A product with its variants laid in by the reader. */
    record ProductNode(
            String id,
            String title,
            String status,
            String updatedAt,
            PriceRange priceRangeV2,
            List<Variant> variants) {}

    record PriceRange(Amount minVariantPrice) {}

    record Variant(
            String id, String sku, String title, String price, String inventoryQuantity, InventoryItem inventoryItem) {}

    record InventoryItem(String id, boolean tracked, Level inventoryLevel) {}

    /** Null where a variant is not kept at the location. */
    record Level(List<Quantity> quantities) {}

    record Quantity(String quantity) {}
}
