package dev.shophub.platform.jd;

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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One signed call of the open platform: within the quota, stamped with the platform's time, its errors told apart. */
final class JdGateway {

    private static final String PATH = "/routerjson";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TOO_MANY = Duration.ofSeconds(1);

    private final Shop shop;
    private final JdSettings settings;
    private final Tools tools;
    private final URI address;
    private final Quotas.Quota quota;
    private final PlatformClock platformClock;

    JdGateway(Shop shop, JdSettings settings, Tools tools) {
        this.shop = shop;
        this.settings = settings;
        this.tools = tools;
        var path = Optional.ofNullable(shop.baseUrl().getPath()).orElse("");
        this.address = path.isEmpty() || path.equals("/") ? shop.baseUrl().resolve(PATH) : shop.baseUrl();
        this.quota = tools.quota().of("jd/" + settings.appKey() + "/" + shop.key(), settings.requestsPerSecond());
        this.platformClock = new PlatformClock(tools.clock(), settings.platformClock());
    }

    /** The platform's clock, as its answers told it. */
    Instant platformNow() {
        return platformClock.now();
    }

    /** Shop and method, for messages. */
    String particulars(String method) {
        return "shop=" + shop.key() + ", method=" + method;
    }

    /**
     * Calls one interface.
     *
     * @param parameters of the interface; they travel and are signed as one JSON text, in this order
     * @param access the seller's access token, where the interface wants one
     * @return the answer, at the object below {@code …_responce}
     * @throws dev.shophub.connector.Failure by {@link JdErrors}
     */
    JsonAnswer call(String method, Map<String, ?> parameters, Optional<String> access) {
        quota.take(PATIENCE);
        try {
            var response = tools.http().send(HttpCalls.Request.form(address, form(method, parameters, access)));
            return read(response, method);
        } catch (RateLimitedException limited) {
            quota.closeFor(limited.waitTime());
            throw limited;
        }
    }

    /** What the platform wrote as text that holds JSON, as some of its older interfaces do; anything else as it is. */
    static JsonNode unfolded(JsonNode node) {
        var text = node.isTextual() ? node.asText().strip() : "";
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return node;
        }
        return Json.answer(text.getBytes(StandardCharsets.UTF_8));
    }

    private JsonAnswer read(HttpCalls.Response response, String method) {
        var readAt = tools.clock().instant();
        platformClock.follow(response, readAt);
        var particulars = particulars(method);
        if (response.status() == 429) {
            var wait = response.header("retry-after")
                    .filter(text -> text.matches("\\d{1,6}"))
                    .map(text -> Duration.ofSeconds(Long.parseLong(text)));
            throw new RateLimitedException("JD's quota is spent (" + particulars + ")", wait.orElse(TOO_MANY));
        }
        if (response.status() != 200) {
            throw new UnavailableException(
                    "JD could not answer (" + particulars + ", status=" + response.status() + ")");
        }
        var answer = JsonAnswer.of(response.body(), readAt, particulars);
        var error = answer.content().path("error_response");
        if (!error.isMissingNode()) {
            throw JdErrors.failure(error, particulars, platformNow());
        }
        var content = unfolded(root(answer.content(), method));
        if (!content.path("code").asText("0").matches("0+")) {
            throw JdErrors.failure(content, particulars, platformNow());
        }
        if (!content.isObject()) {
            throw new UnavailableException("JD's answer lacks its root (" + particulars + ")");
        }
        return answer.at(content);
    }

    /** The platform spells it {@code responce}; the right spelling is taken too, and a refusal without any root. */
    private static JsonNode root(JsonNode whole, String method) {
        var name = method.replace('.', '_');
        var misspelt = whole.path(name + "_responce");
        if (!misspelt.isMissingNode()) {
            return misspelt;
        }
        return whole.has("code") ? whole : whole.path(name + "_response");
    }

    private String form(String method, Map<String, ?> parameters, Optional<String> access) {
        var all = new TreeMap<String, String>();
        all.put("360buy_param_json", text(parameters));
        all.put("method", method);
        all.put("app_key", settings.appKey());
        all.put("timestamp", JdSettings.TIME.text(platformNow()));
        all.put("format", "json");
        all.put("v", "2.0");
        access.ifPresent(token -> all.put("access_token", token));
        all.put("sign", JdSigner.sign(all, settings.appSecret()));
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String text(Map<String, ?> parameters) {
        try {
            return Json.MAPPER.writeValueAsString(parameters);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts and numbers can be written as JSON", impossible);
        }
    }
}
