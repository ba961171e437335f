package dev.shophub.platform.shopify;

/**
 * The documents that are sent. A query may cost 1,000 points: an object costs one, a list as much as its rows could, so lists
 * within lists are short here and what is longer is read on by itself.
 */
final class ShopifyQueries {

    /** A document and the name it goes by in messages; of one that changes something, its only field. */
    record Document(String name, String text) {}

    /** Rows of lists within a record that carry no cursor: one with as many is read again for more. */
    static final int SHORT = 5;

    private static final int MORE = 100;
    private static final int MORE_LISTS = 50;

    static final String LINE_ITEMS = "lineItems";
    static final String VARIANTS = "variants";
    static final String REFUND_LINES = "refundLineItems";

    private static final String MONEY =
            "{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }";

    private static final String LINE =
            """
            id title variantTitle sku quantity currentQuantity unfulfilledQuantity
            originalUnitPriceSet %1$s discountedTotalSet %1$s variant { id } product { id }
            """
                    .formatted(MONEY);

    private static final String TRANSACTIONS =
            "transactions(first: %d) { id kind status gateway processedAt amountSet " + MONEY + " }";

    private static final String FULFILLMENTS = "fulfillments(first: %d) { id status createdAt deliveredAt }";

    private static final String ORDER =
            """
            id name createdAt processedAt updatedAt closedAt cancelledAt displayFinancialStatus displayFulfillmentStatus
            currencyCode presentmentCurrencyCode test sourceName note tags paymentGatewayNames
            totalPriceSet %1$s totalShippingPriceSet %1$s totalDiscountsSet %1$s
            customer { id displayName }
            shippingAddress { name phone province city address1 address2 zip countryCodeV2 }
            %2$s %3$s
            """
                    .formatted(MONEY, TRANSACTIONS.formatted(SHORT), FULFILLMENTS.formatted(SHORT));

    private static final String REFUND_LINE =
            "id quantity restockType subtotalSet %1$s totalTaxSet %1$s lineItem { id }".formatted(MONEY);

    private static final String REFUND =
            """
            id createdAt updatedAt note totalRefundedSet %1$s
            transactions(first: 3) { nodes { id kind status } }
            refundLineItems(first: 3) { nodes { %2$s } pageInfo { hasNextPage endCursor } }
            refundShippingLines(first: 1) { nodes { id subtotalAmountSet %1$s taxAmountSet %1$s } }
            """
                    .formatted(MONEY, REFUND_LINE);

    private static final String OF_REFUNDS = "id name currencyCode presentmentCurrencyCode";

    private static final String VARIANT =
            """
            id sku title price inventoryQuantity
            inventoryItem { id tracked inventoryLevel(locationId: $location) { quantities(names: ["available"]) { quantity } } }
            """;

    private static final String PRODUCT =
            """
            id title status updatedAt priceRangeV2 { minVariantPrice { amount currencyCode } }
            variants(first: 20) { nodes { %s } pageInfo { hasNextPage endCursor } }
            """
                    .formatted(VARIANT);

    private static final String PAGE = "pageInfo { hasNextPage endCursor }";

    static final Document PERMISSIONS =
            new Document("permissions", "query permissions { appInstallation { accessScopes { handle } } }");

    static final Document ORDERS = new Document(
            "orders",
            """
            query orders($first: Int!, $after: String, $query: String!, $sort: OrderSortKeys!) {
              orders(first: $first, after: $after, query: $query, sortKey: $sort) {
                nodes { %s lineItems(first: %d) { nodes { %s } %4$s } }
                %4$s
              }
            }
            """
                    .formatted(ORDER, SHORT, LINE, PAGE));

    /** These orders, each as {@link #ORDERS} lists it. */
    static final Document ORDERS_BY_ID = new Document(
            "ordersById",
            "query ordersById($ids: [ID!]!) { nodes(ids: $ids) { ... on Order { " + ORDER + " lineItems(first: " + SHORT
                    + ") { nodes { " + LINE + " } " + PAGE + " } } } }");

    /** Which orders there are: a scalar a row costs the shop next to nothing. */
    static final Document ORDER_IDS = new Document(
            "orderIds",
            """
            query orderIds($first: Int!, $after: String, $query: String!) {
              orders(first: $first, after: $after, query: $query, sortKey: CREATED_AT) {
                nodes { id }
                %s
              }
            }
            """
                    .formatted(PAGE));

    /** Which orders have refunds at all. */
    static final Document WITH_REFUNDS = new Document(
            "withRefunds",
            """
            query withRefunds($first: Int!, $after: String, $query: String!) {
              orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
                nodes { id refunds(first: 1) { id } }
                %s
              }
            }
            """
                    .formatted(PAGE));

    /** The refunds of these orders. */
    static final Document REFUNDS = new Document(
            "refunds",
            "query refunds($ids: [ID!]!) { nodes(ids: $ids) { ... on Order { " + OF_REFUNDS + " refunds(first: " + SHORT
                    + ") { " + REFUND + " } } } }");

    static final Document PRODUCTS = new Document(
            "products",
            """
            query products($first: Int!, $after: String, $query: String!, $location: ID!) {
              products(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
                nodes { %s }
                %s
              }
            }
            """
                    .formatted(PRODUCT, PAGE));

    /** What carries no cursor of an order, at greater length. */
    static final Document ORDER_LISTS = new Document(
            "orderLists",
            "query orderLists($id: ID!) { node(id: $id) { ... on Order { " + TRANSACTIONS.formatted(MORE_LISTS) + " "
                    + FULFILLMENTS.formatted(MORE_LISTS) + " } } }");

    static final Document ORDER_REFUNDS = new Document(
            "orderRefunds",
            "query orderRefunds($id: ID!) { node(id: $id) { ... on Order { refunds(first: 20) { " + REFUND
                    + " } } } }");

    /** The next rows of a list within a record. */
    static Document more(String list) {
        return switch (list) {
            case LINE_ITEMS -> more("Order", list, LINE, "");
            case VARIANTS -> more("Product", list, VARIANT, ", $location: ID!");
            case REFUND_LINES -> more("Refund", list, REFUND_LINE, "");
            default -> throw new IllegalArgumentException("No such list (list=" + list + ")");
        };
    }

    private static Document more(String type, String list, String row, String parameters) {
        return new Document(
                "more-" + list,
                "query more($id: ID!, $after: String" + parameters + ") { node(id: $id) { ... on " + type + " { " + list
                        + "(first: " + MORE + ", after: $after) { nodes { " + row + " } " + PAGE + " } } } }");
    }

    /** What the platform is to write into a file: the same records, without pages. */
    static String ordersInBulk(String search) {
        return "{ orders(query: \"" + search + "\", sortKey: CREATED_AT) { edges { node { " + ORDER
                + " lineItems { edges { node { " + LINE + " } } } } } } }";
    }

    static final Document BULK_STATE = new Document(
            "bulkOperation",
            """
            query bulkOperation($id: ID!) {
              node(id: $id) { ... on BulkOperation { id status errorCode fileSize url } }
            }
            """);

    static final Document SHOP = new Document("shop", "query shop { shop { id name currencyCode myshopifyDomain } }");

    static final Document MAIN_LOCATION = new Document("location", "query location { location { id } }");

    /** A product with the first of its variants: whether it is there, and whether it has but one. */
    static final Document PRODUCT_BY_ID = new Document(
            "product",
            """
            query product($id: ID!) {
              product(id: $id) { id status variants(first: 2) { nodes { id } } }
            }
            """);

    static final Document VARIANT_STOCK = new Document(
            "variants",
            """
            query variants($ids: [ID!]!, $location: ID!) {
              nodes(ids: $ids) {
                ... on ProductVariant {
                  id product { id }
                  inventoryItem {
                    id tracked inventoryLevel(locationId: $location) { quantities(names: ["available"]) { quantity } }
                  }
                }
              }
            }
            """);

    /** An order as far as parcels go. */
    static final Document PARCELS = new Document(
            "parcels",
            """
            query parcels($id: ID!) {
              order(id: $id) {
                id cancelledAt displayFulfillmentStatus
                fulfillmentOrders(first: 10) {
                  nodes {
                    id status assignedLocation { location { id } }
                    lineItems(first: 25) { nodes { id remainingQuantity lineItem { id } } pageInfo { hasNextPage endCursor } }
                  }
                }
                fulfillments(first: 20) {
                  id status trackingInfo(first: 5) { number company }
                }
              }
            }
            """);

    static final Document MORE_TO_SHIP = new Document(
            "more-to-ship",
            """
            query more($id: ID!, $after: String) {
              node(id: $id) {
                ... on FulfillmentOrder {
                  lineItems(first: 100, after: $after) {
                    nodes { id remainingQuantity lineItem { id } }
                    pageInfo { hasNextPage endCursor }
                  }
                }
              }
            }
            """);

    static final Document SUBSCRIPTIONS = new Document(
            "webhookSubscriptions",
            """
            query subscriptions($after: String) {
              webhookSubscriptions(first: 100, after: $after) {
                nodes { id topic uri }
                pageInfo { hasNextPage endCursor }
              }
            }
            """);

    private ShopifyQueries() {}
}
