package dev.shophub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.model.ExternalId;
import org.junit.jupiter.api.Test;

/** What taking items down and putting them up promises, tried against the platform's simulator. */
public interface ListingSinkContract {

    ListingSink listingSink();

    /** An item that is up. */
    ExternalId itemUp();

    /** Whether shoppers can buy it now. */
    boolean isUp(ExternalId itemId);

    @Test
    default void takesDownAndPutsUp() {
        listingSink().takeDown(itemUp());
        assertThat(isUp(itemUp())).isFalse();

        listingSink().putUp(itemUp(), 3);
        assertThat(isUp(itemUp())).isTrue();
    }

    @Test
    default void repeatingIsHarmless() {
        listingSink().takeDown(itemUp());
        listingSink().takeDown(itemUp());
        assertThat(isUp(itemUp())).isFalse();

        listingSink().putUp(itemUp(), 3);
        listingSink().putUp(itemUp(), 3);
        assertThat(isUp(itemUp())).isTrue();
    }

    @Test
    default void takingDownAnItemThatIsGoneIsRejected() {
        assertThatThrownBy(() -> listingSink().takeDown(new ExternalId("999999999")))
                .isInstanceOf(RejectedException.class);
    }
}
