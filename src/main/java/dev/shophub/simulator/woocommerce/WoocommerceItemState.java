package dev.shophub.simulator.woocommerce;

import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Paging;
import dev.shophub.simulator.stage.Slice;
import dev.shophub.simulator.woocommerce.WoocommerceRows.Filter;
import dev.shophub.simulator.woocommerce.WoocommerceRows.Product;
import dev.shophub.simulator.woocommerce.WoocommerceRows.Variation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.RowMapper;

/** Products and their variations. */
final class WoocommerceItemState extends WoocommerceState {

    private static final String STATUS = status("product", "i.item_id", "IF(i.up, 'publish', 'draft')");

    private static final String PRODUCTS = "SELECT i.item_id, i.code, i.title, " + STATUS
            + " AS word, i.price, i.created_at, i.modified_at,"
            + " (SELECT COALESCE(SUM(s.quantity), 0) FROM sim_sku s WHERE s.shop_key = i.shop_key AND s.item_id = i.item_id"
            + " AND s.sku_id = 0) AS num,"
            + " (SELECT GROUP_CONCAT(s.sku_id ORDER BY s.sku_id) FROM sim_sku s WHERE s.shop_key = i.shop_key"
            + " AND s.item_id = i.item_id AND s.sku_id <> 0) AS variations FROM sim_item i WHERE ";

    private static final String VARIATIONS =
            "SELECT s.item_id, s.sku_id, s.code, s.name, s.price, s.quantity, i.modified_at FROM sim_sku s"
                    + " JOIN sim_item i ON i.shop_key = s.shop_key AND i.item_id = s.item_id WHERE ";

    static final Map<String, String> SORTED = Map.of(
            "date",
            "i.created_at",
            "modified",
            "i.modified_at",
            "id",
            "i.item_id",
            "title",
            "i.title",
            "slug",
            "i.title");

    private static final RowMapper<Product> PRODUCT = (row, number) -> {
        var variations = Optional.ofNullable(row.getString("variations")).orElse("");
        return new Product(
                row.getLong("item_id"),
                row.getString("code"),
                row.getString("title"),
                row.getString("word"),
                row.getBigDecimal("price"),
                !variations.isEmpty(),
                row.getLong("num"),
                Stream.of(variations.split(","))
                        .filter(id -> !id.isEmpty())
                        .map(Long::valueOf)
                        .toList(),
                time(row, "created_at"),
                time(row, "modified_at"));
    };

    private static final RowMapper<Variation> VARIATION = (row, number) -> new Variation(
            row.getLong("item_id"),
            row.getLong("sku_id"),
            row.getString("code"),
            row.getString("name"),
            row.getBigDecimal("price"),
            row.getLong("quantity"),
            time(row, "modified_at"));

    WoocommerceItemState(State world) {
        super(world);
    }

    Optional<Product> product(String shop, long id) {
        return jdbc().query(PRODUCTS + "i.shop_key = ? AND i.item_id = ?", PRODUCT, shop, id).stream()
                .findFirst();
    }

    /** @param codes merchant codes, none: all */
    Slice<Product> products(Filter filter, List<String> codes, Paging paging) {
        var where = new Where();
        where.and("i.shop_key = ?", filter.shop());
        within(where, "i.created_at", filter.after(), filter.before());
        within(where, "i.modified_at", filter.modifiedAfter(), filter.modifiedBefore());
        if (filter.statuses().contains("any")) {
            where.and(STATUS + " <> 'trash'");
        } else {
            where.andIn(STATUS, filter.statuses());
        }
        if (!filter.include().isEmpty()) {
            where.andIn("i.item_id", filter.include());
        }
        if (!codes.isEmpty()) {
            where.andIn("i.code", codes);
        }
        var page = jdbc().query(
                        PRODUCTS + where.sql() + " ORDER BY " + filter.order() + " LIMIT ? OFFSET ?",
                        PRODUCT,
                        where.with(paging.size() + 1, paging.offset()));
        return slice(page, paging, () -> count("sim_item i WHERE " + where.sql(), where.arguments()));
    }

    Slice<Variation> variations(String shop, long product, String order, Paging paging) {
        var where = new Where();
        where.and("s.shop_key = ? AND s.item_id = ? AND s.sku_id <> 0", shop, product);
        var page = jdbc().query(
                        VARIATIONS + where.sql() + " ORDER BY " + order + " LIMIT ? OFFSET ?",
                        VARIATION,
                        where.with(paging.size() + 1, paging.offset()));
        return slice(page, paging, () -> count("sim_sku s WHERE " + where.sql(), where.arguments()));
    }

    Optional<Variation> variation(String shop, long product, long id) {
        return jdbc()
                .query(
                        VARIATIONS + "s.shop_key = ? AND s.item_id = ? AND s.sku_id = ? AND s.sku_id <> 0",
                        VARIATION,
                        shop,
                        product,
                        id)
                .stream()
                .findFirst();
    }

    boolean isTaken(String shop, String code, long product, long variation) {
        return !jdbc().queryForList(
                        "SELECT 1 FROM sim_sku WHERE shop_key = ? AND code = ? AND NOT (item_id = ? AND sku_id = ?)",
                        Integer.class,
                        shop,
                        code,
                        product,
                        variation)
                .isEmpty();
    }

    /** @param variation 0: of the product itself */
    void quantity(String shop, long product, long variation, long quantity) {
        changeSku("quantity", quantity, shop, product, variation);
    }

    void code(String shop, long product, long variation, String code) {
        changeSku("code", code, shop, product, variation);
    }

    /** A product with variations shows the lowest of their prices. */
    void price(String shop, long product, long variation, BigDecimal price) {
        changeSku("price", price, shop, product, variation);
        jdbc().update(
                        "UPDATE sim_item i SET i.price = (SELECT MIN(s.price) FROM sim_sku s WHERE s.shop_key = i.shop_key"
                                + " AND s.item_id = i.item_id) WHERE i.shop_key = ? AND i.item_id = ?",
                        shop,
                        product);
    }

    private void changeSku(String column, Object value, String shop, long product, long variation) {
        jdbc().update(
                        "UPDATE sim_sku SET " + column + " = ? WHERE shop_key = ? AND item_id = ? AND sku_id = ?",
                        value,
                        shop,
                        product,
                        variation);
    }

    void name(String shop, long product, String name) {
        jdbc().update("UPDATE sim_item SET title = ? WHERE shop_key = ? AND item_id = ?", name, shop, product);
    }

    /** Trade knows for sale and not for sale; any other word is kept beside it. */
    void status(String shop, long product, String status) {
        jdbc().update(
                        "UPDATE sim_item SET up = ? WHERE shop_key = ? AND item_id = ?",
                        status.equals("publish"),
                        shop,
                        product);
        keepStatus(shop, "product", product, status.equals("publish") || status.equals("draft") ? "" : status);
    }

    void modified(String shop, long product, Instant now) {
        jdbc().update(
                        "UPDATE sim_item SET modified_at = GREATEST(modified_at, ?) WHERE shop_key = ? AND item_id = ?",
                        utc(now),
                        shop,
                        product);
    }
}
