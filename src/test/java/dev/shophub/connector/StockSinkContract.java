package dev.shophub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.model.ExternalId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What setting the shown stock promises, tried against the platform's simulator. */
public interface StockSinkContract {

    Rehearsal rehearsal();

    StockSink sink();

    /** An item without variants. */
    ExternalId plainItem();

    /** An item with two variants. */
    ExternalId itemWithVariants();

    /** The variants of {@link #itemWithVariants}. */
    Map.Entry<ExternalId, ExternalId> variants();

    /** What the platform shows now. */
    long shown(ExternalId itemId, Optional<ExternalId> skuId);

    @Test
    default void setsTheStockOfAnItem() {
        sink().setStock(plainItem(), Map.of(Optional.empty(), 17L));
        assertThat(shown(plainItem(), Optional.empty())).isEqualTo(17);

        sink().setStock(plainItem(), Map.of(Optional.empty(), 0L));
        assertThat(shown(plainItem(), Optional.empty())).isZero();
    }

    @Test
    default void setsTheStockOfVariants() {
        var one = Optional.of(variants().getKey());
        var other = Optional.of(variants().getValue());

        sink().setStock(itemWithVariants(), Map.of(one, 5L, other, 0L));

        assertThat(shown(itemWithVariants(), one)).isEqualTo(5);
        assertThat(shown(itemWithVariants(), other)).isZero();
    }

    @Test
    default void settingItTwiceIsHarmless() {
        sink().setStock(plainItem(), Map.of(Optional.empty(), 9L));
        sink().setStock(plainItem(), Map.of(Optional.empty(), 9L));

        assertThat(shown(plainItem(), Optional.empty())).isEqualTo(9);
    }

    @Test
    default void anItemThatIsGoneIsRejected() {
        assertThatThrownBy(() -> sink().setStock(new ExternalId("999999999"), Map.of(Optional.empty(), 1L)))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    default void passesOnTheWaitThePlatformAsksFor() {
        rehearsal().rateLimitNext(Duration.ofSeconds(7));

        assertThatThrownBy(() -> sink().setStock(plainItem(), Map.of(Optional.empty(), 1L)))
                .isInstanceOfSatisfying(RateLimitedException.class, limited -> assertThat(limited.waitTime())
                        .isEqualTo(Duration.ofSeconds(7)));
    }
}
