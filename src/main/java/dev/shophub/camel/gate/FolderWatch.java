package dev.shophub.camel.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Looks at a folder again and again, rather than wait for the system's word, which network and container folders do not give. A
 * file counts once it stood still between two looks, a missing one once it was missing in two: editors write in pieces, and by
 * deleting and renaming.
 */
final class FolderWatch {

    /** What two looks compare. */
    private record Stamp(long size, FileTime modified, Object key) {}

    /**
     * What a look found.
     *
     * @param settled names of files that changed since they were last handled and stand still now
     * @param gone names that were handled and are missing
     * @param overlooked what looks like a route file and is none: a name below the folder, and why it is not read
     */
    record Look(List<String> settled, List<String> gone, Map<String, String> overlooked) {}

    private final Path folder;
    private final String ending;
    private final Map<String, Stamp> handled = new HashMap<>();
    private Map<String, Stamp> before = Map.of();
    private Set<String> missing = Set.of();

    FolderWatch(Path folder, String ending) {
        this.folder = folder;
        this.ending = ending;
    }

    /** Names of the files that are there, as the system lists them. */
    List<String> names() throws IOException {
        return List.copyOf(new TreeMap<>(stamps()).keySet());
    }

    Look look() throws IOException {
        var now = stamps();
        var settled = new TreeSet<String>();
        now.forEach((name, stamp) -> {
            if (stamp.equals(before.get(name)) && !stamp.equals(handled.get(name))) {
                settled.add(name);
            }
        });
        var absent = new HashSet<>(handled.keySet());
        absent.removeAll(now.keySet());
        var gone = new TreeSet<>(absent);
        gone.retainAll(missing);
        missing = absent;
        before = now;
        return new Look(List.copyOf(settled), List.copyOf(gone), overlooked());
    }

    /** As it stands now it was looked into; it is reported again when it changes. */
    void handled(String name) {
        var stamp = before.get(name);
        if (stamp != null) {
            handled.put(name, stamp);
        }
    }

    /** It stands as it runs; called before the first look. */
    void known(String name) {
        try {
            var stamp = stamp(folder.resolve(name));
            handled.put(name, stamp);
        } catch (IOException missingNow) {
            handled.put(name, new Stamp(-1, FileTime.fromMillis(0), ""));
        }
    }

    /** Its absence is no news any more. */
    void forgotten(String name) {
        handled.remove(name);
    }

    private Map<String, Stamp> stamps() throws IOException {
        var stamps = new HashMap<String, Stamp>();
        try (var listed = Files.list(folder)) {
            for (var file : listed.filter(this::isOurs).toList()) {
                try {
                    if (Files.isRegularFile(file)) {
                        stamps.put(file.getFileName().toString(), stamp(file));
                    }
                } catch (IOException goneMeanwhile) {
                    // the next look says so
                }
            }
        }
        return stamps;
    }

    private static Stamp stamp(Path file) throws IOException {
        var attributes = Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class);
        return new Stamp(attributes.size(), attributes.lastModifiedTime(), String.valueOf(attributes.fileKey()));
    }

    /** Hidden files and what editors leave beside ({@code .x.swp}, {@code x~}, {@code #x#}) do not end so, or begin so. */
    private boolean isOurs(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(ending) && !name.startsWith(".") && !name.startsWith("#");
    }

    private Map<String, String> overlooked() throws IOException {
        var found = new TreeMap<String, String>();
        try (var listed = Files.walk(folder, 2)) {
            for (var file : listed.toList()) {
                var name = folder.relativize(file).toString().replace('\\', '/');
                var last = file.getFileName().toString();
                if (last.startsWith(".") || name.isEmpty()) {
                    continue;
                }
                if (name.contains("/") && last.endsWith(ending) && !name.startsWith(".")) {
                    found.put(name, "lies in a folder of its own and is not read; move it up");
                } else if (!name.contains("/") && Files.isSymbolicLink(file) && !Files.exists(file)) {
                    found.put(name, "is a link to nothing");
                } else if (!name.contains("/") && last.matches(".*\\.ya?ml") && !last.endsWith(ending)) {
                    found.put(name, "is not read; name it *" + ending);
                }
            }
        }
        return found;
    }
}
