package dev.shophub.simulator.acme;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Paging;
import dev.shophub.simulator.stage.PlatformState;
import dev.shophub.simulator.stage.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Orders and their lines, as Acme tells them. */
final class AcmeOrderState extends PlatformState {

    private static final String STATE = "CASE o.status WHEN 'UNPAID' THEN 'new' WHEN 'PAID' THEN 'to-ship'"
            + " WHEN 'FORBIDDEN' THEN 'to-ship' WHEN 'PARTLY_SHIPPED' THEN 'part-shipped' WHEN 'SHIPPED' THEN 'shipped'"
            + " WHEN 'COMPLETED' THEN 'done' ELSE 'ended' END";

    private static final String ORDERS = "SELECT o.tid, " + STATE
            + " AS state, o.created_at, o.modified_at, o.paid_at, o.completed_at, o.payment, o.freight, o.buyer, JSON_VALUE(o.receiver, '$.state') AS region FROM sim_order o WHERE ";

    AcmeOrderState(State world) {
        super(world);
    }

    /** Orders modified in a span, its end excluded. */
    record Asked(String shop, Instant from, Instant to, Instant oldestShown) {}

    Slice<ObjectNode> list(Asked asked, Paging paging) {
        var where = where(asked);
        var rows = jdbc().query(
                        ORDERS + where.sql() + " ORDER BY o.modified_at, o.tid LIMIT ? OFFSET ?",
                        (row, number) -> order(asked.shop(), row),
                        where.with(paging.size() + 1, paging.offset()));
        return slice(rows, paging, () -> count("sim_order o WHERE " + where.sql(), where.arguments()));
    }

    /** Those of these orders that there are. */
    List<ObjectNode> find(String shop, List<String> ids) {
        return ids.stream()
                .flatMap(id -> jdbc()
                        .query(
                                ORDERS + "o.shop_key = ? AND o.status <> 'planned' AND o.tid = ?",
                                (row, number) -> order(shop, row),
                                shop,
                                id)
                        .stream())
                .toList();
    }

    /** The order at this place of the list is modified. */
    void touch(Asked asked, long place, Instant now) {
        var where = where(asked);
        jdbc().queryForList(
                        "SELECT o.tid FROM sim_order o WHERE " + where.sql()
                                + " ORDER BY o.modified_at, o.tid LIMIT 1 OFFSET ?",
                        Long.class,
                        where.with(place))
                .forEach(tid -> jdbc().update(
                                "UPDATE sim_order SET modified_at = GREATEST(modified_at, ?) WHERE shop_key = ? AND tid = ?",
                                utc(now),
                                asked.shop(),
                                tid));
    }

    private static Where where(Asked asked) {
        var where = new Where();
        where.and("o.shop_key = ?", asked.shop());
        where.and("o.status <> 'planned'");
        where.and("o.modified_at >= ? AND o.modified_at < ?", utc(asked.from()), utc(asked.to()));
        where.and("o.created_at >= ?", utc(asked.oldestShown()));
        return where;
    }

    private ObjectNode order(String shop, ResultSet row) throws SQLException {
        var order = JsonNodeFactory.instance
                .objectNode()
                .put("id", row.getLong("tid"))
                .put("state", row.getString("state"))
                .put("placed", time(row, "created_at").toString())
                .put("changed", time(row, "modified_at").toString())
                .put("total", row.getString("payment"))
                .put("freight", row.getString("freight"))
                .put("currency", "CNY")
                .put("buyer", row.getString("buyer"))
                .put("region", row.getString("region"));
        optionalTime(row, "paid_at").ifPresent(at -> order.put("paid", at.toString()));
        optionalTime(row, "completed_at").ifPresent(at -> order.put("done", at.toString()));
        var lines = order.putArray("lines");
        jdbc().query(
                        "SELECT oid, item_id, code, title, quantity, price FROM sim_line WHERE shop_key = ? AND tid = ?"
                                + " ORDER BY position",
                        line -> {
                            lines.addObject()
                                    .put("line", line.getLong("oid"))
                                    .put("item", line.getLong("item_id"))
                                    .put("code", line.getString("code"))
                                    .put("title", line.getString("title"))
                                    .put("pieces", line.getLong("quantity"))
                                    .put("price", line.getString("price"));
                        },
                        shop,
                        row.getLong("tid"));
        return order;
    }
}
