package dev.shophub.simulator.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shophub.simulator.shopify.ShopifyLedgerState.Kept;
import dev.shophub.simulator.shopify.ShopifyRows.Sku;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes of stock, prices and products (fact sheet, sections 4.4 and 4.5). What is refused comes as a user error. */
final class ShopifyChanges {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_TITLE = 255;

    private final ShopifyItemState items;
    private final ShopifyLedgerState ledger;
    private final ShopifyQueries queries;

    ShopifyChanges(ShopifyItemState items, ShopifyLedgerState ledger, ShopifyQueries queries) {
        this.items = items;
        this.ledger = ledger;
        this.queries = queries;
    }

    void offer(RuntimeWiring.Builder wiring) {
        wiring.type("Mutation", mutation -> mutation.dataFetcher("inventorySetQuantities", this::stock)
                .dataFetcher("productVariantsBulkUpdate", this::prices)
                .dataFetcher("productUpdate", this::product));
    }

    /** From 2026-04 on only under a key: the same change under it is not made again, another one is refused. */
    private Object stock(DataFetchingEnvironment field) {
        var call = ShopifyCall.of(field);
        call.requirePermission("write_inventory");
        Map<String, Object> input = field.getArgument("input");
        if (!call.wantsKeys()) {
            return items.inTransaction(() -> setStock(call, input));
        }
        var key = field.getQueryDirectives().getImmediateAppliedDirective("idempotent").stream()
                .map(directive -> (Object) directive.getArgument("key").getValue())
                .findFirst()
                .orElseThrow(() -> new ShopifyRefusal(
                        ShopifyRefusal.BAD_REQUEST, "The @idempotent directive is required for this mutation"))
                .toString();
        return items.inTransaction(() -> {
            var print = fingerprint(input);
            var kept = ledger.kept(call.shop(), key);
            if (kept.isPresent()) {
                return kept.get().input().equals(print)
                        ? read(kept.get().answer())
                        : refused(
                                "inventoryAdjustmentGroup",
                                error("IDEMPOTENCY_KEY_PARAMETER_MISMATCH", "Another change bears this key", "input"));
            }
            var answer = setStock(call, input);
            ledger.keep(call.shop(), key, new Kept(print, write(answer)), call.now());
            return answer;
        });
    }

    private Map<String, Object> setStock(ShopifyCall call, Map<String, Object> input) {
        @SuppressWarnings("unchecked")
        var rows = (List<Map<String, Object>>) input.get("quantities");
        boolean ignores = Boolean.TRUE.equals(input.get("ignoreCompareQuantity"));
        var errors = new ArrayList<Map<String, Object>>();
        var changes = new LinkedHashMap<Sku, Long>();
        if (!List.of("available", "on_hand").contains(input.get("name"))) {
            errors.add(error("INVALID_NAME", "The quantity name is invalid", "input", "name"));
        }
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var path = new String[] {"input", "quantities", Integer.toString(i)};
            long variant = ShopifyIds.variantOf(ShopifyIds.number(text(row, "inventoryItemId"), "InventoryItem"));
            var sku = items.sku(call.shop(), variant);
            if (sku.isEmpty()) {
                errors.add(error("INVALID_INVENTORY_ITEM", "The inventory item could not be found", path));
                continue;
            }
            if (ShopifyIds.number(text(row, "locationId"), "Location") != ShopifyIds.LOCATION) {
                errors.add(error("INVALID_LOCATION", "The location could not be found", path));
                continue;
            }
            var comparison = call.wantsKeys() ? "changeFromQuantity" : "compareQuantity";
            if (!row.containsKey(comparison) && !(ignores && !call.wantsKeys())) {
                errors.add(error(
                        call.wantsKeys() ? "CHANGE_FROM_QUANTITY_REQUIRED" : "COMPARE_QUANTITY_REQUIRED",
                        "The " + comparison + " argument must be given",
                        path));
                continue;
            }
            boolean compares = row.get(comparison) != null && !(ignores && !call.wantsKeys());
            if (compares
                    && ((Number) row.get(comparison)).longValue() != sku.get().quantity()) {
                errors.add(error(
                        call.wantsKeys() ? "CHANGE_FROM_QUANTITY_STALE" : "COMPARE_QUANTITY_STALE",
                        "The " + comparison + " argument no longer matches the persisted quantity",
                        path));
                continue;
            }
            changes.put(sku.get(), ((Number) row.get("quantity")).longValue());
        }
        if (!errors.isEmpty()) {
            return refused("inventoryAdjustmentGroup", errors);
        }
        changes.forEach((sku, quantity) -> items.quantity(call.shop(), sku, quantity, now(call)));
        return done(
                "inventoryAdjustmentGroup",
                Map.of("createdAt", ShopifyTime.text(call.now()), "reason", input.get("reason")));
    }

    private Object prices(DataFetchingEnvironment field) {
        var call = ShopifyCall.of(field);
        String product = field.getArgument("productId");
        List<Map<String, Object>> variants = field.getArgument("variants");
        long item = ShopifyIds.number(product, "Product");
        return items.inTransaction(() -> {
            if (queries.product(call, product).isEmpty()) {
                return refused("product", error("PRODUCT_DOES_NOT_EXIST", "Product does not exist", "productId"));
            }
            var changes = new LinkedHashMap<Sku, BigDecimal>();
            for (int i = 0; i < variants.size(); i++) {
                var variant = variants.get(i);
                var sku = items.sku(call.shop(), ShopifyIds.number(text(variant, "id"), "ProductVariant"))
                        .filter(found -> found.item() == item);
                if (sku.isEmpty()) {
                    return refused(
                            "product",
                            error(
                                    "PRODUCT_VARIANT_DOES_NOT_EXIST",
                                    "Product variant does not exist",
                                    "variants",
                                    Integer.toString(i),
                                    "id"));
                }
                var price = new BigDecimal(text(variant, "price"));
                if (price.signum() < 0 || price.scale() > 2) {
                    return refused(
                            "product",
                            error(
                                    "GREATER_THAN_OR_EQUAL_TO",
                                    "Price is wrong",
                                    "variants",
                                    Integer.toString(i),
                                    "price"));
                }
                changes.put(sku.get(), price);
            }
            changes.forEach((sku, price) -> items.price(call.shop(), sku, price, now(call)));
            var changed = changes.keySet().stream().map(Sku::variant).toList();
            var node = queries.product(call, product).orElseThrow();
            var answer = done("product", node);
            @SuppressWarnings("unchecked")
            var all = (List<Map<String, Object>>) node.get("variants");
            answer.put(
                    "productVariants",
                    all.stream()
                            .filter(variant -> changed.contains(
                                    ShopifyIds.number(variant.get("id").toString(), "ProductVariant")))
                            .toList());
            return answer;
        });
    }

    private Object product(DataFetchingEnvironment field) {
        var call = ShopifyCall.of(field);
        Map<String, Object> input = field.getArgument("product");
        var gid = text(input, "id");
        return items.inTransaction(() -> {
            if (queries.product(call, gid).isEmpty()) {
                return refused("product", error("", "Product does not exist", "id"));
            }
            var title = Optional.ofNullable((String) input.get("title"));
            if (title.filter(text -> text.isBlank() || text.length() > LONGEST_TITLE)
                    .isPresent()) {
                return refused("product", error("", "Title is too short or too long", "title"));
            }
            items.update(
                    call.shop(),
                    ShopifyIds.number(gid, "Product"),
                    title,
                    Optional.ofNullable((String) input.get("status"))
                            .map(status -> status.equals("ACTIVE") || status.equals("UNLISTED")),
                    now(call));
            return done("product", queries.product(call, gid).orElseThrow());
        });
    }

    static Map<String, Object> done(String name, Map<String, Object> value) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put(name, value);
        answer.put("userErrors", List.of());
        return answer;
    }

    static Map<String, Object> refused(String name, Map<String, Object> error) {
        return refused(name, List.of(error));
    }

    private static Map<String, Object> refused(String name, List<Map<String, Object>> errors) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put(name, null);
        answer.put("userErrors", errors);
        return answer;
    }

    static Map<String, Object> error(String code, String message, String... field) {
        var error = new LinkedHashMap<String, Object>();
        error.put("field", List.of(field));
        error.put("message", message);
        error.put("code", code.isEmpty() ? null : code);
        return error;
    }

    static String text(Map<String, Object> input, String name) {
        return input.getOrDefault(name, "").toString();
    }

    private static Instant now(ShopifyCall call) {
        return call.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String fingerprint(Map<String, Object> input) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(write(input).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    private static String write(Map<String, Object> value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("An answer can be written as JSON", impossible);
        }
    }

    private static Map<String, Object> read(String text) {
        try {
            return JSON.readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What was written as JSON can be read", impossible);
        }
    }
}
