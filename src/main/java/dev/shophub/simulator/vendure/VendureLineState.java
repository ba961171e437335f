package dev.shophub.simulator.vendure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Lines and refunds of orders. */
final class VendureLineState extends VendureState {

    VendureLineState(State world) {
        super(world);
    }

    void addTo(String shop, List<Long> tids, Map<Long, ObjectNode> orders) {
        lines(shop, tids, orders);
        refunds(shop, tids, orders);
    }

    /** A cancelled line keeps the pieces that were placed; the order's total is lowered with it. */
    private void lines(String shop, List<Long> tids, Map<Long, ObjectNode> orders) {
        var where = new Where();
        where.and("l.shop_key = ?", shop);
        where.andIn("l.tid", tids);
        jdbc().query(
                        "SELECT l.*, (l.status = 'CLOSED' OR " + VendureOrderState.CANCELLED
                                + ") AS cancelled FROM sim_line l JOIN sim_order o ON o.shop_key = l.shop_key AND o.tid = l.tid"
                                + " WHERE " + where.sql() + " ORDER BY l.tid, l.position",
                        row -> {
                            var order = orders.get(row.getLong("tid"));
                            if (order != null) {
                                line(row, order);
                            }
                        },
                        where.arguments().toArray());
    }

    private static void line(ResultSet row, ObjectNode order) throws SQLException {
        boolean cancelled = row.getBoolean("cancelled");
        long share = minor(row.getBigDecimal("paid_share"));
        if (cancelled) {
            order.put("totalWithTax", Math.max(0, order.path("totalWithTax").asLong() - share));
        }
        ((ArrayNode) order.get("lines"))
                .addObject()
                .put("__typename", "OrderLine")
                .put("id", row.getString("oid"))
                .put("quantity", cancelled ? 0 : row.getLong("quantity"))
                .put("orderPlacedQuantity", row.getLong("quantity"))
                .put("unitPriceWithTax", minor(row.getBigDecimal("price")))
                .put("proratedLinePriceWithTax", cancelled ? 0 : share)
                .putObject("productVariant")
                .put("__typename", "ProductVariant")
                .put("id", VendureItemState.variant(row.getLong("item_id"), row.getLong("sku_id")))
                .put("sku", row.getString("code"))
                .put("name", row.getString("title"))
                .put("productId", row.getString("item_id"));
    }

    /** The platform knows no exchanges. */
    private void refunds(String shop, List<Long> tids, Map<Long, ObjectNode> orders) {
        var where = new Where();
        where.and("f.shop_key = ?", shop);
        where.and("f.status <> 'planned' AND f.kind <> 'exchange'");
        where.andIn("f.tid", tids);
        jdbc().query(
                        "SELECT f.* FROM sim_refund f WHERE " + where.sql() + " ORDER BY f.refund_id",
                        row -> {
                            var order = orders.get(row.getLong("tid"));
                            if (order != null) {
                                refund(row, (ArrayNode) order.at("/payments/0/refunds"));
                            }
                        },
                        where.arguments().toArray());
    }

    private static void refund(ResultSet row, ArrayNode refunds) throws SQLException {
        boolean freight = row.getString("kind").equals("shipping");
        long total = minor(row.getBigDecimal("amount"));
        var lines = refunds.addObject()
                .put("__typename", "Refund")
                .put("id", row.getString("refund_id"))
                .put("state", refundState(row.getString("status")))
                .put("total", total)
                .put("items", freight ? 0 : total)
                .put("shipping", freight ? total : 0)
                .put("adjustment", 0)
                .put("reason", row.getString("reason"))
                .put("createdAt", text(time(row, "created_at")))
                .put("updatedAt", text(time(row, "modified_at")))
                .putArray("lines");
        if (!freight) {
            lines.addObject()
                    .put("__typename", "RefundLine")
                    .put("orderLineId", row.getString("oid"))
                    .put("quantity", row.getLong("quantity"));
        }
    }

    private static String refundState(String status) {
        return switch (status) {
            case "SUCCESS" -> "Settled";
            case "CLOSED", "SELLER_REFUSE_BUYER" -> "Failed";
            default -> "Pending";
        };
    }
}
