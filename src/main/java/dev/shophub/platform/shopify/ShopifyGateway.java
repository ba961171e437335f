package dev.shophub.platform.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.shophub.connector.Connector.Announcement;
import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.Json;
import dev.shophub.connector.JsonAnswer;
import dev.shophub.connector.PlatformClock;
import dev.shophub.connector.Quotas;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tools;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call of the interface: within the points and the quota, its clock and version watched, its errors told apart. */
final class ShopifyGateway {

    private static final Logger LOG = LoggerFactory.getLogger(ShopifyGateway.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Shop shop;
    private final Tools tools;
    private final URI address;
    private final Quotas.Quota quota;
    private final PlatformClock clock;
    private final ShopifyBudget budget = new ShopifyBudget(System::nanoTime);
    private final ShopifyVersion.Watch version;

    ShopifyGateway(Shop shop, ShopifySettings settings, Tools tools) {
        this.shop = shop;
        this.tools = tools;
        this.address = shop.baseUrl().resolve("/admin/api/" + settings.version().name() + "/graphql.json");
        this.quota = tools.quota()
                .of(shop.platform() + "/" + settings.clientId() + "/" + shop.key(), settings.requestsPerSecond());
        this.clock = new PlatformClock(tools.clock(), settings.platformClock());
        this.version = new ShopifyVersion.Watch(settings.version(), tools.clock());
    }

    /** The platform's clock, as its answers told it. */
    Instant platformNow() {
        return clock.now();
    }

    /** Shop and document, for messages. */
    String particulars(String document) {
        return "shop=" + shop.key() + ", document=" + document;
    }

    /** What somebody has to look after about the version of the interface. */
    Optional<Announcement> notice() {
        return version.notice();
    }

    /**
     * Sends one document.
     *
     * @return the answer, at its {@code data}
     * @throws dev.shophub.connector.Failure by {@link ShopifyErrors}
     */
    JsonAnswer call(ShopifyQueries.Document document, Map<String, ?> variables, String access) {
        budget.take(document.name());
        quota.take(PATIENCE);
        try {
            var response = tools.http()
                    .send(HttpCalls.Request.json(
                            "POST",
                            address,
                            Map.of("X-Shopify-Access-Token", access, "Accept", "application/json"),
                            body(document, variables)));
            return content(response, document.name());
        } catch (RateLimitedException limited) {
            quota.closeFor(limited.waitTime());
            throw limited;
        }
    }

    private JsonAnswer content(HttpCalls.Response response, String document) {
        var readAt = tools.clock().instant();
        var particulars = particulars(document);
        clock.follow(response, readAt);
        response.header("x-shopify-api-version").filter(version::answeredBy).ifPresent(other -> {
            LOG.warn("{}: {}", shop.title(), version.replaced(other));
        });
        ShopifyErrors.requireAnswer(response, particulars);
        var answer = JsonAnswer.of(response.body(), readAt, particulars);
        var whole = answer.content();
        budget.tell(document, whole.path("extensions").path("cost"));
        ShopifyErrors.failure(whole, particulars, budget.waitFor(document)).ifPresent(failure -> {
            throw failure;
        });
        return answer.at(whole.path("data"));
    }

    private static byte[] body(ShopifyQueries.Document document, Map<String, ?> variables) {
        try {
            return Json.MAPPER.writeValueAsBytes(Map.of("query", document.text(), "variables", variables));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts and numbers can be written as JSON", impossible);
        }
    }
}
