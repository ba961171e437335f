package dev.shophub.camel;

import dev.shophub.store.Said;
import dev.shophub.store.ShippedBook;
import dev.shophub.store.TroubleBell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings route files, queries and templates of mails to what this release ships: one that the admin never touched is replaced; beside one that was
 * touched the new text is laid as {@code .new} and a mail says so, until it is taken away. The route gate lets the new text run.
 */
final class ShippedFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ShippedFiles.class);
    private static final String NEW = ".new";

    private final Map<String, Path> roots;
    private final ShippedBook book;
    private final TroubleBell troubles;
    private final String release;
    private final Map<String, Path> beside = new ConcurrentSkipListMap<>();

    /** @param roots where the files lie, by the first part of their shipped names: {@code routes}, {@code config/sql}, {@code config/mail} */
    ShippedFiles(Map<String, Path> roots, ShippedBook book, TroubleBell troubles, String release) {
        this.roots = new TreeMap<>(roots);
        this.book = book;
        this.troubles = troubles;
        this.release = release;
    }

    /**
     * At the very first start nothing is done: what lies there came with this release.
     *
     * @param shipped texts by name, as this release ships them; none: it is not known what was shipped, nothing is done
     * @param earlier hashes by name, of texts that releases shipped which wrote nothing into the book
     */
    void bringUpToDate(Map<String, byte[]> shipped, Map<String, Set<String>> earlier) {
        var before = book.hashes();
        var upgrade =
                !before.isEmpty() || shipped.keySet().stream().anyMatch(name -> isOfEarlier(name, shipped, earlier));
        shipped.forEach((name, text) -> {
            var known = Optional.ofNullable(before.get(name));
            place(name).ifPresent(file -> {
                if (upgrade) {
                    bring(name, file, text, new Before(known, earlier.getOrDefault(name, Set.of())));
                }
                watch(name, file);
            });
            if (!known.equals(Optional.of(hash(text)))) {
                book.shipped(name, hash(text), release);
            }
        });
    }

    private boolean isOfEarlier(String name, Map<String, byte[]> shipped, Map<String, Set<String>> earlier) {
        try {
            var file = place(name).filter(Files::isRegularFile);
            if (file.isEmpty()) {
                return false;
            }
            var there = hash(Files.readAllBytes(file.get()));
            return !there.equals(hash(shipped.get(name)))
                    && earlier.getOrDefault(name, Set.of()).contains(there);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /**
     * What releases before this one shipped under a name.
     *
     * @param last hash of what the last one did, as the book has it
     * @param earlier hashes of what others did
     */
    private record Before(Optional<String> last, Set<String> earlier) {

        boolean none() {
            return last.isEmpty() && earlier.isEmpty();
        }

        boolean shipped(String hash) {
            return last.equals(Optional.of(hash)) || earlier.contains(hash);
        }
    }

    private void bring(String name, Path file, byte[] text, Before before) {
        try {
            var there = Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.<byte[]>empty();
            if (before.last().equals(Optional.of(hash(text)))
                    || there.map(ShippedFiles::hash).equals(Optional.of(hash(text)))) {
                return;
            }
            if (there.map(ShippedFiles::hash).map(before::shipped).orElseGet(before::none)) {
                write(file, text);
                LOG.info("{} is as the release {} ships it: it was never edited here", name, release);
            } else {
                write(beside(file), text);
                LOG.warn("{} was edited here; what the release {} ships lies beside it as {}", name, release, NEW);
            }
        } catch (IOException cannotWrite) {
            troubles.raise(
                    key(name),
                    "shipped-file",
                    Optional.empty(),
                    Said.of(
                            "shipped-unwritten",
                            name + ":1: the release " + release + " ships another text, which could not be written to "
                                    + file
                                    + ": let the hub's user write there, or bring the file from the release yourself",
                            name,
                            release,
                            file));
        }
    }

    /** What lies beside a file is told until it is gone. */
    private void watch(String name, Path file) {
        if (Files.exists(beside(file))) {
            beside.put(name, beside(file));
            troubles.raise(
                    key(name),
                    "shipped-file",
                    Optional.empty(),
                    Said.of(
                            "shipped-file",
                            name + ":1: was edited here, and the release ships another text: it lies beside as "
                                    + beside(file).getFileName()
                                    + ". Take over what you want of it, then delete it; until then your text runs",
                            name,
                            beside(file).getFileName()));
        }
    }

    /** Cures what is taken away; called again and again. */
    void look() {
        beside.forEach((name, file) -> {
            if (!Files.exists(file)) {
                beside.remove(name);
                troubles.cure(key(name));
            }
        });
    }

    private static void write(Path file, byte[] text) throws IOException {
        Files.createDirectories(file.getParent());
        var fresh = Files.createTempFile(file.getParent(), ".", NEW);
        try {
            Files.write(fresh, text);
            if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(
                        fresh,
                        Files.exists(file)
                                ? Files.getPosixFilePermissions(file)
                                : PosixFilePermissions.fromString("rw-r--r--"));
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private Optional<Path> place(String name) {
        return roots.entrySet().stream()
                .filter(root -> name.startsWith(root.getKey() + "/"))
                .map(root ->
                        root.getValue().resolve(name.substring(root.getKey().length() + 1)))
                .findFirst();
    }

    private static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + NEW);
    }

    private static String key(String name) {
        return "shipped/" + name;
    }

    /** Line ends that an editor or a checkout changed are no edit. */
    private static String hash(byte[] text) {
        try {
            var lines = new String(text, StandardCharsets.UTF_8).replace("\r\n", "\n");
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
