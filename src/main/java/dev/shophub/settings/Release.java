package dev.shophub.settings;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;

/** Which release of the hub this is: by what the build wrote of the commit it was made of, so that the same sources say the same. */
public final class Release {

    /** Written by the build where it has a git folder. */
    private static final String COMMIT = "/git.properties";

    private static final String NAME = read();

    private Release() {}

    /**
     * Version, day of the commit (UTC) and commit, {@code 0.1.0 2026-11-27 1a2b3c4d5e}; {@code +} behind it says that sources were changed since.
     * Without a git folder the version alone, as the jar names it; {@code development} where the classes are in no jar either.
     */
    public static String name() {
        return NAME;
    }

    private static String read() {
        var jar = Optional.ofNullable(Release.class.getPackage().getImplementationVersion());
        try (var written = Release.class.getResourceAsStream(COMMIT)) {
            return name(jar, Optional.ofNullable(written));
        } catch (IOException unreadable) {
            return jar.orElse("development");
        }
    }

    static String name(Optional<String> jar, Optional<InputStream> written) throws IOException {
        var commit = new Properties();
        if (written.isPresent()) {
            commit.load(written.get());
        }
        var version = jar.or(() -> Optional.ofNullable(commit.getProperty("git.build.version")));
        var id = commit.getProperty("git.commit.id.abbrev", "");
        return id.isEmpty()
                ? version.orElse("development")
                : version.orElse("development") + " " + commit.getProperty("git.commit.time", "") + " " + id
                        + (commit.getProperty("git.dirty", "").equals("true") ? "+" : "");
    }
}
