package dev.shophub.simulator.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.woocommerce.WoocommerceRows.Line;
import dev.shophub.simulator.woocommerce.WoocommerceRows.Order;
import dev.shophub.simulator.woocommerce.WoocommerceRows.Refund;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Orders and refunds as the site tells them. Buyers' data come in clear text; the trade's are invented and masked, so they are filled up. */
final class WoocommerceOrderJson {

    private static final int GUESTS = 3;
    private static final long LARGEST_NUMBER = (1L << 52) - 1;

    private final WoocommerceSettings settings;

    WoocommerceOrderJson(WoocommerceSettings settings) {
        this.settings = settings;
    }

    ObjectNode order(Order order, List<Refund> refunds) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", order.id()).put("parent_id", 0).put("number", Long.toString(order.id()));
        node.put("order_key", "wc_order_" + Long.toString(order.id(), 36)).put("created_via", "checkout");
        node.put("version", "9.9.7").put("status", order.status());
        node.put("currency", settings.currency().getCurrencyCode());
        WoocommerceAnswer.time(node, "date_created", Optional.of(order.created()), settings.zone());
        WoocommerceAnswer.time(node, "date_modified", Optional.of(order.modified()), settings.zone());
        WoocommerceAnswer.time(node, "date_paid", order.paid(), settings.zone());
        WoocommerceAnswer.time(node, "date_completed", order.completed(), settings.zone());
        node.put("discount_total", money(order.discount())).put("discount_tax", "0.00");
        node.put("shipping_total", money(order.freight())).put("shipping_tax", "0.00");
        node.put("cart_tax", "0.00").put("total", money(order.payment())).put("total_tax", "0.00");
        node.put("prices_include_tax", false).put("customer_note", order.message());
        buyer(node, order);
        node.put("payment_method", order.kind().equals("cod") ? "cod" : "bacs");
        node.put("payment_method_title", order.kind().equals("cod") ? "Cash on delivery" : "Direct bank transfer");
        node.put("transaction_id", "");
        node.set("meta_data", WoocommerceCall.parsed(order.meta()));
        var lines = node.putArray("line_items");
        order.lines().forEach(line -> lines.add(line(line)));
        node.putArray("tax_lines");
        var shipping = node.putArray("shipping_lines");
        if (order.freight().signum() > 0) {
            shipping.addObject()
                    .put("id", order.id())
                    .put("method_title", "Flat rate")
                    .put("method_id", "flat_rate")
                    .put("total", money(order.freight()))
                    .put("total_tax", "0.00");
        }
        node.putArray("fee_lines");
        node.putArray("coupon_lines");
        var back = node.putArray("refunds");
        refunds.forEach(refund -> back.addObject()
                .put("id", refund.id())
                .put("reason", refund.reason())
                .put("total", money(refund.amount().negate())));
        node.put("is_editable", order.status().equals("pending"));
        node.put("needs_payment", order.status().equals("pending"));
        node.put("needs_processing", true);
        return node;
    }

    private static ObjectNode line(Line line) {
        var whole = line.price().multiply(BigDecimal.valueOf(line.quantity()));
        var paid = whole.subtract(line.discount());
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", line.id()).put("name", line.title());
        node.put("product_id", line.product()).put("variation_id", line.variation());
        node.put("quantity", line.quantity()).put("tax_class", "");
        node.put("subtotal", money(whole)).put("subtotal_tax", "0.00");
        node.put("total", money(paid)).put("total_tax", "0.00");
        node.putArray("taxes");
        var meta = node.putArray("meta_data");
        if (!line.variant().isEmpty()) {
            var words = line.variant().split("[:;]", 2);
            meta.addObject()
                    .put("id", line.id())
                    .put("key", words[0])
                    .put("value", words[words.length - 1])
                    .put("display_key", words[0])
                    .put("display_value", words[words.length - 1]);
        }
        node.put("sku", line.code().orElse(null));
        // The one amount that is a number: a quotient, with all the digits that gives.
        node.put("price", line.quantity() == 0 ? 0 : paid.doubleValue() / line.quantity());
        return node;
    }

    private static void buyer(ObjectNode node, Order order) {
        var receiver = WoocommerceCall.parsed(order.receiver());
        long number = number(order.buyer());
        boolean guest = order.buyer().isEmpty() || number % GUESTS == 0;
        node.put("customer_id", guest ? 0 : number);
        node.put("customer_ip_address", "203.0.113." + number % 250).put("customer_user_agent", "simulated");
        var billing = node.putObject("billing");
        address(billing, receiver);
        billing.put("email", order.buyer().isEmpty() ? "" : "buyer-" + number + "@example.com");
        billing.put("phone", plain(receiver.path("mobile").asText(""), "0"));
        address(node.putObject("shipping"), receiver);
    }

    private static void address(ObjectNode node, JsonNode receiver) {
        node.put("first_name", "Demo")
                .put("last_name", plain(receiver.path("name").asText(""), ""));
        node.put("company", "");
        node.put(
                "address_1",
                plain(receiver.path("address").asText(""), "").isEmpty()
                        ? "Example Road "
                                + (1 + receiver.path("city").asText("").length())
                        : plain(receiver.path("address").asText(""), ""));
        node.put("address_2", receiver.path("district").asText(""));
        node.put("city", receiver.path("city").asText(""));
        node.put("state", receiver.path("state").asText(""));
        node.put("postcode", receiver.path("zip").asText(""));
        node.put("country", "CN");
    }

    private static String plain(String masked, String instead) {
        return masked.replace("*", instead);
    }

    /** The same for the same buyer, and another for every other; the key itself is other platforms' way. */
    private static long number(String buyer) {
        var bits =
                UUID.nameUUIDFromBytes(buyer.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
        return 1 + (bits & LARGEST_NUMBER);
    }

    /** A refund is told as an order that undoes: below 0. */
    ObjectNode refund(Refund refund, boolean withOrder) {
        var node = JsonNodeFactory.instance.objectNode().put("id", refund.id());
        if (withOrder) {
            node.put("parent_id", refund.order());
        }
        WoocommerceAnswer.time(node, "date_created", Optional.of(refund.done()), settings.zone());
        node.put("amount", money(refund.amount())).put("reason", refund.reason());
        node.put("refunded_by", 1).put("refunded_payment", true);
        node.putArray("meta_data");
        ArrayNode lines = node.putArray("line_items");
        var shipping = node.putArray("shipping_lines");
        switch (refund.kind()) {
            case "shipping" -> shipping.addObject()
                    .put("id", refund.id())
                    .put("total", money(refund.amount().negate()))
                    .put("total_tax", "0.00");
            case "goodwill" -> {
                // An amount, and no line of it.
            }
            default -> lines.addObject()
                    .put("id", refund.id())
                    .put("quantity", -refund.quantity())
                    .put("total", money(refund.amount().negate()))
                    .put("total_tax", "0.00")
                    .putArray("meta_data")
                    .addObject()
                    .put("id", refund.id())
                    .put("key", "_refunded_item_id")
                    .put("value", Long.toString(refund.line()));
        }
        return node;
    }

    static String money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
