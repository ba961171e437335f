package dev.shophub.simulator.woocommerce;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.shophub.simulator.stage.Fault;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.FaultyGateway;
import dev.shophub.simulator.stage.Html;
import dev.shophub.simulator.stage.Http;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** The site's checks, then the interface. Refusals carry the platform's own codes (fact sheet, sections 2, 3 and 5). */
final class WoocommerceGateway implements FaultyGateway.Rest {

    private static final Logger LOG = LoggerFactory.getLogger(WoocommerceGateway.class);
    private static final String API = "/wp-json/wc/v3/";

    private final WoocommerceSettings settings;
    private final WoocommerceKeys keys;
    private final WoocommerceOrders orders;
    private final WoocommerceItems items;
    private final WoocommerceReviews reviews;
    private final WoocommerceHooks hooks;
    private final Faults faults;
    private final Clock clock;

    WoocommerceGateway(
            WoocommerceSettings settings,
            WoocommerceKeys keys,
            WoocommerceOrders orders,
            WoocommerceItems items,
            WoocommerceReviews reviews,
            WoocommerceHooks hooks,
            Faults faults,
            Clock clock) {
        this.settings = settings;
        this.keys = keys;
        this.orders = orders;
        this.items = items;
        this.reviews = reviews;
        this.hooks = hooks;
        this.faults = faults;
        this.clock = clock;
    }

    @Override
    public Http.Answer answer(Http.Call call, Optional<Fault.RateLimit> limit) {
        if (limit.isPresent()) {
            return new Http.Answer(
                    429,
                    Http.HTML,
                    Map.of("Retry-After", Integer.toString(limit.get().seconds())),
                    Html.page("Too many requests", "<p>Slow down, please.</p>"));
        }
        if (!call.path().startsWith("/wp-json/")) {
            return new Http.Answer(404, Http.HTML, Map.of(), Html.page("Page not found", ""));
        }
        try {
            var answer = admitted(call);
            return new Http.Answer(
                    answer.status(), Http.JSON, answer.headers(), answer.body().toString());
        } catch (WoocommerceRefusal refused) {
            return new Http.Answer(
                    refused.status(), Http.JSON, Map.of(), refused.node().toString());
        } catch (DataAccessException broken) {
            LOG.warn("Simulated site could not answer (path={})", call.path(), broken);
            return new Http.Answer(
                    500,
                    Http.JSON,
                    Map.of(),
                    WoocommerceRefusal.of(500, "internal_server_error", "There has been a critical error.")
                            .node()
                            .toString());
        }
    }

    private WoocommerceAnswer admitted(Http.Call call) {
        if (call.path().equals("/wp-json/")) {
            return entry();
        }
        if (!call.path().startsWith(API)) {
            throw WoocommerceRefusal.noRoute();
        }
        var query = WoocommerceCall.query(call);
        var host = call.headers().getOrDefault("host", "");
        keys.admit(call, query, "http://" + host + call.path());
        if (!call.verb().equals("GET") && faults.isWithdrawn(settings.shop().key(), "write")) {
            throw WoocommerceRefusal.authentication("The API key provided does not have write permissions.");
        }
        return answer(new WoocommerceCall(
                settings.shop().key().value(),
                call.verb(),
                List.of(call.path().substring(API.length()).split("/")),
                query,
                WoocommerceCall.body(call),
                settings.zone(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS)));
    }

    private WoocommerceAnswer status() {
        var status = JsonNodeFactory.instance.objectNode();
        status.putObject("environment").put("home_url", settings.home());
        return WoocommerceAnswer.of(status);
    }

    /** What the site shows to everybody; a plugin may hide it. */
    private WoocommerceAnswer entry() {
        if (faults.isWithdrawn(settings.shop().key(), "wp-json")) {
            throw WoocommerceRefusal.of(401, "rest_forbidden", "Sorry, you are not allowed to do that.");
        }
        return WoocommerceAnswer.of(JsonNodeFactory.instance
                .objectNode()
                .put("name", settings.shop().nick())
                .put("home", settings.home()));
    }

    private WoocommerceAnswer answer(WoocommerceCall call) {
        if (call.path().size() == 2
                && call.path().get(1).equals("batch")
                && faults.isWithdrawn(settings.shop().key(), call.path().get(0) + "/batch")) {
            throw WoocommerceRefusal.of(
                    403,
                    "woocommerce_rest_cannot_batch",
                    "Sorry, you are not allowed to batch manipulate this resource.");
        }
        boolean aboutReviews = call.path().size() > 1 && call.path().get(1).equals("reviews");
        if (faults.isWithdrawn(
                settings.shop().key(),
                aboutReviews ? "products/reviews" : call.path().get(0))) {
            throw WoocommerceRefusal.of(403, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.");
        }
        return switch (call.path().get(0)) {
            case "orders" -> orders.answer(call);
            case "refunds" -> orders.allRefunds(call);
            case "products" -> aboutReviews ? reviews.answer(call) : items.answer(call);
            case "webhooks" -> hooks.answer(call);
            case "system_status" -> status();
            default -> throw WoocommerceRefusal.noRoute();
        };
    }
}
