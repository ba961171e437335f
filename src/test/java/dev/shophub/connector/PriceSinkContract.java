package dev.shophub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What setting prices promises, tried against the platform's simulator. */
public interface PriceSinkContract {

    Rehearsal rehearsal();

    PriceSink priceSink();

    /** An item without variants. */
    ExternalId plainItem();

    /** An item with two variants. */
    ExternalId itemWithVariants();

    /** The variants of {@link #itemWithVariants}. */
    Map.Entry<ExternalId, ExternalId> variants();

    /** The shop's. */
    Currency currency();

    /** What the platform shows now. */
    Money priceOf(ExternalId itemId, Optional<ExternalId> skuId);

    private Money money(String amount) {
        return Money.of(amount, currency());
    }

    private void shows(ExternalId itemId, Optional<ExternalId> skuId, String amount) {
        assertThat(priceOf(itemId, skuId).amount()).isEqualByComparingTo(amount);
    }

    @Test
    default void setsThePriceOfAnItem() {
        priceSink().setPrices(plainItem(), Map.of(Optional.empty(), money("88.80")));
        shows(plainItem(), Optional.empty(), "88.80");

        priceSink().setPrices(plainItem(), Map.of(Optional.empty(), money("7")));
        shows(plainItem(), Optional.empty(), "7");
    }

    @Test
    default void setsThePricesOfVariants() {
        var one = Optional.of(variants().getKey());
        var other = Optional.of(variants().getValue());

        priceSink().setPrices(itemWithVariants(), Map.of(one, money("19.90"), other, money("29.90")));

        shows(itemWithVariants(), one, "19.90");
        shows(itemWithVariants(), other, "29.90");
    }

    @Test
    default void aVariantNotNamedKeepsItsPrice() {
        var one = Optional.of(variants().getKey());
        var other = Optional.of(variants().getValue());
        priceSink().setPrices(itemWithVariants(), Map.of(one, money("19.90"), other, money("29.90")));

        priceSink().setPrices(itemWithVariants(), Map.of(one, money("20.50")));

        shows(itemWithVariants(), one, "20.50");
        shows(itemWithVariants(), other, "29.90");
    }

    @Test
    default void settingItTwiceIsHarmless() {
        priceSink().setPrices(plainItem(), Map.of(Optional.empty(), money("9.99")));
        priceSink().setPrices(plainItem(), Map.of(Optional.empty(), money("9.99")));

        shows(plainItem(), Optional.empty(), "9.99");
    }

    @Test
    default void aPriceOfAnItemThatIsGoneIsRejected() {
        assertThatThrownBy(() ->
                        priceSink().setPrices(new ExternalId("999999999"), Map.of(Optional.empty(), money("1.00"))))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    default void aPriceOfAVariantThatIsGoneIsRejected() {
        assertThatThrownBy(() -> priceSink()
                        .setPrices(itemWithVariants(), Map.of(Optional.of(new ExternalId("1")), money("70.00"))))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    default void fractionsOfTheSmallestCoinAndNothingAreRejected() {
        assertThatThrownBy(() -> priceSink().setPrices(plainItem(), Map.of(Optional.empty(), money("1.005"))))
                .isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> priceSink().setPrices(plainItem(), Map.of(Optional.empty(), money("0.00"))))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    default void anotherCurrencyIsRejected() {
        var other = Currency.getInstance("XTS");

        assertThatThrownBy(() -> priceSink().setPrices(plainItem(), Map.of(Optional.empty(), Money.of("1.00", other))))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    default void pricesPassOnTheWaitThePlatformAsksFor() {
        rehearsal().rateLimitNext(Duration.ofSeconds(7));

        assertThatThrownBy(() -> priceSink().setPrices(plainItem(), Map.of(Optional.empty(), money("1.00"))))
                .isInstanceOfSatisfying(RateLimitedException.class, limited -> assertThat(limited.waitTime())
                        .isEqualTo(Duration.ofSeconds(7)));
    }
}
