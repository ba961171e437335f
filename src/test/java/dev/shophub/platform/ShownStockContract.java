package dev.shophub.platform;

import dev.shophub.connector.ComparedStockSinkContract;
import dev.shophub.model.ExternalId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** Stock set on a condition, with the items that a simulator holds: a platform only hands over its connector. */
public interface ShownStockContract extends ComparedStockSinkContract {

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
    default long shown(ExternalId itemId, Optional<ExternalId> skuId) {
        return rehearsal().quantityOf(itemId, skuId);
    }

    @Override
    default void showsNow(ExternalId itemId, Optional<ExternalId> skuId, long quantity) {
        rehearsal().showsNow(itemId, skuId, quantity);
    }
}
