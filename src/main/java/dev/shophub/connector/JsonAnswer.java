package dev.shophub.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * One answer of the platform.
 *
 * @param parsed the JSON, empty when the answer is whole and yet no JSON: then the record in it is broken, not the line
 * @param body as it came
 * @param readAt when it arrived, UTC
 */
public record JsonAnswer(Optional<JsonNode> parsed, byte[] body, Instant readAt) {

    /** @throws UnavailableException when the body is no answer at all: empty, HTML, or cut */
    public static JsonAnswer of(byte[] body, Instant readAt, String particulars) {
        if (first(body) != '{') {
            throw new UnavailableException("The platform answered something that is no JSON (" + particulars + ", "
                    + body.length + " bytes). A login page or a proxy may stand between");
        }
        try {
            return new JsonAnswer(Optional.of(Json.MAPPER.readTree(body)), body, readAt);
        } catch (JsonEOFException cut) {
            throw cut(body, particulars);
        } catch (JsonProcessingException broken) {
            if (last(body) != '}') {
                throw cut(body, particulars);
            }
            return new JsonAnswer(Optional.empty(), body, readAt);
        } catch (IOException impossible) {
            throw new UnavailableException("The platform's answer cannot be read (" + particulars + ")", impossible);
        }
    }

    /** @throws UnavailableException when it is no JSON */
    public JsonNode content() {
        return parsed.orElseThrow(
                () -> new UnavailableException("The platform's answer is broken JSON (" + body.length + " bytes)"));
    }

    /** The same answer, seen from one of its nodes. */
    public JsonAnswer at(JsonNode node) {
        return new JsonAnswer(Optional.of(node), body, readAt);
    }

    private static UnavailableException cut(byte[] body, String particulars) {
        return new UnavailableException(
                "The platform's answer is cut short (" + particulars + ", " + body.length + " bytes)");
    }

    private static int first(byte[] body) {
        for (byte character : body) {
            if (character > ' ' || character < 0) {
                return character;
            }
        }
        return -1;
    }

    private static int last(byte[] body) {
        for (int i = body.length - 1; i >= 0; i--) {
            if (body[i] > ' ' || body[i] < 0) {
                return body[i];
            }
        }
        return -1;
    }
}
