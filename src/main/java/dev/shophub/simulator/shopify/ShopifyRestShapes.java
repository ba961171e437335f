package dev.shophub.simulator.shopify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The same records in the older lists' and the webhooks' shape: snake case, ids as numbers, words in lower case. */
final class ShopifyRestShapes {

    private static final Map<String, String> FULFILMENT =
            Map.of("PARTIALLY_FULFILLED", "partial", "FULFILLED", "fulfilled");

    private ShopifyRestShapes() {}

    static ObjectNode order(Map<String, Object> order) {
        var node = record(order);
        copy(order, node, "name", "note", "test");
        node.put("created_at", text(order, "createdAt"));
        node.put("updated_at", text(order, "updatedAt"));
        node.put("processed_at", text(order, "processedAt"));
        node.put("closed_at", text(order, "closedAt"));
        node.put("cancelled_at", text(order, "cancelledAt"));
        node.put("cancel_reason", lower(text(order, "cancelReason")));
        node.put("financial_status", lower(text(order, "displayFinancialStatus")));
        node.put("fulfillment_status", FULFILMENT.get(text(order, "displayFulfillmentStatus")));
        node.put("currency", text(order, "currencyCode"));
        node.put("presentment_currency", text(order, "presentmentCurrencyCode"));
        node.put("source_name", text(order, "sourceName"));
        node.put("tags", String.join(", ", texts(order.get("tags"))));
        money(order, "totalPriceSet", node, "total_price");
        money(order, "subtotalPriceSet", node, "subtotal_price");
        money(order, "totalDiscountsSet", node, "total_discounts");
        money(order, "totalShippingPriceSet", node, "total_shipping_price");
        node.set("customer", order.get("customer") == null ? null : customer(map(order.get("customer"))));
        node.set(
                "shipping_address",
                order.get("shippingAddress") == null ? null : address(map(order.get("shippingAddress"))));
        var lines = node.putArray("line_items");
        maps(order.get("lineItems")).forEach(line -> lines.add(line(line)));
        var refunds = node.putArray("refunds");
        maps(order.get("refunds")).forEach(refund -> {
            var row = record(refund);
            row.put("created_at", text(refund, "createdAt"));
            row.put("note", text(refund, "note"));
            refunds.add(row);
        });
        var parcels = node.putArray("fulfillments");
        maps(order.get("fulfillments")).forEach(parcel -> {
            var row = record(parcel);
            row.put("status", lower(text(parcel, "status")));
            maps(parcel.get("trackingInfo")).stream().findFirst().ifPresent(tracking -> {
                row.put("tracking_number", text(tracking, "number"));
                row.put("tracking_company", text(tracking, "company"));
            });
            parcels.add(row);
        });
        return node;
    }

    private static ObjectNode line(Map<String, Object> line) {
        var node = record(line);
        copy(line, node, "name", "title", "sku");
        node.put("variant_title", text(line, "variantTitle"));
        node.put("quantity", ((Number) line.get("quantity")).longValue());
        node.put("current_quantity", ((Number) line.get("currentQuantity")).longValue());
        node.put("fulfillable_quantity", ((Number) line.get("unfulfilledQuantity")).longValue());
        node.put("variant_id", id(line.get("variant")));
        node.put("product_id", id(line.get("product")));
        money(line, "originalUnitPriceSet", node, "price");
        money(line, "totalDiscountSet", node, "total_discount");
        return node;
    }

    static ObjectNode product(Map<String, Object> product) {
        var node = record(product);
        copy(product, node, "title", "handle");
        node.put("status", lower(text(product, "status")));
        node.put("created_at", text(product, "createdAt"));
        node.put("updated_at", text(product, "updatedAt"));
        var variants = node.putArray("variants");
        maps(product.get("variants")).forEach(variant -> {
            var row = record(variant);
            copy(variant, row, "sku", "title", "price");
            row.put("product_id", id(product));
            row.put("inventory_item_id", id(variant.get("inventoryItem")));
            row.put("inventory_quantity", ((Number) variant.get("inventoryQuantity")).longValue());
            variants.add(row);
        });
        return node;
    }

    private static ObjectNode customer(Map<String, Object> customer) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("admin_graphql_api_id", text(customer, "id"))
                .put("first_name", text(customer, "displayName"));
    }

    private static ObjectNode address(Map<String, Object> address) {
        var node = JsonNodeFactory.instance.objectNode();
        copy(address, node, "name", "phone", "province", "city", "address1", "address2", "zip", "country");
        return node.put("country_code", text(address, "countryCodeV2"));
    }

    private static ObjectNode record(Map<String, Object> record) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id(record))
                .put("admin_graphql_api_id", text(record, "id"));
    }

    private static Long id(Object record) {
        return record == null ? null : Long.valueOf(text(map(record), "legacyResourceId"));
    }

    private static void money(Map<String, Object> from, String name, ObjectNode to, String as) {
        var bag = map(from.get(name));
        var shop = map(bag.get("shopMoney"));
        to.put(as, text(shop, "amount"));
        var set = to.putObject(as + "_set");
        for (var side : Map.of("shop_money", "shopMoney", "presentment_money", "presentmentMoney")
                .entrySet()) {
            var money = map(bag.get(side.getValue()));
            set.putObject(side.getKey())
                    .put("amount", text(money, "amount"))
                    .put("currency_code", text(money, "currencyCode"));
        }
    }

    private static void copy(Map<String, Object> from, ObjectNode to, String... names) {
        for (var name : names) {
            var value = from.get(name);
            if (value instanceof Boolean flag) {
                to.put(name, flag);
            } else {
                to.put(name, value == null ? null : value.toString());
            }
        }
    }

    private static String text(Map<String, Object> record, String name) {
        return record.get(name) == null ? null : record.get(name).toString();
    }

    private static String lower(String word) {
        return word == null ? null : word.toLowerCase(Locale.ROOT);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Object value) {
        return (List<Map<String, Object>>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts(Object value) {
        return (List<String>) value;
    }
}
