package dev.shophub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.model.Account;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What saying whose store it is promises, tried against the platform's simulator. */
public interface AccountSourceContract {

    Rehearsal rehearsal();

    /** The shop, its key in the settings. */
    AccountSource accounts();

    /** The same shop of the configuration, with the key and address of another store. */
    AccountSource accountsOfAnother();

    @Test
    default void theSameStoreIsTheSameAccountEveryTime() {
        rehearsal().fill(0);

        var told = accounts().account();

        assertThat(told).isPresent();
        assertThat(told.get().name()).isNotEmpty();
        assertThat(accounts().account()).isEqualTo(told);
    }

    @Test
    default void anotherStoreIsAnotherAccount() {
        rehearsal().fill(0);

        var another = accountsOfAnother().account();

        assertThat(another).isPresent();
        assertThat(another.map(Account::id))
                .isNotEqualTo(accounts().account().map(Account::id))
                .isNotEqualTo(Optional.empty());
    }
}
