package dev.shophub.simulator.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** Orders of the simulators' tables as the platform shows them: the trade's states in its two words, money twice. */
final class ShopifyOrders {

    static final String CASH = "Cash on Delivery (COD)";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> CANCELLED = Set.of("CLOSED", "CLOSED_UNPAID");
    private static final Set<String> GOODS_BACK = Set.of("return", "undelivered");
    private static final Set<String> FAILED = Set.of("CLOSED", "SELLER_REFUSE_BUYER");
    private static final Duration DELIVERY = Duration.ofDays(1);

    private final ShopifyMoney money;

    ShopifyOrders(ShopifyMoney money) {
        this.money = money;
    }

    /** Everything a document may ask of an order; lists as plain lists. */
    Map<String, Object> order(Order order, ShopifyCall call) {
        var purse = money.of(order.id());
        var node = node("Order", order.id());
        boolean cancelled = CANCELLED.contains(order.status());
        var ended = order.completed().map(ShopifyTime::text).orElse(null);
        node.put("name", "#" + Math.floorMod(order.id(), 1_000_000));
        node.put("createdAt", ShopifyTime.text(order.created()));
        node.put("processedAt", ShopifyTime.text(order.created()));
        node.put("updatedAt", ShopifyTime.text(order.modified()));
        node.put("closedAt", order.status().equals("COMPLETED") ? ended : null);
        node.put("cancelledAt", cancelled ? ended == null ? ShopifyTime.text(order.modified()) : ended : null);
        node.put("cancelReason", cancelled ? "CUSTOMER" : null);
        node.put("displayFinancialStatus", financial(order));
        node.put("displayFulfillmentStatus", fulfilment(order));
        node.put("currencyCode", purse.shop());
        node.put("presentmentCurrencyCode", purse.presentment());
        node.put("test", false);
        node.put("sourceName", "web");
        node.put("note", order.message().isEmpty() ? null : order.message());
        node.put("tags", order.memo().isEmpty() ? List.of() : List.of(order.memo()));
        node.put("taxesIncluded", true);
        node.put("paymentGatewayNames", List.of(gateway(order)));
        node.put("totalPriceSet", purse.bag(order.payment()));
        node.put(
                "subtotalPriceSet",
                purse.bag(order.payment().subtract(order.freight()).max(BigDecimal.ZERO)));
        node.put("totalShippingPriceSet", purse.bag(order.freight()));
        node.put("totalDiscountsSet", purse.bag(order.discount()));
        node.put("totalTaxSet", purse.bag(BigDecimal.ZERO));
        node.put("customer", customer(order, call));
        node.put("shippingAddress", call.withheld() ? null : address(order));
        node.put("transactions", transactions(order, purse));
        node.put(
                "lineItems",
                order.lines().stream().map(line -> line(order, line, purse)).toList());
        node.put("fulfillments", fulfillments(order, node));
        node.put(
                "refunds",
                order.refunds().stream()
                        .map(refund -> refund(refund, node, purse))
                        .toList());
        node.put("fulfillmentOrders", toShip(order, node));
        return node;
    }

    private static String gateway(Order order) {
        return order.kind().equals("cod") ? CASH : "shopify_payments";
    }

    private static String financial(Order order) {
        if (order.status().equals("CLOSED_UNPAID")) {
            return "VOIDED";
        }
        if (order.kind().equals("step")
                && !order.stepStatus().equals("ALL_PAID")
                && !order.status().equals("CLOSED")) {
            return order.stepStatus().equals("FRONT_PAID") ? "PARTIALLY_PAID" : "PENDING";
        }
        boolean cash = order.kind().equals("cod") && !order.status().equals("COMPLETED");
        if (order.status().equals("UNPAID") || cash && !order.status().equals("CLOSED")) {
            return "PENDING";
        }
        var back = order.refunds().stream()
                .filter(Refund::paidBack)
                .map(Refund::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (back.signum() == 0) {
            return order.status().equals("CLOSED") ? "REFUNDED" : "PAID";
        }
        return back.compareTo(order.payment()) < 0 ? "PARTIALLY_REFUNDED" : "REFUNDED";
    }

    private static String fulfilment(Order order) {
        return switch (order.status()) {
            case "FORBIDDEN" -> "ON_HOLD";
            case "PARTLY_SHIPPED" -> "PARTIALLY_FULFILLED";
            case "SHIPPED", "COMPLETED" -> "FULFILLED";
            default -> "UNFULFILLED";
        };
    }

    private static Map<String, Object> customer(Order order, ShopifyCall call) {
        if (order.buyer().isEmpty()) {
            return null;
        }
        var customer = new LinkedHashMap<String, Object>();
        customer.put("id", "gid://shopify/Customer/" + order.buyer());
        customer.put("displayName", call.withheld() ? "" : order.buyerNick());
        return customer;
    }

    private static Map<String, Object> address(Order order) {
        var receiver = receiver(order);
        var address = new LinkedHashMap<String, Object>();
        address.put("name", receiver.path("name").asText(""));
        address.put("phone", receiver.path("mobile").asText(""));
        address.put("province", receiver.path("state").asText(""));
        address.put("city", receiver.path("city").asText(""));
        address.put("address1", receiver.path("address").asText(""));
        address.put("address2", receiver.path("district").asText(""));
        address.put("zip", receiver.path("zip").asText(""));
        address.put("country", "China");
        address.put("countryCodeV2", "CN");
        return address;
    }

    private static JsonNode receiver(Order order) {
        try {
            return JSON.readTree(order.receiver());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A simulated order's receiver is not JSON (order=" + order.id() + ")");
        }
    }

    private static List<Map<String, Object>> transactions(Order order, ShopifyMoney.Purse purse) {
        if (order.paid().isEmpty()) {
            return List.of();
        }
        var payment = node("OrderTransaction", order.id());
        payment.put("kind", "SALE");
        payment.put("status", "SUCCESS");
        payment.put("gateway", gateway(order));
        payment.put("processedAt", ShopifyTime.text(order.paid().get()));
        payment.put("amountSet", purse.bag(order.payment()));
        return List.of(payment);
    }

    private static Map<String, Object> line(Order order, Line line, ShopifyMoney.Purse purse) {
        var node = node("LineItem", line.id());
        long current = current(order, line);
        node.put("title", line.title());
        node.put("name", line.title());
        node.put("variantTitle", line.variantName().isEmpty() ? null : line.variantName());
        node.put("sku", line.code());
        node.put("quantity", line.quantity());
        node.put("currentQuantity", current);
        node.put("unfulfilledQuantity", Math.max(0, current - sent(order, line)));
        node.put("originalUnitPriceSet", purse.bag(line.price()));
        node.put("discountedTotalSet", purse.bag(line.paid()));
        node.put(
                "totalDiscountSet",
                purse.bag(line.price()
                        .multiply(BigDecimal.valueOf(line.quantity()))
                        .subtract(line.paid())
                        .max(BigDecimal.ZERO)));
        node.put("variant", line.variant() == 0 ? null : node("ProductVariant", line.variant()));
        node.put("product", line.item() == 0 ? null : node("Product", line.item()));
        return node;
    }

    /** Pieces that are still the buyer's. */
    static long current(Order order, Line line) {
        if (line.status().equals("CLOSED")) {
            return 0;
        }
        long back = order.refunds().stream()
                .filter(refund -> refund.line() == line.id() && refund.paidBack())
                .filter(refund -> GOODS_BACK.contains(refund.kind()))
                .mapToLong(Refund::quantity)
                .sum();
        return Math.max(0, line.quantity() - back);
    }

    /** Pieces that have left, whoever told of them. */
    static long sent(Order order, Line line) {
        long told = order.parcels().stream()
                .flatMap(parcel -> parcel.pieces().stream())
                .filter(piece -> piece.line() == line.id())
                .mapToLong(ShopifyRows.Piece::quantity)
                .sum();
        return line.hasLeft() ? line.quantity() : told;
    }

    private static List<Map<String, Object>> fulfillments(Order order, Map<String, Object> node) {
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
        var node = node("Fulfillment", id);
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
            var row = node("FulfillmentLineItem", line);
            row.put("quantity", quantity);
            row.put("lineItem", lineOf(orderNode, line));
            rows.add(row);
        });
        node.put("fulfillmentLineItems", rows);
        return node;
    }

    private static Map<String, Object> refund(Refund refund, Map<String, Object> order, ShopifyMoney.Purse purse) {
        var node = node("Refund", refund.id());
        node.put("createdAt", ShopifyTime.text(refund.created()));
        node.put("updatedAt", ShopifyTime.text(refund.modified()));
        node.put("note", refund.reason());
        node.put("totalRefundedSet", purse.bag(refund.amount()));
        var transaction = node("OrderTransaction", refund.id());
        transaction.put("kind", "REFUND");
        transaction.put(
                "status", refund.paidBack() ? "SUCCESS" : FAILED.contains(refund.status()) ? "FAILURE" : "PENDING");
        transaction.put("amountSet", purse.bag(refund.amount()));
        // Goods against goods move no money; while that is open something has to say so.
        boolean moves = refund.amount().signum() > 0 || !refund.paidBack();
        node.put("transactions", moves ? List.of(transaction) : List.of());
        var line = node("RefundLineItem", refund.id());
        line.put("quantity", refund.quantity());
        line.put("restockType", refund.kind().equals("undelivered") ? "CANCEL" : "RETURN");
        line.put("subtotalSet", purse.bag(refund.amount()));
        line.put("totalTaxSet", purse.bag(BigDecimal.ZERO));
        line.put("lineItem", lineOf(order, refund.line()));
        boolean ofGoods = GOODS_BACK.contains(refund.kind()) || refund.kind().equals("exchange");
        node.put("refundLineItems", ofGoods && line.get("lineItem") != null ? List.of(line) : List.of());
        var freight = node("RefundShippingLine", refund.id());
        freight.put("subtotalAmountSet", purse.bag(refund.amount()));
        freight.put("taxAmountSet", purse.bag(BigDecimal.ZERO));
        node.put("refundShippingLines", refund.kind().equals("shipping") ? List.of(freight) : List.of());
        return node;
    }

    /** One order to ship: all goods lie at one place. */
    private static List<Map<String, Object>> toShip(Order order, Map<String, Object> orderNode) {
        var rows = new ArrayList<Map<String, Object>>();
        long left = 0;
        for (var line : order.lines()) {
            long remaining = Math.max(0, current(order, line) - sent(order, line));
            var row = node("FulfillmentOrderLineItem", line.id());
            row.put("totalQuantity", line.quantity());
            row.put("remainingQuantity", remaining);
            row.put("lineItem", lineOf(orderNode, line.id()));
            rows.add(row);
            left += remaining;
        }
        var node = node("FulfillmentOrder", order.id());
        node.put(
                "status",
                CANCELLED.contains(order.status())
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

    static Map<String, Object> node(String type, long id) {
        var node = new LinkedHashMap<String, Object>();
        node.put("__typename", type);
        node.put("id", ShopifyIds.gid(type, id));
        node.put("legacyResourceId", Long.toString(id));
        return node;
    }
}
