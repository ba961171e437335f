package dev.shophub.alert;

import dev.shophub.alert.Volumes.Volume;
import dev.shophub.settings.DiskSettings;
import dev.shophub.store.Said;
import dev.shophub.store.TroubleBell;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * How much room this machine has. Too little is mailed with what takes the most; before a volume is full, reading pauses, and it
 * goes on by itself when there is room again: what is not read meanwhile, the platform keeps.
 */
public final class DiskWatch {

    /** The kind of trouble when space is short. */
    static final String SHORT = "disk";

    /** The kind of trouble when reading pauses. */
    static final String FULL = "disk-full";

    private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);

    /** What was too little is enough again only with this much more, so that it does not change at every file. */
    private static final double RECOVERY = 1.2;

    private final Volumes volumes;
    private final TroubleBell troubles;
    private final Supplier<DiskSettings> settings;
    private final Map<Path, State> states = new HashMap<>();
    private volatile Set<Path> full = Set.of();
    private volatile List<Path> shortOnes = List.of();

    private enum State {
        UNKNOWN,
        WELL,
        SHORT,
        FULL
    }

    DiskWatch(Volumes volumes, TroubleBell troubles, Supplier<DiskSettings> settings) {
        this.volumes = volumes;
        this.troubles = troubles;
        this.settings = settings;
    }

    /** How often it is looked, in milliseconds. */
    public long everyMillis() {
        return settings.get().every().toMillis();
    }

    /** Whether there is room to read more. */
    public boolean hasRoom() {
        return full.isEmpty();
    }

    /** Where volumes begin that are short of space. */
    List<Path> shortOnes() {
        return shortOnes;
    }

    /** Looks at all volumes: first decides, then tells; the database may be what cannot write any more. */
    public synchronized void look() {
        var seen = volumes.look();
        var before = new HashMap<>(states);
        var nowFull = new HashSet<Path>();
        for (var volume : seen) {
            var state = state(volume, before.getOrDefault(volume.root(), State.UNKNOWN));
            states.put(volume.root(), state);
            if (state == State.FULL) {
                nowFull.add(volume.root());
            }
        }
        if (hasRoom() != nowFull.isEmpty()) {
            if (nowFull.isEmpty()) {
                LOG.warn("There is space again, reading goes on");
            } else {
                LOG.warn("Reading pauses until there is space again on {}", nowFull);
            }
        }
        full = Set.copyOf(nowFull);
        shortOnes = seen.stream()
                .map(Volume::root)
                .filter(root -> states.get(root).ordinal() >= State.SHORT.ordinal())
                .toList();
        for (var volume : seen) {
            try {
                tell(volume, before.getOrDefault(volume.root(), State.UNKNOWN));
            } catch (DataAccessException | TransactionException away) {
                states.put(volume.root(), before.getOrDefault(volume.root(), State.UNKNOWN));
                LOG.warn("Space on {} is told at the next look: {}", volume.root(), away.toString());
            }
        }
    }

    private State state(Volume volume, State before) {
        var limits = settings.get();
        double pause = limits.pausePercent().doubleValue() * (before == State.FULL ? RECOVERY : 1);
        double bytes = limits.pauseBelow().toBytes() * (before == State.FULL ? RECOVERY : 1);
        if (volume.percent() < pause && volume.free() < bytes) {
            return State.FULL;
        }
        boolean wasShort = before == State.SHORT || before == State.FULL;
        return volume.percent() < limits.warnPercent().doubleValue() * (wasShort ? RECOVERY : 1)
                ? State.SHORT
                : State.WELL;
    }

    private void tell(Volume volume, State before) {
        var now = states.get(volume.root());
        if (now == State.FULL) {
            troubles.raise(
                    key(FULL, volume),
                    FULL,
                    Optional.empty(),
                    said(FULL, "Reading pauses, the disk is almost full", volume));
        } else if (before == State.FULL || before == State.UNKNOWN) {
            troubles.cure(key(FULL, volume));
        }
        if (now == State.SHORT || now == State.FULL) {
            troubles.raise(key(SHORT, volume), SHORT, Optional.empty(), said(SHORT, "Little space is left", volume));
        } else if (before != State.WELL) {
            troubles.cure(key(SHORT, volume));
        }
    }

    private static String key(String kind, Volume volume) {
        return kind + ":" + volume.root();
    }

    private static Said said(String code, String what, Volume volume) {
        var percent = String.format(Locale.ROOT, "%.1f", volume.percent());
        var sentence = "%s (volume=%s, free=%s of %s, percent=%s)"
                .formatted(what, volume.root(), size(volume.free()), size(volume.total()), percent);
        return Said.of(code, sentence, volume.root(), size(volume.free()), size(volume.total()), percent);
    }

    /** For people: 1.5 GB. */
    static String size(long bytes) {
        double value = bytes;
        for (var unit : List.of("B", "KB", "MB", "GB")) {
            if (value < 1024) {
                return String.format(Locale.ROOT, unit.equals("B") ? "%.0f %s" : "%.1f %s", value, unit);
            }
            value /= 1024;
        }
        return String.format(Locale.ROOT, "%.1f TB", value);
    }
}
