package dev.shophub.simulator.erp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A document as sent, checked for what the simulated ERP needs of it; all else is kept as it came.
 *
 * @param version the caller's version: an older one is refused
 * @param state open, shipped or cancelled; of a refund as sent
 * @param lines of an order, empty for a refund
 */
record DocumentBody(
        String kind,
        String reference,
        String orderReference,
        long version,
        String state,
        List<Line> lines,
        JsonNode json) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Set<String> ORDER_STATES = Set.of("open", "shipped", "cancelled");

    /** One line; {@code state} is open, shipped or cancelled. */
    record Line(String line, String sku, long quantity, String state) {}

    static DocumentBody order(String reference, byte[] body) {
        var json = object(reference, body);
        var state = text(json, "state");
        if (!ORDER_STATES.contains(state)) {
            throw Refusal.invalid("state", "is none of open, shipped, cancelled");
        }
        if (!json.path("lines").isArray()) {
            throw Refusal.invalid("lines", "is missing");
        }
        var lines = new ArrayList<Line>();
        var seen = new HashSet<String>();
        for (var node : json.path("lines")) {
            var line = line(node);
            if (!seen.add(line.line())) {
                throw Refusal.invalid("lines", "names a line twice");
            }
            lines.add(line);
        }
        return new DocumentBody("order", reference, reference, version(json), state, List.copyOf(lines), json);
    }

    static DocumentBody refund(String reference, byte[] body) {
        var json = object(reference, body);
        var amount = text(json, "amount");
        if (!amount.matches("[0-9]{1,15}\\.[0-9]{2,4}")) {
            throw Refusal.invalid("amount", "is no decimal with two to four places");
        }
        return new DocumentBody(
                "refund", reference, text(json, "orderReference"), version(json), text(json, "state"), List.of(), json);
    }

    /** As kept: one text for the same content. */
    String text() {
        return json.toString();
    }

    boolean sameAs(String kept) {
        try {
            return JSON.readTree(kept).equals(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A kept document is not JSON (reference=" + reference + ")", broken);
        }
    }

    private static JsonNode object(String reference, byte[] body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (java.io.IOException notJson) {
            throw Refusal.invalid("body", "is not JSON");
        }
        if (json == null || !json.isObject()) {
            throw Refusal.invalid("body", "is no JSON object");
        }
        if (!reference.equals(text(json, "reference"))) {
            throw Refusal.invalid("reference", "differs from the address");
        }
        return json;
    }

    private static Line line(JsonNode node) {
        var quantity = node.path("quantity");
        if (!quantity.isIntegralNumber() || !quantity.canConvertToLong() || quantity.longValue() < 0) {
            throw Refusal.invalid("quantity", "is no whole number of 0 or more");
        }
        var state = text(node, "state");
        if (!ORDER_STATES.contains(state)) {
            throw Refusal.invalid("lines.state", "is none of open, shipped, cancelled");
        }
        return new Line(text(node, "line"), text(node, "sku"), quantity.longValue(), state);
    }

    private static long version(JsonNode json) {
        var version = json.path("version");
        if (!version.isIntegralNumber() || !version.canConvertToLong()) {
            throw Refusal.invalid("version", "is no whole number");
        }
        return version.longValue();
    }

    private static String text(JsonNode json, String field) {
        var text = json.path(field);
        if (!text.isTextual() || text.textValue().isEmpty()) {
            throw Refusal.invalid(field, "is missing");
        }
        return text.textValue();
    }
}
