package dev.shophub.platform.shopify;

import dev.shophub.platform.shopify.ShopifyQueries.Document;

/** The documents that change something; each bears the name of its only field. */
final class ShopifyMutations {

    static final Document BULK = new Document(
            "bulkOperationRunQuery",
            """
            mutation bulk($query: String!) {
              bulkOperationRunQuery(query: $query, groupObjects: true) {
                bulkOperation { id status }
                userErrors { field message code }
              }
            }
            """);

    private static final String STOCK_DONE =
            " { inventoryAdjustmentGroup { createdAt } userErrors { field message code } } }";

    /** From 2026-04 on a change of stock bears a key, by which a repetition is known. */
    static final Document SET_STOCK = new Document(
            "inventorySetQuantities",
            "mutation stock($input: InventorySetQuantitiesInput!, $key: String!) {"
                    + " inventorySetQuantities(input: $input) @idempotent(key: $key)" + STOCK_DONE);

    static final Document SET_STOCK_BEFORE_KEYS = new Document(
            "inventorySetQuantities",
            "mutation stock($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input)"
                    + STOCK_DONE);

    static final Document SET_PRICES = new Document(
            "productVariantsBulkUpdate",
            """
            mutation prices($productId: ID!, $variants: [ProductVariantsBulkInput!]!) {
              productVariantsBulkUpdate(productId: $productId, variants: $variants) {
                productVariants { id price }
                userErrors { field message code }
              }
            }
            """);

    static final Document UPDATE_PRODUCT = new Document(
            "productUpdate",
            """
            mutation product($product: ProductUpdateInput!) {
              productUpdate(product: $product) { product { id status title } userErrors { field message } }
            }
            """);

    static final Document FULFIL = new Document(
            "fulfillmentCreate",
            """
            mutation fulfil($fulfillment: FulfillmentInput!) {
              fulfillmentCreate(fulfillment: $fulfillment) {
                fulfillment { id status }
                userErrors { field message }
              }
            }
            """);

    static final Document CORRECT_NUMBER = new Document(
            "fulfillmentTrackingInfoUpdate",
            """
            mutation correct($id: ID!, $tracking: FulfillmentTrackingInput!, $notify: Boolean) {
              fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: $tracking, notifyCustomer: $notify) {
                fulfillment { id }
                userErrors { field message }
              }
            }
            """);

    static final Document SUBSCRIBE = new Document(
            "webhookSubscriptionCreate",
            """
            mutation subscribe($topic: WebhookSubscriptionTopic!, $subscription: WebhookSubscriptionInput!) {
              webhookSubscriptionCreate(topic: $topic, webhookSubscription: $subscription) {
                webhookSubscription { id }
                userErrors { field message }
              }
            }
            """);

    static final Document UNSUBSCRIBE = new Document(
            "webhookSubscriptionDelete",
            """
            mutation unsubscribe($id: ID!) {
              webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { field message } }
            }
            """);

    private ShopifyMutations() {}
}
