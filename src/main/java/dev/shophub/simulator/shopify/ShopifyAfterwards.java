package dev.shophub.simulator.shopify;

import dev.shophub.simulator.shopify.ShopifyRows.Line;
import dev.shophub.simulator.shopify.ShopifyRows.Order;
import dev.shophub.simulator.shopify.ShopifyRows.Refund;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What follows an order, as the platform shows it: what is to be sent, parcels, refunds. */
final class ShopifyAfterwards {

    private static final Set<String> FAILED = Set.of("CLOSED", "SELLER_REFUSE_BUYER");
    private static final Duration DELIVERY = Duration.ofDays(1);

    private ShopifyAfterwards() {}

    static List<Map<String, Object>> fulfillments(Order order, Map<String, Object> node) {
        var all = new ArrayList<Map<String, Object>>();
        for (var parcel : order.parcels()) {
            var pieces = new LinkedHashMap<Long, Long>();
            parcel.pieces().forEach(piece -> pieces.put(piece.line(), piece.quantity()));
            all.add(fulfillment(parcel.id(), parcel.created(), parcel.company(), parcel.number(), pieces, order, node));
        }
        // What left otherwise, by its parcel's number: a person or the trade itself sent it.
        var otherwise = new LinkedHashMap<String, Map<Long, Long>>();
        order.lines().stream()
                .filter(Line::hasLeft)
                .filter(line -> order.parcels().stream()
                        .flatMap(parcel -> parcel.pieces().stream())
                        .noneMatch(piece -> piece.line() == line.id()))
                .forEach(line -> otherwise
                        .computeIfAbsent(line.carrier() + "\n" + line.tracking(), number -> new LinkedHashMap<>())
                        .put(line.id(), line.quantity()));
        otherwise.forEach((number, pieces) -> {
            var words = number.split("\n", -1);
            all.add(fulfillment(
                    pieces.keySet().iterator().next(),
                    order.shipped().orElse(order.modified()),
                    words[0],
                    words[1],
                    pieces,
                    order,
                    node));
        });
        return all;
    }

    private static Map<String, Object> fulfillment(
            long id,
            Instant created,
            String company,
            String number,
            Map<Long, Long> pieces,
            Order order,
            Map<String, Object> orderNode) {
        var node = ShopifyOrders.node("Fulfillment", id);
        node.put("status", "SUCCESS");
        node.put("createdAt", ShopifyTime.text(created));
        node.put("updatedAt", ShopifyTime.text(created));
        node.put(
                "deliveredAt",
                order.status().equals("COMPLETED")
                        ? order.completed()
                                .map(at -> at.minus(DELIVERY).isBefore(created) ? at : at.minus(DELIVERY))
                                .map(ShopifyTime::text)
                                .orElse(null)
                        : null);
        var tracking = new LinkedHashMap<String, Object>();
        tracking.put("number", number.isEmpty() ? null : number);
        tracking.put("company", company.isEmpty() ? null : company);
        node.put("trackingInfo", List.of(tracking));
        var rows = new ArrayList<Map<String, Object>>();
        pieces.forEach((line, quantity) -> {
            var row = ShopifyOrders.node("FulfillmentLineItem", line);
            row.put("quantity", quantity);
            row.put("lineItem", lineOf(orderNode, line));
            rows.add(row);
        });
        node.put("fulfillmentLineItems", rows);
        return node;
    }

    static Map<String, Object> refund(Refund refund, Map<String, Object> order, ShopifyMoney.Purse purse) {
        var node = ShopifyOrders.node("Refund", refund.id());
        node.put("createdAt", ShopifyTime.text(refund.created()));
        node.put("updatedAt", ShopifyTime.text(refund.modified()));
        node.put("note", refund.reason());
        node.put("totalRefundedSet", purse.bag(refund.amount()));
        var transaction = ShopifyOrders.node("OrderTransaction", refund.id());
        transaction.put("kind", "REFUND");
        transaction.put(
                "status", refund.paidBack() ? "SUCCESS" : FAILED.contains(refund.status()) ? "FAILURE" : "PENDING");
        transaction.put("amountSet", purse.bag(refund.amount()));
        // Goods against goods move no money; while that is open something has to say so.
        boolean moves = refund.amount().signum() > 0 || !refund.paidBack();
        node.put("transactions", moves ? List.of(transaction) : List.of());
        var line = ShopifyOrders.node("RefundLineItem", refund.id());
        line.put("quantity", refund.quantity());
        line.put("restockType", refund.kind().equals("undelivered") ? "CANCEL" : "RETURN");
        line.put("subtotalSet", purse.bag(refund.amount()));
        line.put("totalTaxSet", purse.bag(BigDecimal.ZERO));
        line.put("lineItem", lineOf(order, refund.line()));
        boolean ofGoods = ShopifyOrders.GOODS_BACK.contains(refund.kind())
                || refund.kind().equals("exchange");
        node.put("refundLineItems", ofGoods && line.get("lineItem") != null ? List.of(line) : List.of());
        var freight = ShopifyOrders.node("RefundShippingLine", refund.id());
        freight.put("subtotalAmountSet", purse.bag(refund.amount()));
        freight.put("taxAmountSet", purse.bag(BigDecimal.ZERO));
        node.put("refundShippingLines", refund.kind().equals("shipping") ? List.of(freight) : List.of());
        return node;
    }

    /** One order to ship: all goods lie at one place. */
    static List<Map<String, Object>> toShip(Order order, Map<String, Object> orderNode) {
        var rows = new ArrayList<Map<String, Object>>();
        long left = 0;
        for (var line : order.lines()) {
            long remaining = Math.max(0, ShopifyOrders.current(order, line) - ShopifyOrders.sent(order, line));
            var row = ShopifyOrders.node("FulfillmentOrderLineItem", line.id());
            row.put("totalQuantity", line.quantity());
            row.put("remainingQuantity", remaining);
            row.put("lineItem", lineOf(orderNode, line.id()));
            rows.add(row);
            left += remaining;
        }
        var node = ShopifyOrders.node("FulfillmentOrder", order.id());
        node.put(
                "status",
                ShopifyOrders.CANCELLED.contains(order.status())
                        ? "CANCELLED"
                        : left == 0
                                ? "CLOSED"
                                : order.status().equals("FORBIDDEN")
                                        ? "ON_HOLD"
                                        : order.status().equals("PARTLY_SHIPPED") ? "IN_PROGRESS" : "OPEN");
        node.put("requestStatus", "UNSUBMITTED");
        node.put("orderId", ShopifyIds.gid("Order", order.id()));
        node.put("assignedLocation", Map.of("name", "Main", "location", ShopifyItems.location()));
        node.put("lineItems", rows);
        return List.of(node);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> lineOf(Map<String, Object> order, long line) {
        var id = ShopifyIds.gid("LineItem", line);
        return ((List<Map<String, Object>>) order.get("lineItems"))
                .stream().filter(node -> node.get("id").equals(id)).findFirst().orElse(null);
    }
}
