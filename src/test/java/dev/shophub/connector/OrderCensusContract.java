package dev.shophub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the ids of a window promise, beside {@link OrderHistoryContract}. */
public interface OrderCensusContract {

    Rehearsal rehearsal();

    /** A new connector, as after a restart. */
    OrderCensus census();

    /** That all connectors made to the platform so far. */
    int calls();

    /** Pain points 1, 7 and 8. */
    @Test
    default void everyOrderIsListedAcrossPagesByCallsOfTheListAlone() {
        var expected = rehearsal().fill(3 * rehearsal().pageSize() + 1);
        var before = calls();

        assertThat(listed(census(), rehearsal().window())).containsExactlyInAnyOrderElementsOf(expected);
        // four pages and their count, perhaps of two lists: never a call an order
        assertThat(calls() - before).isBetween(4, 10).isLessThan(expected.size());
    }

    @Test
    default void aPageAndOneMoreAreTwoPages() {
        var expected = rehearsal().fill(rehearsal().pageSize() + 1);

        var first = census().ordersListed(rehearsal().window(), Cursor.START);

        assertThat(first.next()).isPresent();
        assertThat(first.ids()).isNotEmpty().hasSizeLessThan(expected.size());
        var all = new HashSet<>(first.ids());
        for (var next = first.next(); next.isPresent(); ) {
            var page = census().ordersListed(rehearsal().window(), next.get());
            all.addAll(page.ids());
            next = page.next();
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    default void aWindowWithoutOrdersListsNone() {
        rehearsal().fill(0);

        assertThat(listed(census(), rehearsal().window())).isEmpty();
    }

    /** The orders of a rehearsal are placed from half a minute after its window's begin on, three a second. */
    @Test
    default void whatWasPlacedOnTheBordersIsListedAndWhatLiesBesideThemIsNot() {
        var ids = rehearsal().fill(9);
        var first = rehearsal().window().from().plusSeconds(30);

        assertThat(listed(census(), new Window(first, first.plusSeconds(2)))).containsAll(ids);
        // a second after the end may be listed, two may not
        assertThat(listed(census(), new Window(first.minusSeconds(60), first.minusSeconds(2))))
                .isEmpty();
        assertThat(listed(census(), new Window(first.plusSeconds(4), first.plusSeconds(60))))
                .isEmpty();
        assertThat(listed(census(), new Window(first, first)))
                .containsAll(ids.subList(0, 3))
                .doesNotContainAnyElementsOf(ids.subList(6, 9));
    }

    @Test
    default void anOrderIsListedWhereItWasPlacedWhateverBecameOfIt() {
        var id = rehearsal().fill(1).get(0);
        rehearsal().change(id);

        assertThat(listed(census(), rehearsal().window())).containsExactly(id);
        assertThat(listed(census(), rehearsal().later())).isEmpty();
    }

    @Test
    default void theIdsAreThoseOfTheHistory() {
        rehearsal().fill(3);
        var placed = new ArrayList<ExternalId>();
        for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
            var page = census().ordersPlaced(rehearsal().window(), next.get());
            page.records().stream().map(RawRecord::id).forEach(placed::add);
            next = page.next();
        }

        assertThat(listed(census(), rehearsal().window())).containsExactlyInAnyOrderElementsOf(placed);
    }

    @Test
    default void aListThatFailsIsNoShorterOne() {
        rehearsal().fill(rehearsal().pageSize() + 1);

        rehearsal().failNext(503);
        assertThatThrownBy(() -> census().ordersListed(rehearsal().window(), Cursor.START))
                .isInstanceOf(UnavailableException.class);
        rehearsal().truncateNext();
        assertThatThrownBy(() -> census().ordersListed(rehearsal().window(), Cursor.START))
                .isInstanceOf(UnavailableException.class);
        rehearsal().rateLimitNext(Duration.ofSeconds(7));
        assertThatThrownBy(() -> census().ordersListed(rehearsal().window(), Cursor.START))
                .isInstanceOfSatisfying(RateLimitedException.class, limited -> assertThat(limited.waitTime())
                        .isEqualTo(Duration.ofSeconds(7)));
    }

    private static Set<ExternalId> listed(OrderCensus census, Window window) {
        List<ExternalId> ids = new ArrayList<>();
        for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
            var page = census.ordersListed(window, next.get());
            ids.addAll(page.ids());
            next = page.next();
        }
        return new HashSet<>(ids);
    }
}
