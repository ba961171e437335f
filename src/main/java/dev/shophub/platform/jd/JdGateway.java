package dev.shophub.platform.jd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.FormGateway;
import dev.shophub.connector.Json;
import dev.shophub.connector.JsonAnswer;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tools;
import dev.shophub.connector.UnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One signed call of the open platform, stamped with the platform's time, its errors told apart. */
final class JdGateway {

    private final JdSettings settings;
    private final FormGateway gateway;

    JdGateway(Shop shop, JdSettings settings, Tools tools) {
        this.settings = settings;
        this.gateway = new FormGateway(
                shop,
                tools,
                new FormGateway.Terms(
                        "JD",
                        "/routerjson",
                        settings.appKey(),
                        settings.requestsPerSecond(),
                        settings.platformClock()));
    }

    /** The platform's clock, as its answers told it. */
    Instant platformNow() {
        return gateway.platformNow();
    }

    /** Shop and method, for messages. */
    String particulars(String method) {
        return gateway.particulars(method);
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
        return gateway.call(method, () -> form(method, parameters, access), answer -> content(answer, method));
    }

    /** What the platform wrote as text that holds JSON, as some of its older interfaces do; anything else as it is. */
    static JsonNode unfolded(JsonNode node) {
        var text = node.isTextual() ? node.asText().strip() : "";
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return node;
        }
        return Json.answer(text.getBytes(StandardCharsets.UTF_8));
    }

    private JsonAnswer content(JsonAnswer answer, String method) {
        var particulars = particulars(method);
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

    private Map<String, String> form(String method, Map<String, ?> parameters, Optional<String> access) {
        var all = new TreeMap<String, String>();
        all.put("360buy_param_json", text(parameters));
        all.put("method", method);
        all.put("app_key", settings.appKey());
        all.put("timestamp", JdSettings.TIME.text(platformNow()));
        all.put("format", "json");
        all.put("v", "2.0");
        access.ifPresent(token -> all.put("access_token", token));
        all.put("sign", JdSigner.sign(all, settings.appSecret()));
        return all;
    }

    private static String text(Map<String, ?> parameters) {
        try {
            return Json.MAPPER.writeValueAsString(parameters);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts and numbers can be written as JSON", impossible);
        }
    }
}
