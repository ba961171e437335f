package dev.shophub.simulator.shopify;

import dev.shophub.simulator.State;
import dev.shophub.simulator.shopify.ShopifyRows.Line;
import dev.shophub.simulator.shopify.ShopifyRows.Mark;
import dev.shophub.simulator.shopify.ShopifyRows.Order;
import dev.shophub.simulator.shopify.ShopifyRows.OrderFilter;
import dev.shophub.simulator.shopify.ShopifyRows.Parcel;
import dev.shophub.simulator.shopify.ShopifyRows.Piece;
import dev.shophub.simulator.shopify.ShopifyRows.Refund;
import dev.shophub.simulator.stage.PlatformState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Orders with their lines, refunds and parcels. */
final class ShopifyOrderState extends PlatformState {

    /** A refund moves its order; the tables of the trade do not always say so. */
    private static final String UPDATED =
            """
            GREATEST(o.modified_at, COALESCE((SELECT MAX(f.modified_at) FROM sim_refund f
              WHERE f.shop_key = o.shop_key AND f.tid = o.tid AND f.status <> 'planned'), o.modified_at))""";

    /**
     * Orders with the time of their last move within a span, found by the indexes of both tables: orders that did not move in it are not
     * looked at, however many there are.
     */
    private static final String MOVED =
            """
            (SELECT moves.tid, MAX(moves.at) AS at FROM (
              SELECT s.tid, s.modified_at AS at FROM sim_order s
                WHERE s.shop_key = ? AND s.modified_at >= ? AND s.modified_at < ?
              UNION ALL
              SELECT f.tid, f.modified_at FROM sim_refund f
                WHERE f.shop_key = ? AND f.modified_at >= ? AND f.modified_at < ? AND f.status <> 'planned') moves
              GROUP BY moves.tid) m JOIN sim_order o ON o.tid = m.tid""";

    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private static final String ORDERS =
            "SELECT o.*, " + UPDATED + " AS updated_at FROM sim_order o WHERE o.shop_key = ? AND o.tid IN (%s)";

    ShopifyOrderState(State world) {
        super(world);
    }

    /** Up to so many orders, in the order of the list. */
    List<Order> page(OrderFilter filter, int rows) {
        return byIds(filter.shop(), filter.byUpdate() ? moved(filter, rows) : placed(filter, rows));
    }

    private List<Long> placed(OrderFilter filter, int rows) {
        var where = where(filter);
        filter.after().ifPresent(mark -> after(where, "o.created_at", mark));
        return jdbc().queryForList(
                        "SELECT o.tid FROM sim_order o WHERE " + where.sql() + " ORDER BY o.created_at, o.tid LIMIT ?",
                        Long.class,
                        where.with(rows));
    }

    /** What was moved once more after the end of the span has left it. */
    private List<Long> moved(OrderFilter filter, int rows) {
        var from = utc(Stream.concat(filter.updatedFrom().stream(), filter.after().map(Mark::at).stream())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH));
        var to = utc(filter.updatedTo().map(end -> end.plusSeconds(1)).orElse(NEVER));
        var where = ofOrder(filter);
        filter.updatedTo().ifPresent(end -> where.and(UPDATED + " < ?", to));
        filter.after().ifPresent(mark -> after(where, "m.at", mark));
        return jdbc().queryForList(
                        "SELECT o.tid FROM " + MOVED + " WHERE " + where.sql() + " ORDER BY m.at, o.tid LIMIT ?",
                        Long.class,
                        Stream.of(
                                        Stream.of(filter.shop(), from, to, filter.shop(), from, to),
                                        where.arguments().stream(),
                                        Stream.of(rows))
                                .flatMap(Function.identity())
                                .toArray());
    }

    long count(OrderFilter filter) {
        var where = where(filter);
        return count("sim_order o WHERE " + where.sql(), where.arguments());
    }

    /** Gives the order at this place of a list by modification a new time; does nothing when there is none. */
    void touch(OrderFilter filter, long offset, Instant now) {
        var where = where(filter);
        jdbc().query(
                        "SELECT o.tid FROM sim_order o WHERE " + where.sql() + " ORDER BY " + UPDATED
                                + ", o.tid LIMIT 1 OFFSET ?",
                        (row, number) -> row.getLong(1),
                        where.with(offset))
                .forEach(id -> jdbc().update(
                                "UPDATE sim_order SET modified_at = ? WHERE shop_key = ? AND tid = ? AND modified_at < ?",
                                utc(now),
                                filter.shop(),
                                id,
                                utc(now)));
    }

    /** Those of these ids that there are, in their order. */
    List<Order> byIds(String shop, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var marks = String.join(", ", Collections.nCopies(ids.size(), "?"));
        var arguments = new ArrayList<Object>(List.of(shop));
        arguments.addAll(ids);
        var asked = arguments.toArray();
        var orders = new LinkedHashMap<Long, Order>();
        jdbc().query(
                        ORDERS.formatted(marks) + " AND o.status <> 'planned'",
                        (RowCallbackHandler) row -> orders.put(row.getLong("tid"), order(row)),
                        asked);
        jdbc().query(
                        "SELECT l.*, i.item_id AS known_item, s.sku_id AS known_sku FROM sim_line l"
                                + " LEFT JOIN sim_item i ON i.shop_key = l.shop_key AND i.item_id = l.item_id"
                                + " LEFT JOIN sim_sku s ON s.shop_key = l.shop_key AND s.item_id = l.item_id AND s.sku_id = l.sku_id"
                                + " WHERE l.shop_key = ? AND l.tid IN (" + marks + ") ORDER BY l.tid, l.position",
                        (RowCallbackHandler)
                                row -> orders.get(row.getLong("tid")).lines().add(line(row)),
                        asked);
        jdbc().query(
                        "SELECT f.* FROM sim_refund f WHERE f.shop_key = ? AND f.tid IN (" + marks
                                + ") AND f.status <> 'planned' ORDER BY f.created_at, f.refund_id",
                        (RowCallbackHandler)
                                row -> orders.get(row.getLong("tid")).refunds().add(refund(row)),
                        asked);
        parcels(marks, asked)
                .values()
                .forEach(parcel -> orders.get(parcel.order()).parcels().add(parcel));
        return ids.stream()
                .map(orders::get)
                .filter(order -> order != null)
                .distinct()
                .toList();
    }

    private Map<Long, Parcel> parcels(String marks, Object[] asked) {
        var parcels = new LinkedHashMap<Long, Parcel>();
        jdbc().query(
                        "SELECT f.*, l.oid, l.quantity FROM sim_shopify_fulfillment f JOIN sim_shopify_fulfillment_line l"
                                + " ON l.fulfillment_id = f.id WHERE f.shop_key = ? AND f.tid IN (" + marks
                                + ") ORDER BY f.id, l.oid",
                        (RowCallbackHandler) row -> {
                            var id = row.getLong("id");
                            if (!parcels.containsKey(id)) {
                                parcels.put(
                                        id,
                                        new Parcel(
                                                id,
                                                row.getLong("tid"),
                                                row.getString("company"),
                                                row.getString("tracking"),
                                                time(row, "created_at"),
                                                new ArrayList<>()));
                            }
                            parcels.get(id).pieces().add(new Piece(row.getLong("oid"), row.getLong("quantity")));
                        },
                        asked);
        return parcels;
    }

    private static void after(Where where, String time, Mark mark) {
        where.and("(" + time + " > ? OR " + time + " = ? AND o.tid > ?)", utc(mark.at()), utc(mark.at()), mark.id());
    }

    private static Where where(OrderFilter filter) {
        var where = ofOrder(filter);
        filter.updatedFrom().ifPresent(from -> where.and(UPDATED + " >= ?", utc(from)));
        filter.updatedTo().ifPresent(to -> where.and(UPDATED + " < ?", utc(to.plusSeconds(1))));
        return where;
    }

    /** All that narrows a list beside the time of the last move. */
    private static Where ofOrder(OrderFilter filter) {
        var where = new Where();
        where.and("o.shop_key = ?", filter.shop());
        where.and("o.status <> 'planned'");
        where.and("o.created_at >= ?", utc(filter.oldestShown()));
        filter.createdFrom().ifPresent(from -> where.and("o.created_at >= ?", utc(from)));
        filter.createdTo().ifPresent(to -> where.and("o.created_at < ?", utc(to.plusSeconds(1))));
        switch (filter.status()) {
            case "open" -> where.and("o.status NOT IN ('CLOSED', 'CLOSED_UNPAID', 'COMPLETED')");
            case "closed" -> where.and("o.status = 'COMPLETED'");
            case "cancelled" -> where.and("o.status IN ('CLOSED', 'CLOSED_UNPAID')");
            default -> where.and("TRUE");
        }
        return where;
    }

    private static Order order(ResultSet row) throws SQLException {
        return new Order(
                row.getLong("tid"),
                row.getString("status"),
                row.getString("kind"),
                row.getString("step_status"),
                time(row, "created_at"),
                time(row, "updated_at"),
                optionalTime(row, "paid_at"),
                optionalTime(row, "shipped_at"),
                optionalTime(row, "completed_at"),
                row.getString("buyer"),
                row.getString("buyer_nick"),
                row.getString("receiver"),
                row.getString("buyer_message"),
                row.getString("seller_memo"),
                row.getBigDecimal("goods"),
                row.getBigDecimal("freight"),
                row.getBigDecimal("discount"),
                row.getBigDecimal("payment"),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    private static Line line(ResultSet row) throws SQLException {
        boolean item = row.getObject("known_item") != null;
        boolean sku = item && row.getObject("known_sku") != null;
        return new Line(
                row.getLong("oid"),
                item ? row.getLong("item_id") : 0,
                sku ? ShopifyIds.variant(row.getLong("item_id"), row.getLong("sku_id")) : 0,
                row.getString("code"),
                row.getString("title"),
                row.getString("sku_name"),
                row.getLong("quantity"),
                row.getBigDecimal("price"),
                row.getBigDecimal("paid_share"),
                row.getString("status"),
                row.getString("carrier"),
                row.getString("tracking"));
    }

    private static Refund refund(ResultSet row) throws SQLException {
        return new Refund(
                row.getLong("refund_id"),
                row.getLong("oid"),
                row.getString("kind"),
                row.getString("status"),
                row.getBigDecimal("amount"),
                row.getLong("quantity"),
                row.getString("reason"),
                time(row, "created_at"),
                time(row, "modified_at"));
    }

    /** The order of a refund; empty when there is no such refund. */
    Optional<Long> orderOfRefund(String shop, long refund) {
        return jdbc()
                .queryForList(
                        "SELECT tid FROM sim_refund WHERE shop_key = ? AND refund_id = ?", Long.class, shop, refund)
                .stream()
                .findFirst();
    }

    /** Orders that changed since, the oldest change first. */
    List<Long> changedSince(String shop, Instant since, Instant until) {
        return jdbc().queryForList(
                        "SELECT tid FROM sim_order WHERE shop_key = ? AND status <> 'planned' AND modified_at > ?"
                                + " AND modified_at <= ? ORDER BY modified_at, tid LIMIT 500",
                        Long.class,
                        shop,
                        utc(since),
                        utc(until));
    }
}
