package dev.shophub.platform.woocommerce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.HttpCalls.Request;
import dev.shophub.connector.HttpCalls.Response;
import dev.shophub.connector.Json;
import dev.shophub.connector.PlatformClock;
import dev.shophub.connector.Quotas;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tools;
import dev.shophub.connector.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;

/** One call to the site: proven by the key, within the quota, its refusals told apart. */
final class WoocommerceClient {

    private static final String API = "/wp-json/wc/v3/";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Shop shop;
    private final WoocommerceSettings settings;
    private final Tools tools;
    private final String site;
    private final String root;
    private final Quotas.Quota quota;
    private final PlatformClock clock;

    WoocommerceClient(Shop shop, WoocommerceSettings settings, Tools tools) {
        this.shop = shop;
        this.settings = settings;
        this.tools = tools;
        this.site = shop.baseUrl().toString().replaceAll("/+$", "").replaceAll("/wp-json(/wc(/v3)?)?$", "");
        this.root = site + API;
        this.quota = tools.quota()
                .of(shop.platform() + "/" + settings.consumerKey() + "/" + shop.key(), settings.requestsPerSecond());
        this.clock = new PlatformClock(tools.clock(), settings.platformClock());
    }

    /**
     * What the shop answered.
     *
     * @param total rows of the whole list, where it was told
     * @param readAt when it arrived, UTC
     */
    record Answer(JsonNode content, OptionalLong total, Instant readAt) {}

    Instant platformNow() {
        return clock.now();
    }

    /** Shop and interface, for messages. */
    String particulars(String path) {
        return "shop=" + shop.key() + ", interface=" + path.replaceAll("\\d{3,}", "{id}");
    }

    /** @throws dev.shophub.connector.Failure by {@link WoocommerceErrors} */
    Answer get(String path, Map<String, String> parameters) {
        return call("GET", path, parameters, Optional.empty());
    }

    /**
     * What the site says of itself at its entry, which it shows to everybody: asked without the key, which only the shop's own part of the
     * interface knows.
     *
     * @return nothing where the entry is hidden
     * @throws dev.shophub.connector.Failure when the site does not answer
     */
    Optional<JsonNode> entry() {
        quota.take(PATIENCE);
        var particulars = particulars("wp-json");
        var response = tools.http()
                .send(Request.get(
                        URI.create(site + "/wp-json/?_fields=name,home"), Map.of("Accept", "application/json")));
        if (response.status() == 429) {
            throw WoocommerceErrors.limited(response, particulars);
        }
        if (response.status() >= 500) {
            throw new UnavailableException(
                    "The site could not answer (" + particulars + ", status=" + response.status() + ")");
        }
        return response.status() == 200 ? parsed(response) : Optional.empty();
    }

    /** @throws dev.shophub.connector.Failure by {@link WoocommerceErrors} */
    JsonNode send(String method, String path, Object body) {
        return call(method, path, Map.of(), Optional.of(body)).content();
    }

    /** @throws dev.shophub.connector.Failure by {@link WoocommerceErrors} */
    void delete(String path) {
        call("DELETE", path, Map.of("force", "true"), Optional.empty());
    }

    private Answer call(String method, String path, Map<String, String> parameters, Optional<Object> body) {
        quota.take(PATIENCE);
        try {
            return answer(tools.http().send(request(method, path, parameters, body)), particulars(path));
        } catch (RateLimitedException limited) {
            quota.closeFor(limited.waitTime());
            throw limited;
        }
    }

    private Request request(String method, String path, Map<String, String> parameters, Optional<Object> body) {
        var address = URI.create(root + path);
        var query = new TreeMap<>(parameters);
        var headers = new HashMap<>(Map.of("Accept", "application/json"));
        switch (settings.auth()) {
            case WoocommerceSettings.BASIC -> headers.put("Authorization", "Basic " + basic());
            case WoocommerceSettings.QUERY -> {
                query.put("consumer_key", settings.consumerKey());
                query.put("consumer_secret", settings.consumerSecret());
            }
            default -> query.putAll(WoocommerceSigner.signed(
                    method,
                    address,
                    parameters,
                    settings,
                    UUID.randomUUID().toString().replace("-", ""),
                    clock.now().getEpochSecond()));
        }
        var whole = query.isEmpty() ? address : URI.create(address + "?" + WoocommerceSigner.query(query));
        return body.map(content -> Request.json(method, whole, headers, bytes(content)))
                .orElseGet(() -> new Request(method, whole, headers, new byte[0], Request.TIMEOUT));
    }

    private String basic() {
        return Base64.getEncoder()
                .encodeToString(
                        (settings.consumerKey() + ":" + settings.consumerSecret()).getBytes(StandardCharsets.UTF_8));
    }

    private Answer answer(Response response, String particulars) {
        var readAt = tools.clock().instant();
        clock.follow(response, readAt);
        int status = response.status();
        if (status == 429) {
            throw WoocommerceErrors.limited(response, particulars);
        }
        if (status >= 300 && status < 400) {
            throw WoocommerceErrors.redirected(response, particulars);
        }
        var content = parsed(response)
                .filter(JsonNode::isContainerNode)
                .orElseThrow(() -> WoocommerceErrors.noJson(response, particulars));
        if (status < 200 || status >= 300) {
            throw WoocommerceErrors.failure(status, content, particulars);
        }
        return new Answer(content, total(response), readAt);
    }

    private static Optional<JsonNode> parsed(Response response) {
        try {
            return Optional.ofNullable(Json.MAPPER.readTree(response.body()));
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    private static OptionalLong total(HttpCalls.Response response) {
        return response.header("x-wp-total")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    private static byte[] bytes(Object body) {
        try {
            return Json.MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts and numbers can be written as JSON", impossible);
        }
    }

    /** @throws UnavailableException when the answer is no list */
    JsonNode list(JsonNode content, String path) {
        if (!content.isArray()) {
            throw new UnavailableException("The site's answer is no list (" + particulars(path) + ")");
        }
        return content;
    }
}
