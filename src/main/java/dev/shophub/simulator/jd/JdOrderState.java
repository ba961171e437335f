package dev.shophub.simulator.jd;

import dev.shophub.simulator.State;
import dev.shophub.simulator.jd.JdRows.Line;
import dev.shophub.simulator.jd.JdRows.Order;
import dev.shophub.simulator.jd.JdRows.OrderFilter;
import dev.shophub.simulator.stage.Paging;
import dev.shophub.simulator.stage.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.ResultSetExtractor;

/** Orders and their lines. */
final class JdOrderState extends JdState {

    private static final String ORDERS =
            """
            SELECT o.tid, %s AS state, o.kind, o.status, o.created_at, o.modified_at, o.paid_at, o.completed_at, o.buyer,
              o.buyer_nick, o.receiver, o.buyer_message, o.seller_memo, o.goods, o.freight, o.discount, o.payment,
              l.item_id, %s AS sku, l.code, l.title, l.quantity, l.price,
              (SELECT MAX(t.tracking) FROM sim_line t WHERE t.shop_key = o.shop_key AND t.tid = o.tid) AS waybill
            """
                    .formatted(STATE, SKU.formatted("l"));

    private static final String LINES = "LEFT JOIN sim_line l ON l.shop_key = o.shop_key AND l.tid = o.tid ";

    JdOrderState(State world) {
        super(world);
    }

    Optional<Order> order(String shop, long id) {
        return jdbc()
                .query(
                        ORDERS + "FROM sim_order o " + LINES
                                + "WHERE o.shop_key = ? AND o.tid = ? AND o.status <> 'planned' ORDER BY l.position",
                        orders(),
                        shop,
                        id)
                .stream()
                .findFirst();
    }

    Slice<Order> orders(OrderFilter filter, Paging paging) {
        var where = where(filter);
        var order = order(filter);
        var page = jdbc().query(
                        ORDERS + "FROM (SELECT o.tid FROM sim_order o WHERE " + where.sql() + " ORDER BY " + order
                                + " LIMIT ? OFFSET ?) p JOIN sim_order o ON o.shop_key = ? AND o.tid = p.tid " + LINES
                                + "ORDER BY " + order + ", l.position",
                        orders(),
                        where.with(paging.size() + 1, paging.offset(), filter.shop()));
        return slice(page, paging, () -> count("sim_order o WHERE " + where.sql(), where.arguments()));
    }

    /** Gives the order at this place of the list a new modification time; does nothing when there is none. */
    void touch(OrderFilter filter, long offset, Instant now) {
        var where = where(filter);
        jdbc().query(
                        "SELECT o.tid FROM sim_order o WHERE " + where.sql() + " ORDER BY " + order(filter)
                                + " LIMIT 1 OFFSET ?",
                        (row, number) -> row.getLong(1),
                        where.with(offset))
                .forEach(id -> jdbc().update(
                                "UPDATE sim_order SET modified_at = ? WHERE shop_key = ? AND tid = ? AND modified_at < ?",
                                utc(now),
                                filter.shop(),
                                id,
                                utc(now)));
    }

    /** All of it leaves that has not left and is not closed. */
    void ship(String shop, long id, String carrier, String waybill, Instant now) {
        jdbc().update(
                        "UPDATE sim_line SET status = 'SHIPPED', carrier = ?, tracking = ?"
                                + " WHERE shop_key = ? AND tid = ? AND status <> 'CLOSED' AND tracking = ''",
                        carrier,
                        waybill,
                        shop,
                        id);
        jdbc().update(
                        "UPDATE sim_order SET status = 'SHIPPED', shipped_at = COALESCE(shipped_at, ?),"
                                + " modified_at = GREATEST(modified_at, ?) WHERE shop_key = ? AND tid = ?",
                        utc(now),
                        utc(now),
                        shop,
                        id);
    }

    private static String order(OrderFilter filter) {
        var direction = filter.newestFirst() ? " DESC" : " ASC";
        return "o." + time(filter) + direction + ", o.tid" + direction;
    }

    private static String time(OrderFilter filter) {
        return filter.byCreation() ? "created_at" : "modified_at";
    }

    private static Where where(OrderFilter filter) {
        var where = new Where();
        where.and("o.shop_key = ?", filter.shop());
        where.and("o." + time(filter) + " >= ?", utc(filter.from()));
        where.and("o." + time(filter) + " < ?", utc(filter.to().plusSeconds(1)));
        where.and("o.status <> 'planned'");
        where.and("o.created_at >= ?", utc(filter.oldestShown()));
        where.and((filter.unpaid() ? "" : "NOT ") + UNPAID);
        if (!filter.states().isEmpty()) {
            where.andIn(STATE, filter.states());
        }
        return where;
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
                if (rows.getObject("item_id") != null) {
                    order.lines().add(line(rows));
                }
            }
            return List.copyOf(orders.values());
        };
    }

    private static Order order(ResultSet row) throws SQLException {
        return new Order(
                row.getLong("tid"),
                row.getString("state"),
                row.getString("kind"),
                time(row, "created_at"),
                time(row, "modified_at"),
                optionalTime(row, "paid_at"),
                optionalTime(row, "completed_at"),
                row.getString("status").equals("PARTLY_SHIPPED"),
                Optional.ofNullable(row.getString("waybill")).orElse(""),
                row.getString("buyer"),
                row.getString("buyer_nick"),
                row.getString("receiver"),
                row.getString("buyer_message"),
                row.getString("seller_memo"),
                row.getBigDecimal("goods"),
                row.getBigDecimal("freight"),
                row.getBigDecimal("discount"),
                row.getBigDecimal("payment"),
                new ArrayList<>());
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong("item_id"),
                row.getLong("sku"),
                row.getString("code"),
                row.getString("title"),
                row.getLong("quantity"),
                row.getBigDecimal("price"));
    }
}
