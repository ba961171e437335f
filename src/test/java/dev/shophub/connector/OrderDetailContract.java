package dev.shophub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.model.ExternalId;
import dev.shophub.model.RawRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What reading orders by their ids promises, tried against the platform's simulator. */
public interface OrderDetailContract {

    Rehearsal rehearsal();

    /** A new connector, as after a restart. */
    OrderDetail detail();

    @Test
    default void readsTheOrdersThatAreAskedFor() {
        var all = rehearsal().fill(5);
        var wanted = List.of(all.get(3), all.get(1));

        var found = detail().ordersById(wanted);

        assertThat(found).extracting(RawRecord::id).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(found)
                .allSatisfy(raw -> assertThat(detail().toOrder(raw).id()).isEqualTo(raw.id()));
    }

    @Test
    default void readsAsManyAsMayBeAskedForAtOnce() {
        var all = rehearsal().fill(OrderDetail.MOST);

        assertThat(detail().ordersById(all)).extracting(RawRecord::id).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    default void theRecordIsTheOneThatIsListed() {
        var id = rehearsal().fill(1).get(0);

        var listed = detail().orders(rehearsal().window(), Cursor.START).records();
        var found = detail().ordersById(List.of(id));

        assertThat(found)
                .extracting(RawRecord::text)
                .containsExactlyElementsOf(listed.stream().map(RawRecord::text).toList());
    }

    @Test
    default void theOrderIsToldAsItIsNow() {
        var id = rehearsal().fill(1).get(0);
        var before = detail().ordersById(List.of(id)).get(0);

        rehearsal().change(id);

        assertThat(detail().ordersById(List.of(id))).singleElement().satisfies(after -> assertThat(after.text())
                .isNotEqualTo(before.text()));
    }

    @Test
    default void whatTheShopDoesNotShowIsLeftOut() {
        var id = rehearsal().fill(1).get(0);

        assertThat(detail().ordersById(List.of(new ExternalId("999999999"), id, new ExternalId("no order; -1"))))
                .extracting(RawRecord::id)
                .containsExactly(id);
        assertThat(detail().ordersById(List.of(new ExternalId("0")))).isEmpty();
        assertThat(detail().ordersById(List.of())).isEmpty();
    }

    @Test
    default void askingByIdPassesOnTheWait() {
        var id = rehearsal().fill(1).get(0);
        rehearsal().rateLimitNext(Duration.ofSeconds(7));

        assertThatThrownBy(() -> detail().ordersById(List.of(id)))
                .isInstanceOfSatisfying(RateLimitedException.class, limited -> assertThat(limited.waitTime())
                        .isEqualTo(Duration.ofSeconds(7)));
    }

    @Test
    default void askingByIdRenewsAnExpiredToken() {
        var id = rehearsal().fill(1).get(0);
        rehearsal().expireToken();

        assertThat(detail().ordersById(List.of(id))).hasSize(1);
    }
}
