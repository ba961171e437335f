package dev.shophub.connector;

import dev.shophub.model.ShopKey;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The shops' access tokens: stored encrypted, renewed by one at a time per shop, the new pair stored before its use. */
public interface Tokens {

    /** The token to use now; empty when the shop was never authorised. */
    Optional<Token> current(ShopKey shop);

    /**
     * Renews a refused token. If another thread already renewed it, answers that one without a call.
     *
     * @param refused the access token that the platform refused
     * @param renew asks the platform, given the present pair
     * @throws AuthFailedException when there is no pair or it cannot be renewed
     */
    Token renew(ShopKey shop, String refused, Function<Token, Token> renew);

    /** Stores the first pair, after the seller authorised. */
    void store(ShopKey shop, Token token);

    /** What is remembered of a shop is looked up again: its name went to another. What is stored stays. */
    default void lookAgain(ShopKey shop) {
        // who remembers nothing has nothing to look up again
    }

    /**
     * @param accessExpiresAt UTC; empty when unknown
     * @param refreshExpiresAt UTC; empty when unknown
     * @param accountId the seller's account at the platform
     */
    record Token(
            String access,
            Optional<String> refresh,
            Optional<Instant> accessExpiresAt,
            Optional<Instant> refreshExpiresAt,
            String accountId,
            String accountName) {

        @Override
        public String toString() {
            return "Token[of " + accountId + "]";
        }
    }
}
