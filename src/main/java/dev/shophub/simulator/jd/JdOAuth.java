package dev.shophub.simulator.jd;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.shophub.simulator.stage.Consent;
import dev.shophub.simulator.stage.Http;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.stage.TokenDesk;
import dev.shophub.simulator.stage.TokenPair;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Where a seller consents, and where a code or a refresh token becomes a pair (fact sheet, section 3). */
final class JdOAuth {

    /** A token lives a month; it is renewed within its last day, and never after it. */
    static final TokenDesk.Terms TERMS = new TokenDesk.Terms(
            Duration.ofDays(30), Duration.ofDays(30), Duration.ofDays(1), Duration.ofMinutes(5), "", "");

    private final TokenDesk tokens;
    private final Consent consent;
    private final Clock clock;

    JdOAuth(TokenDesk tokens, Clock clock) {
        this.tokens = tokens;
        this.consent = new Consent(tokens, clock, "/oauth2/to_login", "app_key");
        this.clock = clock;
    }

    void login(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        var sent = Http.parameters(request);
        if (!"code".equals(sent.get("response_type")) && !sent.containsKey("seller")
                || !consent.answer(sent, response)) {
            refuse(response, 400, "app_key or response_type is not valid");
        }
    }

    void accessToken(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        var sent = Http.parameters(request);
        if (!knows(sent) || !"authorization_code".equals(sent.get("grant_type"))) {
            refuse(response, 401, "app_key and app_secret do not belong together");
            return;
        }
        var seller = tokens.redeem(sent.getOrDefault("code", ""), sent.get("app_key"));
        if (seller.isPresent()) {
            tell(response, seller.get(), tokens.issue(seller.get()));
        } else {
            refuse(response, 402, "The code is not, or no longer, valid");
        }
    }

    void refreshToken(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        var sent = Http.parameters(request);
        if (!knows(sent) || !"refresh_token".equals(sent.get("grant_type"))) {
            refuse(response, 401, "app_key and app_secret do not belong together");
            return;
        }
        var renewed = tokens.renew(sent.getOrDefault("refresh_token", ""), sent.get("app_key"));
        if (renewed.isPresent()) {
            tell(response, renewed.get().seller(), renewed.get().token());
        } else {
            refuse(response, 403, "The refresh token is not valid, or not in its last day");
        }
    }

    private boolean knows(Map<String, String> sent) {
        return tokens.sellers().stream()
                .anyMatch(seller -> seller.appKey().equals(sent.get("app_key"))
                        && seller.appSecret().equals(sent.get("app_secret")));
    }

    private void tell(HttpServletResponse response, Seller seller, TokenPair token) throws IOException {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("access_token", token.accessToken())
                .put("refresh_token", token.refreshToken())
                .put(
                        "expires_in",
                        Duration.between(clock.instant(), token.expiresAt()).toSeconds())
                .put("scope", "snsapi_base")
                .put("xid", "o*XID" + seller.userId());
        Http.answer(response, clock, 200, Http.JSON, node.toString());
    }

    private void refuse(HttpServletResponse response, int code, String why) throws IOException {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("code", code)
                .put("msg", why)
                .put("requestId", "0");
        Http.answer(response, clock, 200, Http.JSON, node.toString());
    }
}
