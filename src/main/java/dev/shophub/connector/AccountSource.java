package dev.shophub.connector;

import dev.shophub.model.Account;
import java.util.Optional;

/** A platform that tells whose store a key opens, where the key stands in the settings. The hub asks before it asks for anything else. */
public interface AccountSource extends Connector {

    /**
     * The account that answers. Makes a call.
     *
     * @return empty where the store does not tell, or where the seller granted access in the browser: then the tokens are the account's
     */
    Optional<Account> account();
}
