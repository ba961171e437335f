package dev.shophub.platform.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.ShipmentSink.Told;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Shipment;
import dev.shophub.model.Tracking;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the platform of parcels: packed first, sent in a second call. The order is looked at before, as a parcel told again would be
 * refused, and one that was packed without being sent is sent then. No call corrects a parcel's number.
 */
final class VendureDispatch {

    private static final String FULFIL = "addFulfillmentToOrder";
    private static final String MOVE = "transitionFulfillmentToState";
    private static final String PACKED = "Pending";
    private static final String CANCELLED = "Cancelled";

    private static final Set<String> TO_SHIP =
            Set.of("PaymentSettled", "PartiallyShipped", "Shipped", "PartiallyDelivered", "Delivered");

    private final VendureSettings settings;
    private final VendureClient client;

    VendureDispatch(VendureSettings settings, VendureClient client) {
        this.settings = settings;
        this.client = client;
    }

    Told ship(ExternalId orderId, Shipment shipment, Optional<Tracking> written) {
        var method = Optional.ofNullable(
                        settings.carriers().get(shipment.tracking().carrier()))
                .orElseThrow(() -> new RejectedException(
                        "No Vendure method is known for this carrier (order=" + orderId + ", carrier="
                                + shipment.tracking().carrier() + "). Add it to settings.carriers",
                        "unknown-carrier"));
        var order = order(orderId);
        var number = shipment.tracking().number();
        var before = fulfilments(order, number);
        if (!before.isEmpty()) {
            var packed = before.stream()
                    .filter(fulfilment -> fulfilment.path("state").asText().equals(PACKED))
                    .toList();
            packed.forEach(fulfilment -> send(fulfilment.path("id").asText()));
            return packed.isEmpty() ? Told.BEFORE : Told.NOW;
        }
        var toSend = toSend(order, shipment.pieces());
        if (toSend.isEmpty()) {
            return nothingLeft(orderId, order, shipment, written);
        }
        if (!TO_SHIP.contains(order.path("state").asText(""))) {
            throw new RejectedException(
                    "Vendure does not let this order be shipped (order=" + orderId + ", state="
                            + VendureErrors.word(order.path("state").asText("")) + ")",
                    "not-to-be-shipped");
        }
        var packed = client.mutate(FULFIL, VendureQueries.FULFIL, Map.of("input", input(toSend, method, number)));
        send(packed.path("id").asText());
        return Told.NOW;
    }

    private static Told nothingLeft(ExternalId orderId, JsonNode order, Shipment shipment, Optional<Tracking> written) {
        if (order.path("fulfillments").isEmpty()) {
            throw new RejectedException(
                    "Nothing of this order is to be shipped (order=" + orderId + ", state="
                            + VendureErrors.word(order.path("state").asText("")) + ")",
                    "not-to-be-shipped");
        }
        if (written.map(Tracking::number)
                .filter(number -> !fulfilments(order, number).isEmpty())
                .isPresent()) {
            throw new RejectedException(
                    "Vendure has no call that corrects a parcel's number (order=" + orderId + ", parcel="
                            + shipment.id() + "). Correct it in the shop's dashboard",
                    "not-to-be-corrected");
        }
        return Told.OTHERWISE;
    }

    private static Map<String, Object> input(Map<String, Long> pieces, String method, String number) {
        return Map.of(
                "lines",
                pieces.entrySet().stream()
                        .map(line -> Map.of("orderLineId", line.getKey(), "quantity", line.getValue()))
                        .toList(),
                "handler",
                Map.of(
                        "code",
                        "manual-fulfillment",
                        "arguments",
                        List.of(argument("method", method), argument("trackingCode", number))));
    }

    private static Map<String, String> argument(String name, String value) {
        return Map.of("name", name, "value", value);
    }

    private void send(String fulfilment) {
        client.mutate(MOVE, VendureQueries.MOVE_FULFILMENT, Map.of("id", fulfilment, "state", "Shipped"));
    }

    private JsonNode order(ExternalId orderId) {
        var order = client.call("order", VendureQueries.ORDER, Map.of("id", orderId.value()))
                .data()
                .path("order");
        if (!order.isObject()) {
            throw new RejectedException(
                    "The shop has no such order (" + client.particulars("order") + ", order=" + orderId + ")",
                    "no-such-order");
        }
        return order;
    }

    /** Those that bear this number. */
    private static List<JsonNode> fulfilments(JsonNode order, String number) {
        var found = new ArrayList<JsonNode>();
        order.path("fulfillments").forEach(fulfilment -> {
            if (isAlive(fulfilment)
                    && fulfilment.path("trackingCode").asText("").equals(number)) {
                found.add(fulfilment);
            }
        });
        return found;
    }

    private static boolean isAlive(JsonNode fulfilment) {
        return !fulfilment.path("state").asText("").equals(CANCELLED);
    }

    /** Pieces in the parcel that are in no other yet, by line; of a parcel that names no line all that is left. */
    private static Map<String, Long> toSend(JsonNode order, List<Shipment.Piece> pieces) {
        var left = new LinkedHashMap<String, Long>();
        order.path("lines")
                .forEach(line ->
                        left.put(line.path("id").asText(), line.path("quantity").asLong()));
        order.path("fulfillments").forEach(fulfilment -> {
            if (isAlive(fulfilment)) {
                fulfilment
                        .path("lines")
                        .forEach(piece -> left.merge(
                                piece.path("orderLineId").asText(),
                                -piece.path("quantity").asLong(),
                                Long::sum));
            }
        });
        if (!pieces.isEmpty()) {
            var wanted = new LinkedHashMap<String, Long>();
            pieces.forEach(piece -> wanted.merge(piece.lineId().value(), piece.quantity(), Long::sum));
            left.replaceAll((line, quantity) -> Math.min(quantity, wanted.getOrDefault(line, 0L)));
        }
        left.values().removeIf(quantity -> quantity <= 0);
        return left;
    }
}
