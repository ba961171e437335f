package dev.shophub.connector;

import dev.shophub.connector.Tokens.Token;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Calls in the seller's name: a token that is refused is renewed once, and the call then built and signed anew. */
public final class SellerCalls {

    private final Shop shop;
    private final Tokens tokens;
    private final UnaryOperator<Token> renewal;

    /** @param renewal asks the platform for the next pair, given the present one */
    public SellerCalls(Shop shop, Tokens tokens, UnaryOperator<Token> renewal) {
        this.shop = shop;
        this.tokens = tokens;
        this.renewal = renewal;
    }

    /** @throws AuthFailedException when the seller never authorised the shop */
    public Token token() {
        return tokens.current(shop.key())
                .orElseThrow(() -> new AuthFailedException(
                        "The seller never authorised this shop (shop=" + shop.key() + "). Run: ./hub authorize "
                                + shop.key(),
                        false));
    }

    /**
     * The next pair in the place of this one; that of another thread where one has just asked for it.
     *
     * @throws AuthFailedException when the pair cannot be renewed
     */
    public Token renewed(Token token) {
        return tokens.renew(shop.key(), token.access(), renewal);
    }

    /**
     * Makes a call, twice where its token is refused.
     *
     * @param call given the access token
     * @throws AuthFailedException when the renewed token is refused too: a punished or frozen shop answers so as well
     */
    public JsonAnswer with(Token token, Function<String, JsonAnswer> call) {
        try {
            return call.apply(token.access());
        } catch (AuthFailedException refused) {
            if (!refused.renewable()) {
                throw refused;
            }
        }
        var renewed = renewed(token);
        try {
            return call.apply(renewed.access());
        } catch (AuthFailedException again) {
            throw new AuthFailedException(
                    again.getMessage()
                            + ". A fresh token did not help: the shop may be punished or frozen, or the seller"
                            + " must authorise again: ./hub authorize " + shop.key(),
                    false);
        }
    }
}
