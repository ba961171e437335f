package dev.shophub.alert;

import dev.shophub.store.DatabaseSize;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DataAccessException;

/** What takes the most room on a volume: tables, if the database is there, and folders. */
final class DiskUse {

    /** A look may take this long; what was not seen by then is not counted. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private static final int TABLES = 5;
    private static final int FOLDERS = 8;

    /** Folders are told two steps below the volume: {@code /var/log}, not {@code /var}. */
    private static final int DEEP = 2;

    private final DatabaseSize database;

    DiskUse(DatabaseSize database) {
        this.database = database;
    }

    /**
     * Something that takes room.
     *
     * @param table else a folder
     * @param bytes as far as the hub's user may see
     */
    record Use(boolean table, String name, long bytes) {}

    /** The largest first, tables before folders. */
    List<Use> biggest(Path root) {
        var uses = new ArrayList<Use>();
        try {
            var folder = database.folder();
            if (folder.isPresent() && MachineVolumes.root(folder.get()).equals(root)) {
                database.tables(TABLES).forEach(table -> uses.add(new Use(true, table.name(), table.bytes())));
            }
        } catch (DataAccessException | IOException away) {
            uses.clear(); // the folders are told all the same
        }
        uses.addAll(folders(root));
        return uses;
    }

    private static List<Use> folders(Path root) {
        var sizes = new HashMap<Path, Long>();
        try {
            Files.walkFileTree(root, new Walk(root, MachineVolumes.device(root), sizes));
        } catch (IOException | UnsupportedOperationException unreadable) {
            return List.of();
        }
        return sizes.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.<Long>reverseOrder()))
                .limit(FOLDERS)
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> new Use(false, entry.getKey().toString(), entry.getValue()))
                .toList();
    }

    /** Adds up what files take, each in the folder it is told by; other devices, and what may not be read, are left out. */
    private record Walk(Path root, Object device, Map<Path, Long> sizes, long end) implements FileVisitor<Path> {

        Walk(Path root, Object device, Map<Path, Long> sizes) {
            this(root, device, sizes, System.nanoTime() + LONGEST.toNanos());
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            return MachineVolumes.device(folder).equals(device)
                    ? FileVisitResult.CONTINUE
                    : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                var below = root.relativize(file);
                int depth = Math.min(DEEP, below.getNameCount() - 1);
                sizes.merge(depth == 0 ? root : root.resolve(below.subpath(0, depth)), attributes.size(), Long::sum);
            }
            return System.nanoTime() < end ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException cutShort) {
            return FileVisitResult.CONTINUE;
        }
    }
}
