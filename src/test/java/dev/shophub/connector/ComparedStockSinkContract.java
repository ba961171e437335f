package dev.shophub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.ComparedStockSink.Change;
import dev.shophub.model.ExternalId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What setting the shown stock on a condition promises, beside {@link StockSinkContract}. */
public interface ComparedStockSinkContract extends StockSinkContract {

    @Override
    ComparedStockSink sink();

    /** Somebody else sets what the shop shows: a sale, a person. */
    void showsNow(ExternalId itemId, Optional<ExternalId> skuId, long quantity);

    @Test
    default void writesWhereTheShopShowsWhatIsExpected() {
        showsNow(plainItem(), Optional.empty(), 8);

        assertThat(sink().setStockIfShown(plainItem(), Map.of(Optional.empty(), new Change(8, 5))))
                .isEmpty();
        assertThat(shown(plainItem(), Optional.empty())).isEqualTo(5);
    }

    @Test
    default void aStaleWriteIsRefusedAndWhatIsShownIsTold() {
        showsNow(plainItem(), Optional.empty(), 7);

        assertThat(sink().setStockIfShown(plainItem(), Map.of(Optional.empty(), new Change(8, 5))))
                .isEqualTo(Map.of(Optional.empty(), 7L));
        assertThat(shown(plainItem(), Optional.empty())).isEqualTo(7);
    }

    @Test
    default void aStaleVariantIsNotWritten() {
        var stale = Optional.of(variants().getKey());
        var other = Optional.of(variants().getValue());
        showsNow(itemWithVariants(), stale, 3);
        showsNow(itemWithVariants(), other, 9);

        var found =
                sink().setStockIfShown(itemWithVariants(), Map.of(stale, new Change(4, 1), other, new Change(9, 2)));

        assertThat(found).containsEntry(stale, 3L);
        assertThat(shown(itemWithVariants(), stale)).isEqualTo(3);
        assertThat(shown(itemWithVariants(), other)).isEqualTo(found.getOrDefault(other, 2L));
    }

    @Test
    default void whatIsShownAlreadyCountsAsWritten() {
        showsNow(plainItem(), Optional.empty(), 5);

        assertThat(sink().setStockIfShown(plainItem(), Map.of(Optional.empty(), new Change(8, 5))))
                .isEmpty();
        assertThat(shown(plainItem(), Optional.empty())).isEqualTo(5);
    }

    @Test
    default void comparingAnItemThatIsGoneIsRejected() {
        assertThatThrownBy(() ->
                        sink().setStockIfShown(new ExternalId("999999999"), Map.of(Optional.empty(), new Change(1, 2))))
                .isInstanceOf(RejectedException.class);
    }
}
