package dev.shophub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.Cursor;
import dev.shophub.connector.OrderSource;
import dev.shophub.model.ExternalId;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pain point 10: while pages are read, a row changes with each, leaves the window, and all behind it move up. */
public interface MovingRowsContract<C extends OrderSource> extends EveryPlatform {

    PlatformWorld<C> world();

    OrdersPlayed rehearsal();

    @Test
    default void rowsThatKeepMovingAreNotLost() {
        var expected = rehearsal().fill(5 * rehearsal().pageSize());
        var seen = new HashSet<ExternalId>();
        world().faults().movingRows(true);

        for (var next = Optional.of(Cursor.START); next.isPresent(); ) {
            var page = world().connect().orders(rehearsal().window(), next.get());
            page.records().forEach(raw -> seen.add(raw.id()));
            next = page.next();
        }
        world().faults().movingRows(false);
        var stayed = world().jdbc()
                .queryForList(
                        "SELECT tid FROM sim_order WHERE modified_at <= ?",
                        String.class,
                        PlatformRehearsal.utc(rehearsal().window().to()));

        assertThat(stayed).hasSizeBetween(expected.size() - 20, expected.size() - 1);
        assertThat(seen).containsAll(stayed.stream().map(ExternalId::new).toList());
    }
}
