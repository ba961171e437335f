package dev.shophub.simulator.taobao;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /authorize}, where a seller consents, and {@code /token}, where a code or a refresh token becomes a pair. */
final class TaobaoOAuth {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final TaobaoTokens tokens;
    private final Clock clock;

    TaobaoOAuth(TaobaoTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The page on which a seller of the application consents by following his link. */
    void authorize(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        var sent = TaobaoHttp.parameters(request);
        var sellers = sellers(sent.getOrDefault("client_id", ""));
        if (sellers.isEmpty()) {
            refuse(response, "invalid_client", "client_id is not an application");
            return;
        }
        var seller = sellers.stream()
                .filter(shop -> shop.nick().equals(sent.get("seller")))
                .findFirst();
        if (seller.isPresent()) {
            consented(response, sent, tokens.newCode(seller.get()));
        } else {
            page(response, "授权 · Authorise", links(sellers, sent));
        }
    }

    /** A pair for a code or a refresh token, to who knows the application's secret. */
    void token(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        if (!request.getMethod().equals("POST")) {
            refuse(response, "invalid_request", "POST is compulsory");
            return;
        }
        var sent = TaobaoHttp.parameters(request);
        var appKey = sent.getOrDefault("client_id", "");
        var known = sellers(appKey).stream().anyMatch(shop -> shop.appSecret().equals(sent.get("client_secret")));
        if (!known) {
            refuse(response, "invalid_client", "client_id and client_secret do not belong together");
            return;
        }
        var pair =
                switch (sent.getOrDefault("grant_type", "")) {
                    case "authorization_code" -> tokens.redeem(sent.getOrDefault("code", ""), appKey)
                            .map(shop -> TaobaoTokens.form(shop, tokens.issue(shop), clock));
                    case "refresh_token" -> tokens.renew(sent.getOrDefault("refresh_token", ""), appKey)
                            .map(renewed -> TaobaoTokens.form(renewed.shop(), renewed.token(), clock));
                    default -> Optional.<String>empty();
                };
        if (pair.isPresent()) {
            TaobaoHttp.answer(response, clock, 200, "application/json;charset=UTF-8", pair.get());
        } else {
            refuse(response, "invalid_grant", "The code or refresh token is not, or no longer, valid");
        }
    }

    private List<TaobaoShop> sellers(String appKey) {
        return tokens.shops().stream()
                .filter(shop -> shop.appKey().equals(appKey))
                .toList();
    }

    private void consented(HttpServletResponse response, Map<String, String> sent, String code) throws IOException {
        var redirect = sent.getOrDefault("redirect_uri", "");
        if (onThisComputer(redirect)) {
            response.sendRedirect(redirect + (redirect.contains("?") ? "&" : "?") + "code=" + code + "&state="
                    + encoded(sent.getOrDefault("state", "")));
        } else {
            page(response, "授权码 · Code", "<p><code>" + code + "</code></p>");
        }
    }

    private static boolean onThisComputer(String redirect) {
        try {
            var host = URI.create(redirect).getHost();
            return host != null && LOOPBACK.contains(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String links(List<TaobaoShop> sellers, Map<String, String> sent) {
        return sellers.stream()
                .map(shop -> "<p><a href=\"/authorize?client_id=" + encoded(shop.appKey()) + "&amp;seller="
                        + encoded(shop.nick()) + "&amp;redirect_uri=" + encoded(sent.getOrDefault("redirect_uri", ""))
                        + "&amp;state=" + encoded(sent.getOrDefault("state", "")) + "\">"
                        + TaobaoHtml.escaped(shop.nick()) + "</a></p>")
                .collect(Collectors.joining());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void page(HttpServletResponse response, String title, String body) throws IOException {
        TaobaoHttp.answer(response, clock, 200, TaobaoHttp.HTML, TaobaoHtml.page(title, body));
    }

    private void refuse(HttpServletResponse response, String error, String why) throws IOException {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("error", error);
        node.put("error_description", why);
        TaobaoHttp.answer(response, clock, 400, "application/json;charset=UTF-8", node.toString());
    }
}
