package dev.shophub.simulator.shopify;

import dev.shophub.simulator.shopify.ShopifyRows.Item;
import dev.shophub.simulator.shopify.ShopifyRows.Sku;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Items of the simulators' tables as products with variants and stock at one place. */
final class ShopifyItems {

    private static final Set<String> NAMES = Set.of("available", "on_hand");

    private final ShopifyMoney money;

    ShopifyItems(ShopifyMoney money) {
        this.money = money;
    }

    Map<String, Object> product(Item item) {
        var node = ShopifyOrders.node("Product", item.id());
        node.put("title", item.title());
        node.put("handle", "item-" + item.id());
        node.put("status", item.up() ? "ACTIVE" : "DRAFT");
        node.put("createdAt", ShopifyTime.text(item.created()));
        node.put("updatedAt", ShopifyTime.text(item.modified()));
        node.put("hasOnlyDefaultVariant", item.skus().stream().allMatch(sku -> sku.kept() == 0));
        var lowest = item.skus().stream()
                .map(Sku::price)
                .min(Comparator.naturalOrder())
                .orElse(item.price());
        var highest = item.skus().stream()
                .map(Sku::price)
                .max(Comparator.naturalOrder())
                .orElse(item.price());
        node.put(
                "priceRangeV2",
                Map.of(
                        "minVariantPrice", ShopifyMoney.money(lowest, money.currency()),
                        "maxVariantPrice", ShopifyMoney.money(highest, money.currency())));
        var variants = new ArrayList<Map<String, Object>>();
        item.skus().forEach(sku -> variants.add(variant(item, sku, node)));
        node.put("variants", variants);
        return node;
    }

    private Map<String, Object> variant(Item item, Sku sku, Map<String, Object> product) {
        var node = ShopifyOrders.node("ProductVariant", sku.variant());
        node.put("sku", sku.code());
        node.put("title", sku.kept() == 0 ? "Default Title" : sku.name());
        node.put("price", sku.price().setScale(2).toPlainString());
        node.put("inventoryQuantity", sku.quantity());
        node.put("product", product);
        var stock = ShopifyOrders.node("InventoryItem", ShopifyIds.stockOf(sku.variant()));
        stock.put("sku", sku.code());
        stock.put("tracked", true);
        var level = new LinkedHashMap<String, Object>();
        level.put("__typename", "InventoryLevel");
        level.put(
                "id",
                ShopifyIds.gid("InventoryLevel", sku.variant()) + "?inventory_item_id="
                        + stock.get("legacyResourceId"));
        level.put("updatedAt", ShopifyTime.text(item.modified()));
        level.put("quantity", sku.quantity());
        stock.put("level", level);
        node.put("inventoryItem", stock);
        return node;
    }

    /** The place where all goods lie. */
    static Map<String, Object> location() {
        var node = ShopifyOrders.node("Location", ShopifyIds.LOCATION);
        node.put("name", "Main");
        node.put("isActive", true);
        return node;
    }

    /** @throws ShopifyRefusal when a name is not known */
    static List<Map<String, Object>> quantities(Map<String, Object> level, List<String> names) {
        return names.stream()
                .map(name -> {
                    if (!NAMES.contains(name)) {
                        throw new ShopifyRefusal(ShopifyRefusal.BAD_REQUEST, "Unknown quantity name");
                    }
                    return Map.of("name", (Object) name, "quantity", level.get("quantity"));
                })
                .toList();
    }
}
