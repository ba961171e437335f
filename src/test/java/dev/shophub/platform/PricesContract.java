package dev.shophub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.PriceSinkContract;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prices of items that a simulator holds: a platform only hands over its connector. */
public interface PricesContract extends PriceSinkContract {

    @Override
    ItemsPlayed rehearsal();

    @BeforeEach
    default void items() {
        rehearsal().fillTwo();
    }

    @Override
    default ExternalId plainItem() {
        return ItemsPlayed.PLAIN;
    }

    @Override
    default ExternalId itemWithVariants() {
        return ItemsPlayed.VARIED;
    }

    @Override
    default Map.Entry<ExternalId, ExternalId> variants() {
        return Map.entry(ItemsPlayed.RED, ItemsPlayed.GREEN);
    }

    @Override
    default Money priceOf(ExternalId itemId, Optional<ExternalId> skuId) {
        return new Money(rehearsal().priceOf(itemId, skuId), currency());
    }

    @Test
    default void theItemsOwnPriceStaysBetweenThoseOfItsVariants() {
        priceSink()
                .setPrices(
                        itemWithVariants(),
                        Map.of(
                                Optional.of(variants().getKey()), Money.of("70.00", currency()),
                                Optional.of(variants().getValue()), Money.of("80.00", currency())));

        assertThat(rehearsal().priceOf(itemWithVariants())).isEqualByComparingTo("70.00");
    }
}
