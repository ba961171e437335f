package dev.shophub.simulator.taobao;

import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Paging;
import dev.shophub.simulator.stage.Slice;
import dev.shophub.simulator.taobao.TaobaoRows.Item;
import dev.shophub.simulator.taobao.TaobaoRows.ItemFilter;
import dev.shophub.simulator.taobao.TaobaoRows.Sku;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.RowMapper;

/** Items, their SKUs and stock. */
final class TaobaoItemState extends TaobaoState {

    private static final String ITEMS =
            """
            SELECT i.item_id, i.code, i.title, i.price, i.up, i.created_at, i.modified_at,
              (SELECT COALESCE(SUM(s.quantity), 0) FROM sim_sku s
                WHERE s.shop_key = i.shop_key AND s.item_id = i.item_id) AS num
            FROM sim_item i
            """;

    private static final String SKUS =
            """
            SELECT s.item_id, s.sku_id, s.code, s.name, s.price, s.quantity, i.created_at, i.modified_at
            FROM sim_sku s
            JOIN sim_item i ON i.shop_key = s.shop_key AND i.item_id = s.item_id
            WHERE s.shop_key = ?\s""";

    private static final RowMapper<Item> ITEM = (row, number) -> new Item(
            row.getLong("item_id"),
            row.getString("code"),
            row.getString("title"),
            row.getBigDecimal("price"),
            row.getBoolean("up"),
            time(row, "created_at"),
            time(row, "modified_at"),
            row.getLong("num"));

    private static final RowMapper<Sku> SKU = (row, number) -> new Sku(
            row.getLong("item_id"),
            row.getLong("sku_id"),
            row.getString("code"),
            row.getString("name"),
            row.getBigDecimal("price"),
            row.getLong("quantity"),
            time(row, "created_at"),
            time(row, "modified_at"));

    TaobaoItemState(State world) {
        super(world);
    }

    List<Item> items(String shop, Collection<Long> ids) {
        var where = new Where();
        where.and("i.shop_key = ?", shop);
        where.andIn("i.item_id", ids);
        return jdbc().query(ITEMS + "WHERE " + where.sql() + " ORDER BY i.item_id", ITEM, where.with());
    }

    Slice<Item> items(ItemFilter filter, Paging paging) {
        var where = new Where();
        where.and("i.shop_key = ?", filter.shop());
        where.and("i.up = ?", filter.up());
        filter.title().ifPresent(title -> where.and("LOCATE(?, i.title) > 0", title));
        filter.modifiedFrom().ifPresent(from -> where.and("i.modified_at >= ?", utc(from)));
        filter.modifiedTo().ifPresent(to -> where.and("i.modified_at < ?", utc(to.plusSeconds(1))));
        filter.stocked()
                .ifPresent(stocked -> where.and((stocked ? "" : "NOT ")
                        + "EXISTS (SELECT 1 FROM sim_sku s WHERE s.shop_key = i.shop_key AND s.item_id = i.item_id"
                        + " AND s.quantity > 0)"));
        var page = jdbc().query(
                        ITEMS + "WHERE " + where.sql() + " ORDER BY " + filter.order() + ", i.item_id LIMIT ? OFFSET ?",
                        ITEM,
                        where.with(paging.size() + 1, paging.offset()));
        return slice(page, paging, () -> count("sim_item i WHERE " + where.sql(), where.arguments()));
    }

    /** SKUs of these items; an item without SKUs has one, of number 0. */
    List<Sku> skus(String shop, Collection<Long> items) {
        var where = new Where();
        where.andIn("s.item_id", items);
        return jdbc().query(SKUS + "AND " + where.sql() + " ORDER BY s.item_id, s.sku_id", SKU, where.before(shop));
    }

    List<Sku> skus(String shop, String code) {
        return jdbc().query(SKUS + "AND s.code = ? AND s.sku_id <> 0 ORDER BY s.item_id, s.sku_id", SKU, shop, code);
    }

    /** Holds the item until the transaction ends, so that relative changes of its stock do not overtake each other. */
    boolean lockItem(String shop, long item) {
        return !jdbc().query(
                        "SELECT item_id FROM sim_item WHERE shop_key = ? AND item_id = ? FOR UPDATE",
                        (row, number) -> row.getLong(1),
                        shop,
                        item)
                .isEmpty();
    }

    void quantity(String shop, long item, long sku, long quantity) {
        jdbc().update(
                        "UPDATE sim_sku SET quantity = ? WHERE shop_key = ? AND item_id = ? AND sku_id = ?",
                        quantity,
                        shop,
                        item,
                        sku);
    }

    void title(String shop, long item, String title) {
        jdbc().update("UPDATE sim_item SET title = ? WHERE shop_key = ? AND item_id = ?", title, shop, item);
    }

    void price(String shop, long item, BigDecimal price) {
        jdbc().update("UPDATE sim_item SET price = ? WHERE shop_key = ? AND item_id = ?", price, shop, item);
    }

    void skuPrice(String shop, long item, long sku, BigDecimal price) {
        jdbc().update(
                        "UPDATE sim_sku SET price = ? WHERE shop_key = ? AND item_id = ? AND sku_id = ?",
                        price,
                        shop,
                        item,
                        sku);
    }

    void itemChanged(String shop, long item, Instant now) {
        jdbc().update("UPDATE sim_item SET modified_at = ? WHERE shop_key = ? AND item_id = ?", utc(now), shop, item);
    }

    void itemUp(String shop, long item, boolean up, Instant now) {
        jdbc().update(
                        "UPDATE sim_item SET up = ?, modified_at = ? WHERE shop_key = ? AND item_id = ?",
                        up,
                        utc(now),
                        shop,
                        item);
    }
}
