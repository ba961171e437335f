package dev.shophub.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.Volumes.Volume;
import dev.shophub.settings.DiskSettings;
import dev.shophub.store.Said;
import dev.shophub.store.TroubleBell;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.util.unit.DataSize;

/** When space is short and when reading pauses, by numbers a test hands in. */
class DiskWatchTest {

    private static final Path ROOT = Path.of("/srv");
    private static final long GIGABYTE = 1L << 30;

    private final Map<String, String> open = new TreeMap<>();
    private Volume volume;
    private boolean databaseWrites = true;
    private final DiskWatch watch = new DiskWatch(
            () -> List.of(volume),
            new Bell(),
            () -> new DiskSettings(
                    Duration.ofMinutes(1),
                    new BigDecimal("10"),
                    new BigDecimal("3"),
                    DataSize.ofGigabytes(1),
                    Map.of()));

    @Test
    void shortBelowTenPercentAndWellAtTwelve() {
        look(100, 10.0);
        assertThat(open).isEmpty();
        look(100, 9.9);
        assertThat(open).containsOnlyKeys("disk:/srv");
        assertThat(open.get("disk:/srv")).contains("free=9.9 GB of 100.0 GB, percent=9.9");
        look(100, 11.9);
        assertThat(open).hasSize(1);
        look(100, 12.1);
        assertThat(open).isEmpty();
    }

    /** Three percent of a large volume are plenty; a gigabyte is plenty anywhere. */
    @Test
    void readingPausesOnlyWhereBothShareAndSpaceAreLow() {
        look(4_000, 20);
        assertThat(watch.hasRoom()).isTrue();
        look(4_000, 0.9);
        assertThat(watch.hasRoom()).isFalse();
        look(4_000, 1.1);
        assertThat(watch.hasRoom()).isFalse();
        look(4_000, 1.3);
        assertThat(watch.hasRoom()).isTrue();
        look(10, 0.5);
        assertThat(watch.hasRoom()).isTrue();
        look(10, 0.29);
        assertThat(watch.hasRoom()).isFalse();
        assertThat(open).containsOnlyKeys("disk:/srv", "disk-full:/srv");
    }

    /** The database may be what has no room left: the decision does not wait for it. */
    @Test
    void readingPausesAlsoWhenNothingCanBeWrittenDownAndIsToldAtTheNextLook() {
        databaseWrites = false;
        look(10, 0.1);
        assertThat(watch.hasRoom()).isFalse();
        assertThat(open).isEmpty();
        databaseWrites = true;
        look(10, 0.1);
        assertThat(open).containsOnlyKeys("disk:/srv", "disk-full:/srv");
    }

    @Test
    void theMachinesOwnVolumesAreMeasuredEachOnce() throws IOException {
        var seen = new MachineVolumes(() -> List.of(Path.of(""), Path.of("src"), Path.of("not/there/yet"))).look();
        assertThat(seen).singleElement().satisfies(one -> {
            assertThat(one.total()).isPositive();
            assertThat(one.free()).isBetween(0L, one.total());
            assertThat(Path.of("").toRealPath().startsWith(one.root())).isTrue();
        });
    }

    private void look(double total, double free) {
        volume = new Volume(ROOT, (long) (total * GIGABYTE), (long) (free * GIGABYTE));
        watch.look();
    }

    private final class Bell implements TroubleBell {

        @Override
        public void raise(String key, String kind, Optional<Long> shopId, Said said) {
            if (!databaseWrites) {
                throw new DataAccessResourceFailureException("The table is full");
            }
            open.put(key, said.sentence());
        }

        @Override
        public void cure(String key) {
            open.remove(key);
        }
    }
}
