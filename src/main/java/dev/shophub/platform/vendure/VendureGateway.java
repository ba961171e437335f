package dev.shophub.platform.vendure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.Json;
import dev.shophub.connector.JsonAnswer;
import dev.shophub.connector.PlatformClock;
import dev.shophub.connector.Quotas;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tools;
import dev.shophub.connector.UnavailableException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One GraphQL call of the admin API: within the shop's quota, its clock followed, its refusals told apart. */
final class VendureGateway {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TOO_MANY = Duration.ofSeconds(1);
    private static final int BAD_REQUEST = 400;

    private final Shop shop;
    private final Tools tools;
    private final Optional<String> channel;
    private final URI address;
    private final Quotas.Quota quota;
    private final PlatformClock clock;

    VendureGateway(Shop shop, VendureSettings settings, Tools tools) {
        this.shop = shop;
        this.tools = tools;
        this.channel = settings.channel();
        var path = Optional.ofNullable(shop.baseUrl().getPath()).orElse("");
        this.address = path.isEmpty() || path.equals("/") ? shop.baseUrl().resolve("/admin-api") : shop.baseUrl();
        this.quota =
                tools.quota().of("vendure/" + settings.username() + "/" + shop.key(), settings.requestsPerSecond());
        this.clock = new PlatformClock(tools.clock(), settings.platformClock());
    }

    /**
     * @param data what was asked for
     * @param session a new one, as the answer to a login names it
     * @param readAt when it arrived, UTC
     */
    record Answer(JsonNode data, Optional<String> session, Instant readAt) {}

    /** The platform's clock, as its answers told it. */
    Instant platformNow() {
        return clock.now();
    }

    /** Shop and operation, for messages. */
    String particulars(String operation) {
        return "shop=" + shop.key() + ", operation=" + operation;
    }

    /**
     * Makes one call.
     *
     * @param operation its name within the query
     * @param session of the administrator; without one only a login is answered
     * @throws dev.shophub.connector.Failure by {@link VendureErrors}
     */
    Answer call(String operation, String query, Map<String, ?> variables, Optional<String> session) {
        quota.take(PATIENCE);
        try {
            var response = tools.http()
                    .send(HttpCalls.Request.json("POST", address, headers(session), body(operation, query, variables)));
            return answer(operation, response);
        } catch (RateLimitedException limited) {
            quota.closeFor(limited.waitTime());
            throw limited;
        }
    }

    private Answer answer(String operation, HttpCalls.Response response) {
        var readAt = tools.clock().instant();
        clock.follow(response, readAt);
        var particulars = particulars(operation);
        if (response.status() == 429) {
            throw new RateLimitedException("The server's quota is spent (" + particulars + ")", wait(response));
        }
        if (response.status() != 200 && response.status() != BAD_REQUEST) {
            throw new UnavailableException(
                    "Vendure could not answer (" + particulars + ", status=" + response.status() + ")");
        }
        var whole = JsonAnswer.of(response.body(), readAt, particulars).content();
        VendureErrors.requireNone(whole, particulars);
        var data = whole.path("data");
        if (!data.isObject()) {
            throw new UnavailableException(
                    "Vendure's answer lacks its data (" + particulars + ", status=" + response.status() + ")");
        }
        return new Answer(data, response.header("vendure-auth-token").filter(text -> !text.isBlank()), readAt);
    }

    /** Vendure itself knows no quota; what stands before it may. */
    private static Duration wait(HttpCalls.Response response) {
        return response.header("retry-after")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(TOO_MANY);
    }

    private Map<String, String> headers(Optional<String> session) {
        var headers = new HashMap<String, String>();
        channel.ifPresent(token -> headers.put("vendure-token", token));
        session.ifPresent(token -> headers.put("Authorization", "Bearer " + token));
        return headers;
    }

    private static byte[] body(String operation, String query, Map<String, ?> variables) {
        var body = new LinkedHashMap<String, Object>();
        body.put("operationName", operation);
        body.put("query", query);
        body.put("variables", variables);
        try {
            return Json.MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Maps and texts can be written as JSON", impossible);
        }
    }
}
