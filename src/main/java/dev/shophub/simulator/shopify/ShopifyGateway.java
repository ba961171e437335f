package dev.shophub.simulator.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.shophub.simulator.stage.Fault;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.FaultyGateway;
import dev.shophub.simulator.stage.Http;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.stage.TokenDesk;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** The interface's checks, then the document or the list. Refusals carry the platform's own statuses (fact sheet, section 5). */
final class ShopifyGateway implements FaultyGateway.Rest {

    private static final Logger LOG = LoggerFactory.getLogger(ShopifyGateway.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PATH = Pattern.compile("/admin/api/([^/]{1,20})/(.+)");
    private static final double REST_CALLS = 40;
    private static final double REST_RESTORED = 2;

    private final ShopifyEngine engine;
    private final ShopifyRest rest;
    private final TokenDesk tokens;
    private final Faults faults;
    private final Clock clock;
    private final ShopifySettings settings;
    private final Map<String, ShopifyBucket> points = new ConcurrentHashMap<>();
    private final Map<String, ShopifyBucket> calls = new ConcurrentHashMap<>();
    private volatile boolean withheld;

    ShopifyGateway(
            ShopifyEngine engine,
            ShopifyRest rest,
            TokenDesk tokens,
            Faults faults,
            Clock clock,
            ShopifySettings settings) {
        this.engine = engine;
        this.rest = rest;
        this.tokens = tokens;
        this.faults = faults;
        this.clock = clock;
        this.settings = settings;
    }

    void withhold(boolean buyers) {
        withheld = buyers;
    }

    @Override
    public Http.Answer answer(Http.Call call, Optional<Fault.RateLimit> limit) {
        var path = PATH.matcher(call.path());
        if (!path.matches()) {
            return error(404, "Not Found", Map.of());
        }
        var version = ShopifyTime.answering(path.group(1), clock.instant());
        if (version.isEmpty()) {
            return error(404, "Not Found", Map.of());
        }
        var headers = new HashMap<String, String>();
        headers.put("X-Shopify-API-Version", version.get());
        if (limit.isPresent()) {
            headers.put("Retry-After", limit.get().seconds() + ".0");
            return error(429, "Exceeded rate limit for api client. Reduce request rates to resume.", headers);
        }
        var seller = seller(call.headers().getOrDefault("x-shopify-access-token", ""));
        if (seller.isEmpty()) {
            return error(401, "[API] Invalid API key or access token (unrecognized login or wrong password)", headers);
        }
        var asked = new ShopifyCall(seller.get(), version.get(), clock.instant(), false, withheld, faults);
        try {
            return path.group(2).equals("graphql.json")
                    ? document(call, asked, headers)
                    : list(call, path.group(2), asked, headers);
        } catch (DataAccessException e) {
            LOG.warn("Simulated platform could not answer (path={})", call.path(), e);
            return error(503, "Service Unavailable", headers);
        }
    }

    private Http.Answer document(Http.Call call, ShopifyCall asked, Map<String, String> headers) {
        var type = call.headers().getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        if (!call.verb().equals("POST") || !type.startsWith("application/json")) {
            return error(400, "Bad Request", headers);
        }
        try {
            var sent = JSON.readTree(call.text());
            var document = sent.path("query").asText("");
            var variables = sent.path("variables").isObject()
                    ? JSON.convertValue(sent.path("variables"), new TypeReference<Map<String, Object>>() {})
                    : Map.<String, Object>of();
            return new Http.Answer(
                    200,
                    Http.JSON,
                    headers,
                    engine.answer(asked, document, variables, points(asked)).toString());
        } catch (JsonProcessingException noJson) {
            return error(400, "Bad Request", headers);
        }
    }

    private ShopifyBucket points(ShopifyCall call) {
        return points.computeIfAbsent(
                call.shop(), shop -> new ShopifyBucket(settings.points(), settings.restored(), clock.instant()));
    }

    private Http.Answer list(Http.Call call, String path, ShopifyCall asked, Map<String, String> headers) {
        var bucket = calls.computeIfAbsent(
                asked.shop(), shop -> new ShopifyBucket(REST_CALLS, REST_RESTORED, clock.instant()));
        boolean room = bucket.take(1, asked.now());
        int left = bucket.status(asked.now()).path("currentlyAvailable").asInt();
        headers.put("X-Shopify-Shop-Api-Call-Limit", (int) REST_CALLS - left + "/" + (int) REST_CALLS);
        if (!room) {
            headers.put("Retry-After", "2.0");
            return error(429, "Exceeded 2 calls per second for api client.", headers);
        }
        try {
            return rest.answer(call, path, asked, headers);
        } catch (ShopifyRefusal refusal) {
            return error(refusal.code().equals(ShopifyRefusal.DENIED) ? 403 : 400, refusal.getMessage(), headers);
        }
    }

    private Optional<Seller> seller(String token) {
        var seller = tokens.sellerOf(token);
        if (seller.isPresent() && faults.expiresNow(seller.get().key())) {
            faults.expireToken(seller.get().key());
            return Optional.empty();
        }
        return seller;
    }

    static Http.Answer error(int status, String message, Map<String, String> headers) {
        JsonNode body = JsonNodeFactory.instance.objectNode().put("errors", message);
        return new Http.Answer(status, Http.JSON, headers, body.toString());
    }
}
