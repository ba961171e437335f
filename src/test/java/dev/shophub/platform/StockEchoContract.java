package dev.shophub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.StockSink;
import dev.shophub.connector.StockSource;
import dev.shophub.model.StockLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the hub writes comes back as it was written: so it is known for its own. */
public interface StockEchoContract extends EveryPlatform {

    ItemsPlayed rehearsal();

    StockSink sink();

    StockSource stock();

    @BeforeEach
    default void itemsToWrite() {
        rehearsal().fillTwo();
    }

    @Test
    default void whatWasWrittenIsReadBack() {
        sink().setStock(ItemsPlayed.PLAIN, Map.of(Optional.empty(), 17L));
        sink().setStock(
                        ItemsPlayed.VARIED,
                        Map.of(Optional.of(ItemsPlayed.RED), 3L, Optional.of(ItemsPlayed.GREEN), 0L));

        var levels = levels();

        assertThat(levels)
                .filteredOn(level -> level.itemId().equals(ItemsPlayed.PLAIN))
                .extracting(StockLevel::quantity)
                .containsExactly(17L);
        assertThat(levels)
                .filteredOn(level -> level.skuId().equals(Optional.of(ItemsPlayed.RED)))
                .extracting(StockLevel::quantity)
                .containsExactly(3L);
        assertThat(levels)
                .filteredOn(level -> level.skuId().equals(Optional.of(ItemsPlayed.GREEN)))
                .extracting(StockLevel::quantity)
                .containsExactly(0L);
    }

    private List<StockLevel> levels() {
        var levels = new ArrayList<StockLevel>();
        for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
            var page = stock().stock(rehearsal().later(), next.get());
            page.records().forEach(raw -> levels.addAll(stock().toStockLevels(raw)));
            next = page.next();
        }
        return levels;
    }
}
