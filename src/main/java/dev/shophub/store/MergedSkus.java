package dev.shophub.store;

import dev.shophub.model.SkuCode;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** SKUs of the ERP that became another one. A merge of a merge is followed to its end. */
public final class MergedSkus {

    private final JdbcTemplate jdbc;

    public MergedSkus(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What a SKU became; empty for one that was not merged. */
    public Optional<SkuCode> became(SkuCode sku) {
        return jdbc.queryForList("SELECT new_sku FROM merged_sku WHERE old_sku = ?", String.class, sku.value()).stream()
                .map(SkuCode::new)
                .findFirst();
    }

    /** Codes that are mapped to this SKU, and unmapped ones that are called like it; in all shops. */
    public List<MappingBook.Wanted> carriedTo(SkuCode old, SkuCode sku) {
        return jdbc.query(
                "SELECT shop_id, code FROM sku_mapping WHERE erp_sku = ? UNION"
                        + " SELECT v.shop_id, v.code FROM listing_variant v JOIN shop s ON s.id = v.shop_id AND s.role = 'shop'"
                        + " LEFT JOIN sku_mapping m ON m.shop_id = v.shop_id AND m.code = v.code"
                        + " WHERE v.code = ? AND m.id IS NULL UNION"
                        + " SELECT o.shop_id, l.code FROM order_line l JOIN sales_order o ON o.id = l.order_id"
                        + " LEFT JOIN sku_mapping m ON m.shop_id = o.shop_id AND m.code = l.code"
                        + " WHERE l.code = ? AND m.id IS NULL",
                (row, number) ->
                        new MappingBook.Wanted(row.getLong(1), new SkuCode(row.getString(2)), Optional.of(sku)),
                old.value(),
                old.value(),
                old.value());
    }

    /** From now on codes equal to the old SKU map themselves to the new one. */
    public void merge(SkuCode old, SkuCode sku, long set) {
        jdbc.update(
                "INSERT INTO merged_sku (old_sku, direct_sku, new_sku, set_id) VALUES (?, ?, ?, ?)",
                old.value(),
                sku.value(),
                sku.value(),
                set);
        follow();
    }

    /** Takes the merge of a set back, where it was one. */
    public void undo(long set) {
        if (jdbc.update("DELETE FROM merged_sku WHERE set_id = ?", set) > 0) {
            follow();
        }
    }

    private void follow() {
        var direct = new HashMap<String, String>();
        jdbc.query("SELECT old_sku, direct_sku FROM merged_sku", row -> {
            direct.put(row.getString(1), row.getString(2));
        });
        direct.forEach((old, next) -> {
            var end = next;
            while (direct.containsKey(end)) {
                end = direct.get(end);
            }
            jdbc.update("UPDATE merged_sku SET new_sku = ? WHERE old_sku = ?", end, old);
        });
    }
}
