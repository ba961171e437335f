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

    /** A SKU that runs low; {@code item} is the platform's, empty where no listing shows the code; {@code days} empty: nothing sold lately. */
    public record Low(long shopId, String item, String code, String title, long sellable, Optional<BigDecimal> days) {}

    /** Bad reviews without an answer, and the ids of the oldest of them. */
    public record OpenReviews(long shopId, long count, Instant oldest, String review, String item, String order) {}

    /** What was paid for a code whose cost price nobody tells; {@code erpSku} is empty where it is not mapped. */
    public record NoCost(long shopId, String code, String erpSku, String title, BigDecimal paid) {}

    /** What was told of a watched item of others on a day. */
    public record Watched(String item, LocalDate day, String figure, String currency, BigDecimal value) {}

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
                SELECT k.shop_id, k.code, k.title, k.sellable, k.days_of_cover,
                       COALESCE((SELECT MIN(l.external_id)
                                   FROM listing_variant v JOIN listing l ON l.id = v.listing_id
                                  WHERE v.shop_id = k.shop_id AND v.code = k.code), '') AS item
                  FROM low_stock k
                 WHERE k.shop_id IN (:shops) AND k.sold_14_days > 0
                 ORDER BY k.days_of_cover, k.sold_14_days DESC, k.code LIMIT :most""")
                .param("shops", shops)
                .param("most", most)
                .query((row, number) -> new Low(
                        row.getLong("shop_id"),
                        row.getString("item"),
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
                SELECT * FROM (
                  SELECT shop_id, written_at, external_id, item_id, order_external_id,
                         COUNT(*) OVER (PARTITION BY shop_id) AS open,
                         ROW_NUMBER() OVER (PARTITION BY shop_id ORDER BY written_at, id) AS place
                    FROM review
                   WHERE shop_id IN (:shops) AND written_at >= :since AND rating = 'BAD' AND reply = ''
                     AND deleted_at IS NULL) r
                 WHERE place = 1 ORDER BY shop_id""")
                .param("shops", shops)
                .param("since", Columns.utc(since))
                .query((row, number) -> new OpenReviews(
                        row.getLong("shop_id"),
                        row.getLong("open"),
                        Columns.instant(row, "written_at"),
                        row.getString("external_id"),
                        row.getString("item_id"),
                        row.getString("order_external_id")))
                .list();
    }

    /** Codes paid for in the span whose cost price the ERP does not tell, the dearest first. */
    public List<NoCost> withoutCost(long shopId, Instant from, Instant to, int most) {
        return jdbc.sql(
                        """
                SELECT l.code, COALESCE(MAX(m.erp_sku), '') AS erp_sku, MAX(l.title) AS title, SUM(COALESCE(l.paid, l.quantity * l.unit_price)) AS paid
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
                .query((row, number) -> new NoCost(
                        shopId,
                        row.getString("code"),
                        row.getString("erp_sku"),
                        row.getString("title"),
                        row.getBigDecimal("paid")))
                .list();
    }

    /** What was told of watched items of others from first to last day, both included; two shops watch one item once. */
    public List<Watched> watched(Collection<Long> shops, LocalDate first, LocalDate last) {
        return jdbc.sql(
                        """
                SELECT item, day, figure, MAX(currency) AS currency, MAX(value) AS value FROM metric_item_value
                 WHERE shop_id IN (:shops) AND day BETWEEN :first AND :last AND figure LIKE 'rival-%'
                 GROUP BY item, day, figure ORDER BY item, day, figure""")
                .param("shops", shops)
                .param("first", first)
                .param("last", last)
                .query((row, number) -> new Watched(
                        row.getString("item"),
                        row.getObject("day", LocalDate.class),
                        row.getString("figure"),
                        row.getString("currency"),
                        row.getBigDecimal("value")))
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
