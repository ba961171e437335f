package dev.shophub.alert;

import java.nio.file.Path;
import java.util.List;

/** The volumes that the hub, and where it is on this machine its database, write to. */
@FunctionalInterface
public interface Volumes {

    /**
     * A volume.
     *
     * @param root where it is mounted
     * @param total bytes
     * @param free bytes that the hub's user may still write
     */
    record Volume(Path root, long total, long free) {

        /** Of the whole, 0 to 100. */
        double percent() {
            return total <= 0 ? 100 : 100.0 * free / total;
        }
    }

    /** How much room there is now, each volume once; one that cannot be measured is left out. */
    List<Volume> look();
}
