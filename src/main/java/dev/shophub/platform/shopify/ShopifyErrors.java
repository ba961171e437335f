package dev.shophub.platform.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Failure;
import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.UnavailableException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The platform's three ways to refuse as the hub's failures: by HTTP status, by {@code errors} beside or instead of data, by
 * {@code userErrors} of a change. Its sentences are never passed on: they may quote what was sent.
 */
final class ShopifyErrors {

    static final String THROTTLED = "THROTTLED";

    private static final String DENIED = "ACCESS_DENIED";
    private static final Set<String> BUSY = Set.of("INTERNAL_SERVER_ERROR", "TIMEOUT", "SERVICE_UNAVAILABLE");
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    /** 430 is answered to what looks like an attack: soon again would look so too. */
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private static final int LONGEST_CODE = 60;

    private ShopifyErrors() {}

    /** @throws Failure unless the status is 200, 201 or 202 */
    static void requireAnswer(HttpCalls.Response response, String particulars) {
        int status = response.status();
        var where = " (" + particulars + ", status=" + status + ")";
        switch (status) {
            case 200, 201, 202 -> {}
            case 401 -> throw new AuthFailedException("Shopify refused the access token" + where, true);
            case 402, 423 -> throw new AuthFailedException(
                    "The shop is frozen or locked at Shopify" + where + ": its owner settles that with Shopify", false);
            case 403 -> throw new RejectedException(
                    "Shopify grants no permission for this" + where
                            + ". Add the scope to the app, then let the seller authorise again",
                    "403");
            case 429 -> throw new RateLimitedException("Shopify's quota is spent" + where, wait(response, A_SECOND));
            case 430 -> throw new RateLimitedException("Shopify took calls for an attack" + where, A_MINUTE);
            default -> {
                if (status >= 500 || status < 400) {
                    throw new UnavailableException("Shopify could not answer" + where);
                }
                throw new RejectedException("Shopify rejected the call" + where, Integer.toString(status));
            }
        }
    }

    /** The seconds told, which may be a fraction. */
    private static Duration wait(HttpCalls.Response response, Duration otherwise) {
        return response.header("retry-after")
                .filter(text -> text.matches("\\d{1,6}(\\.\\d{1,6})?"))
                .map(text ->
                        Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValue()))
                .orElse(otherwise);
    }

    /**
     * The failure that a document's {@code errors} are; none where the platform only left out what the app may not see.
     *
     * @param whole the answer's body
     * @param throttled the wait, where the points were spent
     */
    static Optional<Failure> failure(JsonNode whole, String particulars, Duration throttled) {
        var data = whole.path("data");
        for (var error : whole.path("errors")) {
            var code = code(error);
            var where = " (" + particulars + ", code=" + code + ")";
            if (code.equals(THROTTLED)) {
                return Optional.of(new RateLimitedException("Shopify's points are spent" + where, throttled));
            }
            if (BUSY.contains(code)) {
                return Optional.of(new UnavailableException("Shopify could not answer" + where));
            }
            var root = error.path("path").path(0).asText("");
            // A buyer's field that may not be seen comes as null with an error beside it; the record is there all the
            // same.
            if (code.equals(DENIED) && data.path(root).isContainerNode()) {
                continue;
            }
            return Optional.of(
                    code.equals(DENIED)
                            ? new RejectedException(
                                    "Shopify grants no permission for this" + where
                                            + ". Add the scope to the app, then let the seller authorise again",
                                    code)
                            : new RejectedException("Shopify rejected the call" + where, code));
        }
        return data.isObject()
                ? Optional.empty()
                : Optional.of(new UnavailableException("Shopify's answer lacks its data (" + particulars + ")"));
    }

    /** @throws RejectedException when a change was refused, with the codes and fields of all its errors */
    static void requireDone(JsonNode payload, String particulars) {
        var errors = payload.path("userErrors");
        if (payload.isObject() && errors.isEmpty()) {
            return;
        }
        var first = errors.path(0);
        throw new RejectedException(
                "Shopify refused the change (" + particulars + ", code=" + code(first) + ", field="
                        + word(String.join(".", texts(first.path("field")))) + ")",
                code(first));
    }

    /** Whether one of a change's errors bears this code. */
    static boolean says(JsonNode payload, String code) {
        for (var error : payload.path("userErrors")) {
            if (code(error).equals(code)) {
                return true;
            }
        }
        return false;
    }

    private static String code(JsonNode error) {
        var code = word(
                error.path("extensions").path("code").asText(error.path("code").asText("")));
        return code.isEmpty() ? "no-code" : code;
    }

    private static Iterable<String> texts(JsonNode list) {
        return () -> java.util.stream.StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .iterator();
    }

    /** Only what a code or a field's name may consist of. */
    private static String word(String text) {
        var word = text.replaceAll("[^A-Za-z0-9._:-]", "");
        return word.substring(0, Math.min(word.length(), LONGEST_CODE));
    }
}
