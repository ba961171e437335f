package dev.shophub.erp.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Failure;
import dev.shophub.connector.HttpCalls.Request;
import dev.shophub.connector.HttpCalls.Response;
import dev.shophub.connector.Json;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.UnavailableException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;

/** The ERP's answers as failures: one table. */
final class RestErpErrors {

    private static final Duration UNSAID_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int LONGEST_MESSAGE = 200;

    private RestErpErrors() {}

    /**
     * The failure that an answer other than 2xx stands for.
     *
     * @param confidential texts that the ERP may quote and that must not appear in the message
     */
    static Failure of(Request request, Response response, Set<String> confidential) {
        var particulars = "(request=" + request + ", status=" + response.status() + ")";
        return switch (response.status()) {
            case 401, 403 -> new AuthFailedException(
                    "The ERP refuses the token " + particulars + ". Set a valid one: hub.erp.settings.token", false);
            case 429 -> new RateLimitedException("The ERP asks to wait " + particulars, waitOf(response));
            default -> response.status() >= 400 && response.status() < 500 && response.status() != 408
                    ? refused(request, response, confidential)
                    : new UnavailableException(unavailable(response) + particulars);
        };
    }

    private static String unavailable(Response response) {
        return response.status() >= 300 && response.status() < 400
                ? "The ERP sends the hub elsewhere, which it does not follow; hub.erp.base-url must be the final address "
                : "The ERP does not answer as it should ";
    }

    /** A page of HTML with a 4xx comes from something in front of the ERP: nothing was decided about the document. */
    private static Failure refused(Request request, Response response, Set<String> confidential) {
        JsonNode error;
        try {
            error = Json.answer(response.body());
        } catch (UnavailableException notJson) {
            return new UnavailableException(
                    "The answer is not the ERP's (request=" + request + ", status=" + response.status() + ")");
        }
        var code = shortened(error.path("code").asText(Integer.toString(response.status())), confidential);
        var message = shortened(error.path("message").asText(""), confidential);
        return new RejectedException(
                "The ERP refused (request=" + request + ", status=" + response.status() + ", code=" + code + "): "
                        + message,
                code);
    }

    private static Duration waitOf(Response response) {
        return response.header("retry-after")
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait)
                .orElse(UNSAID_WAIT);
    }

    private static String shortened(String text, Set<String> confidential) {
        var clean = text.replaceAll("\\p{Cntrl}+", " ");
        // the longest first: a name that is part of an address would leave the rest of it
        for (var secret : confidential.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            clean = clean.replace(secret, "***");
        }
        return clean.length() > LONGEST_MESSAGE ? clean.substring(0, LONGEST_MESSAGE) + "…" : clean;
    }
}
