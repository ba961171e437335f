package dev.shophub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.model.RawRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What listing orders by the time of their placing promises, beside {@link OrderSourceContract}. */
public interface OrderHistoryContract {

    Rehearsal rehearsal();

    /** A new connector, as after a restart. */
    OrderHistory history();

    @Test
    default void ordersAreAlsoFoundByTheTimeOfPlacing() {
        var expected = rehearsal().fill(rehearsal().pageSize() + 1);
        var found = new ArrayList<RawRecord>();

        for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
            var page = history().ordersPlaced(rehearsal().window(), next.get());
            found.addAll(page.records());
            next = page.next();
        }

        assertThat(found).extracting(RawRecord::id).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    default void anOrderThatChangedSinceIsStillFoundWhereItWasPlaced() {
        var id = rehearsal().fill(1).get(0);
        rehearsal().change(id);

        assertThat(history().ordersPlaced(rehearsal().window(), Cursor.START).records())
                .extracting(RawRecord::id)
                .containsExactly(id);
        assertThat(history().ordersPlaced(rehearsal().later(), Cursor.START).records())
                .isEmpty();
    }

    @Test
    default void orderHistoryReachesAtLeastAsFarAsChanges() {
        var now = rehearsal().window().to();

        assertThat(history().ordersPlacedReach(now).reachesBackTo())
                .isBeforeOrEqualTo(history().ordersReach(now).reachesBackTo().plus(Duration.ofSeconds(1)));
    }
}
