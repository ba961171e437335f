package dev.shophub.platform.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refund is of several lines, of the freight and of more at once, and tells one sum, of which a line's own price may be more or
 * less. Here each part becomes a record with a share, and the shares are that sum to the cent, in both currencies. What the
 * parts are follows from the refund's lists alone, which never change: a part keeps its name while the money is under way.
 */
final class ShopifyRefundParts {

    private static final List<String> SIDES = List.of("shopMoney", "presentmentMoney");

    private ShopifyRefundParts() {}

    /**
     * @param order id and currencies
     * @param refund with its lists as plain arrays
     */
    static List<ObjectNode> of(JsonNode order, JsonNode refund) {
        var lines = refund.path(ShopifyQueries.REFUND_LINES);
        var freights = refund.path("refundShippingLines");
        var told = refund.<ObjectNode>deepCopy();
        told.remove(List.of(ShopifyQueries.REFUND_LINES, "refundShippingLines"));
        var name = ShopifyFields.tail(refund.path("id").asText(""));
        if (lines.size() + freights.size() <= 1) {
            var whole = part(name, order, told);
            lines.forEach(line -> whole.set("line", line));
            freights.forEach(freight -> whole.set("shipping", freight));
            return List.of(whole);
        }
        var parts = new ArrayList<ObjectNode>();
        var left = new Left(refund.path("totalRefundedSet"));
        lines.forEach(line ->
                parts.add(part(name + "-" + ShopifyFields.tail(line.path("id").asText("")), order, told)
                        .<ObjectNode>set("line", line)
                        .set("share", left.take(line.path("subtotalSet"), line.path("totalTaxSet")))));
        int number = 0;
        for (var freight : freights) {
            parts.add(part(name + "-freight" + (number++ == 0 ? "" : number), order, told)
                    .<ObjectNode>set("shipping", freight)
                    .set("share", left.take(freight.path("subtotalAmountSet"), freight.path("taxAmountSet"))));
        }
        if (left.isMore()) {
            parts.add(part(name, order, told).set("share", left.all()));
        }
        return parts;
    }

    private static ObjectNode part(String id, JsonNode order, JsonNode refund) {
        var part = JsonNodeFactory.instance.objectNode().put("id", id);
        part.set("order", order);
        part.set("refund", refund);
        return part;
    }

    /** What of the refund's sum no part has yet, in both currencies; nothing where it cannot be read. */
    private static final class Left {

        private final JsonNode sum;
        private final Map<String, BigDecimal> left = new LinkedHashMap<>();

        private Left(JsonNode sum) {
            this.sum = sum;
            SIDES.forEach(side -> left.put(side, amount(sum, side)));
        }

        private ObjectNode take(JsonNode... own) {
            return bag(side -> {
                var wanted = BigDecimal.ZERO;
                for (var bag : own) {
                    wanted = wanted.add(amount(bag, side));
                }
                return wanted.min(left.get(side)).max(BigDecimal.ZERO);
            });
        }

        private boolean isMore() {
            return left.values().stream().anyMatch(amount -> amount.signum() > 0);
        }

        private ObjectNode all() {
            return bag(left::get);
        }

        private ObjectNode bag(java.util.function.Function<String, BigDecimal> amounts) {
            var bag = JsonNodeFactory.instance.objectNode();
            for (var side : SIDES) {
                var amount = amounts.apply(side);
                left.merge(side, amount, BigDecimal::subtract);
                bag.putObject(side)
                        .put("amount", amount.toPlainString())
                        .set("currencyCode", sum.path(side).path("currencyCode"));
            }
            return bag;
        }

        private static BigDecimal amount(JsonNode bag, String side) {
            var text = bag.path(side).path("amount").asText("");
            return text.matches("\\d{1,11}(\\.\\d{1,4})?") ? new BigDecimal(text) : BigDecimal.ZERO;
        }
    }
}
