package dev.shophub.erp.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.HttpCalls.Request;
import dev.shophub.connector.HttpCalls.Response;
import dev.shophub.connector.Json;
import dev.shophub.connector.Quotas.Quota;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tools;
import dev.shophub.connector.UnavailableException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls the ERP: address, token, quota, its clock; every answer that is not as it should be leaves as a failure. */
final class RestErpClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CONFLICT = 409;
    private static final String OLDER_VERSION = "older-version";

    private final String base;
    private final Map<String, String> headers;
    private final Tools tools;
    private final Quota quota;
    private volatile Duration ahead = Duration.ZERO;

    RestErpClient(Shop erp, RestErpSettings settings, Tools tools) {
        this.base = erp.baseUrl().toString().replaceAll("/+$", "");
        this.headers = Map.of("Authorization", "Bearer " + settings.token(), "Accept", "application/json");
        this.tools = tools;
        this.quota = tools.quota().of(RestErpPlatform.NAME + "/" + erp.key(), settings.callsPerSecond());
    }

    /** The ERP's clock as its latest {@code Date} told it, whole seconds; ours before the first answer. */
    Instant now() {
        return tools.clock().instant().plus(ahead);
    }

    /** When the answer just received arrived, by our clock. */
    Instant readAt() {
        return tools.clock().instant();
    }

    JsonNode get(String path, Map<String, String> query) {
        var address = new StringBuilder(base).append(path);
        var separator = '?';
        for (var parameter : query.entrySet()) {
            address.append(separator).append(parameter.getKey()).append('=').append(encoded(parameter.getValue()));
            separator = '&';
        }
        return answer(Request.get(URI.create(address.toString()), headers), Set.of(), false);
    }

    JsonNode post(String path, byte[] body) {
        return answer(Request.json("POST", URI.create(base + path), headers, body), Set.of(), false);
    }

    /**
     * Puts a document. That the ERP already knows a newer version is a good end.
     *
     * @param confidential what an error message may quote and we must not
     */
    JsonNode put(String folder, String reference, byte[] body, Set<String> confidential) {
        var address = URI.create(base + folder + "/" + encoded(reference));
        return answer(Request.json("PUT", address, headers, body), confidential, true);
    }

    private JsonNode answer(Request request, Set<String> confidential, boolean olderIsGood) {
        quota.take(PATIENCE);
        var response = tools.http().send(request);
        learnClock(response);
        if (response.status() / 100 == 2) {
            return Json.answer(response.body());
        }
        if (olderIsGood && response.status() == CONFLICT) {
            var known = olderVersion(response);
            if (known.isPresent()) {
                return known.get();
            }
        }
        var failure = RestErpErrors.of(request, response, confidential);
        if (failure instanceof RateLimitedException limited) {
            quota.closeFor(limited.waitTime());
        }
        throw failure;
    }

    /** A 409 of anything but the ERP itself (a proxy, a lock) is no answer about the document. */
    private static Optional<JsonNode> olderVersion(Response response) {
        try {
            return Optional.of(Json.answer(response.body()))
                    .filter(answer -> OLDER_VERSION.equals(answer.path("code").asText()));
        } catch (UnavailableException notJson) {
            return Optional.empty();
        }
    }

    private void learnClock(Response response) {
        response.header("date").flatMap(RestErpClient::time).ifPresent(theirs -> {
            var difference = Duration.between(tools.clock().instant(), theirs);
            // The header has whole seconds: below two the difference says nothing.
            ahead = difference.abs().compareTo(Duration.ofSeconds(2)) < 0 ? Duration.ZERO : difference;
        });
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
