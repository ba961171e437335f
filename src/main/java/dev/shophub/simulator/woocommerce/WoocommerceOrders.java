package dev.shophub.simulator.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.woocommerce.WoocommerceRows.Filter;
import dev.shophub.simulator.woocommerce.WoocommerceRows.Order;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The interfaces about orders, their notes and refunds (fact sheet, sections 4.1 to 4.3). */
final class WoocommerceOrders {

    private static final Set<String> STATUSES = Set.of(
            "any",
            "trash",
            "pending",
            "processing",
            "on-hold",
            "completed",
            "cancelled",
            "refunded",
            "failed",
            "checkout-draft");

    private static final Set<String> TO_COMPLETE = Set.of("processing", "on-hold", "pending", "failed");
    private static final String TYPE = "shop_order";
    private static final String STATUS = "status";

    private final WoocommerceSettings settings;
    private final WoocommerceOrderState state;
    private final WoocommerceRefundState refunds;
    private final WoocommerceOrderJson json;
    private final Faults faults;
    private final String address;

    WoocommerceOrders(
            WoocommerceSettings settings,
            WoocommerceOrderState state,
            WoocommerceRefundState refunds,
            Faults faults,
            String address) {
        this.settings = settings;
        this.state = state;
        this.refunds = refunds;
        this.json = new WoocommerceOrderJson(settings);
        this.faults = faults;
        this.address = address;
    }

    /** Everything below {@code orders}. */
    WoocommerceAnswer answer(WoocommerceCall call) {
        var path = call.path();
        if (path.size() == 1 && call.reads()) {
            return list(call);
        }
        if (path.size() == 2 && path.get(1).equals("batch") && call.updates()) {
            // played for the batch without rows alone, by which a key is tried
            return WoocommerceItems.batch(call, row -> {
                throw WoocommerceRefusal.noRoute();
            });
        }
        if (path.size() == 2 && (call.reads() || call.updates())) {
            return call.reads() ? WoocommerceAnswer.of(told(order(call))) : update(call);
        }
        if (path.size() >= 3 && path.get(2).equals("notes")) {
            return notes(call);
        }
        if (path.size() >= 3 && path.get(2).equals("refunds") && call.reads()) {
            return refundsOf(call, order(call));
        }
        throw WoocommerceRefusal.noRoute();
    }

    private WoocommerceAnswer list(WoocommerceCall call) {
        var statuses = new HashSet<>(call.words(STATUS));
        if (!statuses.stream().allMatch(this::isStatus)) {
            throw WoocommerceRefusal.parameter(STATUS);
        }
        if (statuses.isEmpty()) {
            statuses.add("any");
        }
        var filter = Filter.of(call, statuses, call.order(WoocommerceOrderState.SORTED, "date", "o.tid"));
        var paging = call.paging();
        var page = state.orders(filter, paging);
        var back = refunds.ofOrders(
                call.shop(), page.rows().stream().map(Order::id).toList());
        var answer = WoocommerceAnswer.page(
                call,
                paging,
                page,
                order -> json.order(order, back.getOrDefault(order.id(), List.of())),
                address + "/orders");
        if (filter.modifiedAfter().isPresent()) {
            faults.rowToMove(paging).ifPresent(place -> state.touch(filter, place, call.now()));
        }
        return answer;
    }

    private boolean isStatus(String word) {
        return STATUSES.contains(word) || settings.pluginStatuses().contains(word);
    }

    private Order order(WoocommerceCall call) {
        return state.order(call.shop(), call.id(1, TYPE)).orElseThrow(() -> WoocommerceRefusal.invalidId(TYPE));
    }

    /** As listed. */
    ObjectNode told(Order order) {
        return json.order(
                order,
                refunds.ofOrders(settings.shop().key().value(), List.of(order.id()))
                        .getOrDefault(order.id(), List.of()));
    }

    private WoocommerceAnswer update(WoocommerceCall call) {
        return state.inTransaction(() -> {
            var order = order(call);
            if (call.body().has("meta_data")) {
                state.keepMeta(
                        call.shop(), order.id(), merged(order, call.body().path("meta_data")));
            }
            var word = call.body().path(STATUS).asText("");
            if (!word.isEmpty() && !word.equals(order.status())) {
                changeStatus(call, order, word);
            }
            state.modified(call.shop(), order.id(), call.now());
            return WoocommerceAnswer.of(told(order(call)));
        });
    }

    private void changeStatus(WoocommerceCall call, Order order, String word) {
        if (!isStatus(word) || word.equals("any")) {
            throw WoocommerceRefusal.parameter(STATUS);
        }
        if (word.equals("completed") && TO_COMPLETE.contains(order.status())) {
            state.complete(call.shop(), order.id(), call.now());
        } else {
            state.keepStatus(call.shop(), "order", order.id(), word);
        }
    }

    /** By key: what is written again takes the place of what was there. */
    private static String merged(Order order, JsonNode written) {
        ArrayNode all = (ArrayNode) WoocommerceCall.parsed(order.meta());
        for (var row : written) {
            var key = row.path("key").asText("");
            for (int at = all.size() - 1; at >= 0; at--) {
                if (all.get(at).path("key").asText("").equals(key)) {
                    all.remove(at);
                }
            }
            all.addObject().put("id", 1_000 + all.size()).put("key", key).set("value", row.path("value"));
        }
        return all.toString();
    }

    private WoocommerceAnswer notes(WoocommerceCall call) {
        var order = order(call);
        if (call.reads()) {
            var rows = JsonNodeFactory.instance.arrayNode();
            state.notes(call.shop(), order.id()).forEach(note -> rows.add(note(note)));
            return WoocommerceAnswer.of(rows);
        }
        var text = call.body().path("note").asText("");
        if (text.isEmpty()) {
            throw WoocommerceRefusal.of(400, "rest_missing_callback_param", "Missing parameter(s): note");
        }
        boolean toBuyer = call.body().path("customer_note").asBoolean();
        long id = state.addNote(call.shop(), order.id(), text, toBuyer, call.now());
        return WoocommerceAnswer.created(note(Map.of("id", id, "note", text, "customer_note", toBuyer)));
    }

    private static ObjectNode note(Map<String, Object> note) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", ((Number) note.get("id")).longValue())
                .put("note", note.get("note").toString())
                .put("customer_note", Boolean.TRUE.equals(note.get("customer_note")));
    }

    private WoocommerceAnswer refundsOf(WoocommerceCall call, Order order) {
        var filter = Filter.of(call, Set.of(), call.order(WoocommerceRefundState.SORTED, "date", "f.refund_id"));
        if (call.path().size() == 4) {
            long id = call.id(3, "shop_order_refund");
            return refunds.ofOrders(call.shop(), List.of(order.id())).getOrDefault(order.id(), List.of()).stream()
                    .filter(refund -> refund.id() == id)
                    .findFirst()
                    .map(refund -> WoocommerceAnswer.of(json.refund(refund, false)))
                    .orElseThrow(() -> WoocommerceRefusal.invalidId("shop_order_refund"));
        }
        var paging = call.paging();
        return WoocommerceAnswer.page(
                call,
                paging,
                refunds.refunds(filter, Optional.of(order.id()), paging),
                refund -> json.refund(refund, false),
                address + "/orders/" + order.id() + "/refunds");
    }

    /** Those of all orders, where the site is new enough. */
    WoocommerceAnswer allRefunds(WoocommerceCall call) {
        if (!settings.shopWideRefunds() || call.path().size() != 1 || !call.reads()) {
            throw WoocommerceRefusal.noRoute();
        }
        var filter = Filter.of(call, Set.of(), call.order(WoocommerceRefundState.SORTED, "date", "f.refund_id"));
        var paging = call.paging();
        return WoocommerceAnswer.page(
                call,
                paging,
                refunds.refunds(filter, Optional.empty(), paging),
                refund -> json.refund(refund, true),
                address + "/refunds");
    }
}
