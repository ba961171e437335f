package dev.shophub.simulator.taobao;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.stage.Html;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The text of an answer: the key made from the method's name, list wrappers or none, a request id (section 4). */
final class TaobaoEnvelope {

    private static final String PREFIX = "taobao.";
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int RADIX = 36;

    private final AtomicLong requests = new AtomicLong(System.nanoTime());

    String answer(Map<String, String> sent, ObjectNode content) {
        content.put("request_id", requestId());
        if ("true".equals(sent.get("simplify"))) {
            return simplified(content).toString();
        }
        var method = sent.get("method");
        var name = method.startsWith(PREFIX) ? method.substring(PREFIX.length()) : method;
        var root = JsonNodeFactory.instance.objectNode();
        root.set(name.replace('.', '_') + "_response", content);
        return root.toString();
    }

    String refusal(Map<String, String> sent, TaobaoRefusal refusal) {
        var error = JsonNodeFactory.instance.objectNode();
        error.put("code", refusal.code());
        error.put("msg", refusal.getMessage());
        if (!refusal.subCode().isEmpty()) {
            error.put("sub_code", refusal.subCode());
        }
        if (!refusal.subMessage().isEmpty()) {
            error.put("sub_msg", refusal.subMessage());
        }
        error.put("request_id", requestId());
        if (!"json".equals(sent.get("format"))) {
            return xml(error);
        }
        var root = JsonNodeFactory.instance.objectNode();
        root.set("error_response", error);
        return root.toString();
    }

    private static String xml(ObjectNode error) {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\" ?><error_response>");
        error.properties().forEach(field -> text.append('<')
                .append(field.getKey())
                .append('>')
                .append(Html.escaped(field.getValue().asText()))
                .append("</")
                .append(field.getKey())
                .append('>'));
        return text.append("</error_response>").toString();
    }

    /** Without the objects that hold nothing but one list. */
    private static JsonNode simplified(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (var field : new ArrayList<>(object.properties())) {
                var value = simplified(field.getValue());
                var bare = value.isObject()
                        && value.size() == 1
                        && value.elements().next().isArray();
                object.set(field.getKey(), bare ? value.elements().next() : value);
            }
        } else {
            node.forEach(TaobaoEnvelope::simplified);
        }
        return node;
    }

    private String requestId() {
        return Long.toUnsignedString(requests.incrementAndGet() * SPREAD, RADIX);
    }
}
