package dev.shophub.platform.taobao;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.ShipmentSink.Told;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Shipment;
import dev.shophub.model.Tracking;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Tells the platform which parcel an order, or some lines of it, left with. What a second sending of the same answers is not
 * documented, so the order is looked at first; a line is shipped as a whole.
 */
final class TaobaoDispatch {

    private static final String TO_SEND = "WAIT_SELLER_SEND_GOODS";
    private static final Set<String> SENT = Set.of("WAIT_BUYER_CONFIRM_GOODS", "TRADE_BUYER_SIGNED", "TRADE_FINISHED");

    private static final Set<String> UNDER_REFUND =
            Set.of("WAIT_SELLER_AGREE", "WAIT_BUYER_RETURN_GOODS", "WAIT_SELLER_CONFIRM_GOODS", "SELLER_REFUSE_BUYER");

    private final TaobaoClient client;
    private final Map<String, String> carriers;

    /** @param carriers the platform's code by that of the ERP */
    TaobaoDispatch(TaobaoClient client, Map<String, String> carriers) {
        this.client = client;
        this.carriers = carriers;
    }

    Told ship(ExternalId orderId, Shipment shipment, Optional<Tracking> written) {
        var company = Optional.ofNullable(carriers.get(shipment.tracking().carrier()))
                .orElseThrow(() -> new RejectedException(
                        "No Taobao code is known for this carrier (order=" + orderId + ", carrier="
                                + shipment.tracking().carrier() + "). Add it to settings.carriers",
                        "unknown-carrier"));
        var lines = lines(orderId);
        var ids =
                shipment.pieces().stream().map(piece -> piece.lineId().value()).collect(Collectors.toSet());
        var inParcel = lines.stream()
                .filter(line -> ids.isEmpty() || ids.contains(line.id()))
                .toList();
        var number = shipment.tracking().number();
        var toSend = matching(inParcel, Line::canBeSent);
        var toCorrect = matching(
                inParcel,
                line -> line.sent()
                        && !line.number().equals(number)
                        && written.filter(before -> before.number().equals(line.number()))
                                .isPresent());
        call("taobao.logistics.offline.send", orderId, number, company, toSend, lines);
        call("taobao.logistics.consign.resend", orderId, number, company, toCorrect, lines);
        if (!toSend.isEmpty() || !toCorrect.isEmpty()) {
            return Told.NOW;
        }
        var sent = matching(inParcel, Line::sent);
        if (sent.isEmpty()) {
            throw new RejectedException(
                    "Nothing of the parcel can be shipped at Taobao: its lines are unpaid, closed, under refund or gone (order="
                            + orderId + ", parcel=" + shipment.id() + ")",
                    "not-to-be-shipped");
        }
        return sent.stream().anyMatch(line -> line.number().equals(number)) ? Told.BEFORE : Told.OTHERWISE;
    }

    private static List<Line> matching(List<Line> lines, Predicate<Line> condition) {
        return lines.stream().filter(condition).toList();
    }

    private void call(
            String method, ExternalId orderId, String number, String company, List<Line> lines, List<Line> all) {
        if (lines.isEmpty()) {
            return;
        }
        var parameters = new HashMap<>(Map.of("tid", orderId.value(), "out_sid", number, "company_code", company));
        if (lines.size() < all.size()) {
            parameters.put("is_split", "1");
            parameters.put("sub_tid", lines.stream().map(Line::id).collect(Collectors.joining(",")));
        }
        client.call(method, parameters);
    }

    private List<Line> lines(ExternalId orderId) {
        var trade = client.call(
                        "taobao.trade.fullinfo.get", Map.of("fields", "tid,status,type,orders", "tid", orderId.value()))
                .content()
                .path("trade");
        return StreamSupport.stream(trade.path("orders").path("order").spliterator(), false)
                .map(Line::of)
                .toList();
    }

    /** @param number of the parcel the platform shows, empty while there is none */
    private record Line(String id, String status, String refund, String number) {

        static Line of(JsonNode line) {
            return new Line(
                    line.path("oid").asText(""),
                    line.path("status").asText(""),
                    line.path("refund_status").asText(""),
                    line.path("invoice_no").asText(""));
        }

        boolean canBeSent() {
            return status.equals(TO_SEND) && !UNDER_REFUND.contains(refund);
        }

        boolean sent() {
            return SENT.contains(status);
        }
    }
}
