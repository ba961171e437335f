package dev.shophub.camel.gate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder of files that admins edit, each known by its name below it.
 *
 * @param shown stands before every name
 */
record EditedFolder(Path path, String shown) {

    Path path(String name) {
        return path.resolve(name.substring(shown.length()));
    }

    /** @throws RefusedException when it is no text that a person wrote */
    FileText read(String name) throws RefusedException {
        return FileText.read(name, path(name));
    }

    /** The text on disk; empty when there is none that can be read. */
    Optional<String> text(String name) {
        try {
            return Optional.of(read(name).text());
        } catch (RefusedException unreadable) {
            return Optional.empty();
        }
    }

    boolean has(String name) {
        return Files.exists(path(name));
    }
}
