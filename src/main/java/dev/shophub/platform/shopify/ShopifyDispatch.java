package dev.shophub.platform.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.ShipmentSink.Told;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Shipment;
import dev.shophub.model.Tracking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the platform of parcels. What is to be sent stands in fulfilment orders, one a location; a parcel takes pieces out of
 * them. A number is corrected where the hub wrote it.
 */
final class ShopifyDispatch {

    private static final Set<String> TO_SHIP = Set.of("OPEN", "IN_PROGRESS");
    private static final Set<String> GONE = Set.of("CANCELLED", "ERROR", "FAILURE");

    private final ShopifySettings settings;
    private final ShopifyClient client;

    ShopifyDispatch(ShopifySettings settings, ShopifyClient client) {
        this.settings = settings;
        this.client = client;
    }

    Told ship(ExternalId orderId, Shipment shipment, Optional<Tracking> written) {
        var carrier = Optional.ofNullable(
                        settings.carriers().get(shipment.tracking().carrier()))
                .orElseThrow(() -> new RejectedException(
                        "No name of Shopify's is known for this carrier (order=" + orderId + ", carrier="
                                + shipment.tracking().carrier() + "). Add it to settings.carriers",
                        "unknown-carrier"));
        var number = shipment.tracking().number();
        var order = client.call(ShopifyQueries.PARCELS, Map.of("id", ShopifyFields.gid("Order", orderId)))
                .content()
                .path("order");
        if (!order.isObject()) {
            throw refused(orderId, "The shop has no such order", "gone");
        }
        if (shown(order, number).isPresent()) {
            return Told.BEFORE;
        }
        var earlier = written.map(Tracking::number).flatMap(told -> shown(order, told));
        if (earlier.isPresent()) {
            correct(earlier.get(), number, carrier);
            return Told.NOW;
        }
        var parcels = parcels(order, shipment);
        if (!parcels.isEmpty()) {
            parcels.values().forEach(parts -> fulfil(parts, number, carrier));
            return Told.NOW;
        }
        if (!hasLeft(order)) {
            throw refused(
                    orderId,
                    "Shopify does not let this order be shipped (state="
                            + order.path("displayFulfillmentStatus").asText("") + ")",
                    "not-to-be-shipped");
        }
        return Told.OTHERWISE;
    }

    private RejectedException refused(ExternalId orderId, String what, String code) {
        return new RejectedException(what + " (" + client.particulars("parcels") + ", order=" + orderId + ")", code);
    }

    /** The parcel that is shown under this number. */
    private static Optional<String> shown(JsonNode order, String number) {
        for (var parcel : order.path("fulfillments")) {
            for (var tracking : parcel.path("trackingInfo")) {
                if (number.equals(tracking.path("number").asText(""))
                        && !GONE.contains(parcel.path("status").asText(""))) {
                    return Optional.of(parcel.path("id").asText());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean hasLeft(JsonNode order) {
        for (var parcel : order.path("fulfillments")) {
            if (!GONE.contains(parcel.path("status").asText(""))) {
                return order.path("cancelledAt").isNull();
            }
        }
        return false;
    }

    /** What goes out of which fulfilment order, by location: one call takes those of one location. */
    private Map<String, List<Map<String, Object>>> parcels(JsonNode order, Shipment shipment) {
        var wanted = new HashMap<String, Long>();
        shipment.pieces().forEach(piece -> wanted.merge(piece.lineId().value(), piece.quantity(), Long::sum));
        boolean all = shipment.pieces().isEmpty();
        var byLocation = new LinkedHashMap<String, List<Map<String, Object>>>();
        for (var toShip : order.path("fulfillmentOrders").path("nodes")) {
            if (!TO_SHIP.contains(toShip.path("status").asText(""))) {
                continue;
            }
            var rows = new ArrayList<Map<String, Object>>();
            for (var row : rows(toShip)) {
                var line = ShopifyFields.tail(row.path("lineItem").path("id").asText(""));
                long left = row.path("remainingQuantity").asLong();
                long take = all ? left : Math.min(left, wanted.getOrDefault(line, 0L));
                if (take > 0) {
                    wanted.merge(line, -take, Long::sum);
                    rows.add(Map.of("id", row.path("id").asText(), "quantity", take));
                }
            }
            if (!rows.isEmpty()) {
                byLocation
                        .computeIfAbsent(
                                toShip.path("assignedLocation")
                                        .path("location")
                                        .path("id")
                                        .asText(""),
                                location -> new ArrayList<>())
                        .add(Map.of(
                                "fulfillmentOrderId", toShip.path("id").asText(), "fulfillmentOrderLineItems", rows));
            }
        }
        return byLocation;
    }

    private List<JsonNode> rows(JsonNode toShip) {
        var rows = new ArrayList<JsonNode>();
        var found = toShip.path("lineItems");
        while (true) {
            found.path("nodes").forEach(rows::add);
            if (!found.path("pageInfo").path("hasNextPage").asBoolean()) {
                return rows;
            }
            found = client.call(
                            ShopifyQueries.MORE_TO_SHIP,
                            Map.of(
                                    "id",
                                    toShip.path("id").asText(),
                                    "after",
                                    found.path("pageInfo").path("endCursor").asText()))
                    .content()
                    .path("node")
                    .path("lineItems");
        }
    }

    private void fulfil(List<Map<String, Object>> parts, String number, String carrier) {
        client.change(
                ShopifyMutations.FULFIL,
                Map.of(
                        "fulfillment",
                        Map.of(
                                "lineItemsByFulfillmentOrder",
                                parts,
                                "trackingInfo",
                                Map.of("number", number, "company", carrier),
                                "notifyCustomer",
                                settings.notifyCustomer())));
    }

    private void correct(String parcel, String number, String carrier) {
        client.change(
                ShopifyMutations.CORRECT_NUMBER,
                Map.of(
                        "id",
                        parcel,
                        "tracking",
                        Map.of("number", number, "company", carrier),
                        "notify",
                        settings.notifyCustomer()));
    }
}
