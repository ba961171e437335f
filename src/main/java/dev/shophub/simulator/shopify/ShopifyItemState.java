package dev.shophub.simulator.shopify;

import dev.shophub.simulator.State;
import dev.shophub.simulator.shopify.ShopifyRows.Item;
import dev.shophub.simulator.shopify.ShopifyRows.ItemFilter;
import dev.shophub.simulator.shopify.ShopifyRows.Sku;
import dev.shophub.simulator.stage.PlatformState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;

/** Products, their variants and stock. */
final class ShopifyItemState extends PlatformState {

    private static final RowMapper<Sku> SKU = (row, number) -> new Sku(
            row.getLong("item_id"),
            row.getLong("sku_id"),
            ShopifyIds.variant(row.getLong("item_id"), row.getLong("sku_id")),
            row.getString("code"),
            row.getString("name"),
            row.getBigDecimal("price"),
            row.getLong("quantity"));

    ShopifyItemState(State world) {
        super(world);
    }

    /** Up to so many items, the one changed longest ago first. */
    List<Item> page(ItemFilter filter, int rows) {
        var where = new Where();
        where.and("i.shop_key = ?", filter.shop());
        filter.from().ifPresent(from -> where.and("i.modified_at >= ?", utc(from)));
        filter.to().ifPresent(to -> where.and("i.modified_at < ?", utc(to.plusSeconds(1))));
        filter.after()
                .ifPresent(mark -> where.and(
                        "(i.modified_at > ? OR i.modified_at = ? AND i.item_id > ?)",
                        utc(mark.at()),
                        utc(mark.at()),
                        mark.id()));
        var ids = jdbc().query(
                        "SELECT i.item_id FROM sim_item i WHERE " + where.sql()
                                + " ORDER BY i.modified_at, i.item_id LIMIT ?",
                        (row, number) -> row.getLong(1),
                        where.with(rows));
        return byIds(filter.shop(), ids);
    }

    List<Item> byIds(String shop, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var marks = String.join(", ", Collections.nCopies(ids.size(), "?"));
        var arguments = new ArrayList<Object>(List.of(shop));
        arguments.addAll(ids);
        var items = new LinkedHashMap<Long, Item>();
        jdbc().query(
                        "SELECT * FROM sim_item WHERE shop_key = ? AND item_id IN (" + marks + ")",
                        (RowCallbackHandler) row -> items.put(
                                row.getLong("item_id"),
                                new Item(
                                        row.getLong("item_id"),
                                        row.getString("title"),
                                        row.getBigDecimal("price"),
                                        row.getBoolean("up"),
                                        time(row, "created_at"),
                                        time(row, "modified_at"),
                                        new ArrayList<>())),
                        arguments.toArray());
        jdbc().query(
                        "SELECT * FROM sim_sku WHERE shop_key = ? AND item_id IN (" + marks
                                + ") ORDER BY item_id, sku_id",
                        SKU,
                        arguments.toArray())
                .forEach(sku -> {
                    if (items.containsKey(sku.item())) {
                        items.get(sku.item()).skus().add(sku);
                    }
                });
        return ids.stream()
                .map(items::get)
                .filter(item -> item != null)
                .distinct()
                .toList();
    }

    /** By the number the platform shows. */
    Optional<Sku> sku(String shop, long variant) {
        return jdbc()
                .query(
                        "SELECT * FROM sim_sku WHERE shop_key = ? AND (sku_id = ? OR sku_id = 0 AND item_id = ?)",
                        SKU,
                        shop,
                        variant,
                        variant - 1)
                .stream()
                .findFirst();
    }

    void quantity(String shop, Sku sku, long quantity, Instant now) {
        jdbc().update(
                        "UPDATE sim_sku SET quantity = ? WHERE shop_key = ? AND item_id = ? AND sku_id = ?",
                        quantity,
                        shop,
                        sku.item(),
                        sku.kept());
        touch(shop, sku.item(), now);
    }

    /** The item shows the lowest of its variants. */
    void price(String shop, Sku sku, BigDecimal price, Instant now) {
        jdbc().update(
                        "UPDATE sim_sku SET price = ? WHERE shop_key = ? AND item_id = ? AND sku_id = ?",
                        price,
                        shop,
                        sku.item(),
                        sku.kept());
        jdbc().update(
                        "UPDATE sim_item i SET i.price = (SELECT MIN(s.price) FROM sim_sku s WHERE s.shop_key = i.shop_key"
                                + " AND s.item_id = i.item_id) WHERE i.shop_key = ? AND i.item_id = ?",
                        shop,
                        sku.item());
        touch(shop, sku.item(), now);
    }

    void update(String shop, long item, Optional<String> title, Optional<Boolean> up, Instant now) {
        title.ifPresent(text ->
                jdbc().update("UPDATE sim_item SET title = ? WHERE shop_key = ? AND item_id = ?", text, shop, item));
        up.ifPresent(shown ->
                jdbc().update("UPDATE sim_item SET up = ? WHERE shop_key = ? AND item_id = ?", shown, shop, item));
        touch(shop, item, now);
    }

    private void touch(String shop, long item, Instant now) {
        jdbc().update(
                        "UPDATE sim_item SET modified_at = GREATEST(modified_at, ?) WHERE shop_key = ? AND item_id = ?",
                        utc(now),
                        shop,
                        item);
    }
}
