package dev.shophub.store;

import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which orders a person keeps from the ERP, and which of them the ERP has already. */
public final class OrderHolds {

    private static final String IN_ERP =
            """
            SELECT s.shop_key, o.external_id, e.erp_id, o.platform_status, o.placed_at
            FROM sales_order o
            JOIN shop s ON s.id = o.shop_id AND s.role = 'shop'
            JOIN erp_link e ON e.shop_id = o.shop_id AND e.kind = 'order' AND e.external_id = o.external_id
             AND e.accepted_at IS NOT NULL
            WHERE o.status IN ('UNPAID', 'PAID', 'PARTLY_SHIPPED', 'SHIPPED', 'UNKNOWN')
              AND (? IS NULL OR o.shop_id = ?) AND (? IS NULL OR o.placed_at >= ?) AND (? IS NULL OR o.placed_at < ?)
              AND EXISTS (SELECT 1 FROM order_line l
                LEFT JOIN sku_mapping m ON m.shop_id = o.shop_id AND m.code = l.code
                WHERE l.order_id = o.id
                  AND (? = '' OR o.external_id = ? OR l.item_id = ? OR l.code = ? OR m.erp_sku = ?)
                  AND (? IS NULL OR l.unit_price < ? OR (l.quantity > 0 AND l.paid / l.quantity < ?)))
            ORDER BY o.placed_at DESC LIMIT ?
            """;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public OrderHolds(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The oldest first. */
    public List<OrderHold> all() {
        return jdbc.query(
                "SELECT * FROM order_hold ORDER BY id",
                (row, number) -> new OrderHold(
                        Optional.ofNullable(row.getObject("shop_id", Long.class)),
                        row.getString("name"),
                        Optional.ofNullable(row.getBigDecimal("below")).map(BigDecimal::stripTrailingZeros),
                        Columns.maybeInstant(row, "placed_from"),
                        Columns.maybeInstant(row, "placed_to"),
                        row.getString("typed"),
                        row.getString("author"),
                        Columns.instant(row, "made_at")));
    }

    /** From now on matching orders that the ERP does not have are parked. */
    public void hold(OrderHold hold) {
        jdbc.update(
                "INSERT INTO order_hold (shop_id, name, below, placed_from, placed_to, typed, author, made_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                hold.shopId().orElse(null),
                hold.name(),
                hold.below().orElse(null),
                Columns.utc(hold.from()),
                Columns.utc(hold.to()),
                hold.typed(),
                Columns.cut(hold.author(), 64),
                Columns.utc(clock.instant()));
    }

    /** Ends all holds typed so; returns how many there were. */
    public int unhold(String typed) {
        return jdbc.update("DELETE FROM order_hold WHERE typed = ?", typed);
    }

    /** Whether an order is stored under this id, in any shop. */
    public boolean knowsOrder(String id) {
        return exists("SELECT 1 FROM shop s JOIN sales_order o ON o.shop_id = s.id AND o.external_id = ? LIMIT 1", id);
    }

    /** Whether some shop lists or sold something called so: item, merchant code, or SKU of the ERP. */
    public boolean knowsItem(String name) {
        return exists(
                        "SELECT 1 FROM shop s JOIN listing l ON l.shop_id = s.id AND l.external_id = ? WHERE s.role = 'shop' LIMIT 1",
                        name)
                || exists("SELECT 1 FROM order_line WHERE code = ? LIMIT 1", name)
                || exists("SELECT 1 FROM listing_variant WHERE code = ? LIMIT 1", name)
                || exists("SELECT 1 FROM sku_mapping WHERE erp_sku = ? LIMIT 1", name);
    }

    private boolean exists(String question, String value) {
        return !jdbc.queryForList(question, Integer.class, value).isEmpty();
    }

    /**
     * An order that the ERP has, though it is to be held.
     *
     * @param erpId the ERP's document
     * @param status the platform's word
     * @param placedAt UTC
     */
    public record InErp(ShopKey shop, ExternalId order, String erpId, String status, Instant placedAt) {}

    /** Open orders that match and the ERP has already, the newest first. */
    public List<InErp> inErp(OrderHold hold, int most) {
        var shop = hold.shopId().orElse(null);
        var from = Columns.utc(hold.from());
        var to = Columns.utc(hold.to());
        var below = hold.below().orElse(null);
        var name = hold.name();
        return jdbc.query(
                IN_ERP,
                (row, number) -> new InErp(
                        new ShopKey(row.getString("shop_key")),
                        new ExternalId(row.getString("external_id")),
                        row.getString("erp_id"),
                        row.getString("platform_status"),
                        Columns.instant(row, "placed_at")),
                shop,
                shop,
                from,
                from,
                to,
                to,
                name,
                name,
                name,
                name,
                name,
                below,
                below,
                below,
                most);
    }
}
