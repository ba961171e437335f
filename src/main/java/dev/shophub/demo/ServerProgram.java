package dev.shophub.demo;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** MariaDB's programs at work in a folder: sets its data up and starts the server with everything below that folder. */
final class ServerProgram {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ServerBinaries binaries;
    private final Path folder;
    private final Path data;

    ServerProgram(ServerBinaries binaries, Path folder) {
        this.binaries = binaries;
        this.folder = folder;
        this.data = folder.resolve("data");
    }

    /** Sets the data folder up, the first time. */
    void install() throws IOException {
        if (Files.exists(folder.resolve("installed"))) {
            return;
        }
        Files.createDirectories(data);
        var command = new ArrayList<String>();
        command.add(binaries.installer().toString());
        command.add("--datadir=" + data);
        if (!isWindows()) {
            command.add("--basedir=" + binaries.folder());
            command.add("--no-defaults");
            command.add("--force");
            command.add("--skip-name-resolve");
            command.add("--skip-test-db");
            // two that are set up side by side would delete each other's temporary tables in a common folder
            command.add("--tmpdir=" + folder);
            if (isRoot()) {
                command.add("--user=root");
            }
        }
        var output = folder.resolve("install.log");
        var process = process(command, output).start();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "The embedded database could not be set up; see " + output + " for what its programs say");
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while the embedded database was being set up", stopped);
        }
        Files.writeString(folder.resolve("installed"), "");
    }

    /** Starts the server; it knows one user, who may do everything and comes from this machine. */
    Process launch(int port, String user, String password) throws IOException {
        var accounts = folder.resolve("accounts.sql");
        writePrivately(
                accounts,
                "CREATE USER IF NOT EXISTS '%1$s'@'127.0.0.1';%nALTER USER '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';%nGRANT ALL ON *.* TO '%1$s'@'127.0.0.1';%n"
                        .formatted(user, password));
        var scratch = Files.createDirectories(folder.resolve("scratch"));
        var command = new ArrayList<String>();
        command.add(binaries.server().toString());
        command.add("--no-defaults");
        command.add("--basedir=" + binaries.folder());
        command.add("--datadir=" + data);
        command.add("--tmpdir=" + scratch);
        command.add("--pid-file=" + folder.resolve("pid"));
        command.add("--log-error=" + folder.resolve("server.log"));
        command.add("--init-file=" + accounts);
        command.add("--port=" + port);
        command.add("--bind-address=127.0.0.1");
        command.add("--skip-name-resolve");
        command.add("--max-allowed-packet=64M");
        command.add("--transaction-isolation=READ-COMMITTED");
        command.add("--innodb-buffer-pool-size=256M");
        command.add("--character-set-server=utf8mb4");
        if (!isWindows()) {
            // Relative to the data folder, in which the server works: short whatever the path, and nobody else's.
            command.add("--socket=s");
            if (isRoot()) {
                command.add("--user=root");
            }
        }
        return process(command, folder.resolve("server.log")).start();
    }

    private ProcessBuilder process(List<String> command, Path output) {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .directory(binaries.folder().toFile());
        for (var variable : new String[] {"LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"}) {
            builder.environment()
                    .put(variable, binaries.folder().resolve("libs").toString());
        }
        return builder;
    }

    /** For its owner only, where the file system knows owners. */
    static void writePrivately(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        if (!Files.exists(file)) {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        }
        Files.writeString(file, text);
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
