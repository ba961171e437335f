package dev.shophub.platform.woocommerce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.connector.Json;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.ShipmentSink.Told;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Shipment;
import dev.shophub.model.Tracking;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Tells the shop of parcels. WooCommerce has none: an order is done, or it is not. What was told is kept in a field of the order's
 * own, so that parcels of one order can leave one after the other, and the order is done when all of it has left.
 */
final class WoocommerceDispatch {

    private static final String DONE = "completed";
    private static final Set<String> TO_SHIP = Set.of("processing");
    private static final String NUMBER = "number";
    private static final String CARRIER = "carrier";
    private static final String PIECES = "pieces";

    private final WoocommerceSettings settings;
    private final WoocommerceClient client;

    WoocommerceDispatch(WoocommerceSettings settings, WoocommerceClient client) {
        this.settings = settings;
        this.client = client;
    }

    Told ship(ExternalId orderId, Shipment shipment, Optional<Tracking> written) {
        var tracking = shipment.tracking();
        var carrier = Optional.ofNullable(settings.carriers().get(tracking.carrier()))
                .orElseThrow(() -> new RejectedException(
                        "No name for buyers is known of this carrier (order=" + orderId + ", carrier="
                                + tracking.carrier() + "). Add it to settings.carriers",
                        "unknown-carrier"));
        var path = WoocommerceLists.ORDERS + "/" + WoocommerceShelf.number(orderId);
        var order = client.get(path, Map.of()).content();
        var word = order.path("status").asText("");
        var told = told(order);
        if (find(told, tracking.number()).isPresent()) {
            return Told.BEFORE;
        }
        var wrong = written.flatMap(before -> find(told, before.number()));
        if (wrong.isEmpty() && word.equals(DONE)) {
            return Told.OTHERWISE;
        }
        if (wrong.isEmpty() && !TO_SHIP.contains(word)) {
            throw new RejectedException(
                    "The shop does not let this order be shipped (order=" + orderId + ", status=" + word + ")",
                    "not-to-be-shipped");
        }
        var parcel =
                wrong.orElseGet(told::addObject).put(NUMBER, tracking.number()).put(CARRIER, carrier);
        if (wrong.isEmpty() && !shipment.pieces().isEmpty()) {
            var pieces = parcel.putObject(PIECES);
            shipment.pieces().forEach(piece -> pieces.put(piece.lineId().value(), piece.quantity()));
        }
        note(path, carrier + " " + tracking.number());
        var change = new LinkedHashMap<String, Object>();
        change.put("meta_data", List.of(Map.of("key", settings.trackingMeta(), "value", told.toString())));
        if (TO_SHIP.contains(word) && hasLeft(order, told)) {
            change.put("status", DONE);
        }
        client.send("PUT", path, change);
        return Told.NOW;
    }

    /** What the hub told of this order before. */
    private ArrayNode told(JsonNode order) {
        return StreamSupport.stream(order.path("meta_data").spliterator(), false)
                .filter(meta -> meta.path("key").asText("").equals(settings.trackingMeta()))
                .map(meta -> read(meta.path("value").asText("")))
                .reduce((one, other) -> other)
                .orElseGet(JsonNodeFactory.instance::arrayNode);
    }

    private static ArrayNode read(String text) {
        try {
            return Json.MAPPER.readTree(text) instanceof ArrayNode parcels
                    ? parcels
                    : JsonNodeFactory.instance.arrayNode();
        } catch (JsonProcessingException changedByHand) {
            return JsonNodeFactory.instance.arrayNode();
        }
    }

    private static Optional<ObjectNode> find(ArrayNode told, String number) {
        return StreamSupport.stream(told.spliterator(), false)
                .filter(parcel -> parcel.path(NUMBER).asText("").equals(number))
                .map(ObjectNode.class::cast)
                .findFirst();
    }

    /** A parcel that names no pieces holds all that was still to be sent. */
    private static boolean hasLeft(JsonNode order, ArrayNode told) {
        var left = new HashMap<String, Long>();
        for (var parcel : told) {
            if (!parcel.has(PIECES)) {
                return true;
            }
            parcel.path(PIECES)
                    .fields()
                    .forEachRemaining(
                            piece -> left.merge(piece.getKey(), piece.getValue().asLong(), Long::sum));
        }
        return StreamSupport.stream(order.path("line_items").spliterator(), false)
                .allMatch(line -> left.getOrDefault(line.path("id").asText(""), 0L)
                        >= line.path("quantity").asLong());
    }

    /** For the shop's people, or by mail to the buyer; a note that is there is not written again. */
    private void note(String order, String text) {
        boolean toBuyer = settings.tracking().equals(WoocommerceSettings.CUSTOMER_NOTE);
        if (!toBuyer && !settings.tracking().equals(WoocommerceSettings.NOTE)) {
            return;
        }
        var notes = client.get(order + "/notes", Map.of()).content();
        if (notes.findValuesAsText("note").stream().noneMatch(note -> note.contains(text))) {
            client.send("POST", order + "/notes", Map.of("note", text, "customer_note", toBuyer));
        }
    }
}
