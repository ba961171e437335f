package dev.shophub.platform.vendure;

/** What is asked of the admin API: every field that is read, and no other. */
final class VendureQueries {

    static final String ORDERS = "orders";
    static final String PRODUCTS = "products";
    static final String VARIANTS = "productVariants";

    private static final String ORDER_FIELDS =
            """
            fragment OrderFields on Order {
              id code type state createdAt updatedAt orderPlacedAt currencyCode shippingWithTax totalWithTax
              customer { id firstName lastName }
              shippingAddress { fullName phoneNumber province city streetLine1 streetLine2 postalCode countryCode }
              lines {
                id quantity orderPlacedQuantity unitPriceWithTax proratedLinePriceWithTax
                productVariant { id sku name productId }
              }
              payments {
                id state amount method createdAt updatedAt
                refunds {
                  id state total items shipping adjustment reason createdAt updatedAt
                  lines { orderLineId quantity }
                }
              }
              fulfillments { id state method trackingCode createdAt updatedAt lines { orderLineId quantity } }
            }""";

    private static final String PRODUCT_FIELDS =
            """
            fragment ProductFields on Product {
              id name enabled createdAt updatedAt
              variants {
                id sku name enabled updatedAt currencyCode priceWithTax
                trackInventory useGlobalOutOfStockThreshold outOfStockThreshold
                stockLevels { id stockLocationId stockOnHand stockAllocated updatedAt }
              }
            }""";

    static final String LIST_ORDERS =
            """
            query orders($options: OrderListOptions) {
              orders(options: $options) { totalItems items { ...OrderFields } }
            }
            """
                    + ORDER_FIELDS;

    static final String LIST_ORDER_IDS =
            """
            query orders($options: OrderListOptions) {
              orders(options: $options) { totalItems items { id } }
            }
            """;

    static final String LIST_PRODUCTS =
            """
            query products($options: ProductListOptions) {
              products(options: $options) { totalItems items { ...ProductFields } }
              globalSettings { trackInventory outOfStockThreshold }
            }
            """
                    + PRODUCT_FIELDS;

    static final String LIST_VARIANTS =
            """
            query productVariants($options: ProductVariantListOptions) {
              productVariants(options: $options) { totalItems items { id product { ...ProductFields } } }
              globalSettings { trackInventory outOfStockThreshold }
            }
            """
                    + PRODUCT_FIELDS;

    static final String PRODUCT =
            """
            query product($id: ID!) {
              product(id: $id) {
                id
                variants {
                  id currencyCode priceWithTax useGlobalOutOfStockThreshold outOfStockThreshold
                  taxRateApplied { value }
                  stockLevels { id stockLocationId stockOnHand stockAllocated updatedAt }
                }
              }
              globalSettings { trackInventory outOfStockThreshold }
              activeChannel { defaultLanguageCode pricesIncludeTax }
            }""";

    static final String ORDER =
            """
            query order($id: ID!) {
              order(id: $id) {
                id state
                lines { id quantity }
                fulfillments { id state trackingCode lines { orderLineId quantity } }
              }
            }""";

    static final String UPDATE_VARIANTS =
            """
            mutation updateProductVariants($input: [UpdateProductVariantInput!]!) {
              updateProductVariants(input: $input) { id }
            }""";

    static final String UPDATE_PRODUCT =
            """
            mutation updateProduct($input: UpdateProductInput!) {
              updateProduct(input: $input) { id }
            }""";

    static final String FULFIL =
            """
            mutation addFulfillmentToOrder($input: FulfillOrderInput!) {
              addFulfillmentToOrder(input: $input) {
                __typename
                ... on Fulfillment { id state }
                ... on ErrorResult { errorCode message }
              }
            }""";

    static final String MOVE_FULFILMENT =
            """
            mutation transitionFulfillmentToState($id: ID!, $state: String!) {
              transitionFulfillmentToState(id: $id, state: $state) {
                __typename
                ... on Fulfillment { id state }
                ... on ErrorResult { errorCode message }
              }
            }""";

    static final String CHANNEL =
            """
            query activeChannel {
              activeChannel { id code token }
            }""";

    private VendureQueries() {}
}
