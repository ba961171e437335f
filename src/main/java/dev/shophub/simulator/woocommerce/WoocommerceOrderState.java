package dev.shophub.simulator.woocommerce;

import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Paging;
import dev.shophub.simulator.stage.Slice;
import dev.shophub.simulator.woocommerce.WoocommerceRows.Filter;
import dev.shophub.simulator.woocommerce.WoocommerceRows.Line;
import dev.shophub.simulator.woocommerce.WoocommerceRows.Order;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.ResultSetExtractor;

/** Orders, their lines, notes, and what callers wrote beside them. */
final class WoocommerceOrderState extends WoocommerceState {

    /** Closed and paid back is refunded; closed otherwise is cancelled. */
    private static final String STATUS = status(
            "order",
            "o.tid",
            "CASE o.status WHEN 'UNPAID' THEN 'pending' WHEN 'PAID' THEN 'processing' WHEN 'PARTLY_SHIPPED' THEN"
                    + " 'processing' WHEN 'FORBIDDEN' THEN 'on-hold' WHEN 'SHIPPED' THEN 'completed' WHEN 'COMPLETED' THEN"
                    + " 'completed' WHEN 'CLOSED' THEN IF(o.payment <= (SELECT COALESCE(SUM(f.amount), 0) FROM sim_refund f"
                    + " WHERE f.shop_key = o.shop_key AND f.tid = o.tid AND f.status = 'SUCCESS'), 'refunded', 'cancelled')"
                    + " ELSE 'cancelled' END");

    private static final String ORDERS = "SELECT o.tid, " + STATUS
            + " AS word, o.kind, o.created_at, o.modified_at, o.paid_at, COALESCE(o.shipped_at, o.completed_at) AS done_at,"
            + " o.buyer, o.receiver, o.buyer_message, o.freight, o.discount, o.payment, m.meta, l.oid, l.item_id, l.sku_id,"
            + " s.code AS live_code, l.title, l.sku_name, l.quantity, l.price, l.discount AS line_discount FROM ";

    private static final String WHOLE =
            " LEFT JOIN sim_woocommerce_word m ON m.shop_key = o.shop_key AND m.kind = 'order' AND m.id = o.tid"
                    + " LEFT JOIN sim_line l ON l.shop_key = o.shop_key AND l.tid = o.tid"
                    + " LEFT JOIN sim_sku s ON s.shop_key = l.shop_key AND s.item_id = l.item_id AND s.sku_id = l.sku_id ";

    private static final int MOST_TOLD = 10_000;

    static final Map<String, String> SORTED = Map.of(
            "date",
            "o.created_at",
            "modified",
            "o.modified_at",
            "id",
            "o.tid",
            "include",
            "o.tid",
            "title",
            "o.tid",
            "slug",
            "o.tid");

    WoocommerceOrderState(State world) {
        super(world);
    }

    Optional<Order> order(String shop, long id) {
        return jdbc()
                .query(
                        ORDERS + "sim_order o" + WHOLE
                                + "WHERE o.shop_key = ? AND o.tid = ? AND o.status <> 'planned' ORDER BY l.position",
                        orders(),
                        shop,
                        id)
                .stream()
                .findFirst();
    }

    Slice<Order> orders(Filter filter, Paging paging) {
        var where = where(filter);
        var page = jdbc().query(
                        ORDERS + "(SELECT o.tid FROM sim_order o WHERE " + where.sql() + " ORDER BY " + filter.order()
                                + " LIMIT ? OFFSET ?) p JOIN sim_order o ON o.shop_key = ? AND o.tid = p.tid" + WHOLE
                                + "ORDER BY " + filter.order() + ", l.position",
                        orders(),
                        where.with(paging.size() + 1, paging.offset(), filter.shop()));
        return slice(page, paging, () -> count("sim_order o WHERE " + where.sql(), where.arguments()));
    }

    /** Orders modified between these moments, neither included, in whole seconds; oldest first. */
    List<Order> modified(String shop, Instant after, Instant before) {
        var filter = new Filter(
                shop,
                Optional.empty(),
                Optional.empty(),
                Optional.of(after),
                Optional.of(before),
                Set.of(),
                List.of(),
                "o.modified_at, o.tid");
        return orders(filter, new Paging(1, MOST_TOLD, false)).rows();
    }

    private static Where where(Filter filter) {
        var where = new Where();
        where.and("o.shop_key = ?", filter.shop());
        where.and("o.status <> 'planned'");
        within(where, "o.created_at", filter.after(), filter.before());
        within(where, "o.modified_at", filter.modifiedAfter(), filter.modifiedBefore());
        if (filter.statuses().contains("any")) {
            where.and(STATUS + " <> 'trash'");
        } else if (!filter.statuses().isEmpty()) {
            where.andIn(STATUS, filter.statuses());
        }
        if (!filter.include().isEmpty()) {
            where.andIn("o.tid", filter.include());
        }
        return where;
    }

    /** Gives the order at this place of the list a new modification time; does nothing when there is none. */
    void touch(Filter filter, long offset, Instant now) {
        var where = where(filter);
        jdbc().query(
                        "SELECT o.tid FROM sim_order o WHERE " + where.sql() + " ORDER BY " + filter.order()
                                + " LIMIT 1 OFFSET ?",
                        (row, number) -> row.getLong(1),
                        where.with(offset))
                .forEach(id -> modified(filter.shop(), id, now));
    }

    void modified(String shop, long id, Instant now) {
        jdbc().update(
                        "UPDATE sim_order SET modified_at = GREATEST(modified_at, ?) WHERE shop_key = ? AND tid = ?",
                        utc(now),
                        shop,
                        id);
    }

    /** All of it has left. */
    void complete(String shop, long id, Instant now) {
        jdbc().update(
                        "UPDATE sim_line SET status = 'SHIPPED' WHERE shop_key = ? AND tid = ? AND status <> 'CLOSED'",
                        shop,
                        id);
        jdbc().update(
                        "UPDATE sim_order SET status = 'SHIPPED', shipped_at = COALESCE(shipped_at, ?)"
                                + " WHERE shop_key = ? AND tid = ?",
                        utc(now),
                        shop,
                        id);
        keepStatus(shop, "order", id, "");
    }

    void keepMeta(String shop, long id, String meta) {
        jdbc().update(
                        "INSERT INTO sim_woocommerce_word (shop_key, kind, id, meta) VALUES (?, 'order', ?, ?)"
                                + " ON DUPLICATE KEY UPDATE meta = VALUES(meta)",
                        shop,
                        id,
                        meta);
    }

    long addNote(String shop, long id, String note, boolean toBuyer, Instant now) {
        return jdbc().queryForObject(
                        "INSERT INTO sim_woocommerce_note (shop_key, tid, note, customer_note, created_at)"
                                + " VALUES (?, ?, ?, ?, ?) RETURNING id",
                        Long.class,
                        shop,
                        id,
                        note,
                        toBuyer,
                        utc(now));
    }

    List<Map<String, Object>> notes(String shop, long id) {
        return jdbc().queryForList(
                        "SELECT id, note, customer_note FROM sim_woocommerce_note WHERE shop_key = ? AND tid = ?"
                                + " ORDER BY id DESC",
                        shop,
                        id);
    }

    private static ResultSetExtractor<List<Order>> orders() {
        return rows -> {
            var orders = new LinkedHashMap<Long, Order>();
            while (rows.next()) {
                var id = rows.getLong("tid");
                var order = orders.get(id);
                if (order == null) {
                    order = order(rows);
                    orders.put(id, order);
                }
                if (rows.getObject("oid") != null) {
                    order.lines().add(line(rows));
                }
            }
            return List.copyOf(orders.values());
        };
    }

    private static Order order(ResultSet row) throws SQLException {
        var word = row.getString("word");
        return new Order(
                row.getLong("tid"),
                word,
                row.getString("kind"),
                time(row, "created_at"),
                time(row, "modified_at"),
                optionalTime(row, "paid_at"),
                word.equals("completed") ? optionalTime(row, "done_at") : Optional.empty(),
                row.getString("buyer"),
                row.getString("receiver"),
                row.getString("buyer_message"),
                row.getBigDecimal("freight"),
                row.getBigDecimal("discount"),
                row.getBigDecimal("payment"),
                Optional.ofNullable(row.getString("meta")).orElse("[]"),
                new ArrayList<>());
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong("oid"),
                row.getLong("item_id"),
                row.getLong("sku_id"),
                Optional.ofNullable(row.getString("live_code")),
                row.getString("title"),
                row.getString("sku_name"),
                row.getLong("quantity"),
                row.getBigDecimal("price"),
                row.getBigDecimal("line_discount"));
    }
}
