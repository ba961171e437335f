package dev.shophub.store;

import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import dev.shophub.model.OrderStatus;
import dev.shophub.model.SkuCode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Lines that left before the ERP took their order off its stock, by hand while it was away or because the shop's rule tells it only
 * then. The rows are there to find such lines by, without a look at all that was ever shipped: how many pieces, and whether it still is
 * so, stands with the order. In most shops there are none.
 */
public final class LeftEarly {

    /** Lines removed, or orders looked at, at a time. */
    public static final int AT_ONCE = 1_000;

    /** What nobody told the ERP by then, somebody has counted. */
    static final Duration LONGEST = Duration.ofDays(30);

    /** Which lines {@code l} of orders {@code o} have left; none of these is among the open ones. */
    static final String LEFT = "(l.status <> 'CLOSED' AND (o.status IN ('SHIPPED', 'COMPLETED')"
            + " OR o.status IN ('UNPAID', 'PAID', 'PARTLY_SHIPPED') AND l.status IN ('SHIPPED', 'COMPLETED')))";

    /**
     * Which orders {@code o} of shops {@code s} with the link {@code k} are not off the ERP's stock, as it was last read, and are
     * to be: none from before the shop's go-live.
     */
    static final String NOT_OFF_STOCK = "((k.accepted_at IS NULL OR k.accepted_at > " + ItemStock.ERP_STOCK_READ_TO
            + ") AND IF(o.cash_on_delivery, o.placed_at, IFNULL(o.paid_at, o.placed_at)) >= s.go_live_from)";

    private static final Set<OrderStatus> GONE = EnumSet.of(OrderStatus.SHIPPED, OrderStatus.COMPLETED);
    private static final Set<OrderStatus> KNOWN = EnumSet.of(
            OrderStatus.UNPAID,
            OrderStatus.PAID,
            OrderStatus.PARTLY_SHIPPED,
            OrderStatus.SHIPPED,
            OrderStatus.COMPLETED);

    /** By hint along the keys, whatever the statistics say; written in the order of the key, so that nobody locks crosswise. */
    private static final String NOTE =
            """
            INSERT INTO left_early (order_id, external_id, shop_id, code, found_at)
            SELECT STRAIGHT_JOIN l.order_id, l.external_id, o.shop_id, l.code, o.read_at
            FROM shop s
            JOIN sales_order o FORCE INDEX (%s) ON o.shop_id = s.id AND %s
            LEFT JOIN erp_link k ON k.shop_id = o.shop_id AND k.kind = 'order' AND k.external_id = o.external_id
            JOIN order_line l ON l.order_id = o.id
            WHERE s.id = ? AND EXISTS (SELECT 1 FROM shop x WHERE x.role = 'erp') AND %s AND %s
            ORDER BY l.order_id, l.external_id
            ON DUPLICATE KEY UPDATE code = VALUES(code)
            """;

    /** Of orders of a page those that are off the ERP's stock for good: mostly all, and one look into one table says so. */
    private static final String OFF_STOCK = "SELECT COUNT(*) FROM erp_link k WHERE k.shop_id = ? AND k.kind = 'order'"
            + " AND k.external_id IN (%s) AND k.accepted_at <= " + ItemStock.ERP_STOCK_READ_TO;

    private static final String ENDED =
            """
            SELECT w.order_id, w.external_id, w.shop_id, w.code, k.accepted_at
            FROM left_early w
            LEFT JOIN order_line l ON l.order_id = w.order_id AND l.external_id = w.external_id
            LEFT JOIN sales_order o ON o.id = w.order_id
            LEFT JOIN shop s ON s.id = o.shop_id
            LEFT JOIN erp_link k ON k.shop_id = o.shop_id AND k.kind = 'order' AND k.external_id = o.external_id
            WHERE w.found_at < ? OR NOT IFNULL(%s AND %s, FALSE)
            ORDER BY w.order_id, w.external_id LIMIT %d
            """
                    .formatted(LEFT, NOT_OFF_STOCK, AT_ONCE);

    private final JdbcTemplate jdbc;

    public LeftEarly(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Of orders that were just stored those lines that left, within the transaction that stored them. */
    void note(long shopId, Collection<Versioned<Order>> stored) {
        var left =
                stored.stream().map(Versioned::value).filter(LeftEarly::hasLeft).toList();
        if (left.isEmpty()) {
            return;
        }
        // a shop's past comes in pages of orders that left, and none of them counts
        var live = jdbc
                .queryForList(
                        "SELECT s.go_live_from FROM shop s WHERE s.id = ? AND s.go_live_from IS NOT NULL"
                                + " AND EXISTS (SELECT 1 FROM shop x WHERE x.role = 'erp')",
                        LocalDateTime.class,
                        shopId)
                .stream()
                .findFirst();
        var since = left.stream()
                .filter(order -> live.filter(
                                from -> !Columns.utc(decisiveMoment(order)).isBefore(from))
                        .isPresent())
                .map(order -> order.id().value())
                .toList();
        for (int from = 0; from < since.size(); from += AT_ONCE) {
            var some = since.subList(from, Math.min(since.size(), from + AT_ONCE));
            if (offStock(shopId, some) < some.size()) {
                var values = new ArrayList<Object>(some);
                values.add(shopId);
                jdbc.update(
                        NOTE.formatted("uq_sales_order", "o.external_id IN (" + marks(some) + ")", LEFT, NOT_OFF_STOCK),
                        values.toArray());
            }
        }
    }

    /** Of all orders of a shop that were placed within the last 30 days: it goes live from an earlier moment than it did. */
    void noteStored(long shopId, Instant now) {
        jdbc.update(
                NOTE.formatted(
                        "ix_sales_order_open",
                        "o.status IN ('UNPAID', 'PAID', 'PARTLY_SHIPPED', 'SHIPPED', 'COMPLETED') AND o.placed_at >= ?",
                        LEFT,
                        NOT_OFF_STOCK),
                Columns.utc(now.minus(LONGEST)),
                shopId);
    }

    /**
     * A line that left and counts no more.
     *
     * @param inErp the ERP has its order; else the order was closed, or nobody told the ERP for too long
     */
    public record Ended(long shopId, SkuCode code, boolean inErp) {}

    /** Removes what counts no more, within the caller's transaction; at most a thousand lines. */
    public List<Ended> removeEnded(Instant now) {
        var keys = new ArrayList<Object[]>();
        var ended = jdbc.query(
                ENDED,
                (row, number) -> {
                    keys.add(new Object[] {row.getLong("order_id"), row.getString("external_id")});
                    return new Ended(
                            row.getLong("shop_id"),
                            new SkuCode(row.getString("code")),
                            row.getObject("accepted_at") != null);
                },
                Columns.utc(now.minus(LONGEST)));
        jdbc.batchUpdate("DELETE FROM left_early WHERE order_id = ? AND external_id = ?", keys);
        return ended;
    }

    private int offStock(long shopId, List<String> orders) {
        var values = new ArrayList<Object>(orders.size() + 1);
        values.add(shopId);
        values.addAll(orders);
        return jdbc.queryForObject(OFF_STOCK.formatted(marks(orders)), Integer.class, values.toArray());
    }

    private static String marks(List<String> orders) {
        return String.join(",", Collections.nCopies(orders.size(), "?"));
    }

    private static boolean hasLeft(Order order) {
        return GONE.contains(order.status())
                || KNOWN.contains(order.status())
                        && order.lines().stream().map(OrderLine::status).anyMatch(GONE::contains);
    }

    private static Instant decisiveMoment(Order order) {
        return order.cashOnDelivery() ? order.placedAt() : order.paidAt().orElse(order.placedAt());
    }
}
