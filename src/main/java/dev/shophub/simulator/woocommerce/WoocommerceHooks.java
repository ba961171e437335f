package dev.shophub.simulator.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.stage.Slice;
import dev.shophub.simulator.woocommerce.WoocommerceRows.Webhook;
import java.util.Optional;
import java.util.Set;

/** The interfaces about webhooks (fact sheet, section 6). A secret is taken and never told. */
final class WoocommerceHooks {

    private static final Set<String> STATUSES = Set.of("active", "paused", "disabled");
    private static final String TYPE = "shop_webhook";
    private static final String STATUS = "status";

    private final WoocommerceSettings settings;
    private final WoocommerceHookState state;
    private final WoocommerceDeliveries deliveries;
    private final String address;

    WoocommerceHooks(
            WoocommerceSettings settings,
            WoocommerceHookState state,
            WoocommerceDeliveries deliveries,
            String address) {
        this.settings = settings;
        this.state = state;
        this.deliveries = deliveries;
        this.address = address;
    }

    /** Everything below {@code webhooks}. */
    WoocommerceAnswer answer(WoocommerceCall call) {
        if (call.path().size() == 1) {
            return call.reads() ? list(call) : add(call);
        }
        if (call.path().size() == 2) {
            var webhook =
                    state.webhook(call.shop(), call.id(1, TYPE)).orElseThrow(() -> WoocommerceRefusal.invalidId(TYPE));
            return call.reads()
                    ? WoocommerceAnswer.of(node(webhook))
                    : call.updates() ? change(call, webhook) : remove(call, webhook);
        }
        throw WoocommerceRefusal.noRoute();
    }

    private WoocommerceAnswer list(WoocommerceCall call) {
        var status = call.text(STATUS).orElse("all");
        if (!status.equals("all") && !STATUSES.contains(status)) {
            throw WoocommerceRefusal.parameter(STATUS);
        }
        var all = state.all(call.shop()).stream()
                .filter(webhook -> status.equals("all") || webhook.status().equals(status))
                .toList();
        var paging = call.paging();
        var from = (int) Math.min(paging.offset(), all.size());
        var to = Math.min(from + paging.size(), all.size());
        var page = new Slice<>(all.subList(from, to), to < all.size(), Optional.of((long) all.size()));
        return WoocommerceAnswer.page(call, paging, page, this::node, address + "/webhooks");
    }

    private WoocommerceAnswer add(WoocommerceCall call) {
        var body = call.body();
        var wanted = checked(new Webhook(
                0,
                body.path("name").asText("Webhook"),
                body.path("topic").asText(""),
                body.path("delivery_url").asText(""),
                body.path("secret").asText(""),
                body.path(STATUS).asText("active"),
                0,
                call.now()));
        long id = state.add(call.shop(), wanted, call.now());
        var made = state.webhook(call.shop(), id).orElseThrow();
        deliveries.ping(made);
        return WoocommerceAnswer.created(node(made));
    }

    private WoocommerceAnswer change(WoocommerceCall call, Webhook before) {
        var body = call.body();
        var status = text(body, STATUS, before.status());
        var wanted = checked(new Webhook(
                before.id(),
                text(body, "name", before.name()),
                text(body, "topic", before.topic()),
                text(body, "delivery_url", before.address()),
                text(body, "secret", before.secret()),
                status,
                status.equals(before.status()) ? before.failures() : 0,
                before.created()));
        state.change(wanted);
        return WoocommerceAnswer.of(node(wanted));
    }

    private static String text(JsonNode body, String name, String otherwise) {
        return body.hasNonNull(name) ? body.path(name).asText() : otherwise;
    }

    private static Webhook checked(Webhook webhook) {
        if (!webhook.topic()
                .matches("(order|product|customer|coupon)\\.(created|updated|deleted|restored)|action\\.\\w+")) {
            throw WoocommerceRefusal.of(
                    400, "woocommerce_rest_shop_webhook_invalid_topic", "Webhook topic is required and must be valid.");
        }
        if (!webhook.address().matches("https?://[^\\s]+")) {
            throw WoocommerceRefusal.of(
                    400,
                    "woocommerce_rest_shop_webhook_invalid_delivery_url",
                    "Webhook delivery URL must be a valid URL starting with http:// or https://.");
        }
        if (!STATUSES.contains(webhook.status())) {
            throw WoocommerceRefusal.parameter(STATUS);
        }
        return webhook;
    }

    private WoocommerceAnswer remove(WoocommerceCall call, Webhook webhook) {
        if (call.text("force").filter(Set.of("true", "1")::contains).isEmpty()) {
            throw WoocommerceRefusal.of(
                    501, "woocommerce_rest_trash_not_supported", "Webhooks do not support trashing.");
        }
        state.remove(webhook.id());
        return WoocommerceAnswer.of(node(webhook));
    }

    private ObjectNode node(Webhook webhook) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", webhook.id()).put("name", webhook.name()).put(STATUS, webhook.status());
        node.put("topic", webhook.topic());
        node.put("resource", webhook.topic().split("\\.")[0])
                .put("event", webhook.topic().split("\\.")[1]);
        node.put("delivery_url", webhook.address());
        WoocommerceAnswer.time(node, "date_created", Optional.of(webhook.created()), settings.zone());
        return node;
    }
}
