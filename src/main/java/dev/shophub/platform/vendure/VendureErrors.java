package dev.shophub.platform.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Failure;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.UnavailableException;
import java.util.Map;

/**
 * The platform's refusals as the hub's failures. They come in three layers: a request that is no valid GraphQL (HTTP 400), errors
 * beside the data (HTTP 200), and results of an error's type within the data. The platform's sentences are never passed on: they
 * may quote what was sent.
 */
final class VendureErrors {

    private enum Means {
        SESSION,
        CHANNEL,
        REJECTED
    }

    private static final Map<String, Means> CODES = Map.of(
            "FORBIDDEN", Means.SESSION,
            "UNAUTHORIZED", Means.SESSION,
            "CHANNEL_NOT_FOUND", Means.CHANNEL,
            "NO_VALID_CHANNEL", Means.CHANNEL,
            "ENTITY_NOT_FOUND", Means.REJECTED,
            "USER_INPUT_ERROR", Means.REJECTED,
            "BAD_USER_INPUT", Means.REJECTED,
            "GRAPHQL_VALIDATION_FAILED", Means.REJECTED,
            "GRAPHQL_PARSE_FAILED", Means.REJECTED,
            "ILLEGAL_OPERATION", Means.REJECTED);

    private static final int LONGEST_CODE = 60;

    private VendureErrors() {}

    /**
     * Looks for errors beside the data; a call that failed in part has failed.
     *
     * @param particulars shop and operation, for the message
     * @throws Failure by the first error's code
     */
    static void requireNone(JsonNode answer, String particulars) {
        var errors = answer.path("errors");
        if (errors.isArray() && !errors.isEmpty()) {
            throw failure(word(errors.path(0).at("/extensions/code").asText("")), particulars);
        }
    }

    /** Without a code it is an exception of the server's that nobody foresaw, a broken database for instance. */
    private static Failure failure(String code, String particulars) {
        var where = " (" + particulars + ", code=" + (code.isEmpty() ? "none" : code) + ")";
        var means = CODES.get(code);
        if (means == null) {
            return new UnavailableException("Vendure could not answer" + where);
        }
        return switch (means) {
            case SESSION -> new AuthFailedException("Vendure refused the session" + where, true);
            case CHANNEL -> new AuthFailedException(
                    "Vendure knows no such channel" + where + ". Check settings channel", false);
            case REJECTED -> new RejectedException("Vendure rejected the call" + where, code);
        };
    }

    /**
     * What a mutation answered.
     *
     * @param result one of several types, some of which are errors
     * @throws RejectedException when it is an error
     */
    static JsonNode requireDone(JsonNode result, String particulars) {
        var code = word(result.path("errorCode").asText(""));
        if (!code.isEmpty()) {
            throw new RejectedException("Vendure rejected the call (" + particulars + ", code=" + code + ")", code);
        }
        return result;
    }

    /** Only what a code may consist of. */
    static String word(String text) {
        var word = text.replaceAll("[^A-Za-z0-9._:-]", "");
        return word.substring(0, Math.min(word.length(), LONGEST_CODE));
    }
}
