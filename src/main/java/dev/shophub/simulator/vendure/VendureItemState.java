package dev.shophub.simulator.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Products and their variants. A product without variants of its own has one all the same. */
final class VendureItemState extends VendureState {

    /** Where no variant is kept of an item, the platform shows one all the same. */
    private static final String VARIANT = "IF(s.sku_id = 0, s.item_id + 1, s.sku_id)";

    private static final String LOCATION = "1";
    private static final Map<String, String> PRODUCTS = Map.of("id", "i.item_id", "updatedAt", "i.modified_at");
    private static final Map<String, String> VARIANTS = Map.of("id", VARIANT, "updatedAt", "i.modified_at");
    private static final String OF_BOTH =
            "sim_sku s JOIN sim_item i ON i.shop_key = s.shop_key AND i.item_id = s.item_id WHERE ";

    private final String currency;

    VendureItemState(State world, String currency) {
        super(world);
        this.currency = currency;
    }

    static String variant(long item, long sku) {
        return Long.toString(sku == 0 ? item + 1 : sku);
    }

    ObjectNode products(String shop, JsonNode options) {
        var asked = Options.of(options, PRODUCTS);
        var where = new Where();
        where.and("i.shop_key = ?", shop);
        filter(asked.filter(), PRODUCTS, where);
        var ids = jdbc().queryForList(
                        "SELECT i.item_id FROM sim_item i WHERE " + where.sql() + " ORDER BY " + asked.sort()
                                + " LIMIT ? OFFSET ?",
                        Long.class,
                        where.with(asked.take(), asked.skip()));
        var list = list("ProductList", count("sim_item i WHERE " + where.sql(), where.arguments()));
        var found = products(shop, ids);
        ids.forEach(id -> items(list).add(found.get(id)));
        return list;
    }

    ObjectNode variants(String shop, JsonNode options) {
        var asked = Options.of(options, VARIANTS);
        var where = new Where();
        where.and("s.shop_key = ?", shop);
        filter(asked.filter(), VARIANTS, where);
        var rows = jdbc().query(
                        "SELECT s.item_id, " + VARIANT + " AS variant FROM " + OF_BOTH + where.sql() + " ORDER BY "
                                + asked.sort() + " LIMIT ? OFFSET ?",
                        (row, number) -> Map.entry(row.getLong("item_id"), row.getString("variant")),
                        where.with(asked.take(), asked.skip()));
        var list = list("ProductVariantList", count(OF_BOTH + where.sql(), where.arguments()));
        var found =
                products(shop, rows.stream().map(Map.Entry::getKey).distinct().toList());
        rows.forEach(row -> {
            var product = found.get(row.getKey());
            for (var variant : product.path("variants")) {
                if (variant.path("id").asText().equals(row.getValue())) {
                    items(list).add(variant.<ObjectNode>deepCopy().set("product", product));
                }
            }
        });
        return list;
    }

    Optional<ObjectNode> product(String shop, String id) {
        return number(id).map(number -> products(shop, List.of(number)).get(number));
    }

    private static ObjectNode list(String type, long total) {
        var list = JsonNodeFactory.instance.objectNode().put("__typename", type).put("totalItems", total);
        list.putArray("items");
        return list;
    }

    private static ArrayNode items(ObjectNode list) {
        return (ArrayNode) list.get("items");
    }

    private Map<Long, ObjectNode> products(String shop, List<Long> ids) {
        var products = new LinkedHashMap<Long, ObjectNode>();
        if (ids.isEmpty()) {
            return products;
        }
        var where = new Where();
        where.and("i.shop_key = ?", shop);
        where.andIn("i.item_id", ids);
        jdbc().query(
                        "SELECT i.* FROM sim_item i WHERE " + where.sql(),
                        row -> {
                            products.put(row.getLong("item_id"), product(row));
                        },
                        where.arguments().toArray());
        jdbc().query(
                        "SELECT s.*, " + VARIANT + " AS variant, i.title, i.modified_at FROM " + OF_BOTH + where.sql()
                                + " ORDER BY s.item_id, s.sku_id",
                        row -> {
                            ((ArrayNode) products.get(row.getLong("item_id")).get("variants")).add(variant(row));
                        },
                        where.arguments().toArray());
        return products;
    }

    private static ObjectNode product(ResultSet row) throws SQLException {
        var product = JsonNodeFactory.instance
                .objectNode()
                .put("__typename", "Product")
                .put("id", row.getString("item_id"))
                .put("name", row.getString("title"))
                .put("enabled", row.getBoolean("up"))
                .put("createdAt", text(time(row, "created_at")))
                .put("updatedAt", text(time(row, "modified_at")));
        product.putArray("variants");
        return product;
    }

    private ObjectNode variant(ResultSet row) throws SQLException {
        var changed = text(time(row, "modified_at"));
        var variant = JsonNodeFactory.instance
                .objectNode()
                .put("__typename", "ProductVariant")
                .put("id", row.getString("variant"))
                .put("sku", row.getString("code"))
                .put("name", row.getString("name").isEmpty() ? row.getString("title") : row.getString("name"))
                .put("enabled", true)
                .put("updatedAt", changed)
                .put("currencyCode", currency)
                .put("priceWithTax", minor(row.getBigDecimal("price")))
                .put("trackInventory", "INHERIT")
                .put("useGlobalOutOfStockThreshold", true)
                .put("outOfStockThreshold", 0);
        variant.putObject("taxRateApplied").put("__typename", "TaxRate").put("value", 13);
        variant.putArray("stockLevels")
                .addObject()
                .put("__typename", "StockLevel")
                .put("id", row.getString("variant"))
                .put("stockLocationId", LOCATION)
                .put("stockOnHand", row.getLong("quantity"))
                .put("stockAllocated", 0)
                .put("updatedAt", changed);
        return variant;
    }

    /** Title, and whether it is shown. */
    ObjectNode updateProduct(String shop, JsonNode input, Instant now) {
        var id = input.path("id").asText("");
        if (product(shop, id).isEmpty()) {
            throw VendureRefusal.gone("Product", id);
        }
        if (input.has("enabled")) {
            change(shop, id, "up = ?", input.path("enabled").asBoolean(), now);
        }
        for (var translation : input.path("translations")) {
            if (translation.has("name")) {
                change(shop, id, "title = ?", translation.path("name").asText(""), now);
            }
        }
        return product(shop, id).orElseThrow();
    }

    private void change(String shop, String id, String what, Object value, Instant now) {
        jdbc().update(
                        "UPDATE sim_item SET " + what + ", modified_at = ? WHERE shop_key = ? AND item_id = ?",
                        value,
                        utc(now),
                        shop,
                        id);
    }

    /** Prices and what is on hand. */
    ArrayNode updateVariants(String shop, JsonNode inputs, Instant now) {
        var updated = JsonNodeFactory.instance.arrayNode();
        for (var input : inputs) {
            var id = input.path("id").asText("");
            var item = itemOf(shop, id).orElseThrow(() -> VendureRefusal.gone("ProductVariant", id));
            if (input.has("stockOnHand")) {
                onHand(shop, item, id, input.path("stockOnHand").asLong());
            }
            for (var level : input.path("stockLevels")) {
                if (!level.path("stockLocationId").asText().equals(LOCATION)) {
                    throw VendureRefusal.gone(
                            "StockLocation", level.path("stockLocationId").asText());
                }
                onHand(shop, item, id, level.path("stockOnHand").asLong());
            }
            for (var price : input.path("prices")) {
                if (!price.path("currencyCode").asText().equals(currency)) {
                    throw VendureRefusal.input("The currency \""
                            + price.path("currencyCode").asText() + "\" is not available in the current Channel");
                }
                price(shop, item, id, price.path("price").asLong());
            }
            jdbc().update(
                            "UPDATE sim_item SET modified_at = ? WHERE shop_key = ? AND item_id = ?",
                            utc(now),
                            shop,
                            item);
            updated.addObject().put("__typename", "ProductVariant").put("id", id);
        }
        return updated;
    }

    private Optional<Long> itemOf(String shop, String variant) {
        return number(variant).flatMap(number -> jdbc()
                .queryForList(
                        "SELECT s.item_id FROM sim_sku s WHERE s.shop_key = ? AND (s.sku_id = ? OR s.sku_id = 0"
                                + " AND s.item_id = ?)",
                        Long.class,
                        shop,
                        number,
                        number - 1)
                .stream()
                .findFirst());
    }

    private void onHand(String shop, long item, String variant, long quantity) {
        if (quantity < 0) {
            throw VendureRefusal.input("stockOnHand cannot be a negative value");
        }
        set(shop, item, variant, "s.quantity = ?", quantity);
    }

    /** The item's own price is this world's: the lowest of its variants. */
    private void price(String shop, long item, String variant, long price) {
        set(shop, item, variant, "s.price = ?", VendureOrderState.major(price));
        jdbc().update(
                        "UPDATE sim_item i SET i.price = (SELECT MIN(s.price) FROM sim_sku s WHERE s.shop_key = i.shop_key"
                                + " AND s.item_id = i.item_id) WHERE i.shop_key = ? AND i.item_id = ?",
                        shop,
                        item);
    }

    private void set(String shop, long item, String variant, String what, Object value) {
        jdbc().update(
                        "UPDATE sim_sku s SET " + what + " WHERE s.shop_key = ? AND s.item_id = ? AND " + VARIANT
                                + " = ?",
                        value,
                        shop,
                        item,
                        variant);
    }
}
