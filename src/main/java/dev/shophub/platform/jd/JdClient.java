package dev.shophub.platform.jd;

import dev.shophub.connector.Failure;
import dev.shophub.connector.JsonAnswer;
import dev.shophub.connector.SellerCalls;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tokens;
import dev.shophub.connector.Tokens.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls in the seller's name. The platform renews a token in its last day only and never after it: a token near its end is
 * renewed before it is used, one that is refused all the same once more, and the call then built and signed anew.
 */
final class JdClient {

    private static final Logger LOG = LoggerFactory.getLogger(JdClient.class);

    /** A renewal that failed is not tried with every call: the platform limits them. */
    private static final Duration BETWEEN_RENEWALS = Duration.ofMinutes(15);

    private final Shop shop;
    private final JdSettings settings;
    private final JdGateway gateway;
    private final SellerCalls seller;
    private volatile Instant renewNotBefore = Instant.MIN;

    JdClient(Shop shop, JdSettings settings, JdGateway gateway, JdAuthorization authorization, Tokens tokens) {
        this.shop = shop;
        this.settings = settings;
        this.gateway = gateway;
        this.seller = new SellerCalls(shop, tokens, authorization::renew);
    }

    Instant platformNow() {
        return gateway.platformNow();
    }

    /** Shop and method, for messages. */
    String particulars(String method) {
        return gateway.particulars(method);
    }

    /**
     * Calls one interface of the seller.
     *
     * @throws dev.shophub.connector.AuthFailedException when there is no token, or the renewed one is refused too
     */
    JsonAnswer call(String method, Map<String, ?> parameters) {
        return seller.with(lasting(seller.token()), access -> gateway.call(method, parameters, Optional.of(access)));
    }

    /** A token near its end is changed for a fresh one; where that fails it is used as long as it is good. */
    private Token lasting(Token token) {
        var now = gateway.platformNow();
        var end = token.accessExpiresAt().orElse(Instant.MAX);
        if (!end.isAfter(now) || end.isAfter(now.plus(settings.renewBefore())) || now.isBefore(renewNotBefore)) {
            return token;
        }
        renewNotBefore = now.plus(BETWEEN_RENEWALS);
        try {
            return seller.renewed(token);
        } catch (Failure failed) {
            LOG.warn(
                    "{}: the token ends at {} and could not be renewed yet: {}",
                    shop.title(),
                    end,
                    failed.getMessage());
            return token;
        }
    }
}
