package dev.shophub.platform.acme;

import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.FormGateway;
import dev.shophub.connector.JsonAnswer;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.SellerCalls;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tokens.Token;
import dev.shophub.connector.Tools;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Signed calls, in the seller's name where an interface is his; how he authorises. */
final class AcmeClient {

    private static final int REQUESTS_PER_SECOND = 10;

    private final AcmeSettings settings;
    private final FormGateway gateway;
    private final SellerCalls seller;

    AcmeClient(Shop shop, AcmeSettings settings, Tools tools) {
        this.settings = settings;
        this.gateway = new FormGateway(
                shop, tools, new FormGateway.Terms("Acme", "/api", settings.appKey(), REQUESTS_PER_SECOND, true));
        this.seller = new SellerCalls(shop, tools.tokens(), this::renewed);
    }

    Instant platformNow() {
        return gateway.platformNow();
    }

    /** Calls an interface of the seller. */
    JsonAnswer call(String method, Map<String, String> parameters) {
        return seller.with(seller.token(), access -> call(method, parameters, Optional.of(access)));
    }

    URI consentPage(String state) {
        return URI.create(settings.consentUrl() + "?key=" + encoded(settings.appKey()) + "&redirect_uri="
                + encoded(settings.redirectUri()) + "&state=" + encoded(state));
    }

    Token exchanged(String code) {
        return token(call("token.create", Map.of("code", code), Optional.empty()));
    }

    private Token renewed(Token present) {
        try {
            return token(call("token.renew", Map.of("refresh", present.refresh().orElse("")), Optional.empty()));
        } catch (RejectedException refused) {
            throw new AuthFailedException(
                    "The shop's token cannot be renewed. The seller must authorise again: ./hub authorize", false);
        }
    }

    private JsonAnswer call(String method, Map<String, String> parameters, Optional<String> access) {
        return gateway.call(method, () -> form(method, parameters, access), answer -> content(method, answer));
    }

    private JsonAnswer content(String method, JsonAnswer answer) {
        if (answer.content().has("error")) {
            throw AcmeErrors.failure(answer.content(), gateway.particulars(method));
        }
        return answer;
    }

    private Map<String, String> form(String method, Map<String, String> parameters, Optional<String> access) {
        var form = new TreeMap<>(parameters);
        form.put("method", method);
        form.put("key", settings.appKey());
        form.put("time", platformNow().toString());
        access.ifPresent(token -> form.put("token", token));
        form.put("sign", AcmeSigner.sign(form, settings.appSecret()));
        return form;
    }

    private static Token token(JsonAnswer answer) {
        var told = answer.content();
        var ends = Instant.parse(told.path("ends").asText());
        return new Token(
                told.path("access").asText(),
                Optional.of(told.path("refresh").asText()),
                Optional.of(ends),
                Optional.empty(),
                told.path("seller").asText(),
                told.path("name").asText());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
