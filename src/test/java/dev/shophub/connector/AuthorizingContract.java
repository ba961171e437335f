package dev.shophub.connector;

import org.junit.jupiter.api.Test;

/** What granting access in the browser promises. */
public interface AuthorizingContract {

    /** From the seller's page over the consent to a pair of tokens of that seller's account. */
    @Test
    void theSellerAuthorisesInTheBrowser() throws Exception;
}
