package dev.shophub.platform.woocommerce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.connector.Json;
import dev.shophub.connector.RecordFields;
import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import java.time.Instant;
import java.util.Set;

/** What is kept of the shop's rows: the same bytes each time nothing changed, and no more of a buyer than is needed. */
final class WoocommerceRecords {

    static final String CURRENCY = "currency";

    /** What differs from call to call, is the server's alone, or is more of a buyer than anybody here needs. */
    private static final Set<String> LEFT_OUT =
            Set.of("_links", "customer_ip_address", "customer_user_agent", "order_key", "cart_hash", "payment_url");

    /** Of a product only what is read: what is shown beside it, related products for instance, is drawn anew each time. */
    private static final Set<String> OF_PRODUCT = Set.of(
            "id",
            "name",
            "type",
            "status",
            "sku",
            "price",
            "regular_price",
            "sale_price",
            "manage_stock",
            "stock_quantity",
            "stock_status",
            "backorders",
            "date_created_gmt",
            "date_modified_gmt",
            "catalog_visibility",
            "attributes",
            "variations");

    private static final Set<String> OF_REVIEW =
            Set.of("id", "date_created_gmt", "product_id", "product_name", "status", "review", "rating", "verified");

    private WoocommerceRecords() {}

    /** With the currency of its order, where it does not name one itself. */
    static ObjectNode refund(JsonNode row, String currency) {
        ObjectNode whole = without(row);
        return whole.has(CURRENCY) ? whole : whole.put(CURRENCY, currency);
    }

    static JsonNode order(JsonNode row) {
        return without(row);
    }

    private static ObjectNode without(JsonNode row) {
        return row.isObject() ? row.<ObjectNode>deepCopy().without(LEFT_OUT) : JsonNodeFactory.instance.objectNode();
    }

    static JsonNode review(JsonNode row) {
        return without(row).retain(OF_REVIEW);
    }

    static ObjectNode product(JsonNode row) {
        return without(row).retain(OF_PRODUCT);
    }

    static RawRecord record(ShopKey shop, Stream stream, JsonNode node, Instant readAt) {
        try {
            var payload = Json.MAPPER.writeValueAsBytes(node);
            return new RawRecord(
                    shop,
                    stream,
                    RecordFields.id(node.path("id"))
                            .map(ExternalId::new)
                            .orElseGet(() -> RawRecord.unreadableId(payload)),
                    payload,
                    readAt);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What was read as JSON can be written as JSON", impossible);
        }
    }
}
