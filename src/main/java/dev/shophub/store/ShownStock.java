package dev.shophub.store;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Listing;
import dev.shophub.model.SkuCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * {@link ItemStock} for all that a shop offers, a query a page of items: what it shows beside what is known of the pieces behind.
 * What is sold and not in the ERP's stock is added up once for all SKUs, from open orders and from what left early alone.
 */
public final class ShownStock {

    private static final String PAGE =
            """
            SELECT l.external_id, l.title, l.state, l.held_down_at, v.sku_id, v.code, m.erp_sku, e.available,
                   s.quantity, s.read_at AS shown_read_at, %s
            FROM (SELECT * FROM listing WHERE shop_id = ? AND external_id > ? ORDER BY external_id LIMIT ?) l
            JOIN listing_variant v ON v.listing_id = l.id
            LEFT JOIN sku_mapping m ON m.shop_id = v.shop_id AND m.code = v.code
            LEFT JOIN shop x ON x.role = 'erp' AND x.state <> 'out'
            LEFT JOIN erp_stock e ON e.shop_id = x.id AND e.external_id = m.erp_sku
            LEFT JOIN stock_level s ON s.shop_id = v.shop_id AND s.item_id = l.external_id AND s.sku_id = v.sku_id
            %s
            ORDER BY l.external_id, v.sku_id
            """
                    .formatted(StockFormulas.COLUMNS, StockFormulas.JOINS);

    private static final String SOLD = "SELECT p.erp_sku, SUM(IF(p.accepted_at IS NULL, p.quantity, 0)),"
            + " SUM(IF(p.accepted_at IS NULL, 0, p.quantity)) FROM (" + ItemStock.SOLD_OF_ALL
            + ") p GROUP BY p.erp_sku";

    private static final String SOLD_SINCE =
            """
            SELECT STRAIGHT_JOIN z.freeze_id, z.erp_sku, SUM(l.quantity)
            FROM stock_freeze f
            JOIN shop s ON s.state = 'live'
            JOIN sales_order o ON o.shop_id = s.id AND o.placed_at >= f.since AND o.status <> 'CLOSED'
            JOIN order_line l ON l.order_id = o.id AND l.status <> 'CLOSED'
            JOIN sku_mapping m ON m.shop_id = o.shop_id AND m.code = l.code
            JOIN frozen_level z ON z.erp_sku = m.erp_sku AND z.freeze_id = f.id
            GROUP BY z.freeze_id, z.erp_sku
            """;

    private final JdbcTemplate jdbc;

    public ShownStock(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A variant on offer.
     *
     * @param title of its item
     * @param heldDown a person had the item taken down through the hub
     * @param frozen its SKU is being counted: {@code variant} goes by the level that stood when that began
     */
    public record Shown(
            ExternalId itemId,
            String title,
            Listing.State state,
            boolean heldDown,
            boolean frozen,
            ItemStock.Variant variant) {}

    /** What is known of the pieces behind all variants, as it was when it was asked. */
    public static final class Pieces {

        private final Map<String, Sold> sold = new HashMap<>();
        private final Map<String, List<Frozen>> frozen = new HashMap<>();

        private Pieces() {}

        private Optional<Frozen> frozen(long shopId, String erpSku) {
            return frozen.getOrDefault(erpSku, List.of()).stream()
                    .filter(level ->
                            level.shopId().isEmpty() || level.shopId().get().equals(shopId))
                    .findFirst();
        }
    }

    private record Sold(long notYetInErp, long justInErp) {
        private static final Sold NOTHING = new Sold(0, 0);
    }

    private record Frozen(Optional<Long> shopId, long sellable, long soldSince) {}

    /** What all shops sold that is not off the ERP's stock, and what is frozen. */
    public Pieces pieces() {
        var pieces = new Pieces();
        jdbc.query(SOLD, row -> {
            pieces.sold.put(row.getString(1), new Sold(row.getLong(2), row.getLong(3)));
        });
        var sold = new HashMap<String, Long>();
        jdbc.query(SOLD_SINCE, row -> {
            sold.put(row.getLong(1) + "\n" + row.getString(2), row.getLong(3));
        });
        // of several recounts that which began first
        jdbc.query(
                "SELECT l.erp_sku, l.freeze_id, f.shop_id, l.sellable FROM frozen_level l JOIN stock_freeze f ON f.id = l.freeze_id"
                        + " ORDER BY f.since, f.id",
                row -> {
                    var sku = row.getString(1);
                    var level = new Frozen(
                            Optional.ofNullable(row.getObject(3, Long.class)),
                            row.getLong(4),
                            sold.getOrDefault(row.getLong(2) + "\n" + sku, 0L));
                    pieces.frozen
                            .computeIfAbsent(sku, none -> new ArrayList<>())
                            .add(level);
                });
        return pieces;
    }

    /**
     * The variants of the next items, by item and variant; empty at the end.
     *
     * @param after the last item of the page before; empty: from the first
     * @param items at most so many items, with all their variants
     * @param pieces {@link #pieces}, asked for where a variant is mapped
     */
    public List<Shown> page(long shopId, Optional<ExternalId> after, int items, Supplier<Pieces> pieces) {
        return jdbc.query(
                PAGE,
                (row, number) -> shown(shopId, row, pieces),
                shopId,
                after.map(ExternalId::value).orElse(""),
                items);
    }

    private static Shown shown(long shopId, ResultSet row, Supplier<Pieces> pieces) throws SQLException {
        var sku = row.getString("sku_id");
        var erpSku = Optional.ofNullable(row.getString("erp_sku"));
        var available = Optional.ofNullable(row.getObject("available", Long.class));
        var frozen = erpSku.flatMap(known -> pieces.get().frozen(shopId, known));
        var sold = frozen.map(level -> new Sold(level.soldSince(), 0))
                .or(() -> erpSku.map(known -> pieces.get().sold.get(known)))
                .orElse(Sold.NOTHING);
        return new Shown(
                new ExternalId(row.getString("external_id")),
                row.getString("title"),
                Listing.State.valueOf(row.getString("state")),
                row.getObject("held_down_at") != null,
                frozen.isPresent(),
                new ItemStock.Variant(
                        sku.isEmpty() ? Optional.empty() : Optional.of(new ExternalId(sku)),
                        new SkuCode(row.getString("code")),
                        erpSku.map(SkuCode::new),
                        frozen.map(Frozen::sellable).or(() -> available),
                        sold.notYetInErp(),
                        sold.justInErp(),
                        Optional.ofNullable(row.getObject("quantity", Long.class)),
                        Columns.maybeInstant(row, "shown_read_at"),
                        StockFormulas.formula(row)));
    }

    /** When the orders of a shop were last read to their end, UTC; empty: never. */
    public Optional<Instant> ordersReadAt(long shopId) {
        return jdbc
                .query(
                        "SELECT last_good_at FROM checkpoint WHERE shop_id = ? AND stream = 'orders' AND last_good_at IS NOT NULL",
                        (row, number) -> Columns.instant(row, "last_good_at"),
                        shopId)
                .stream()
                .findFirst();
    }
}
