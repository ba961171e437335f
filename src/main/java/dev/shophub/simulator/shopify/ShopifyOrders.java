package dev.shophub.simulator.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shophub.simulator.shopify.ShopifyRows.Line;
import dev.shophub.simulator.shopify.ShopifyRows.Order;
import dev.shophub.simulator.shopify.ShopifyRows.Refund;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Orders of the simulators' tables as the platform shows them: the trade's states in its two words, money twice. */
final class ShopifyOrders {

    static final String CASH = "Cash on Delivery (COD)";

    private static final ObjectMapper JSON = new ObjectMapper();
    static final Set<String> CANCELLED = Set.of("CLOSED", "CLOSED_UNPAID");
    static final Set<String> GOODS_BACK = Set.of("return", "undelivered");

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
        node.put("fulfillments", ShopifyAfterwards.fulfillments(order, node));
        node.put(
                "refunds",
                order.refunds().stream()
                        .map(refund -> ShopifyAfterwards.refund(refund, node, purse))
                        .toList());
        node.put("fulfillmentOrders", ShopifyAfterwards.toShip(order, node));
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

    static Map<String, Object> node(String type, long id) {
        var node = new LinkedHashMap<String, Object>();
        node.put("__typename", type);
        node.put("id", ShopifyIds.gid(type, id));
        node.put("legacyResourceId", Long.toString(id));
        return node;
    }
}
