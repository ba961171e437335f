package dev.shophub.simulator.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.shophub.simulator.stage.Html;
import dev.shophub.simulator.stage.Http;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.stage.TokenDesk;
import dev.shophub.simulator.stage.TokenPair;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where a seller consents, and where a code or a refresh token becomes a pair (fact sheet, sections 2 and 3). */
final class ShopifyOAuth {

    static final String AUTHORIZE = "/admin/oauth/authorize";
    static final String TOKEN = "/admin/oauth/access_token";

    /** An hour, renewed at any time; a refresh token stays good until the pair that took its place is used. */
    static final TokenDesk.Terms TERMS = new TokenDesk.Terms(
            Duration.ofHours(1), Duration.ofDays(90), Duration.ofDays(90), Duration.ofMinutes(10), "shpat_", "shprt_");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TokenDesk tokens;
    private final Clock clock;

    ShopifyOAuth(TokenDesk tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Shows the app's sellers, or takes the consent of the one named and sends the browser back, signed. */
    void authorize(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        var sent = Http.parameters(request);
        var sellers = tokens.sellers().stream()
                .filter(seller -> seller.appKey().equals(sent.get("client_id")))
                .toList();
        if (sellers.isEmpty() || sent.getOrDefault("redirect_uri", "").isEmpty()) {
            Http.answer(response, clock, 400, Http.HTML, Html.page("Oauth error", "<p>invalid_request</p>"));
            return;
        }
        var chosen = sellers.stream()
                .filter(seller -> seller.key().value().equals(sent.get("seller")))
                .findFirst();
        if (chosen.isPresent()) {
            response.sendRedirect(back(chosen.get(), sent));
        } else {
            Http.answer(response, clock, 200, Http.HTML, Html.page("授权 · Install app", links(sellers, sent)));
        }
    }

    private static String links(List<Seller> sellers, Map<String, String> sent) {
        return sellers.stream()
                .map(seller -> {
                    var query = new TreeMap<>(sent);
                    query.put("seller", seller.key().value());
                    return "<p><a href=\"" + AUTHORIZE + "?" + Html.escaped(query(query)) + "\">"
                            + Html.escaped(seller.nick()) + "</a></p>";
                })
                .collect(Collectors.joining());
    }

    private String back(Seller seller, Map<String, String> sent) {
        var query = new TreeMap<String, String>();
        query.put("code", tokens.newCode(seller));
        query.put("shop", seller.key() + ".myshopify.com");
        query.put("state", sent.getOrDefault("state", ""));
        query.put("timestamp", Long.toString(clock.instant().getEpochSecond()));
        var plain = query.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("&"));
        query.put("hmac", ShopifySignature.hex(plain, seller.appSecret()));
        var redirect = sent.get("redirect_uri");
        return redirect + (redirect.contains("?") ? "&" : "?") + query(query);
    }

    private static String query(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    void token(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        var sent = sent(request);
        boolean known = tokens.sellers().stream()
                .anyMatch(seller -> seller.appKey().equals(sent.get("client_id"))
                        && seller.appSecret().equals(sent.get("client_secret")));
        if (!known) {
            refuse(response, "invalid_client", "Client authentication failed");
            return;
        }
        var grant = sent.getOrDefault("grant_type", "authorization_code");
        if (grant.equals("refresh_token")) {
            var renewed = tokens.renew(sent.getOrDefault("refresh_token", ""), sent.get("client_id"));
            answer(response, renewed.map(TokenDesk.Renewed::token));
        } else if (grant.equals("authorization_code")) {
            answer(
                    response,
                    tokens.redeem(sent.getOrDefault("code", ""), sent.get("client_id"))
                            .map(tokens::issue));
        } else {
            refuse(response, "unsupported_grant_type", "This grant is not played");
        }
    }

    private static Map<String, String> sent(HttpServletRequest request) throws IOException, ServletException {
        if (!String.valueOf(request.getContentType()).startsWith("application/json")) {
            return Http.parameters(request);
        }
        var sent = new HashMap<String, String>();
        try {
            JSON.readTree(request.getInputStream().readAllBytes())
                    .fields()
                    .forEachRemaining(
                            field -> sent.put(field.getKey(), field.getValue().asText()));
        } catch (JsonProcessingException noJson) {
            sent.clear();
        }
        return sent;
    }

    private void answer(HttpServletResponse response, Optional<TokenPair> pair) throws IOException {
        if (pair.isEmpty()) {
            refuse(response, "invalid_grant", "The code or refresh token is not, or no longer, valid");
            return;
        }
        var token = pair.get();
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("access_token", token.accessToken())
                .put("scope", "read_orders,write_inventory")
                .put("expires_in", secondsUntil(token.expiresAt()))
                .put("refresh_token", token.refreshToken())
                .put("refresh_token_expires_in", secondsUntil(token.refreshExpiresAt()));
        Http.answer(response, clock, 200, Http.JSON, node.toString());
    }

    private long secondsUntil(Instant end) {
        return Duration.between(clock.instant(), end).toSeconds();
    }

    private void refuse(HttpServletResponse response, String code, String why) throws IOException {
        var node = JsonNodeFactory.instance.objectNode().put("error", code).put("error_description", why);
        Http.answer(response, clock, 400, Http.JSON, node.toString());
    }
}
