package dev.shophub.camel;

import dev.shophub.camel.gate.RouteGate;
import dev.shophub.settings.ConfigurationReader;
import dev.shophub.settings.LiveSettings;
import dev.shophub.settings.ReadConfiguration;
import dev.shophub.store.Said;
import dev.shophub.store.TroubleBell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Follows saves of {@code config/**}{@code /application*.yaml} on the running hub. A save counts once it stood still between two looks; one
 * with a fault changes nothing and is told by file and line until the next good one; what is read at the start only is told to wait.
 */
@Component
class ConfigurationWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWatch.class);
    private static final String FAULT = "configuration";
    private static final String WAITS = "configuration/restart";

    private final ConfigurationReader reader;
    private final LiveSettings settings;
    private final ShopEdits shops;
    private final RouteGate gate;
    private final TroubleBell troubles;
    private Map<Path, Stamp> before = Map.of();
    private Map<Path, Stamp> handled = Map.of();
    private volatile List<String> faults = List.of();
    private volatile List<String> waiting = List.of();

    ConfigurationWatch(
            ConfigurationReader reader, LiveSettings settings, ShopEdits shops, RouteGate gate, TroubleBell troubles) {
        this.reader = reader;
        this.settings = settings;
        this.shops = shops;
        this.gate = gate;
        this.troubles = troubles;
    }

    private record Stamp(long size, FileTime modified) {}

    /** The files stand as the hub was started with them; what was told of an earlier run is over. */
    void begin() throws IOException {
        handled = stamps();
        before = handled;
        troubles.cure(FAULT);
        troubles.cure(WAITS);
    }

    /** Looks at the files once; called again and again, never while a route file proves itself. */
    void look() throws IOException {
        var now = stamps();
        var still = now.equals(before);
        before = now;
        if (still && !now.equals(handled) && gate.provingFile().isEmpty()) {
            saved(reader.read());
            handled = now;
        }
    }

    private void saved(ReadConfiguration read) {
        faults = read.faults();
        if (!faults.isEmpty()) {
            var told = String.join("; ", faults) + ". What was in force before stays in force.";
            LOG.warn("{}", told);
            troubles.raise(
                    FAULT,
                    "config",
                    Optional.empty(),
                    Said.of("config-faults", told, faults.size()).quoting(String.join("; ", faults)));
            return;
        }
        troubles.cure(FAULT); // first: a database that is away is noticed before anything was changed
        settings.replace(read);
        shops.follow(read);
        gate.refresh();
        LOG.info("The configuration was read again and is in force");
        tellWaiting(read.waiting());
    }

    private void tellWaiting(List<String> sentences) {
        if (sentences.isEmpty()) {
            troubles.cure(WAITS);
        } else if (!sentences.equals(waiting)) {
            var told = String.join("; ", sentences) + ".";
            LOG.warn("{}", told);
            troubles.raise(WAITS, "config", Optional.empty(), Said.quoting("config-waits", told, sentences.size()));
        }
        waiting = sentences;
    }

    /** What is wrong with the files now, a sentence each. */
    List<String> faults() {
        return faults;
    }

    /** What is written and holds at the next start only, a sentence each. */
    List<String> waiting() {
        return waiting;
    }

    private Map<Path, Stamp> stamps() throws IOException {
        var stamps = new HashMap<Path, Stamp>();
        for (var file : reader.files()) {
            stamps.put(file, new Stamp(Files.size(file), Files.getLastModifiedTime(file)));
        }
        return stamps;
    }
}
