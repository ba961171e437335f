package dev.shophub.platform.taobao;

import dev.shophub.connector.HttpCalls;
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
final class TaobaoGateway {

    private static final String PATH = "/router/rest";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TOO_MANY = Duration.ofSeconds(1);

    private final Shop shop;
    private final TaobaoSettings settings;
    private final Tools tools;
    private final URI address;
    private final Quotas.Quota quota;
    private final PlatformClock platformClock;

    TaobaoGateway(Shop shop, TaobaoSettings settings, Tools tools) {
        this.shop = shop;
        this.settings = settings;
        this.tools = tools;
        var path = Optional.ofNullable(shop.baseUrl().getPath()).orElse("");
        this.address = path.isEmpty() || path.equals("/") ? shop.baseUrl().resolve(PATH) : shop.baseUrl();
        this.platformClock = new PlatformClock(tools.clock(), settings.platformClock());
        this.quota = tools.quota().of("taobao/" + settings.appKey() + "/" + shop.key(), settings.requestsPerSecond());
    }

    /** The platform's clock, as its answers told it. */
    Instant platformNow() {
        return platformClock.now();
    }

    /**
     * Calls one interface.
     *
     * @param session the seller's access token, where the interface wants one
     * @return the answer, at the node below {@code …_response}; unparsed when it is broken JSON
     * @throws dev.shophub.connector.Failure by {@link TaobaoErrors}
     */
    JsonAnswer call(String method, Map<String, String> parameters, Optional<String> session) {
        quota.take(PATIENCE);
        try {
            var response = tools.http().send(HttpCalls.Request.form(address, form(method, parameters, session)));
            return read(response, method);
        } catch (RateLimitedException limited) {
            quota.closeFor(limited.waitTime());
            throw limited;
        }
    }

    private JsonAnswer read(HttpCalls.Response response, String method) {
        var readAt = tools.clock().instant();
        platformClock.follow(response, readAt);
        var particulars = "shop=" + shop.key() + ", method=" + method;
        if (response.status() == 429) {
            var wait = response.header("retry-after")
                    .filter(text -> text.matches("\\d{1,6}"))
                    .map(text -> Duration.ofSeconds(Long.parseLong(text)));
            throw new RateLimitedException("Taobao's quota is spent (" + particulars + ")", wait.orElse(TOO_MANY));
        }
        if (response.status() != 200) {
            throw new UnavailableException(
                    "Taobao could not answer (" + particulars + ", status=" + response.status() + ")");
        }
        var answer = JsonAnswer.of(response.body(), readAt, particulars);
        if (answer.parsed().isEmpty()) {
            return answer;
        }
        var error = answer.content().path("error_response");
        if (!error.isMissingNode()) {
            throw TaobaoErrors.failure(error, particulars);
        }
        var content = answer.content().path(root(method));
        if (!content.isObject()) {
            throw new UnavailableException("Taobao's answer lacks its " + root(method) + " (" + particulars + ")");
        }
        return answer.at(content);
    }

    /** {@code taobao.trade.fullinfo.get} answers as {@code trade_fullinfo_get_response}; other prefixes stay. */
    private static String root(String method) {
        var name = method.startsWith("taobao.") ? method.substring("taobao.".length()) : method;
        return name.replace('.', '_') + "_response";
    }

    private String form(String method, Map<String, String> parameters, Optional<String> session) {
        var all = new TreeMap<>(parameters);
        all.values().removeIf(String::isEmpty);
        all.put("method", method);
        all.put("app_key", settings.appKey());
        all.put("timestamp", TaobaoTime.text(platformNow()));
        all.put("format", "json");
        all.put("v", "2.0");
        all.put("sign_method", settings.signer().word());
        session.ifPresent(token -> all.put("session", token));
        all.put("sign", settings.signer().sign(all, settings.appSecret()));
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
