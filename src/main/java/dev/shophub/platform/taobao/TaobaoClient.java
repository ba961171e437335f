package dev.shophub.platform.taobao;

import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.JsonAnswer;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tokens;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Calls in the seller's name: a refused session is renewed once, and the call then built and signed anew. */
final class TaobaoClient {

    private final Shop shop;
    private final TaobaoGateway gateway;
    private final TaobaoAuthorization authorization;
    private final Tokens tokens;

    TaobaoClient(Shop shop, TaobaoGateway gateway, TaobaoAuthorization authorization, Tokens tokens) {
        this.shop = shop;
        this.gateway = gateway;
        this.authorization = authorization;
        this.tokens = tokens;
    }

    Instant platformNow() {
        return gateway.platformNow();
    }

    /**
     * Calls one interface of the seller.
     *
     * @throws AuthFailedException when there is no session, or the renewed one is refused too: a punished or frozen shop
     *     answers so as well
     */
    JsonAnswer call(String method, Map<String, String> parameters) {
        var token = tokens.current(shop.key())
                .orElseThrow(() -> new AuthFailedException(
                        "The seller never authorised this shop (shop=" + shop.key() + "). Run: ./hub authorize "
                                + shop.key(),
                        false));
        try {
            return gateway.call(method, parameters, Optional.of(token.access()));
        } catch (AuthFailedException refused) {
            if (!refused.renewable()) {
                throw refused;
            }
        }
        var renewed = tokens.renew(shop.key(), token.access(), authorization::renew);
        try {
            return gateway.call(method, parameters, Optional.of(renewed.access()));
        } catch (AuthFailedException again) {
            throw new AuthFailedException(
                    again.getMessage()
                            + ". A fresh token did not help: the shop may be punished or frozen, or the seller"
                            + " must authorise again: ./hub authorize " + shop.key(),
                    false);
        }
    }
}
