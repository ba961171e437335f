package dev.shophub.platform.taobao;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Json;
import dev.shophub.connector.JsonAnswer;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tokens.Token;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How a seller grants access, and how a pair of tokens is made and renewed. */
final class TaobaoAuthorization {

    private static final String CREATE = "taobao.top.auth.token.create";
    private static final String REFRESH = "taobao.top.auth.token.refresh";

    private final Shop shop;
    private final TaobaoSettings settings;
    private final TaobaoGateway gateway;

    TaobaoAuthorization(Shop shop, TaobaoSettings settings, TaobaoGateway gateway) {
        this.shop = shop;
        this.settings = settings;
        this.gateway = gateway;
    }

    URI page(String state) {
        return URI.create(settings.oauthUrl() + "/authorize?response_type=code&client_id=" + encoded(settings.appKey())
                + "&redirect_uri=" + encoded(settings.redirectUri()) + "&state=" + encoded(state) + "&view=web");
    }

    /** @throws AuthFailedException when another seller authorised than the settings name */
    Token exchange(String code) {
        var token = token(gateway.call(CREATE, Map.of("code", code), Optional.empty()), Optional.empty());
        if (settings.accountId().filter(id -> !id.equals(token.accountId())).isPresent()
                || settings.sellerNick()
                        .filter(nick -> !nick.equals(token.accountName()))
                        .isPresent()) {
            throw new AuthFailedException(
                    "Another seller authorised than this shop's settings name (shop=" + shop.key()
                            + "). Log out at the platform and authorise as the right one",
                    false);
        }
        return token;
    }

    /** @throws AuthFailedException when the pair cannot be renewed: the seller must authorise again */
    Token renew(Token present) {
        var refresh = present.refresh().orElseThrow(() -> over("no refresh token"));
        try {
            return token(
                    gateway.call(REFRESH, Map.of("refresh_token", refresh), Optional.empty()), Optional.of(present));
        } catch (RejectedException | AuthFailedException refused) {
            throw over(refused.getMessage());
        }
    }

    private AuthFailedException over(String why) {
        return new AuthFailedException(
                "The shop's token cannot be renewed (shop=" + shop.key() + ": " + why + "). Run: ./hub authorize "
                        + shop.key(),
                false);
    }

    /** {@code token_result} is text that holds JSON. What a renewal leaves out stays as it was. */
    private static Token token(JsonAnswer answer, Optional<Token> before) {
        var result =
                Json.answer(answer.content().path("token_result").asText("").getBytes(StandardCharsets.UTF_8));
        var access = text(result, "access_token");
        if (access.isEmpty()) {
            throw new AuthFailedException("Taobao answered without a token. Ask for a new code and try again", false);
        }
        // 0 seconds to the end of the refresh token: this application's tokens are never renewed.
        var renewable = !text(result, "re_expires_in").equals("0");
        var refresh = first(text(result, "refresh_token")).or(() -> before.flatMap(Token::refresh));
        var refreshEnds = moment(answer, result, "refresh_token_valid_time", "re_expires_in")
                .or(() -> before.flatMap(Token::refreshExpiresAt));
        return new Token(
                access,
                renewable ? refresh : Optional.empty(),
                moment(answer, result, "expire_time", "expires_in")
                        .or(() -> moment(answer, result, "w1_valid", "w1_expires_in")),
                renewable ? refreshEnds : Optional.empty(),
                first(text(result, "user_id"), text(result, "taobao_user_id"), text(result, "open_uid"))
                        .or(() -> before.map(Token::accountId))
                        .orElse(""),
                first(text(result, "user_nick"), text(result, "taobao_user_nick"))
                        .map(TaobaoAuthorization::decoded)
                        .or(() -> before.map(Token::accountName))
                        .orElse(""));
    }

    /** Given either as epoch milliseconds or as seconds from now. */
    private static Optional<Instant> moment(JsonAnswer answer, JsonNode result, String epoch, String seconds) {
        long at = result.path(epoch).asLong(0);
        if (at > 0) {
            return Optional.of(Instant.ofEpochMilli(at));
        }
        long left = result.path(seconds).asLong(0);
        return left > 0 ? Optional.of(answer.readAt().plusSeconds(left)) : Optional.empty();
    }

    private static Optional<String> first(String... texts) {
        return Stream.of(texts).filter(text -> !text.isEmpty()).findFirst();
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Nicks come plain or URL-encoded, which of them is not documented. */
    private static String decoded(String nick) {
        try {
            return nick.contains("%") ? URLDecoder.decode(nick, StandardCharsets.UTF_8) : nick;
        } catch (IllegalArgumentException plain) {
            return nick;
        }
    }
}
