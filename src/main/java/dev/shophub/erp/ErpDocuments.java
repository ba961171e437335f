package dev.shophub.erp;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.model.Order;
import dev.shophub.model.OrderLine;
import dev.shophub.model.Receiver;
import dev.shophub.model.Refund;
import dev.shophub.model.SkuCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Writes what the ERP is to know of an order or a refund. Pure functions: the same state gives the same document, key by
 * key, so that its hash tells whether anything is new. Amounts are strings with two decimals or more, times ISO 8601 UTC;
 * what the platform does not tell is left out. The fields are described in docs/erp-openapi.yaml.
 */
public final class ErpDocuments {

    private ErpDocuments() {}

    /** What came of writing an order's document. */
    public sealed interface Result {

        /** To be sent. */
        record Ready(ErpDocument document) implements Result {}

        /** All lines or none: these codes have no ERP SKU. */
        record Unmapped(SortedSet<SkuCode> codes) implements Result {}
    }

    /** Under which the ERP knows an order: without the shop's key, so that a renamed shop doubles nothing. */
    public static String orderReference(String platform, ExternalId order) {
        return platform + ":" + order;
    }

    /** Under which the ERP knows a refund. */
    public static String refundReference(String platform, ExternalId refund) {
        return platform + ":refund:" + refund;
    }

    /**
     * Writes an order that is due.
     *
     * @param mapping ERP SKU by the code of the line
     * @param alreadySent whether the ERP has the order. It then has lacked the unmapped code all along or holds it already,
     *     and a closed line without mapping is left out rather than keep the cancellation from the ERP
     */
    public static Result order(String platform, Order order, Map<SkuCode, SkuCode> mapping, boolean alreadySent) {
        var unmapped = new TreeSet<SkuCode>();
        var lines = new ArrayList<Map<String, Object>>();
        for (var line : order.lines()) {
            var state = LineState.of(order, line);
            var sku = mapping.get(line.code());
            if (sku == null) {
                if (!alreadySent || state == LineState.OPEN || state == LineState.SHIPPED) {
                    unmapped.add(line.code());
                }
            } else if (state != LineState.WITHHELD) {
                lines.add(line(line, sku, state));
            }
        }
        if (!unmapped.isEmpty()) {
            return new Result.Unmapped(unmapped);
        }
        var reference = orderReference(platform, order.id());
        return new Result.Ready(new ErpDocument(
                "order", reference, reference, order.modifiedAt().toEpochMilli(), content(platform, order, lines)));
    }

    /** Writes an after-sale case that is due. */
    public static ErpDocument refund(String platform, Refund refund) {
        var reference = refundReference(platform, refund.id());
        var orderReference = orderReference(platform, refund.orderId());
        var content = new LinkedHashMap<String, Object>();
        content.put("reference", reference);
        content.put("platform", platform);
        content.put("version", refund.modifiedAt().toEpochMilli());
        content.put("orderReference", orderReference);
        content.put("state", "succeeded");
        content.put("kind", refund.kind().word());
        refund.lineId().ifPresent(line -> content.put("line", line.value()));
        content.put("amount", decimal(refund.amount()));
        content.put("currency", refund.amount().currency().getCurrencyCode());
        refund.quantity().ifPresent(quantity -> content.put("quantity", quantity));
        content.put("goodsReturned", refund.goodsReturned());
        content.put("createdAt", refund.createdAt().toString());
        refund.completedAt().ifPresent(at -> content.put("completedAt", at.toString()));
        return new ErpDocument(
                "refund", reference, orderReference, refund.modifiedAt().toEpochMilli(), content);
    }

    private static Map<String, Object> content(String platform, Order order, List<Map<String, Object>> lines) {
        var content = new LinkedHashMap<String, Object>();
        content.put("reference", orderReference(platform, order.id()));
        content.put("platform", platform);
        content.put("version", order.modifiedAt().toEpochMilli());
        content.put("state", state(order));
        content.put("platformStatus", order.platformStatus());
        content.put("cashOnDelivery", order.cashOnDelivery());
        content.put("shippingForbidden", order.shippingForbidden());
        content.put("placedAt", order.placedAt().toString());
        order.paidAt().ifPresent(at -> content.put("paidAt", at.toString()));
        content.put("currency", order.total().currency().getCurrencyCode());
        content.put("total", decimal(order.total()));
        content.put("freight", decimal(order.freight()));
        content.put("discount", decimal(order.discount()));
        order.buyer().ifPresent(buyer -> content.put("buyer", buyer.value()));
        if (!order.receiver().equals(Receiver.WITHHELD)) {
            content.put("receiver", receiver(order.receiver()));
        }
        content.put("oaid", order.oaid());
        content.put("buyerMessage", order.buyerMessage());
        content.put("sellerMemo", order.sellerMemo());
        content.put("sellerFlag", order.sellerFlag());
        content.put("lines", lines);
        return content;
    }

    private static String state(Order order) {
        var cancelled = order.lines().stream().allMatch(line -> LineState.of(order, line) == LineState.CANCELLED);
        if (cancelled) {
            return "cancelled";
        }
        return LineState.whollyShipped(order) ? "shipped" : "open";
    }

    private static Map<String, Object> line(OrderLine line, SkuCode sku, LineState state) {
        var content = new LinkedHashMap<String, Object>();
        content.put("line", line.id().value());
        content.put("sku", sku.value());
        content.put("quantity", line.quantity());
        content.put("unitPrice", decimal(line.unitPrice()));
        line.paid().ifPresent(paid -> content.put("paid", decimal(paid)));
        content.put("title", line.title());
        content.put("state", state.word());
        return content;
    }

    private static Map<String, Object> receiver(Receiver receiver) {
        var content = new LinkedHashMap<String, Object>();
        content.put("name", receiver.name());
        content.put("phone", receiver.phone());
        content.put("region", receiver.region());
        content.put("city", receiver.city());
        content.put("district", receiver.district());
        content.put("address", receiver.address());
        content.put("zip", receiver.zip());
        return content;
    }

    /** Without trailing zeros beyond two decimals: the database's four must not look like a change. */
    private static String decimal(Money money) {
        var exact = money.amount().stripTrailingZeros();
        return (exact.scale() < 2 ? exact.setScale(2) : exact).toPlainString();
    }
}
