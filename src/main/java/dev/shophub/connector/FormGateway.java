package dev.shophub.connector;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A platform's one address to which every call is posted as a form: within the shop's quota, its clock followed, and told apart
 * what is no answer of the platform at all.
 */
public final class FormGateway {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TOO_MANY = Duration.ofSeconds(1);

    private final Shop shop;
    private final Tools tools;
    private final String title;
    private final URI address;
    private final Quotas.Quota quota;
    private final PlatformClock clock;

    /**
     * What tells one gateway from another.
     *
     * @param title the platform's name in messages
     * @param path of the gateway, where the shop's base-url names none
     * @param application its key at the platform: each shop of an application has a quota of its own
     * @param requestsPerSecond of one shop, more than 0
     * @param platformClock whether the clock of the answers is followed
     */
    public record Terms(
            String title, String path, String application, double requestsPerSecond, boolean platformClock) {}

    public FormGateway(Shop shop, Tools tools, Terms terms) {
        this.shop = shop;
        this.tools = tools;
        this.title = terms.title();
        var path = Optional.ofNullable(shop.baseUrl().getPath()).orElse("");
        this.address = path.isEmpty() || path.equals("/") ? shop.baseUrl().resolve(terms.path()) : shop.baseUrl();
        this.quota = tools.quota()
                .of(shop.platform() + "/" + terms.application() + "/" + shop.key(), terms.requestsPerSecond());
        this.clock = new PlatformClock(tools.clock(), terms.platformClock());
    }

    /** The platform's clock, as its answers told it. */
    public Instant platformNow() {
        return clock.now();
    }

    /** Shop and method, for messages. */
    public String particulars(String method) {
        return "shop=" + shop.key() + ", method=" + method;
    }

    /**
     * Makes one call.
     *
     * @param form its fields, signed; asked for when its turn has come, as signatures carry the time
     * @param read the answer's content, or the platform's refusal as a failure
     * @throws RateLimitedException when the quota is spent, by our count or the platform's
     * @throws UnavailableException when there is no answer, or none of the platform's
     */
    public JsonAnswer call(String method, Supplier<Map<String, String>> form, UnaryOperator<JsonAnswer> read) {
        quota.take(PATIENCE);
        try {
            return read.apply(answer(method, tools.http().send(HttpCalls.Request.form(address, encoded(form.get())))));
        } catch (RateLimitedException limited) {
            quota.closeFor(limited.waitTime());
            throw limited;
        }
    }

    private JsonAnswer answer(String method, HttpCalls.Response response) {
        var readAt = tools.clock().instant();
        clock.follow(response, readAt);
        var particulars = particulars(method);
        if (response.status() == 429) {
            var wait = response.header("retry-after")
                    .filter(text -> text.matches("\\d{1,6}"))
                    .map(text -> Duration.ofSeconds(Long.parseLong(text)));
            throw new RateLimitedException(title + "'s quota is spent (" + particulars + ")", wait.orElse(TOO_MANY));
        }
        if (response.status() != 200) {
            throw new UnavailableException(
                    title + " could not answer (" + particulars + ", status=" + response.status() + ")");
        }
        return JsonAnswer.of(response.body(), readAt, particulars);
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
