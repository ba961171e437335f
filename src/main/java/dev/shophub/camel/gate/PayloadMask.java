package dev.shophub.camel.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes the buyers' data out of a payload, whatever the platform: what stands under a name that platforms use for it becomes
 * asterisks of the same length. Ids, states, amounts and times stay, so that the record is read as before.
 */
public final class PayloadMask {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final Pattern PERSONAL = Pattern.compile(
            "name|nick|phone|mobile|tel|mail|address|street|zip|postal|receiver|recipient|buyer|customer|memo|message"
                    + "|note|remark|oaid|comment|content|text|idcard|tax|invoice",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NEEDED = Pattern.compile(
            "(.*_)?(id|uid|no|sn|time|date|at|status|type|state|rate|flag|code|currency|amount|price|fee)$",
            Pattern.CASE_INSENSITIVE);

    private PayloadMask() {}

    /** The same JSON without them; what is no JSON becomes asterisks altogether. */
    public static byte[] masked(byte[] payload) {
        try {
            var tree = JSON.readTree(payload);
            mask(tree);
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException noJson) {
            return "***".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private static void mask(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (var name : names(object)) {
                var value = object.get(name);
                if (value.isTextual() && isPersonal(name)) {
                    object.set(name, TextNode.valueOf("*".repeat(value.asText().length())));
                } else {
                    mask(value);
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(PayloadMask::mask);
        }
    }

    private static List<String> names(ObjectNode object) {
        var names = new java.util.ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static boolean isPersonal(String name) {
        return PERSONAL.matcher(name).find() && !NEEDED.matcher(name).matches();
    }
}
