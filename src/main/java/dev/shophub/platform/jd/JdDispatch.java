package dev.shophub.platform.jd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.ShipmentSink.Told;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Shipment;
import dev.shophub.model.Tracking;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells the platform of parcels. It ships an order as a whole: the first parcel's number stands for all of it, and no call is
 * attested that corrects one. What it answers to a repetition is not documented, so the order is looked at first.
 */
final class JdDispatch {

    private static final String SHIP = "jingdong.pop.order.shipment";
    private static final String GET = "jingdong.pop.order.get";
    private static final String FIELDS = "orderId,orderState,waybill,partialLogisticsInfoModel";
    private static final Set<String> TO_SHIP = Set.of("WAIT_SELLER_STOCK_OUT", "WAIT_SELLER_DELIVERY");

    private final JdSettings settings;
    private final JdClient client;

    JdDispatch(JdSettings settings, JdClient client) {
        this.settings = settings;
        this.client = client;
    }

    Told ship(ExternalId orderId, Shipment shipment, Optional<Tracking> written) {
        var carrier = Optional.ofNullable(
                        settings.carriers().get(shipment.tracking().carrier()))
                .orElseThrow(() -> new RejectedException(
                        "No JD number is known for this carrier (order=" + orderId + ", carrier="
                                + shipment.tracking().carrier() + "). Add it to settings.carriers",
                        "unknown-carrier"));
        var number = shipment.tracking().number();
        var order = order(orderId);
        var word = order.path("orderState").asText("");
        if (TO_SHIP.contains(word)) {
            var parameters = new LinkedHashMap<String, Object>();
            parameters.put("orderId", JdShelf.number(orderId.value()));
            parameters.put("logiCoprId", carrier);
            parameters.put("logiNo", number);
            result(SHIP, "sopjosshipment_result", parameters);
            return Told.NOW;
        }
        var shown = numbers(order);
        if (shown.contains(number)) {
            return Told.BEFORE;
        }
        if (!JdOrderMapper.hasLeft(word, order.path("waybill").asText(""))) {
            throw new RejectedException(
                    "JD does not let this order be shipped (order=" + orderId + ", state=" + word + ")",
                    "not-to-be-shipped");
        }
        if (written.map(Tracking::number).filter(shown::contains).isPresent()) {
            throw new RejectedException(
                    "JD has no call that corrects a parcel's number (order=" + orderId + ", parcel=" + shipment.id()
                            + "). Correct it in the seller's back office",
                    "not-to-be-corrected");
        }
        return Told.OTHERWISE;
    }

    private JsonNode order(ExternalId orderId) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("order_id", JdShelf.number(orderId.value()));
        parameters.put("optional_fields", FIELDS);
        settings.sourceId().ifPresent(source -> parameters.put("source_id", source));
        return JdGateway.unfolded(result(GET, "orderDetailInfo", parameters).path("orderInfo"));
    }

    private JsonNode result(String method, String name, Map<String, ?> parameters) {
        var result =
                JdGateway.unfolded(client.call(method, parameters).content().path(name));
        JdErrors.requireSuccess(
                result.has("apiResult") ? result.path("apiResult") : result, client.particulars(method));
        return result;
    }

    /** Several parcels of one carrier are joined by commas, those of several carriers by bars. */
    private static List<String> numbers(JsonNode order) {
        return Stream.of(order.path("waybill").asText("").split("[,|]"))
                .map(String::strip)
                .filter(number -> !number.isEmpty())
                .toList();
    }
}
