package dev.shophub.simulator.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.woocommerce.WoocommerceRows.Filter;
import dev.shophub.simulator.woocommerce.WoocommerceRows.Product;
import dev.shophub.simulator.woocommerce.WoocommerceRows.Variation;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The interfaces about products and variations (fact sheet, sections 4.4 and 4.5). Every product counts its stock. */
final class WoocommerceItems {

    private static final Set<String> STATUSES = Set.of("draft", "pending", "private", "publish", "future", "trash");
    private static final Map<String, String> VARIATIONS_SORTED = Map.of("date", "s.sku_id", "id", "s.sku_id");
    private static final int MOST_ROWS = 100;
    private static final String PRODUCT = "product";
    private static final String VARIATION = "product_variation";
    private static final String STATUS = "status";

    private final WoocommerceSettings settings;
    private final WoocommerceItemState state;
    private final String address;

    WoocommerceItems(WoocommerceSettings settings, WoocommerceItemState state, String address) {
        this.settings = settings;
        this.state = state;
        this.address = address;
    }

    /** Everything below {@code products} but reviews. */
    WoocommerceAnswer answer(WoocommerceCall call) {
        var path = call.path();
        if (path.size() == 1 && call.reads()) {
            return list(call);
        }
        if (path.size() == 2 && path.get(1).equals("batch") && call.updates()) {
            return batch(
                    call,
                    row -> update(call.withBody(row), PRODUCT, row.path("id").asLong()));
        }
        if (path.size() == 2) {
            long id = call.id(1, PRODUCT);
            return WoocommerceAnswer.of(call.reads() ? product(product(call, id)) : update(call, PRODUCT, id));
        }
        if (path.size() >= 3 && path.get(2).equals("variations")) {
            return variations(call, product(call, call.id(1, PRODUCT)));
        }
        throw WoocommerceRefusal.noRoute();
    }

    private WoocommerceAnswer list(WoocommerceCall call) {
        var status = call.text(STATUS).orElse("any");
        if (!status.equals("any") && !STATUSES.contains(status)) {
            throw WoocommerceRefusal.parameter(STATUS);
        }
        var filter = Filter.of(call, Set.of(status), call.order(WoocommerceItemState.SORTED, "date", "i.item_id"));
        var paging = call.paging();
        return WoocommerceAnswer.page(
                call, paging, state.products(filter, call.words("sku"), paging), this::product, address + "/products");
    }

    private WoocommerceAnswer variations(WoocommerceCall call, Product product) {
        var path = call.path();
        if (path.size() == 3 && call.reads()) {
            var paging = call.paging();
            var page = state.variations(
                    call.shop(), product.id(), call.order(VARIATIONS_SORTED, "date", "s.sku_id"), paging);
            return WoocommerceAnswer.page(
                    call, paging, page, this::variation, address + "/products/" + product.id() + "/variations");
        }
        if (path.size() == 4 && path.get(3).equals("batch") && call.updates()) {
            return batch(
                    call,
                    row -> update(call.withBody(row), product, row.path("id").asLong()));
        }
        if (path.size() == 4) {
            long id = call.id(3, VARIATION);
            return WoocommerceAnswer.of(
                    call.reads() ? variation(variation(call, product, id)) : update(call, product, id));
        }
        throw WoocommerceRefusal.noRoute();
    }

    /** Updates one row of a batch. */
    interface Update {
        ObjectNode of(JsonNode row);
    }

    /** Answered well whatever becomes of the rows. */
    static WoocommerceAnswer batch(WoocommerceCall call, Update update) {
        var rows = call.body().path("update");
        if (rows.size()
                        + call.body().path("create").size()
                        + call.body().path("delete").size()
                > MOST_ROWS) {
            throw WoocommerceRefusal.of(
                    413,
                    "woocommerce_rest_request_entity_too_large",
                    "Unable to accept more than " + MOST_ROWS + " items for this request.");
        }
        var answer = JsonNodeFactory.instance.objectNode();
        var updated = answer.putArray("update");
        for (var row : rows) {
            try {
                updated.add(update.of(row));
            } catch (WoocommerceRefusal refused) {
                var failed = updated.addObject();
                failed.set("id", row.path("id"));
                failed.set("error", refused.node());
            }
        }
        return WoocommerceAnswer.of(answer);
    }

    private Product product(WoocommerceCall call, long id) {
        return state.product(call.shop(), id).orElseThrow(() -> WoocommerceRefusal.invalidId(PRODUCT));
    }

    private Variation variation(WoocommerceCall call, Product product, long id) {
        return state.variation(call.shop(), product.id(), id)
                .orElseThrow(() ->
                        WoocommerceRefusal.of(400, "woocommerce_rest_product_variation_invalid_id", "Invalid ID."));
    }

    private ObjectNode update(WoocommerceCall call, String type, long id) {
        return state.inTransaction(() -> {
            var product = state.product(call.shop(), id).orElseThrow(() -> WoocommerceRefusal.invalidId(type));
            var body = call.body();
            if (body.hasNonNull("name")) {
                state.name(call.shop(), id, body.path("name").asText());
            }
            if (body.hasNonNull(STATUS)) {
                var status = body.path(STATUS).asText();
                if (!STATUSES.contains(status)) {
                    throw WoocommerceRefusal.parameter(STATUS);
                }
                state.status(call.shop(), id, status);
            }
            if (!product.variable()) {
                updateSku(call, id, 0);
            }
            state.modified(call.shop(), id, call.now());
            return product(product(call, id));
        });
    }

    private ObjectNode update(WoocommerceCall call, Product product, long id) {
        return state.inTransaction(() -> {
            variation(call, product, id);
            updateSku(call, product.id(), id);
            state.modified(call.shop(), product.id(), call.now());
            return variation(variation(call, product, id));
        });
    }

    /** A quantity is taken notice of only where stock is counted. */
    private void updateSku(WoocommerceCall call, long product, long variation) {
        var body = call.body();
        if (body.hasNonNull("stock_quantity") && body.path("manage_stock").asBoolean(true)) {
            if (!body.path("stock_quantity").canConvertToLong()) {
                throw WoocommerceRefusal.parameter("stock_quantity");
            }
            state.quantity(
                    call.shop(), product, variation, body.path("stock_quantity").asLong());
        }
        if (body.hasNonNull("regular_price")) {
            var price = body.path("regular_price").asText();
            if (!body.path("regular_price").isTextual() || !price.matches("\\d{1,9}(\\.\\d{1,4})?")) {
                throw WoocommerceRefusal.parameter("regular_price");
            }
            state.price(call.shop(), product, variation, new BigDecimal(price));
        }
        if (body.hasNonNull("sku")) {
            var code = body.path("sku").asText();
            if (state.isTaken(call.shop(), code, product, variation)) {
                throw WoocommerceRefusal.of(400, "product_invalid_sku", "Invalid or duplicated SKU.");
            }
            state.code(call.shop(), product, variation, code);
        }
    }

    private ObjectNode product(Product product) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", product.id()).put("name", product.name()).put("slug", "p-" + product.id());
        node.put("permalink", "https://shop.example/product/p-" + product.id() + "/");
        WoocommerceAnswer.time(node, "date_created", Optional.of(product.created()), settings.zone());
        WoocommerceAnswer.time(node, "date_modified", Optional.of(product.modified()), settings.zone());
        node.put("type", product.variable() ? "variable" : "simple").put(STATUS, product.status());
        node.put("featured", false).put("catalog_visibility", "visible");
        node.put("description", "").put("sku", product.code());
        prices(node, product.price(), !product.variable());
        stock(node, !product.variable(), product.quantity());
        var variations = node.putArray("variations");
        product.variations().forEach(variations::add);
        // Drawn anew each time.
        var related = node.putArray("related_ids");
        related.add(System.nanoTime() % 1_000).add(System.nanoTime() % 997);
        return node;
    }

    private ObjectNode variation(Variation variation) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", variation.id()).put("sku", variation.code()).put(STATUS, "publish");
        WoocommerceAnswer.time(node, "date_modified", Optional.of(variation.modified()), settings.zone());
        prices(node, variation.price(), true);
        stock(node, true, variation.quantity());
        var words = variation.name().split("[:;]", 2);
        node.putArray("attributes")
                .addObject()
                .put("id", 0)
                .put("name", words[0])
                .put("option", words[words.length - 1]);
        return node;
    }

    /** What a product with variations costs follows from theirs. */
    private static void prices(ObjectNode node, BigDecimal price, boolean own) {
        var text = WoocommerceOrderJson.money(price);
        node.put("price", text).put("regular_price", own ? text : "").put("sale_price", "");
        node.put("on_sale", false);
    }

    private static void stock(ObjectNode node, boolean counts, long quantity) {
        node.put("manage_stock", counts);
        if (counts) {
            node.put("stock_quantity", quantity);
        } else {
            node.putNull("stock_quantity");
        }
        node.put("stock_status", !counts || quantity > 0 ? "instock" : "outofstock");
        node.put("backorders", "no");
    }
}
