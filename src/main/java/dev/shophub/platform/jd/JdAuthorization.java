package dev.shophub.platform.jd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.JsonAnswer;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tokens.Token;
import dev.shophub.connector.Tools;
import dev.shophub.connector.UnavailableException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** How a seller grants access, and how a pair of tokens is made and renewed. */
final class JdAuthorization {

    private final Shop shop;
    private final JdSettings settings;
    private final JdGateway gateway;
    private final Tools tools;

    JdAuthorization(Shop shop, JdSettings settings, JdGateway gateway, Tools tools) {
        this.shop = shop;
        this.settings = settings;
        this.gateway = gateway;
        this.tools = tools;
    }

    URI page(String state) {
        return URI.create(settings.oauthUrl() + "/oauth2/to_login?app_key=" + encoded(settings.appKey())
                + "&response_type=code&redirect_uri=" + encoded(settings.redirectUri()) + "&state=" + encoded(state)
                + "&scope=" + encoded(settings.oauthScope()));
    }

    /** @throws AuthFailedException when another seller authorised than the settings name, or the code is no longer good */
    Token exchange(String code) {
        var answer = ask("access_token", "authorization_code", "code", code);
        var access = access(answer);
        var seller = seller(access, answer.content());
        if (settings.venderId().filter(id -> !id.equals(seller.id())).isPresent()) {
            throw new AuthFailedException(
                    "Another seller authorised than this shop's settings name (shop=" + shop.key()
                            + "). Log out at the platform and authorise as the right one",
                    false);
        }
        return token(answer, access, Optional.empty(), seller);
    }

    /** @throws AuthFailedException when the pair cannot be renewed: the seller must authorise again */
    Token renew(Token present) {
        var refresh = present.refresh().orElseThrow(() -> over("no refresh token"));
        try {
            var answer = ask("refresh_token", "refresh_token", "refresh_token", refresh);
            return token(
                    answer, access(answer), present.refresh(), new Seller(present.accountId(), present.accountName()));
        } catch (AuthFailedException refused) {
            throw over(refused.getMessage());
        }
    }

    private AuthFailedException over(String why) {
        return new AuthFailedException(
                "The shop's token cannot be renewed (shop=" + shop.key() + ": " + why + "). Run: ./hub authorize "
                        + shop.key(),
                false);
    }

    private JsonAnswer ask(String path, String grant, String name, String value) {
        var address = URI.create(settings.oauthUrl() + "/oauth2/" + path + "?app_key=" + encoded(settings.appKey())
                + "&app_secret=" + encoded(settings.appSecret()) + "&grant_type=" + grant + "&" + name + "="
                + encoded(value));
        var response = tools.http().send(HttpCalls.Request.get(address, Map.of()));
        if (response.status() >= 500) {
            throw new UnavailableException(
                    "JD's authorisation could not answer (shop=" + shop.key() + ", status=" + response.status() + ")");
        }
        return JsonAnswer.of(response.body(), tools.clock().instant(), "shop=" + shop.key() + ", oauth=" + path);
    }

    private static String access(JsonAnswer answer) {
        var access = answer.content().path("access_token").asText("");
        if (access.isEmpty()) {
            var code = answer.content().path("code").asText("").replaceAll("[^A-Za-z0-9._-]", "");
            throw new AuthFailedException(
                    "JD gave no token (code=" + code + "). Ask for a new code and try again", false);
        }
        return access;
    }

    private static Token token(JsonAnswer answer, String access, Optional<String> before, Seller seller) {
        var refresh = answer.content().path("refresh_token").asText("");
        var ends = ends(answer);
        // What cannot be renewed after its end has one end for both.
        return new Token(
                access, refresh.isEmpty() ? before : Optional.of(refresh), ends, ends, seller.id(), seller.name());
    }

    private static Optional<Instant> ends(JsonAnswer answer) {
        long left = answer.content().path("expires_in").asLong(0);
        return left > 0 ? Optional.of(answer.readAt().plusSeconds(left)) : Optional.empty();
    }

    private record Seller(String id, String name) {}

    /** Tokens name the user who agreed, not the shop: that one is asked for. Where it may not be, the user stands for it. */
    private Seller seller(String access, JsonNode granted) {
        try {
            var answer = gateway.call("jingdong.vender.shop.query", Map.of(), Optional.of(access));
            var told = JdGateway.unfolded(answer.content().path("shop_jos_result"));
            if (told.has("vender_id")) {
                return new Seller(
                        told.path("vender_id").asText(), told.path("shop_name").asText(""));
            }
        } catch (RejectedException notPermitted) {
            // Reading goes on without; only the check of vender-id then compares the user.
        }
        return new Seller(granted.path("xid").asText(granted.path("xId").asText("")), "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
