package dev.shophub.store;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.SkuCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * How many pieces shops promised beyond what there is, by the same reckoning as {@link ItemStock}, for all SKUs at once; and
 * the orders that could be given up for it. It reads what is open, never what is over: SKUs with less than nothing, orders that
 * are not shipped, messages that the ERP has not answered or whose effect its stock may not show yet.
 */
public final class OversoldFacts {

    /** Orders a SKU that are looked at to choose from: no person works through more. */
    private static final int MOST_ORDERS = 1_000;

    /** In place of the beginning of a recount: there is none. */
    private static final LocalDateTime NEVER = LocalDateTime.of(9999, 1, 1, 0, 0);

    private static final String SHOPS = "SELECT id FROM shop WHERE role = 'shop' AND state IN ('live', 'paused')";
    /** Those of which the ERP was ever told: what waits of another, which is only observed, is not read through. */
    private static final String TOLD = "SELECT DISTINCT shop_id FROM erp_link";

    private static final String ERP =
            "SELECT x.id, LEAST(c.watermark, c.last_good_at), (SELECT MIN(f.since) FROM stock_freeze f) FROM shop x"
                    + " JOIN checkpoint c ON c.shop_id = x.id AND c.stream = 'stock'"
                    + " WHERE x.role = 'erp' AND x.state <> 'out' AND c.last_good_at IS NOT NULL LIMIT 1";

    /** Pieces of a line whose order's first call came after the ERP's stock was read, or did not come yet. */
    private static final String SURELY =
            "IF(s.state = 'live' AND (k.external_id IS NULL OR k.accepted_at IS NULL AND k.intended_at >= e.read_at), l.quantity, 0)";

    /** Which orders the ERP's stock may not show yet. */
    private static final String NOT_SHOWN = "(k.accepted_at IS NULL OR k.accepted_at > :readTo)"
            + " AND IF(o.cash_on_delivery, o.placed_at, IFNULL(o.paid_at, o.placed_at)) >= s.go_live_from";

    /**
     * SKUs with less than nothing, and the pieces, open or gone, that the ERP's stock does not show yet: surely of orders whose first call came after
     * that stock was read, perhaps of orders it took since, of calls without an answer, of shops that are paused; less those that were
     * closed since, and that it may still set aside. In a recount of all shops that sell the SKU, instead: what was sold since
     * it began, by that which began first. Shops and times are handed in and the indexes named: any other way leads through all history.
     */
    private static final String SHORTAGES =
            """
            WITH frozen AS (
              SELECT z.erp_sku, z.sellable, z.since FROM (
                SELECT l.erp_sku, l.sellable, f.since,
                       ROW_NUMBER() OVER (PARTITION BY l.erp_sku ORDER BY f.since, f.id) AS place
                FROM stock_freeze f JOIN frozen_level l ON l.freeze_id = f.id
                WHERE f.shop_id IS NULL
                   OR NOT EXISTS (SELECT 1 FROM sku_mapping m JOIN shop s ON s.id = m.shop_id AND s.state = 'live'
                                  WHERE m.erp_sku = l.erp_sku AND m.shop_id <> f.shop_id)) z
              WHERE z.place = 1),
            pieces AS (
              SELECT e.external_id AS erp_sku, 0 AS surely, 0 AS perhaps, NULL AS counted, NULL AS frozen_since
              FROM erp_stock e WHERE e.shop_id = :erp AND e.available < 0
              UNION ALL
              SELECT STRAIGHT_JOIN m.erp_sku, %1$s, l.quantity, NULL, NULL
              FROM sales_order o FORCE INDEX (ix_sales_order_open)
              JOIN shop s ON s.id = o.shop_id
              LEFT JOIN erp_link k ON k.shop_id = o.shop_id AND k.kind = 'order' AND k.external_id = o.external_id
              JOIN order_line l ON l.order_id = o.id AND l.status IN ('UNPAID', 'PAID', 'PARTLY_SHIPPED', 'UNKNOWN')
              JOIN sku_mapping m ON m.shop_id = o.shop_id AND m.code = l.code
              JOIN erp_stock e ON e.shop_id = :erp AND e.external_id = m.erp_sku
              WHERE o.shop_id IN (:shops) AND o.status IN ('UNPAID', 'PAID', 'PARTLY_SHIPPED') AND %2$s
              UNION ALL
              SELECT STRAIGHT_JOIN m.erp_sku, %1$s, l.quantity, NULL, NULL
              FROM left_early w
              JOIN sales_order o ON o.id = w.order_id
              JOIN shop s ON s.id = o.shop_id
              LEFT JOIN erp_link k ON k.shop_id = o.shop_id AND k.kind = 'order' AND k.external_id = o.external_id
              JOIN order_line l ON l.order_id = w.order_id AND l.external_id = w.external_id
              JOIN sku_mapping m ON m.shop_id = o.shop_id AND m.code = l.code
              JOIN erp_stock e ON e.shop_id = :erp AND e.external_id = m.erp_sku
              WHERE o.shop_id IN (:shops) AND %3$s AND %2$s
              UNION ALL
              SELECT STRAIGHT_JOIN m.erp_sku, -l.quantity, 0, NULL, NULL
              FROM (SELECT b.shop_id, b.aggregate FROM outbox b FORCE INDEX (ix_outbox_due)
                    WHERE b.destination = 'erp' AND b.state IN ('waiting', 'sending', 'parked', 'dead')
                      AND b.shop_id IN (:told)
                    UNION
                    SELECT b.shop_id, b.aggregate FROM outbox b FORCE INDEX (ix_outbox_finished)
                    WHERE b.finished_at > :readTo AND b.destination = 'erp' AND b.state = 'delivered') t
              JOIN erp_link k ON k.shop_id = t.shop_id AND k.kind = 'order' AND k.external_id = t.aggregate
              JOIN sales_order o ON o.shop_id = t.shop_id AND o.external_id = t.aggregate
              JOIN order_line l ON l.order_id = o.id AND (o.status = 'CLOSED' OR l.status = 'CLOSED')
              JOIN sku_mapping m ON m.shop_id = o.shop_id AND m.code = l.code
              UNION ALL
              SELECT z.erp_sku, 0, 0, -z.sellable, z.since FROM frozen z
              UNION ALL
              SELECT STRAIGHT_JOIN m.erp_sku, 0, 0, l.quantity, z.since
              FROM sales_order o FORCE INDEX (ix_sales_order_placed)
              JOIN shop s ON s.id = o.shop_id AND s.state = 'live'
              JOIN order_line l ON l.order_id = o.id AND l.status <> 'CLOSED'
              JOIN sku_mapping m ON m.shop_id = o.shop_id AND m.code = l.code
              JOIN frozen z ON z.erp_sku = m.erp_sku AND o.placed_at >= z.since
              WHERE o.shop_id IN (:shops) AND o.placed_at >= :countedFrom AND o.status <> 'CLOSED')
            SELECT q.erp_sku, q.frozen_since, q.surely, q.perhaps,
                   COALESCE((SELECT NULLIF(p.title, '') FROM erp_product p
                             WHERE p.shop_id = :erp AND p.external_id = q.erp_sku),
                            (SELECT MAX(t.title) FROM sku_mapping m
                             JOIN listing_variant v ON v.shop_id = m.shop_id AND v.code = m.code
                             JOIN listing t ON t.id = v.listing_id WHERE m.erp_sku = q.erp_sku), '') AS title
            FROM (
              SELECT g.erp_sku, g.frozen_since, IFNULL(g.counted, g.surely - e.available) AS surely,
                     IFNULL(g.counted, g.perhaps - e.available) AS perhaps
              FROM (SELECT a.erp_sku, MAX(a.frozen_since) AS frozen_since, SUM(a.counted) AS counted,
                           SUM(a.surely) AS surely, SUM(a.perhaps) AS perhaps
                    FROM pieces a GROUP BY a.erp_sku) g
              JOIN erp_stock e ON e.shop_id = :erp AND e.external_id = g.erp_sku) q
            LEFT JOIN oversold b ON b.erp_sku = q.erp_sku
            WHERE (q.surely > 0 OR b.erp_sku IS NOT NULL)
              AND (SELECT COUNT(*) FROM sku_mapping m WHERE m.erp_sku = q.erp_sku AND m.shop_id IN (:shops)) > 0
            ORDER BY q.erp_sku"""
                    .formatted(SURELY, NOT_SHOWN, LeftEarly.LEFT);

    /** From what is open to the SKU, as above; what is on its way is left out of the few that then remain. */
    private static final String OPEN_ORDERS =
            """
            SELECT c.* FROM (
              SELECT t.*, ROW_NUMBER() OVER (PARTITION BY t.erp_sku ORDER BY t.paid, t.since DESC, t.id DESC) AS place
              FROM (
                SELECT STRAIGHT_JOIN m.erp_sku, o.id, s.id AS shop_id, o.external_id, o.placed_at, o.total, o.currency,
                       o.status <> 'UNPAID' AS paid,
                       IF(o.cash_on_delivery, o.placed_at, IFNULL(o.paid_at, o.placed_at)) AS since,
                       SUM(l.quantity) AS pieces
                FROM sales_order o FORCE INDEX (ix_sales_order_open)
                JOIN shop s ON s.id = o.shop_id AND s.state = 'live'
                JOIN order_line l ON l.order_id = o.id AND l.status IN ('UNPAID', 'PAID', 'UNKNOWN')
                JOIN sku_mapping m FORCE INDEX (uq_sku_mapping)
                  ON m.shop_id = o.shop_id AND m.code = l.code AND m.erp_sku IN (:skus)
                WHERE o.shop_id IN (:shops) AND o.status IN ('UNPAID', 'PAID')
                  AND IF(o.cash_on_delivery, o.placed_at, IFNULL(o.paid_at, o.placed_at)) >= s.go_live_from
                GROUP BY m.erp_sku, o.id) t
              WHERE (SELECT COUNT(*) FROM order_line h
                     WHERE h.order_id = t.id AND h.status IN ('PARTLY_SHIPPED', 'SHIPPED', 'COMPLETED')) = 0
                AND (SELECT COUNT(*) FROM outbox b WHERE b.destination = 'shipment' AND b.shop_id = t.shop_id
                     AND b.aggregate = t.external_id) = 0) c
            WHERE c.place <= :most ORDER BY c.erp_sku, c.place""";

    private final NamedParameterJdbcTemplate jdbc;

    public OversoldFacts(JdbcTemplate jdbc) {
        this.jdbc = new NamedParameterJdbcTemplate(jdbc);
    }

    /**
     * What is known of a SKU's shortage. Between the two it is open: a call to the ERP, or its effect on the ERP's stock, is on its
     * way.
     *
     * @param sku the ERP's
     * @param title in the ERP, else as offered; empty when neither is known
     * @param surely pieces missing at least; may be below 0
     * @param perhaps pieces missing at most; may be below 0
     * @param frozenSince since when it is counted anew, UTC: then what the ERP says of its stock is not believed
     */
    public record Shortage(SkuCode sku, String title, long surely, long perhaps, Optional<Instant> frozenSince) {

        /** Pieces missing now, in the light of what was found before: that stands as long as nothing speaks against it. */
        public long missing(Optional<Oversold> before) {
            var known = before.map(Oversold::missing).orElse(0L);
            var most = before.isPresent()
                            && frozenSince
                                    .filter(before.get().since()::isBefore)
                                    .isPresent()
                    ? Long.MAX_VALUE
                    : perhaps;
            return Math.max(surely, Math.min(known, most));
        }
    }

    /**
     * An order that could be given up: not shipped, not in part either, and no parcel of it is known.
     *
     * @param shopId {@code shop.id}
     * @param paid or to be paid at the door; else it can still simply be closed
     * @param placedAt UTC
     * @param pieces of the SKU
     * @param total of the whole order
     */
    public record OpenOrder(long shopId, ExternalId order, boolean paid, Instant placedAt, long pieces, Money total) {}

    /**
     * SKUs that are oversold, or were when it was last looked and may be still; empty while there is no ERP whose stock was ever
     * read, for nothing can be said then. SKUs that no shop sells, and those of which the ERP said nothing, are not among them.
     */
    public Optional<List<Shortage>> shortages() {
        return jdbc
                .query(
                        ERP,
                        (row, number) -> Map.of(
                                "erp",
                                row.getLong(1),
                                "readTo",
                                row.getObject(2, LocalDateTime.class),
                                "countedFrom",
                                Objects.requireNonNullElse(row.getObject(3, LocalDateTime.class), NEVER),
                                "shops",
                                shops(SHOPS),
                                "told",
                                shops(TOLD)))
                .stream()
                .findFirst()
                .map(erp -> jdbc.query(SHORTAGES, erp, OversoldFacts::shortage));
    }

    /** Open orders with these SKUs, by SKU: unpaid before paid, the newest first. */
    public Map<SkuCode, List<OpenOrder>> openOrders(Collection<SkuCode> skus) {
        var orders = new HashMap<SkuCode, List<OpenOrder>>();
        if (!skus.isEmpty()) {
            jdbc.query(
                    OPEN_ORDERS,
                    Map.of(
                            "shops",
                            shops(SHOPS),
                            "skus",
                            skus.stream().map(SkuCode::value).toList(),
                            "most",
                            MOST_ORDERS),
                    row -> {
                        orders.computeIfAbsent(new SkuCode(row.getString("erp_sku")), none -> new ArrayList<>())
                                .add(order(row));
                    });
        }
        return orders;
    }

    /** Never empty. */
    private List<Long> shops(String which) {
        var shops = jdbc.query(which, (row, number) -> row.getLong(1));
        return shops.isEmpty() ? List.of(0L) : shops;
    }

    private static Shortage shortage(ResultSet row, int number) throws SQLException {
        return new Shortage(
                new SkuCode(row.getString("erp_sku")),
                row.getString("title"),
                row.getLong("surely"),
                row.getLong("perhaps"),
                Columns.maybeInstant(row, "frozen_since"));
    }

    private static OpenOrder order(ResultSet row) throws SQLException {
        return new OpenOrder(
                row.getLong("shop_id"),
                new ExternalId(row.getString("external_id")),
                row.getBoolean("paid"),
                Columns.instant(row, "placed_at"),
                row.getLong("pieces"),
                new Money(row.getBigDecimal("total"), Currency.getInstance(row.getString("currency"))));
    }
}
