package dev.shophub.simulator.vendure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.State;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Orders with all that belongs to them. */
final class VendureOrderState extends VendureState {

    static final String CANCELLED = "o.status IN ('CLOSED', 'CLOSED_UNPAID')";

    /** An order is had once money is promised: an unpaid one here is one whose payment is authorised and not taken. */
    private static final String STATE =
            """
            CASE
              WHEN %s THEN 'Cancelled'
              WHEN o.status = 'COMPLETED' THEN 'Delivered'
              WHEN o.status = 'SHIPPED' THEN 'Shipped'
              WHEN o.status = 'PARTLY_SHIPPED' THEN 'PartiallyShipped'
              WHEN o.kind = 'step' AND o.status = 'PAID' AND o.step_status <> 'ALL_PAID' THEN 'ArrangingAdditionalPayment'
              WHEN o.status = 'UNPAID' AND o.kind <> 'cod' THEN 'PaymentAuthorized'
              WHEN o.status = 'FORBIDDEN' THEN 'Modifying'
              ELSE 'PaymentSettled'
            END"""
                    .formatted(CANCELLED);

    /** Neither payment nor shipment nor arrival moves it. */
    private static final String UPDATED =
            """
            IF(NOT %s AND (o.modified_at <=> o.paid_at OR o.modified_at <=> o.shipped_at OR o.modified_at <=> o.completed_at),
              o.created_at, o.modified_at)"""
                    .formatted(CANCELLED);

    /** An order that is none any more is no cart: of carts this world knows nothing. */
    private static final Map<String, String> COLUMNS = Map.of(
            "id", "o.tid",
            "active", "FALSE",
            "state", STATE,
            "orderPlacedAt", "o.created_at",
            "updatedAt", UPDATED);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String currency;
    private final VendureLineState lines;
    private final VendureParcelState parcels;

    VendureOrderState(State world, String currency) {
        super(world);
        this.currency = currency;
        this.lines = new VendureLineState(world);
        this.parcels = new VendureParcelState(world);
    }

    ObjectNode list(String shop, JsonNode options) {
        var asked = Options.of(options, COLUMNS);
        var where = where(shop, asked);
        var tids = jdbc().queryForList(
                        "SELECT o.tid FROM sim_order o WHERE " + where.sql() + " ORDER BY " + asked.sort()
                                + " LIMIT ? OFFSET ?",
                        Long.class,
                        where.with(asked.take(), asked.skip()));
        var list = JsonNodeFactory.instance.objectNode().put("__typename", "OrderList");
        list.put("totalItems", count("sim_order o WHERE " + where.sql(), where.arguments()));
        list.putArray("items").addAll(orders(shop, tids).values());
        return list;
    }

    Optional<ObjectNode> order(String shop, long tid) {
        return Optional.ofNullable(orders(shop, List.of(tid)).get(tid));
    }

    /** The order at this place of the list is changed. */
    void touch(String shop, JsonNode options, long place, Instant now) {
        var asked = Options.of(options, COLUMNS);
        var where = where(shop, asked);
        jdbc().queryForList(
                        "SELECT o.tid FROM sim_order o WHERE " + where.sql() + " ORDER BY " + asked.sort()
                                + " LIMIT 1 OFFSET ?",
                        Long.class,
                        where.with(place))
                .forEach(tid -> jdbc().update(
                                "UPDATE sim_order SET modified_at = GREATEST(modified_at, ?) WHERE shop_key = ? AND tid = ?",
                                utc(now),
                                shop,
                                tid));
    }

    private static Where where(String shop, Options asked) {
        var where = new Where();
        where.and("o.shop_key = ?", shop);
        where.and("o.status <> 'planned'");
        filter(asked.filter(), COLUMNS, where);
        return where;
    }

    /** Whole, in the order of these ids. */
    private Map<Long, ObjectNode> orders(String shop, List<Long> tids) {
        var orders = new LinkedHashMap<Long, ObjectNode>();
        if (tids.isEmpty()) {
            return orders;
        }
        tids.forEach(tid -> orders.put(tid, null));
        var where = new Where();
        where.and("o.shop_key = ?", shop);
        where.and("o.status <> 'planned'");
        where.andIn("o.tid", tids);
        jdbc().query(
                        "SELECT o.*, " + STATE + " AS state, " + UPDATED + " AS updated_at FROM sim_order o WHERE "
                                + where.sql(),
                        row -> {
                            orders.put(row.getLong("tid"), order(row));
                        },
                        where.arguments().toArray());
        orders.values().removeIf(order -> order == null);
        lines.addTo(shop, tids, orders);
        parcels.addTo(shop, tids, orders);
        return orders;
    }

    private ObjectNode order(ResultSet row) throws SQLException {
        var state = row.getString("state");
        boolean cancelled = state.equals("Cancelled");
        var created = time(row, "created_at");
        var order = JsonNodeFactory.instance
                .objectNode()
                .put("__typename", "Order")
                .put("id", row.getString("tid"))
                .put("code", "V" + Long.toString(row.getLong("tid"), 36).toUpperCase(Locale.ROOT))
                .put("type", "Regular")
                .put("state", state)
                .put("active", false)
                .put("createdAt", text(created))
                .put("updatedAt", text(time(row, "updated_at")))
                .put("orderPlacedAt", text(created))
                .put("currencyCode", currency)
                .put("shippingWithTax", cancelled ? 0 : minor(row.getBigDecimal("freight")))
                .put("totalWithTax", cancelled ? 0 : minor(row.getBigDecimal("payment")));
        if (row.getString("buyer").isEmpty()) {
            order.putNull("customer");
        } else {
            order.putObject("customer")
                    .put("__typename", "Customer")
                    .put("id", row.getString("buyer"))
                    .put("firstName", row.getString("buyer_nick"))
                    .put("lastName", "");
        }
        order.set("shippingAddress", address(row.getString("receiver")));
        order.putArray("lines");
        order.putArray("fulfillments");
        payment(order, row, state, created);
        return order;
    }

    private static void payment(ObjectNode order, ResultSet row, String state, Instant created) throws SQLException {
        var waits = List.of("PaymentAuthorized", "ArrangingAdditionalPayment").contains(state);
        var paid = optionalTime(row, "paid_at");
        order.putArray("payments")
                .addObject()
                .put("__typename", "Payment")
                .put("id", row.getString("tid"))
                .put(
                        "state",
                        waits
                                ? "Authorized"
                                : row.getString("status").equals("CLOSED_UNPAID") ? "Cancelled" : "Settled")
                .put("amount", minor(row.getBigDecimal("payment")))
                .put("method", "standard-payment")
                .put("createdAt", text(created))
                .put("updatedAt", text(waits ? created : paid.orElse(created)))
                .putArray("refunds");
    }

    private static ObjectNode address(String receiver) {
        try {
            var known = JSON.readTree(receiver);
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("__typename", "OrderAddress")
                    .put("fullName", known.path("name").asText(""))
                    .put("phoneNumber", known.path("mobile").asText(""))
                    .put("province", known.path("state").asText(""))
                    .put("city", known.path("city").asText(""))
                    .put("streetLine1", known.path("address").asText(""))
                    .put("streetLine2", known.path("district").asText(""))
                    .put("postalCode", known.path("zip").asText(""))
                    .put("countryCode", "CN");
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A simulated order's receiver is not JSON");
        }
    }

    /** @return the fulfilment as it now is, or the error's result */
    ObjectNode pack(String shop, JsonNode input, Instant now) {
        return parcels.pack(shop, input, now);
    }

    /** @return the fulfilment as it now is, or the error's result */
    ObjectNode move(String shop, String id, String state, Instant now) {
        return parcels.move(shop, id, state, now);
    }

    static BigDecimal major(long minor) {
        return BigDecimal.valueOf(minor, 2);
    }
}
