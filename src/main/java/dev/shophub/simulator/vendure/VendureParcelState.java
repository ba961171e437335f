package dev.shophub.simulator.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.State;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Fulfilments: those that were told, and one an order for what the trade has shipped by itself. */
final class VendureParcelState extends VendureState {

    private static final Set<String> SHIPPABLE = Set.of("PAID", "PARTLY_SHIPPED", "SHIPPED");
    private static final Map<String, Set<String>> MOVES =
            Map.of("Pending", Set.of("Shipped", "Delivered", "Cancelled"), "Shipped", Set.of("Delivered", "Cancelled"));

    VendureParcelState(State world) {
        super(world);
    }

    void addTo(String shop, List<Long> tids, Map<Long, ObjectNode> orders) {
        told(shop, tids, orders);
        shipped(shop, tids, orders);
    }

    private void told(String shop, List<Long> tids, Map<Long, ObjectNode> orders) {
        var where = new Where();
        where.and("f.shop_key = ?", shop);
        where.andIn("f.tid", tids);
        var byId = new LinkedHashMap<Long, ObjectNode>();
        jdbc().query(
                        "SELECT f.*, IF(o.status = 'COMPLETED', 'Delivered', f.state) AS shown,"
                                + " IF(o.status = 'COMPLETED', GREATEST(f.updated_at, o.completed_at), f.updated_at) AS moved,"
                                + " p.oid, p.quantity FROM sim_vendure_fulfillment f"
                                + " JOIN sim_vendure_piece p ON p.fulfillment_id = f.fulfillment_id"
                                + " JOIN sim_order o ON o.shop_key = f.shop_key AND o.tid = f.tid WHERE " + where.sql()
                                + " ORDER BY f.fulfillment_id, p.oid",
                        row -> {
                            var order = orders.get(row.getLong("tid"));
                            if (order != null) {
                                var parcel = byId.get(row.getLong("fulfillment_id"));
                                if (parcel == null) {
                                    parcel = fulfilment(
                                            order,
                                            row.getString("fulfillment_id"),
                                            row.getString("shown"),
                                            row.getString("method"),
                                            row.getString("tracking"),
                                            time(row, "created_at"),
                                            time(row, "moved"));
                                    byId.put(row.getLong("fulfillment_id"), parcel);
                                }
                                piece(parcel, row.getString("oid"), row.getLong("quantity"));
                            }
                        },
                        where.arguments().toArray());
    }

    /** It bears the order's number: the ids of those that were told are small. */
    private void shipped(String shop, List<Long> tids, Map<Long, ObjectNode> orders) {
        var where = new Where();
        where.and("l.shop_key = ?", shop);
        where.and("l.status IN ('SHIPPED', 'COMPLETED')");
        where.and("o.status NOT IN ('CLOSED', 'CLOSED_UNPAID')");
        where.and("NOT EXISTS (SELECT 1 FROM sim_vendure_piece p WHERE p.oid = l.oid)");
        where.andIn("l.tid", tids);
        var byOrder = new LinkedHashMap<Long, ObjectNode>();
        jdbc().query(
                        "SELECT l.tid, l.oid, l.quantity, l.carrier, l.tracking, o.status,"
                                + " COALESCE(o.shipped_at, o.modified_at) AS packed,"
                                + " COALESCE(IF(o.status = 'COMPLETED', o.completed_at, NULL), o.shipped_at, o.modified_at) AS moved"
                                + " FROM sim_line l JOIN sim_order o ON o.shop_key = l.shop_key AND o.tid = l.tid WHERE "
                                + where.sql() + " ORDER BY l.tid, l.position",
                        row -> {
                            var order = orders.get(row.getLong("tid"));
                            if (order != null) {
                                var parcel = byOrder.get(row.getLong("tid"));
                                if (parcel == null) {
                                    parcel = fulfilment(
                                            order,
                                            row.getString("tid"),
                                            row.getString("status").equals("COMPLETED") ? "Delivered" : "Shipped",
                                            row.getString("carrier"),
                                            row.getString("tracking"),
                                            time(row, "packed"),
                                            time(row, "moved"));
                                    byOrder.put(row.getLong("tid"), parcel);
                                }
                                piece(parcel, row.getString("oid"), row.getLong("quantity"));
                            }
                        },
                        where.arguments().toArray());
    }

    private static ObjectNode fulfilment(
            ObjectNode order, String id, String state, String method, String tracking, Instant created, Instant moved) {
        var parcel = ((ArrayNode) order.get("fulfillments"))
                .addObject()
                .put("__typename", "Fulfillment")
                .put("id", id)
                .put("state", state)
                .put("method", method)
                .put("trackingCode", tracking)
                .put("createdAt", text(created))
                .put("updatedAt", text(moved));
        parcel.putArray("lines");
        return parcel;
    }

    private static void piece(ObjectNode parcel, String oid, long quantity) {
        ((ArrayNode) parcel.get("lines"))
                .addObject()
                .put("__typename", "FulfillmentLine")
                .put("orderLineId", oid)
                .put("quantity", quantity);
    }

    ObjectNode pack(String shop, JsonNode input, Instant now) {
        var pieces = new LinkedHashMap<Long, Long>();
        for (var line : input.path("lines")) {
            var id = line.path("orderLineId").asText("");
            pieces.merge(
                    number(id)
                            .filter(oid -> orderOf(shop, oid).isPresent())
                            .orElseThrow(() -> VendureRefusal.gone("OrderLine", id)),
                    line.path("quantity").asLong(),
                    Long::sum);
        }
        var tids = new HashSet<Long>();
        pieces.keySet().forEach(oid -> tids.add(orderOf(shop, oid).orElseThrow()));
        if (tids.size() != 1) {
            return VendureRefusal.result(
                    "EmptyOrderLineSelectionError", "EMPTY_ORDER_LINE_SELECTION_ERROR", "No lines");
        }
        if (pieces.entrySet().stream().anyMatch(piece -> piece.getValue() > left(piece.getKey()))) {
            return VendureRefusal.result(
                    "ItemsAlreadyFulfilledError",
                    "ITEMS_ALREADY_FULFILLED_ERROR",
                    "One or more OrderItems are already part of a Fulfillment");
        }
        return packed(
                shop, tids.iterator().next(), pieces, input.path("handler").path("arguments"), now);
    }

    private ObjectNode packed(String shop, long tid, Map<Long, Long> pieces, JsonNode arguments, Instant now) {
        var key = new GeneratedKeyHolder();
        jdbc().update(
                        connection -> {
                            var insert = connection.prepareStatement(
                                    "INSERT INTO sim_vendure_fulfillment (shop_key, tid, state, method, tracking, created_at,"
                                            + " updated_at) VALUES (?, ?, 'Pending', ?, ?, ?, ?)",
                                    Statement.RETURN_GENERATED_KEYS);
                            insert.setString(1, shop);
                            insert.setLong(2, tid);
                            insert.setString(3, argument(arguments, "method"));
                            insert.setString(4, argument(arguments, "trackingCode"));
                            insert.setObject(5, utc(now));
                            insert.setObject(6, utc(now));
                            return insert;
                        },
                        key);
        long id = Optional.ofNullable(key.getKey()).map(Number::longValue).orElseThrow();
        pieces.forEach((oid, quantity) -> jdbc().update(
                        "INSERT INTO sim_vendure_piece (fulfillment_id, oid, quantity) VALUES (?, ?, ?)",
                        id,
                        oid,
                        quantity));
        return shown(id, "Pending");
    }

    private static String argument(JsonNode arguments, String name) {
        for (var argument : arguments) {
            if (argument.path("name").asText().equals(name)) {
                return argument.path("value").asText("");
            }
        }
        return "";
    }

    /** The order moves along by itself, its time of change stands still. */
    ObjectNode move(String shop, String id, String state, Instant now) {
        var found = number(id).map(number -> jdbc().queryForList(
                        "SELECT state, tid FROM sim_vendure_fulfillment WHERE shop_key = ? AND fulfillment_id = ?",
                        shop,
                        number));
        if (found.isEmpty() || found.get().isEmpty()) {
            throw VendureRefusal.gone("Fulfillment", id);
        }
        var row = found.get().get(0);
        if (!MOVES.getOrDefault(row.get("state").toString(), Set.of()).contains(state)) {
            return VendureRefusal.result(
                    "FulfillmentStateTransitionError", "FULFILLMENT_STATE_TRANSITION_ERROR", "Cannot transition");
        }
        jdbc().update(
                        "UPDATE sim_vendure_fulfillment SET state = ?, updated_at = ? WHERE fulfillment_id = ?",
                        state,
                        utc(now),
                        id);
        if (state.equals("Shipped")) {
            sent(shop, Long.parseLong(row.get("tid").toString()), Long.parseLong(id), now);
        }
        return shown(Long.parseLong(id), state);
    }

    private void sent(String shop, long tid, long id, Instant now) {
        jdbc().update(
                        "UPDATE sim_line l JOIN sim_vendure_piece p ON p.oid = l.oid AND p.fulfillment_id = ?"
                                + " JOIN sim_vendure_fulfillment f ON f.fulfillment_id = p.fulfillment_id"
                                + " SET l.carrier = f.method, l.tracking = f.tracking WHERE l.shop_key = ?",
                        id,
                        shop);
        var lines = new ArrayList<Long>(jdbc().queryForList(
                        "SELECT oid FROM sim_line WHERE shop_key = ? AND tid = ? AND status <> 'CLOSED'",
                        Long.class,
                        shop,
                        tid));
        var whole = lines.stream().filter(oid -> left(oid) == 0).toList();
        whole.forEach(oid ->
                jdbc().update("UPDATE sim_line SET status = 'SHIPPED' WHERE shop_key = ? AND oid = ?", shop, oid));
        jdbc().update(
                        "UPDATE sim_order SET status = ?, shipped_at = ?, modified_at = ? WHERE shop_key = ? AND tid = ?",
                        whole.size() == lines.size() ? "SHIPPED" : "PARTLY_SHIPPED",
                        utc(now),
                        utc(now),
                        shop,
                        tid);
    }

    private static ObjectNode shown(long id, String state) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("__typename", "Fulfillment")
                .put("id", Long.toString(id))
                .put("state", state);
    }

    /** Of an order that lets things be shipped. */
    private Optional<Long> orderOf(String shop, long oid) {
        return jdbc()
                .queryForList("SELECT tid FROM sim_line WHERE shop_key = ? AND oid = ?", Long.class, shop, oid)
                .stream()
                .findFirst();
    }

    /** Pieces of the line that are in no parcel; none where the order does not let it be sent. */
    private long left(long oid) {
        return jdbc()
                .query(
                        "SELECT o.status, o.kind, l.status AS line, l.quantity - COALESCE((SELECT SUM(p.quantity) FROM"
                                + " sim_vendure_piece p JOIN sim_vendure_fulfillment f ON f.fulfillment_id = p.fulfillment_id"
                                + " WHERE p.oid = l.oid AND f.state <> 'Cancelled'), 0) AS pieces, EXISTS (SELECT 1 FROM"
                                + " sim_vendure_piece q WHERE q.oid = l.oid) AS told FROM sim_line l"
                                + " JOIN sim_order o ON o.shop_key = l.shop_key AND o.tid = l.tid WHERE l.oid = ?",
                        (row, number) -> {
                            boolean cod = row.getString("kind").equals("cod")
                                    && row.getString("status").equals("UNPAID");
                            boolean open = cod || SHIPPABLE.contains(row.getString("status"));
                            boolean gone = !row.getBoolean("told")
                                    && Set.of("SHIPPED", "COMPLETED", "CLOSED").contains(row.getString("line"));
                            return !open || gone ? 0L : Math.max(0, row.getLong("pieces"));
                        },
                        oid)
                .stream()
                .findFirst()
                .orElse(0L);
    }
}
