package dev.shophub.connector;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * JSON for clients and mappers: unknown fields are ignored, numbers with a fraction become exact decimals, and numbers
 * may be read as text so that ids of 19 digits survive.
 */
public final class Json {

    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /** @throws UnavailableException when the text is no JSON: an answer that is no answer */
    public static JsonNode answer(byte[] body) {
        try {
            var node = MAPPER.readTree(body);
            if (node == null || node.isMissingNode()) {
                throw new UnavailableException("The answer is empty");
            }
            return node;
        } catch (java.io.IOException notJson) {
            throw new UnavailableException("The answer is not JSON (" + body.length + " bytes)");
        }
    }
}
