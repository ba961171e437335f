package dev.shophub.platform.taobao;

import dev.shophub.connector.JsonAnswer;
import dev.shophub.connector.SellerCalls;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tokens;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Calls in the seller's name: a session is used until it is refused. */
final class TaobaoClient {

    private final TaobaoGateway gateway;
    private final SellerCalls seller;

    TaobaoClient(Shop shop, TaobaoGateway gateway, TaobaoAuthorization authorization, Tokens tokens) {
        this.gateway = gateway;
        this.seller = new SellerCalls(shop, tokens, authorization::renew);
    }

    Instant platformNow() {
        return gateway.platformNow();
    }

    /**
     * Calls one interface of the seller.
     *
     * @throws dev.shophub.connector.AuthFailedException when there is no session, or the renewed one is refused too: a
     *     punished or frozen shop answers so as well
     */
    JsonAnswer call(String method, Map<String, String> parameters) {
        return seller.with(seller.token(), session -> gateway.call(method, parameters, Optional.of(session)));
    }
}
