package dev.shophub.start;

import dev.shophub.settings.MasterKey;
import dev.shophub.settings.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.core.env.Environment;

/** Finds the master key: given, in a file, or in the demo made once and kept. */
final class MasterKeySource {

    private static final String DEMO_FILE = "demo.key";

    private final Environment environment;
    private final boolean demo;
    private final DataFolder data;

    MasterKeySource(Environment environment, boolean demo, DataFolder data) {
        this.environment = environment;
        this.demo = demo;
        this.data = data;
    }

    /** @throws StartRefusedException when there is none, in production, or it cannot be used */
    MasterKey find() {
        if (demo) {
            return ofTheDemo();
        }
        var given = environment.getProperty("hub.key", "");
        var file = environment.getProperty("hub.key-file", "");
        if (!given.isBlank() && !file.isBlank()) {
            throw new StartRefusedException("Both HUB_KEY and HUB_KEY_FILE are set; unset one of them");
        }
        if (!given.isBlank()) {
            return parse(given, "HUB_KEY");
        }
        if (!file.isBlank()) {
            return read(Path.of(file));
        }
        throw new StartRefusedException(
                "No master key is set; make one with 'openssl rand -base64 32', keep a copy, and "
                        + "set HUB_KEY to it, or HUB_KEY_FILE to a file that holds it");
    }

    private MasterKey ofTheDemo() {
        var file = data.path().resolve(DEMO_FILE);
        if (Files.exists(file)) {
            return read(file);
        }
        var fresh = MasterKey.random();
        data.writePrivately(DEMO_FILE, fresh.toBase64() + "\n");
        return fresh;
    }

    private static MasterKey read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException unreadable) {
            throw new StartRefusedException(
                    "The master key's file cannot be read (%s); check HUB_KEY_FILE and the file's rights"
                            .formatted(file),
                    unreadable);
        }
    }

    private static MasterKey parse(String text, String where) {
        try {
            return MasterKey.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new StartRefusedException(where + ": " + wrong.getMessage());
        }
    }
}
