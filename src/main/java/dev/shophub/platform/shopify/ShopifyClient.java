package dev.shophub.platform.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Connector.Announcement;
import dev.shophub.connector.Failure;
import dev.shophub.connector.JsonAnswer;
import dev.shophub.connector.SellerCalls;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tokens;
import dev.shophub.connector.Tokens.Token;
import dev.shophub.connector.UnavailableException;
import dev.shophub.model.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls in the seller's name. A token lives an hour: it is renewed shortly before its end, and one that is refused all the same
 * once more. The token of an app made in the shop's own back office lasts and is used as it stands in the settings.
 */
final class ShopifyClient {

    private static final Logger LOG = LoggerFactory.getLogger(ShopifyClient.class);

    /** A renewal that failed is not tried with every call. */
    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(30);

    private final Shop shop;
    private final ShopifySettings settings;
    private final ShopifyGateway gateway;
    private final SellerCalls seller;
    private volatile Instant renewNotBefore = Instant.MIN;

    ShopifyClient(
            Shop shop,
            ShopifySettings settings,
            ShopifyGateway gateway,
            ShopifyAuthorization authorization,
            Tokens tokens) {
        this.shop = shop;
        this.settings = settings;
        this.gateway = gateway;
        this.seller = new SellerCalls(shop, tokens, authorization::renew);
    }

    Instant platformNow() {
        return gateway.platformNow();
    }

    Optional<Announcement> notice() {
        return gateway.notice();
    }

    /** Shop and document, for messages. */
    String particulars(String document) {
        return gateway.particulars(document);
    }

    /** The shop that the token opens: its number, as tokens name it too, and how people call it. */
    Account account() {
        var node = call(ShopifyQueries.SHOP, Map.of()).content().path("shop");
        var id = ShopifyFields.tail(node.path("id").asText(""));
        if (id.isEmpty()) {
            throw new UnavailableException("The platform did not say which shop this is (" + particulars("shop") + ")");
        }
        return new Account(
                id,
                node.path("name").asText("") + ", "
                        + node.path("myshopifyDomain").asText(""));
    }

    /**
     * Sends one document.
     *
     * @return the answer, at its {@code data}
     * @throws AuthFailedException when there is no token, or the renewed one is refused too
     */
    JsonAnswer call(ShopifyQueries.Document document, Map<String, ?> variables) {
        return settings.accessToken()
                .map(access -> withLastingToken(document, variables, access))
                .orElseGet(() ->
                        seller.with(lasting(seller.token()), access -> gateway.call(document, variables, access)));
    }

    /**
     * Makes a change, which one field of the document asks for.
     *
     * @return what is below that field
     * @throws dev.shophub.connector.RejectedException when the platform refuses the change
     */
    JsonNode change(ShopifyQueries.Document document, Map<String, ?> variables) {
        var payload = call(document, variables).content().path(document.name());
        ShopifyErrors.requireDone(payload, particulars(document.name()));
        return payload;
    }

    private JsonAnswer withLastingToken(ShopifyQueries.Document document, Map<String, ?> variables, String access) {
        try {
            return gateway.call(document, variables, access);
        } catch (AuthFailedException refused) {
            throw refused.ours().isPresent()
                    ? refused
                    : new AuthFailedException(refused.getMessage() + ". Check settings.access-token", false);
        }
    }

    /** A token near its end is changed for a fresh one; where that fails it is used as long as it is good. */
    private Token lasting(Token token) {
        var now = gateway.platformNow();
        var end = token.accessExpiresAt().orElse(Instant.MAX);
        if (end.isAfter(now.plus(settings.renewBefore())) || now.isBefore(renewNotBefore)) {
            return token;
        }
        renewNotBefore = now.plus(BETWEEN_RENEWALS);
        try {
            return seller.renewed(token);
        } catch (Failure failed) {
            if (!end.isAfter(now) && failed instanceof AuthFailedException) {
                throw failed;
            }
            LOG.warn(
                    "{}: the token ends at {} and could not be renewed yet: {}",
                    shop.title(),
                    end,
                    failed.getMessage());
            return token;
        }
    }
}
