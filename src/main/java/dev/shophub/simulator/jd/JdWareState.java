package dev.shophub.simulator.jd;

import dev.shophub.simulator.State;
import dev.shophub.simulator.jd.JdRows.Sku;
import dev.shophub.simulator.jd.JdRows.Ware;
import dev.shophub.simulator.jd.JdRows.WareFilter;
import dev.shophub.simulator.stage.Paging;
import dev.shophub.simulator.stage.Slice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;

/** Items, their SKUs and stock. */
final class JdWareState extends JdState {

    private static final String WARES =
            """
            SELECT i.item_id, i.code, i.title, i.price, i.up, i.created_at, i.modified_at,
              (SELECT COALESCE(SUM(s.quantity), 0) FROM sim_sku s
                WHERE s.shop_key = i.shop_key AND s.item_id = i.item_id) AS num
            FROM sim_item i WHERE\s""";

    private static final String SKUS = "SELECT s.item_id, " + SKU.formatted("s")
            + " AS sku, s.code, s.name, s.price, s.quantity FROM sim_sku s WHERE ";

    private static final RowMapper<Ware> WARE = (row, number) -> new Ware(
            row.getLong("item_id"),
            row.getString("code"),
            row.getString("title"),
            row.getBigDecimal("price"),
            row.getBoolean("up"),
            time(row, "created_at"),
            time(row, "modified_at"),
            row.getLong("num"));

    private static final RowMapper<Sku> ROW = (row, number) -> new Sku(
            row.getLong("item_id"),
            row.getLong("sku"),
            row.getString("code"),
            row.getString("name"),
            row.getBigDecimal("price"),
            row.getLong("quantity"));

    JdWareState(State world) {
        super(world);
    }

    Slice<Ware> wares(WareFilter filter, Paging paging) {
        var where = new Where();
        where.and("i.shop_key = ?", filter.shop());
        if (!filter.ids().isEmpty()) {
            where.andIn("i.item_id", filter.ids());
        }
        if (!filter.up().isEmpty()) {
            where.andIn("i.up", filter.up());
        }
        filter.itemNumber().ifPresent(number -> where.and("i.code = ?", number));
        filter.title().ifPresent(title -> where.and("LOCATE(?, i.title) > 0", title));
        filter.modified().ifPresent(span -> {
            where.and("i.modified_at >= ?", utc(span.from()));
            where.and("i.modified_at < ?", utc(span.to().plusSeconds(1)));
        });
        var page = jdbc().query(
                        WARES + where.sql() + " ORDER BY " + filter.order() + " LIMIT ? OFFSET ?",
                        WARE,
                        where.with(paging.size() + 1, paging.offset()));
        return slice(page, paging, () -> count("sim_item i WHERE " + where.sql(), where.arguments()));
    }

    Slice<Sku> skus(String shop, Collection<Long> wares, Paging paging) {
        var where = new Where();
        where.and("s.shop_key = ?", shop);
        where.andIn("s.item_id", wares);
        var page = jdbc().query(
                        SKUS + where.sql() + " ORDER BY s.item_id, s.sku_id LIMIT ? OFFSET ?",
                        ROW,
                        where.with(paging.size() + 1, paging.offset()));
        return slice(page, paging, () -> count("sim_sku s WHERE " + where.sql(), where.arguments()));
    }

    /** By the number the platform shows. */
    Optional<Sku> sku(String shop, long sku) {
        return jdbc()
                .query(
                        SKUS + "s.shop_key = ? AND (s.sku_id = ? OR s.sku_id = 0 AND s.item_id = ?)",
                        ROW,
                        shop,
                        sku,
                        sku - 1)
                .stream()
                .findFirst();
    }

    void quantity(String shop, Sku sku, long quantity, Instant now) {
        change("s.quantity = ?", quantity, shop, sku, now);
    }

    /** The item shows the lowest of its SKUs. */
    void price(String shop, Sku sku, BigDecimal price, Instant now) {
        change("s.price = ?", price, shop, sku, now);
        jdbc().update(
                        "UPDATE sim_item i SET i.price = (SELECT MIN(s.price) FROM sim_sku s WHERE s.shop_key = i.shop_key"
                                + " AND s.item_id = i.item_id) WHERE i.shop_key = ? AND i.item_id = ?",
                        shop,
                        sku.ware());
    }

    private void change(String what, Object value, String shop, Sku sku, Instant now) {
        jdbc().update(
                        "UPDATE sim_sku s JOIN sim_item i ON i.shop_key = s.shop_key AND i.item_id = s.item_id SET "
                                + what
                                + ", i.modified_at = ? WHERE s.shop_key = ? AND s.item_id = ? AND s.sku_id IN (?, IF(? = ?, 0, ?))",
                        value,
                        utc(now),
                        shop,
                        sku.ware(),
                        sku.id(),
                        sku.id(),
                        JdRows.onlySku(sku.ware()),
                        sku.id());
    }

    Optional<Ware> ware(String shop, long id) {
        return jdbc().query(WARES + "i.shop_key = ? AND i.item_id = ?", WARE, shop, id).stream()
                .findFirst();
    }

    void up(String shop, long ware, boolean up, Instant now) {
        jdbc().update(
                        "UPDATE sim_item SET up = ?, modified_at = ? WHERE shop_key = ? AND item_id = ?",
                        up,
                        utc(now),
                        shop,
                        ware);
    }
}
