package dev.shophub.start;

import dev.shophub.settings.StartRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.core.env.Environment;

/** The folder in which a running hub keeps its own files, {@code data/} unless {@code hub.data.dir} says otherwise. */
record DataFolder(Path path) {

    private static final String OWNER_ONLY = "rw-------";

    static DataFolder of(Environment environment) {
        return new DataFolder(Path.of(environment.getProperty("hub.data.dir", "data"))
                .toAbsolutePath()
                .normalize());
    }

    /** Writes a file that only its owner may read, whole or not at all. */
    void writePrivately(String name, String text) {
        try {
            Files.createDirectories(path);
            var fresh = Files.createTempFile(path, name, ".new", ownerOnly());
            Files.writeString(fresh, text, StandardCharsets.UTF_8);
            Files.move(fresh, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException broken) {
            throw new StartRefusedException(
                    "The folder %s cannot be written (%s); the hub keeps its own files there, give it the right to"
                            .formatted(path, broken.getMessage()),
                    broken);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
                }
                : new FileAttribute<?>[0];
    }
}
