package dev.shophub.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.shophub.settings.StartRefusedException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The addresses of a world that runs in a process of its own, in a file for its owner only. */
final class WorldFile {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private WorldFile() {}

    static WorldAddresses read(Path file) {
        try {
            return JSON.readValue(file.toFile(), WorldAddresses.class);
        } catch (IOException unreadable) {
            throw new StartRefusedException(
                    "The file of demo.world cannot be read (%s); start the world first".formatted(file), unreadable);
        }
    }

    /** Whole or not at all: whoever waits for the file may read it as soon as it is there. */
    static void write(Path file, WorldAddresses addresses) {
        var target = file.toAbsolutePath();
        try {
            Files.createDirectories(target.getParent());
            var fresh = Files.createTempFile(target.getParent(), "world", ".new", ownerOnly());
            JSON.writeValue(fresh.toFile(), addresses);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException broken) {
            throw new StartRefusedException("The file %s cannot be written".formatted(file), broken);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
