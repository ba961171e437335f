package dev.shophub.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import dev.shophub.store.OversoldFacts.OpenOrder;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders stand as they are asked for: unpaid before paid, the newest first. */
class SurplusTest {

    @Test
    void theNewestPaidOnesFirstAndNoMoreThanNeeded() {
        assertThat(given(1, paid("new", 1), paid("older", 1), paid("oldest", 1)))
                .containsExactly("new");
        assertThat(given(2, paid("new", 1), paid("older", 1), paid("oldest", 1)))
                .containsExactly("new", "older");
    }

    @Test
    void unpaidOnesBeforePaidOnes() {
        assertThat(given(2, unpaid("new cart", 1), unpaid("cart", 1), paid("new", 5)))
                .containsExactly("new cart", "cart");
        assertThat(given(3, unpaid("cart", 1), paid("new", 1), paid("older", 1), paid("oldest", 1)))
                .containsExactly("cart", "new", "older");
    }

    @Test
    void oneThatIsNotNeededBesideTheOthersIsLeftOut() {
        assertThat(given(2, paid("new", 1), paid("older", 2))).containsExactly("older");
        assertThat(given(5, paid("a", 1), paid("b", 2), paid("c", 1), paid("d", 3)))
                .containsExactly("b", "d");
        assertThat(given(2, unpaid("cart", 1), paid("new", 2))).containsExactly("new");
    }

    @Test
    void allOfThemWhereTheyDoNotCoverIt() {
        assertThat(given(9, paid("new", 1), paid("older", 2))).containsExactly("new", "older");
        assertThat(given(1)).isEmpty();
    }

    private static List<String> given(long missing, OpenOrder... open) {
        return Surplus.toGiveUp(List.of(open), missing).stream()
                .map(order -> order.order().value())
                .toList();
    }

    private static OpenOrder paid(String id, long pieces) {
        return order(id, true, pieces);
    }

    private static OpenOrder unpaid(String id, long pieces) {
        return order(id, false, pieces);
    }

    private static OpenOrder order(String id, boolean paid, long pieces) {
        return new OpenOrder(
                1, new ExternalId(id), paid, Instant.EPOCH, pieces, Money.of("1", Currency.getInstance("CNY")));
    }
}
