package dev.shophub.platform.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.RejectedException;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tokens;
import dev.shophub.connector.Tokens.Token;
import dev.shophub.model.Account;
import dev.shophub.platform.vendure.VendureGateway.Answer;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls in an administrator's name. There is nothing to renew a session with: one that is refused is replaced by logging in again,
 * once, and the call then made anew. The platform has one word for a session that is over and for a permission that is missing; a
 * fresh session tells which it was.
 */
final class VendureClient {

    private static final String LOGIN =
            """
            mutation login($username: String!, $password: String!) {
              login(username: $username, password: $password, rememberMe: true) {
                __typename
                ... on CurrentUser { id identifier }
                ... on ErrorResult { errorCode message }
              }
            }""";

    private static final Logger LOG = LoggerFactory.getLogger(VendureClient.class);

    private final Shop shop;
    private final VendureSettings settings;
    private final VendureGateway gateway;
    private final Tokens tokens;

    VendureClient(Shop shop, VendureSettings settings, VendureGateway gateway, Tokens tokens) {
        this.shop = shop;
        this.settings = settings;
        this.gateway = gateway;
        this.tokens = tokens;
    }

    Instant platformNow() {
        return gateway.platformNow();
    }

    /** Shop and operation, for messages. */
    String particulars(String operation) {
        return gateway.particulars(operation);
    }

    /**
     * Makes one call.
     *
     * @throws AuthFailedException when the platform does not let the administrator in
     * @throws RejectedException when it lets him in and not do this
     */
    Answer call(String operation, String query, Map<String, ?> variables) {
        var token = tokens.current(shop.key()).orElseGet(this::firstSession);
        try {
            return gateway.call(operation, query, variables, Optional.of(token.access()));
        } catch (AuthFailedException refused) {
            if (!refused.renewable()) {
                throw refused;
            }
        }
        var fresh = tokens.renew(shop.key(), token.access(), old -> session());
        try {
            return gateway.call(operation, query, variables, Optional.of(fresh.access()));
        } catch (AuthFailedException again) {
            throw new RejectedException(
                    "Vendure grants this administrator no permission (" + particulars(operation)
                            + "). Give the role of settings username the permissions that docs/platforms/vendure.md lists",
                    "FORBIDDEN");
        }
    }

    /** The channel that is read and written, at the host of the server's address; empty where the server does not say. */
    Optional<Account> account() {
        try {
            var channel = call("activeChannel", VendureQueries.CHANNEL, Map.of())
                    .data()
                    .path("activeChannel");
            var token = channel.path("token").asText("");
            return token.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Account(
                            shop.baseUrl().getHost().toLowerCase(Locale.ROOT) + "/" + token,
                            channel.path("code").asText("")));
        } catch (RejectedException unsaid) {
            LOG.warn(
                    "{}: the server does not say which channel this is, another store's key would not be noticed ({})",
                    shop.title(),
                    unsaid.getMessage());
            return Optional.empty();
        }
    }

    /** One mutation's result, which is an error as often as not. */
    JsonNode mutate(String operation, String query, Map<String, ?> variables) {
        var answer = call(operation, query, variables);
        return VendureErrors.requireDone(answer.data().path(operation), particulars(operation));
    }

    private Token firstSession() {
        var session = session();
        tokens.store(shop.key(), session);
        return session;
    }

    private Token session() {
        var answer = gateway.call(
                "login",
                LOGIN,
                Map.of("username", settings.username(), "password", settings.password()),
                Optional.empty());
        var user = answer.data().path("login");
        if (user.has("errorCode")) {
            throw new AuthFailedException(
                    "Vendure refused the administrator (" + particulars("login") + ", code="
                            + VendureErrors.word(user.path("errorCode").asText(""))
                            + "). Check settings username and password",
                    false);
        }
        var access = answer.session()
                .orElseThrow(() -> new AuthFailedException(
                        "Vendure let the administrator in and named no session (" + particulars("login")
                                + "). Add 'bearer' to authOptions.tokenMethod of the server's configuration",
                        false));
        return new Token(
                access,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                user.path("id").asText(""),
                user.path("identifier").asText(""));
    }
}
