package dev.shophub.platform.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.Json;
import dev.shophub.connector.JsonAnswer;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tokens.Token;
import dev.shophub.connector.Tools;
import dev.shophub.connector.UnavailableException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** How a seller grants access, and how a pair of tokens is made and renewed. */
final class ShopifyAuthorization {

    private static final Duration TOO_MANY = Duration.ofSeconds(2);

    private final Shop shop;
    private final ShopifySettings settings;
    private final ShopifyGateway gateway;
    private final Tools tools;

    ShopifyAuthorization(Shop shop, ShopifySettings settings, ShopifyGateway gateway, Tools tools) {
        this.shop = shop;
        this.settings = settings;
        this.gateway = gateway;
        this.tools = tools;
    }

    URI page(String state) {
        return shop.baseUrl()
                .resolve("/admin/oauth/authorize?client_id=" + encoded(settings.clientId()) + "&scope="
                        + encoded(settings.scopes()) + "&redirect_uri=" + encoded(settings.redirectUri()) + "&state="
                        + encoded(state));
    }

    /** A pair that ends and is renewed, which must be asked for. */
    Token exchange(String code) {
        var answer = ask(Map.of(
                "client_id",
                settings.clientId(),
                "client_secret",
                settings.clientSecret(),
                "code",
                code,
                "expiring",
                1));
        var access = answer.content().path("access_token").asText("");
        if (access.isEmpty()) {
            throw refused(answer.content(), "Ask for a new code and try again");
        }
        var seller =
                gateway.call(ShopifyQueries.SHOP, Map.of(), access).content().path("shop");
        return token(
                answer,
                Optional.empty(),
                ShopifyFields.tail(seller.path("id").asText("")),
                seller.path("name").asText(""));
    }

    /** @throws AuthFailedException when the pair cannot be renewed: the seller must authorise again */
    Token renew(Token present) {
        var refresh = present.refresh()
                .orElseThrow(() -> new AuthFailedException(
                        "The shop's token cannot be renewed (shop=" + shop.key() + ": no refresh token). Run: ./hub"
                                + " authorize " + shop.key(),
                        false));
        var answer = ask(Map.of(
                "client_id",
                settings.clientId(),
                "client_secret",
                settings.clientSecret(),
                "grant_type",
                "refresh_token",
                "refresh_token",
                refresh));
        if (answer.content().path("access_token").asText("").isEmpty()) {
            throw refused(
                    answer.content(),
                    "The shop's token cannot be renewed. Check settings client-id and client-secret; if they are"
                            + " right, run: ./hub authorize " + shop.key());
        }
        return token(answer, present.refresh(), present.accountId(), present.accountName());
    }

    private JsonAnswer ask(Map<String, ?> fields) {
        var particulars = "shop=" + shop.key() + ", oauth=access_token";
        var response = tools.http()
                .send(HttpCalls.Request.json(
                        "POST",
                        shop.baseUrl().resolve("/admin/oauth/access_token"),
                        Map.of("Accept", "application/json"),
                        body(fields)));
        if (response.status() == 429) {
            throw new RateLimitedException("Shopify's quota is spent (" + particulars + ")", TOO_MANY);
        }
        if (response.status() >= 500) {
            throw new UnavailableException(
                    "Shopify's authorisation could not answer (" + particulars + ", status=" + response.status() + ")");
        }
        return JsonAnswer.of(response.body(), tools.clock().instant(), particulars);
    }

    private AuthFailedException refused(JsonNode answer, String advice) {
        var code = answer.path("error").asText("").replaceAll("[^A-Za-z0-9._-]", "");
        return new AuthFailedException(
                "Shopify gave no token (shop=" + shop.key() + ", code=" + code + "). " + advice, false);
    }

    private static Token token(JsonAnswer answer, Optional<String> before, String accountId, String accountName) {
        var pair = answer.content();
        var refresh = pair.path("refresh_token").asText("");
        return new Token(
                pair.path("access_token").asText(),
                refresh.isEmpty() ? before : Optional.of(refresh),
                ends(answer, "expires_in"),
                ends(answer, "refresh_token_expires_in"),
                accountId,
                accountName);
    }

    private static Optional<Instant> ends(JsonAnswer answer, String field) {
        long left = answer.content().path(field).asLong(0);
        return left > 0 ? Optional.of(answer.readAt().plusSeconds(left)) : Optional.empty();
    }

    private static byte[] body(Map<String, ?> fields) {
        try {
            return Json.MAPPER.writeValueAsBytes(fields);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts can be written as JSON", impossible);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
