package dev.shophub.simulator.shopify;

import dev.shophub.simulator.shopify.ShopifyRows.Line;
import dev.shophub.simulator.shopify.ShopifyRows.Order;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parcels told and corrected (fact sheet, section 4.3): pieces go out of the orders to ship, never more than are left there. */
final class ShopifyParcels {

    private static final String FULFILLMENT = "fulfillment";

    private final ShopifyParcelState state;
    private final ShopifyQueries queries;

    ShopifyParcels(ShopifyParcelState state, ShopifyQueries queries) {
        this.state = state;
        this.queries = queries;
    }

    void offer(RuntimeWiring.Builder wiring) {
        wiring.type("Mutation", mutation -> mutation.dataFetcher("fulfillmentCreate", this::create)
                .dataFetcher("fulfillmentTrackingInfoUpdate", this::correct));
    }

    private Object create(DataFetchingEnvironment field) {
        var call = ShopifyCall.of(field);
        Map<String, Object> input = field.getArgument(FULFILLMENT);
        @SuppressWarnings("unchecked")
        var parts = (List<Map<String, Object>>) input.get("lineItemsByFulfillmentOrder");
        if (parts.size() != 1) {
            return refused("All fulfillment orders must belong to the same order and location");
        }
        var part = parts.get(0);
        long id = ShopifyIds.number(ShopifyChanges.text(part, "fulfillmentOrderId"), "FulfillmentOrder");
        return state.inTransaction(() -> {
            var order = queries.row(call, id);
            if (order.isEmpty()) {
                return refused("Fulfillment order does not exist.");
            }
            var problem = problem(order.get());
            if (problem.isPresent()) {
                return refused(problem.get());
            }
            var pieces = pieces(order.get(), part);
            return pieces.isEmpty()
                    ? refused("Invalid fulfillment order line item quantity requested.")
                    : ship(call, order.get(), pieces.get(), tracking(input.get("trackingInfo")));
        });
    }

    private static Optional<String> problem(Order order) {
        return switch (order.status()) {
            case "CLOSED", "CLOSED_UNPAID" -> Optional.of("Fulfillment order is cancelled.");
            case "FORBIDDEN" -> Optional.of("Fulfillment order is on hold.");
            case "SHIPPED", "COMPLETED" -> Optional.of("Fulfillment order is closed.");
            default -> Optional.empty();
        };
    }

    /** What is asked for by line, all that is left where nothing is; empty when it is more than that. */
    private static Optional<Map<Long, Long>> pieces(Order order, Map<String, Object> part) {
        var left = new LinkedHashMap<Long, Long>();
        order.lines()
                .forEach(line ->
                        left.put(line.id(), ShopifyOrders.current(order, line) - ShopifyOrders.sent(order, line)));
        left.values().removeIf(quantity -> quantity <= 0);
        @SuppressWarnings("unchecked")
        var rows = (List<Map<String, Object>>) part.get("fulfillmentOrderLineItems");
        if (rows == null) {
            return left.isEmpty() ? Optional.empty() : Optional.of(left);
        }
        var wanted = new LinkedHashMap<Long, Long>();
        for (var row : rows) {
            long line = ShopifyIds.number(ShopifyChanges.text(row, "id"), "FulfillmentOrderLineItem");
            long quantity = ((Number) row.get("quantity")).longValue();
            if (quantity <= 0 || quantity > left.getOrDefault(line, 0L)) {
                return Optional.empty();
            }
            wanted.put(line, quantity);
        }
        return wanted.isEmpty() ? Optional.empty() : Optional.of(wanted);
    }

    private Map<String, Object> ship(
            ShopifyCall call, Order order, Map<Long, Long> pieces, Map<String, String> tracking) {
        var now = call.now().truncatedTo(ChronoUnit.SECONDS);
        long parcel = state.add(call.shop(), order.id(), tracking.get("company"), tracking.get("number"), pieces, now);
        boolean whole = true;
        for (Line line : order.lines()) {
            long current = ShopifyOrders.current(order, line);
            long sent = ShopifyOrders.sent(order, line) + pieces.getOrDefault(line.id(), 0L);
            if (sent < current) {
                whole = false;
            } else if (pieces.containsKey(line.id())) {
                state.lineLeft(call.shop(), line.id(), tracking.get("company"), tracking.get("number"));
            }
        }
        state.orderLeft(call.shop(), order.id(), whole, now);
        return ShopifyChanges.done(FULFILLMENT, fulfillment(parcel));
    }

    private Object correct(DataFetchingEnvironment field) {
        var call = ShopifyCall.of(field);
        long parcel = ShopifyIds.number(field.getArgument("fulfillmentId"), "Fulfillment");
        var tracking = tracking(field.getArgument("trackingInfoInput"));
        return state.inTransaction(() -> {
            if (!state.has(call.shop(), parcel)) {
                return refused("Fulfillment does not exist.");
            }
            state.correct(
                    call.shop(),
                    parcel,
                    tracking.get("company"),
                    tracking.get("number"),
                    call.now().truncatedTo(ChronoUnit.SECONDS));
            return ShopifyChanges.done(FULFILLMENT, fulfillment(parcel));
        });
    }

    private static Map<String, Object> fulfillment(long parcel) {
        var node = ShopifyOrders.node("Fulfillment", parcel);
        node.put("status", "SUCCESS");
        return node;
    }

    private static Map<String, String> tracking(Object input) {
        var tracking = new LinkedHashMap<String, String>(Map.of("number", "", "company", ""));
        if (input instanceof Map<?, ?> told) {
            tracking.replaceAll((name, none) ->
                    told.get(name) == null ? none : told.get(name).toString());
        }
        return tracking;
    }

    private static Map<String, Object> refused(String message) {
        return ShopifyChanges.refused(FULFILLMENT, ShopifyChanges.error("", message, FULFILLMENT));
    }
}
