package dev.shophub.demo;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** The database of a demo that does not run, opened for a verb and closed after it; nothing else of the demo is started. */
public final class StoppedDemo implements AutoCloseable {

    /** Folder of the embedded database within the data folder. */
    static final String HOME = "mariadb";

    private static final Pattern SCHEMA = Pattern.compile("jdbc:mariadb://[^/]+/([^?]+).*");

    private final Optional<EmbeddedDatabase> server;
    private final HikariDataSource operations;
    private final DemoBooks books;

    private StoppedDemo(Optional<EmbeddedDatabase> server, HikariDataSource operations, DemoBooks books) {
        this.server = server;
        this.operations = operations;
        this.books = books;
    }

    /**
     * Opens the database: the embedded one is started, one of the user's own is only connected to.
     *
     * @param data the demo's data folder
     * @param url JDBC address of the operations schema, as the run file has it
     */
    public static StoppedDemo open(Path data, String url, String user, String password) {
        var home = data.resolve(HOME);
        if (!Files.isDirectory(home) || answers(url, user, password)) {
            return new StoppedDemo(
                    Optional.empty(), pool(url, user, password), DemoBooks.open(world(url), user, password));
        }
        var server = EmbeddedDatabase.open(home, 0);
        var operations = server.url(schema(url));
        return new StoppedDemo(
                Optional.of(server),
                pool(operations, server.user(), server.password()),
                DemoBooks.open(world(operations), server.user(), server.password()));
    }

    public DataSource operations() {
        return operations;
    }

    /** What the simulators hold. */
    public DemoBooks books() {
        return books;
    }

    @Override
    public void close() {
        operations.close();
        books.close();
        server.ifPresent(EmbeddedDatabase::close);
    }

    /** The simulators' schema stands beside the operations schema, on the same server. */
    static String world(String operationsUrl) {
        var schema = schema(operationsUrl);
        return operationsUrl.replaceFirst(
                "/" + Pattern.quote(schema) + "(?=\\?|$)", "/" + schema + WorldDatabase.BESIDE);
    }

    private static String schema(String url) {
        var matcher = SCHEMA.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("The run file's database address names no schema");
        }
        return matcher.group(1);
    }

    private static boolean answers(String url, String user, String password) {
        try (var connection = DriverManager.getConnection(url, user, password)) {
            return connection.isValid(2);
        } catch (SQLException stopped) {
            return false;
        }
    }

    static HikariDataSource pool(String url, String user, String password) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(3);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.addDataSourceProperty("useAffectedRows", "true");
        return new HikariDataSource(config);
    }
}
