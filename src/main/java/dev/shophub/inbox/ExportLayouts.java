package dev.shophub.inbox;

import dev.shophub.metric.Catalogue;
import dev.shophub.settings.StartRefusedException;
import dev.shophub.store.TroubleBell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The layouts in force: the files of {@code config/inbox}, which an admin may edit while the hub runs. A save counts once it stood
 * still between two looks. A file that cannot be used is told by file and line; what it said before stays in force, at the start
 * that layout alone is missing.
 */
public final class ExportLayouts implements Supplier<List<Layout>> {

    private static final Logger LOG = LoggerFactory.getLogger(ExportLayouts.class);
    private static final String KIND = "config";

    private final Path folder;
    private final Catalogue catalogue;
    private final TroubleBell troubles;
    private final Map<Path, LayoutFault> faults = new TreeMap<>();
    private Map<Path, Stamp> before = Map.of();
    private Map<Path, Stamp> handled;
    /** Of what was read at the start nothing is told yet: then there may be no database. */
    private boolean untold = true;

    private volatile Map<Path, Layout> inForce = Map.of();

    private record Stamp(long size, FileTime modified) {}

    /** @param config the folder of the configuration */
    ExportLayouts(Path config, Catalogue catalogue, TroubleBell troubles) {
        this.folder = config.resolve("inbox");
        this.catalogue = catalogue;
        this.troubles = troubles;
        this.handled = stamps();
        var read = new TreeMap<Path, Layout>();
        handled.keySet().stream().sorted().forEach(file -> read(file).ifPresent(layout -> read.put(file, layout)));
        inForce = read;
        LOG.info("Inbox: layouts of exports were read (files={}, folder={})", read.size(), folder);
    }

    /** Those in force, by name. */
    @Override
    public List<Layout> get() {
        return List.copyOf(inForce.values());
    }

    /** What is wrong with the files, a sentence each, beginning with {@code FILE:LINE}. */
    synchronized List<String> faults() {
        return faults.values().stream().map(fault -> fault.said().sentence()).toList();
    }

    /** The same of a configuration that no hub runs by. */
    public static List<String> faults(Path config) {
        try {
            var catalogue = Catalogue.read(config);
            var faults = new ArrayList<String>();
            files(config.resolve("inbox")).forEach(file -> {
                try {
                    Layouts.read(catalogue, file);
                } catch (LayoutFault fault) {
                    faults.add(fault.getMessage());
                }
            });
            return faults;
        } catch (StartRefusedException noCatalogue) {
            return List.of(noCatalogue.getMessage());
        }
    }

    /** Looks at the files once; called again and again. */
    synchronized void look() {
        var now = stamps();
        var still = now.equals(before);
        before = now;
        if (still && (untold || !now.equals(handled))) {
            saved(now);
            handled = now;
            untold = false;
        }
    }

    private void saved(Map<Path, Stamp> now) {
        var next = new TreeMap<>(inForce);
        for (var file : now.entrySet()) {
            var changed = !file.getValue().equals(handled.get(file.getKey()));
            if (changed) {
                read(file.getKey()).ifPresent(layout -> {
                    next.put(file.getKey(), layout);
                    LOG.info("Inbox: a layout was read (file={})", file.getKey());
                });
            }
            if (changed || untold) {
                tell(file.getKey());
            }
        }
        for (var gone : List.copyOf(next.keySet())) {
            if (!now.containsKey(gone)) {
                next.remove(gone);
            }
        }
        for (var gone : handled.keySet()) {
            if (!now.containsKey(gone)) {
                faults.remove(gone);
                tell(gone);
                LOG.info("Inbox: a layout is gone (file={})", gone);
            }
        }
        inForce = next;
    }

    private void tell(Path file) {
        var key = "layout/" + file.getFileName();
        Optional.ofNullable(faults.get(file))
                .ifPresentOrElse(
                        fault -> troubles.raise(key, KIND, Optional.empty(), fault.said()), () -> troubles.cure(key));
    }

    private Optional<Layout> read(Path file) {
        try {
            var layout = Layouts.read(catalogue, file);
            faults.remove(file);
            return Optional.of(layout);
        } catch (LayoutFault fault) {
            faults.put(file, fault);
            LOG.warn("{}", fault.said().sentence());
            return Optional.empty();
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            LOG.warn("The layouts of exports cannot be listed (folder={})", folder, unreadable);
            return List.of();
        }
    }

    private Map<Path, Stamp> stamps() {
        var stamps = new HashMap<Path, Stamp>();
        for (var file : files(folder)) {
            try {
                stamps.put(file, new Stamp(Files.size(file), Files.getLastModifiedTime(file)));
            } catch (IOException gone) {
                LOG.debug("A layout went while it was looked at (file={})", file);
            }
        }
        return stamps;
    }
}
