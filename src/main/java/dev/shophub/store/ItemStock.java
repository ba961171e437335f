package dev.shophub.store;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Listing;
import dev.shophub.model.SkuCode;
import dev.shophub.model.StockFormula;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is known of one listed item and of the pieces behind its variants. */
public final class ItemStock {

    /**
     * @param state as last read or written
     * @param takenDownByHub the hub took it down, or was about to, and may put it up
     * @param heldDown a person had it taken down through the hub: stock does not put it up
     * @param variants of the item, by variant id
     */
    public record Item(Listing.State state, boolean takenDownByHub, boolean heldDown, List<Variant> variants) {}

    /**
     * @param erpSku empty: unmapped
     * @param available what the ERP would still promise, in pieces; empty: the ERP said nothing of it, which is not 0; while
     *     the SKU is frozen, what could be sold when that began
     * @param notYetInErp pieces of orders of live shops that the ERP does not have yet, also of those that left already; unpaid
     *     ones hold their pieces at the platform too; while the SKU is frozen, what was sold since
     * @param justInErp pieces of such orders that the ERP took after its stock was last read to its end: {@code available} may
     *     hold them still; 0 while the SKU is frozen
     * @param shown what the shop shows, in pieces; empty: not read yet
     * @param shownReadAt when the shop was last seen to show another quantity than before, UTC; empty: not read yet
     * @param formula how much of it the shop shows
     */
    public record Variant(
            Optional<ExternalId> skuId,
            SkuCode code,
            Optional<SkuCode> erpSku,
            Optional<Long> available,
            long notYetInErp,
            long justInErp,
            Optional<Long> shown,
            Optional<Instant> shownReadAt,
            StockFormula formula) {}

    /**
     * Until when the ERP's stock was read to its end, null before it ever was asked: an order that it took later may not be off its
     * stock yet. The watermark is in the ERP's time, the other in ours: the earlier is meant.
     */
    static final String ERP_STOCK_READ_TO =
            "(SELECT IFNULL(LEAST(c.watermark, c.last_good_at), '1970-01-01') FROM checkpoint c"
                    + " JOIN shop x ON x.id = c.shop_id AND x.role = 'erp' AND x.state <> 'out'"
                    + " WHERE c.stream = 'stock' LIMIT 1)";

    /** Those still open and those that left: no line is both. */
    private static final String SOLD =
            """
            SELECT SUM(p.unknown_pieces), SUM(p.just_known_pieces) FROM (
              SELECT IFNULL(SUM(IF(k.accepted_at IS NULL, l.quantity, 0)), 0) AS unknown_pieces,
                     IFNULL(SUM(IF(k.accepted_at IS NULL, 0, l.quantity)), 0) AS just_known_pieces
              FROM sku_mapping m
              JOIN shop s ON s.id = m.shop_id AND s.state = 'live'
              JOIN order_line l ON l.code = m.code AND l.status IN ('UNPAID', 'PAID', 'PARTLY_SHIPPED', 'UNKNOWN')
              JOIN sales_order o ON o.id = l.order_id AND o.shop_id = m.shop_id
                                AND o.status IN ('UNPAID', 'PAID', 'PARTLY_SHIPPED')
              LEFT JOIN erp_link k ON k.shop_id = o.shop_id AND k.kind = 'order' AND k.external_id = o.external_id
              WHERE m.erp_sku = ? AND %1$s
              UNION ALL
              SELECT STRAIGHT_JOIN IFNULL(SUM(IF(k.accepted_at IS NULL, l.quantity, 0)), 0),
                     IFNULL(SUM(IF(k.accepted_at IS NULL, 0, l.quantity)), 0)
              FROM sku_mapping m
              JOIN shop s ON s.id = m.shop_id AND s.state = 'live'
              JOIN left_early w FORCE INDEX (ix_left_early_code) ON w.shop_id = m.shop_id AND w.code = m.code
              JOIN order_line l ON l.order_id = w.order_id AND l.external_id = w.external_id
              JOIN sales_order o ON o.id = l.order_id
              LEFT JOIN erp_link k ON k.shop_id = o.shop_id AND k.kind = 'order' AND k.external_id = o.external_id
              WHERE m.erp_sku = ? AND %2$s AND %1$s) p
            """
                    .formatted(LeftEarly.NOT_OFF_STOCK, LeftEarly.LEFT);

    /**
     * The same lines of all SKUs, with the moment the ERP took them, null where it did not. By hint from open orders, of which those
     * that the ERP has go before their lines are looked at: planned from the codes it would read all that was ever sold.
     */
    static final String SOLD_OF_ALL =
            """
              SELECT STRAIGHT_JOIN m.erp_sku, l.quantity, k.accepted_at
              FROM shop s
              JOIN sales_order o FORCE INDEX (ix_sales_order_open)
                ON o.shop_id = s.id AND o.status IN ('UNPAID', 'PAID', 'PARTLY_SHIPPED')
              LEFT JOIN erp_link k ON k.shop_id = o.shop_id AND k.kind = 'order' AND k.external_id = o.external_id
              JOIN order_line l FORCE INDEX (PRIMARY)
                ON l.order_id = o.id AND l.status IN ('UNPAID', 'PAID', 'PARTLY_SHIPPED', 'UNKNOWN')
              JOIN sku_mapping m FORCE INDEX (uq_sku_mapping) ON m.shop_id = o.shop_id AND m.code = l.code
              WHERE s.state = 'live' AND %1$s
              UNION ALL
              SELECT STRAIGHT_JOIN m.erp_sku, l.quantity, k.accepted_at
              FROM left_early w
              JOIN shop s ON s.id = w.shop_id AND s.state = 'live'
              JOIN order_line l ON l.order_id = w.order_id AND l.external_id = w.external_id
              JOIN sales_order o ON o.id = l.order_id
              JOIN sku_mapping m ON m.shop_id = o.shop_id AND m.code = l.code
              LEFT JOIN erp_link k ON k.shop_id = o.shop_id AND k.kind = 'order' AND k.external_id = o.external_id
              WHERE %2$s AND %1$s
            """
                    .formatted(LeftEarly.NOT_OFF_STOCK, LeftEarly.LEFT);

    private final JdbcTemplate jdbc;

    public ItemStock(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Item> find(long shopId, ExternalId itemId) {
        var variants = jdbc.query(
                "SELECT v.sku_id, v.code, m.erp_sku, e.available, s.quantity, s.read_at AS shown_read_at, "
                        + StockFormulas.COLUMNS + " FROM listing l"
                        + " JOIN listing_variant v ON v.listing_id = l.id"
                        + " LEFT JOIN sku_mapping m ON m.shop_id = v.shop_id AND m.code = v.code"
                        + " LEFT JOIN shop x ON x.role = 'erp' AND x.state <> 'out'"
                        + " LEFT JOIN erp_stock e ON e.shop_id = x.id AND e.external_id = m.erp_sku"
                        + " LEFT JOIN stock_level s ON s.shop_id = v.shop_id AND s.item_id = l.external_id"
                        + " AND s.sku_id = v.sku_id" + StockFormulas.JOINS
                        + " WHERE l.shop_id = ? AND l.external_id = ? ORDER BY v.sku_id",
                (row, number) -> {
                    var sku = row.getString(1);
                    var erpSku = Optional.ofNullable(row.getString(3));
                    var available = Optional.ofNullable(row.getObject(4, Long.class));
                    var frozen = erpSku.flatMap(known -> frozen(shopId, known));
                    var sold = erpSku.map(known -> frozen.map(level -> soldSince(known, level.since()))
                                    .orElseGet(() -> notInErpsStock(known)))
                            .orElse(Sold.NOTHING);
                    return new Variant(
                            sku.isEmpty() ? Optional.empty() : Optional.of(new ExternalId(sku)),
                            new SkuCode(row.getString(2)),
                            erpSku.map(SkuCode::new),
                            frozen.map(Frozen::sellable).or(() -> available),
                            sold.notYetInErp(),
                            sold.justInErp(),
                            Optional.ofNullable(row.getObject(5, Long.class)),
                            Columns.maybeInstant(row, "shown_read_at"),
                            StockFormulas.formula(row));
                },
                shopId,
                itemId.value());
        return jdbc
                .query(
                        "SELECT state, taken_down_by_hub_at, held_down_at FROM listing WHERE shop_id = ? AND external_id = ?",
                        (row, number) -> new Item(
                                Listing.State.valueOf(row.getString(1)),
                                row.getObject(2) != null,
                                row.getObject(3) != null,
                                variants),
                        shopId,
                        itemId.value())
                .stream()
                .findFirst();
    }

    private record Frozen(long sellable, LocalDateTime since) {}

    private record Sold(long notYetInErp, long justInErp) {
        private static final Sold NOTHING = new Sold(0, 0);
    }

    /** Of several recounts that which began first. */
    private Optional<Frozen> frozen(long shopId, String erpSku) {
        return jdbc
                .query(
                        "SELECT l.sellable, f.since FROM frozen_level l JOIN stock_freeze f ON f.id = l.freeze_id"
                                + " WHERE l.erp_sku = ? AND (f.shop_id IS NULL OR f.shop_id = ?) ORDER BY f.since, f.id LIMIT 1",
                        (row, number) -> new Frozen(row.getLong(1), row.getObject(2, LocalDateTime.class)),
                        erpSku,
                        shopId)
                .stream()
                .findFirst();
    }

    private Sold soldSince(String erpSku, LocalDateTime since) {
        var pieces = jdbc.queryForObject(
                "SELECT IFNULL(SUM(l.quantity), 0) FROM sku_mapping m JOIN shop s ON s.id = m.shop_id AND s.state = 'live'"
                        + " JOIN order_line l ON l.code = m.code"
                        + " JOIN sales_order o ON o.id = l.order_id AND o.shop_id = m.shop_id"
                        + " WHERE m.erp_sku = ? AND o.placed_at >= ? AND o.status <> 'CLOSED' AND l.status <> 'CLOSED'",
                Long.class,
                erpSku,
                since);
        return new Sold(pieces, 0);
    }

    private Sold notInErpsStock(String erpSku) {
        return jdbc.queryForObject(SOLD, (row, number) -> new Sold(row.getLong(1), row.getLong(2)), erpSku, erpSku);
    }
}
