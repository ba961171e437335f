package dev.shophub.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a report tells beside figures: names of items, what runs low, reviews that wait, what lacks a cost price. */
public final class MorningFacts {

    private final JdbcClient jdbc;

    public MorningFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An item as people know it. {@code code} is the merchant code of its first variant. */
    public record ItemName(String code, String title, boolean up) {}

    /** A SKU that runs low; {@code days} empty: nothing sold lately. */
    public record Low(long shopId, String code, String title, long sellable, Optional<BigDecimal> days) {}

    /** Bad reviews without an answer. */
    public record OpenReviews(long shopId, long count, Optional<Instant> oldest) {}

    /** What was paid for a code whose cost price nobody tells. */
    public record NoCost(long shopId, String code, String title, BigDecimal paid) {}

    /** Names of a shop's items, or of their variants where an export numbers those. */
    public Map<String, ItemName> names(long shopId, Collection<String> items) {
        var names = new HashMap<String, ItemName>();
        if (items.isEmpty()) {
            return names;
        }
        jdbc.sql(
                        """
                SELECT l.external_id, l.title, l.state, MIN(v.code) AS code
                  FROM listing l LEFT JOIN listing_variant v ON v.listing_id = l.id
                 WHERE l.shop_id = :shop AND l.external_id IN (:items) GROUP BY l.id
                UNION ALL
                SELECT v.sku_id, l.title, l.state, v.code
                  FROM listing_variant v JOIN listing l ON l.id = v.listing_id
                 WHERE v.shop_id = :shop AND v.sku_id IN (:items)""")
                .param("shop", shopId)
                .param("items", items)
                .query(row -> {
                    names.put(
                            row.getString("external_id"),
                            new ItemName(
                                    Optional.ofNullable(row.getString("code")).orElse(row.getString("external_id")),
                                    row.getString("title"),
                                    row.getString("state").equals("UP")));
                });
        return names;
    }

    /** SKUs that run low now, the soonest first. */
    public List<Low> low(Collection<Long> shops, int most) {
        return jdbc.sql(
                        """
                SELECT shop_id, code, title, sellable, days_of_cover FROM low_stock
                 WHERE shop_id IN (:shops) AND sold_14_days > 0
                 ORDER BY days_of_cover, sold_14_days DESC, code LIMIT :most""")
                .param("shops", shops)
                .param("most", most)
                .query((row, number) -> new Low(
                        row.getLong("shop_id"),
                        row.getString("code"),
                        row.getString("title"),
                        row.getLong("sellable"),
                        Optional.ofNullable(row.getBigDecimal("days_of_cover"))))
                .list();
    }

    /** Bad reviews written since then that are still shown and have no answer, by shop. */
    public List<OpenReviews> openReviews(Collection<Long> shops, Instant since) {
        return jdbc.sql(
                        """
                SELECT shop_id, COUNT(*) AS open, MIN(written_at) AS oldest FROM review
                 WHERE shop_id IN (:shops) AND written_at >= :since AND rating = 'BAD' AND reply = ''
                   AND deleted_at IS NULL GROUP BY shop_id""")
                .param("shops", shops)
                .param("since", Columns.utc(since))
                .query((row, number) -> new OpenReviews(
                        row.getLong("shop_id"), row.getLong("open"), Columns.maybeInstant(row, "oldest")))
                .list();
    }

    /** Codes paid for in the span whose cost price the ERP does not tell, the dearest first. */
    public List<NoCost> withoutCost(long shopId, Instant from, Instant to, int most) {
        return jdbc.sql(
                        """
                SELECT l.code, MAX(l.title) AS title, SUM(COALESCE(l.paid, l.quantity * l.unit_price)) AS paid
                  FROM sales_order o
                  JOIN order_line l ON l.order_id = o.id
                  LEFT JOIN sku_mapping m ON m.shop_id = o.shop_id AND m.code = l.code
                  LEFT JOIN shop x ON x.role = 'erp'
                  LEFT JOIN erp_product p ON p.shop_id = x.id AND p.external_id = m.erp_sku AND p.currency = o.currency
                 WHERE o.shop_id = :shop AND o.paid_at >= :from AND o.paid_at < :to AND p.cost_price IS NULL
                 GROUP BY l.code ORDER BY paid DESC, l.code LIMIT :most""")
                .param("shop", shopId)
                .param("from", Columns.utc(from))
                .param("to", Columns.utc(to))
                .param("most", most)
                .query((row, number) ->
                        new NoCost(shopId, row.getString("code"), row.getString("title"), row.getBigDecimal("paid")))
                .list();
    }

    /** When the shop's figures first begin; empty while there are none. */
    public Optional<LocalDate> firstDay(long shopId) {
        return jdbc.sql("SELECT MIN(day) FROM metric_value WHERE shop_id = ? AND period = 'day'")
                .param(shopId)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single();
    }
}
