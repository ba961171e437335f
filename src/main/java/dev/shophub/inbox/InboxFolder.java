package dev.shophub.inbox;

import dev.shophub.store.InboxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the folder of the inbox: the bean {@code inbox} of the report routes. A file is read when its size and time were the
 * same at two looks, and moves to {@code read/} or {@code refused/}.
 */
public final class InboxFolder {

    private static final Logger LOG = LoggerFactory.getLogger(InboxFolder.class);
    private static final String READ = "read";
    private static final String REFUSED = "refused";
    private static final Set<String> OURS = Set.of(READ, REFUSED);
    private static final List<String> UNFINISHED = List.of(".part", ".tmp", ".crdownload", ".download");

    private final Path folder;
    private final long everyMillis;
    private final long most;
    private final Runnable before;
    private final Inbox inbox;
    private Map<Path, Look> last = Map.of();

    private record Look(long size, FileTime modified) {}

    /**
     * @param most bytes of a file
     * @param before runs at each look, before files are read
     */
    InboxFolder(Path folder, long everyMillis, long most, Runnable before, Inbox inbox) {
        this.folder = folder;
        this.everyMillis = everyMillis;
        this.most = most;
        this.before = before;
        this.inbox = inbox;
    }

    /** How often {@link #look} is called, in milliseconds. */
    public long everyMillis() {
        return everyMillis;
    }

    /** Takes in what lies there unchanged since the last look. */
    public synchronized void look() throws IOException {
        before.run();
        Files.createDirectories(folder);
        var seen = new HashMap<Path, Look>();
        collect(folder, seen);
        try (var shops = Files.list(folder)) {
            for (var shop : shops.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                            && !OURS.contains(path.getFileName().toString()))
                    .toList()) {
                collect(shop, seen);
            }
        }
        for (var file : seen.entrySet()) {
            if (file.getValue().equals(last.get(file.getKey()))) {
                take(file.getKey());
            }
        }
        last = seen;
    }

    private static void collect(Path folder, Map<Path, Look> seen) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.filter(InboxFolder::isExport).toList()) {
                seen.put(file, new Look(Files.size(file), Files.getLastModifiedTime(file)));
            }
        }
    }

    /** Links are not followed: they could lead anywhere. */
    private static boolean isExport(Path file) {
        var name = file.getFileName().toString();
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && !name.startsWith(".")
                && !name.startsWith("~$")
                && UNFINISHED.stream().noneMatch(name.toLowerCase(java.util.Locale.ROOT)::endsWith);
    }

    private void take(Path file) throws IOException {
        var name = file.getFileName().toString();
        var shop = folder.equals(file.getParent())
                ? ""
                : file.getParent().getFileName().toString();
        // An empty content is refused as such; a file that is too large is not even read.
        var content = Files.size(file) > most ? new byte[0] : Files.readAllBytes(file);
        var taken = inbox.take(new Arrival(name, shop, "", content));
        var target = folder.resolve(taken.state() == InboxFile.State.REFUSED ? REFUSED : READ);
        Files.createDirectories(target);
        Files.move(file, target.resolve(taken.id() + "-" + name), StandardCopyOption.REPLACE_EXISTING);
        LOG.debug("Inbox: {} lies in {} now", name, target);
    }
}
