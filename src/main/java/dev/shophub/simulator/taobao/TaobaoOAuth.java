package dev.shophub.simulator.taobao;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.shophub.simulator.stage.Consent;
import dev.shophub.simulator.stage.Http;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.stage.TokenDesk;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** {@code /authorize}, where a seller consents, and {@code /token}, where a code or a refresh token becomes a pair. */
final class TaobaoOAuth {

    private final TokenDesk tokens;
    private final Consent consent;
    private final Clock clock;

    TaobaoOAuth(TokenDesk tokens, Clock clock) {
        this.tokens = tokens;
        this.consent = new Consent(tokens, clock, "/authorize", "client_id");
        this.clock = clock;
    }

    /** The page on which a seller of the application consents by following his link. */
    void authorize(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        var sent = Http.parameters(request);
        if (!consent.answer(sent, response)) {
            refuse(response, "invalid_client", "client_id is not an application");
        }
    }

    /** A pair for a code or a refresh token, to who knows the application's secret. */
    void token(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        if (!request.getMethod().equals("POST")) {
            refuse(response, "invalid_request", "POST is compulsory");
            return;
        }
        var sent = Http.parameters(request);
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
                            .map(renewed -> TaobaoTokens.form(renewed.seller(), renewed.token(), clock));
                    default -> Optional.<String>empty();
                };
        if (pair.isPresent()) {
            Http.answer(response, clock, 200, Http.JSON, pair.get());
        } else {
            refuse(response, "invalid_grant", "The code or refresh token is not, or no longer, valid");
        }
    }

    private List<Seller> sellers(String appKey) {
        return tokens.sellers().stream()
                .filter(shop -> shop.appKey().equals(appKey))
                .toList();
    }

    private void refuse(HttpServletResponse response, String error, String why) throws IOException {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("error", error);
        node.put("error_description", why);
        Http.answer(response, clock, 400, Http.JSON, node.toString());
    }
}
