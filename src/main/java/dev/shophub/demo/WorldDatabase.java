package dev.shophub.demo;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.shophub.settings.StartRefusedException;
import dev.shophub.simulator.SchemaState;
import dev.shophub.store.OperationsDatabase;
import dev.shophub.store.UnusableDatabaseException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;

/**
 * The demo's database: embedded, or the one that {@code HUB_DEMO_DB_URL} names; one schema for the hub, beside it one for the
 * simulators.
 */
record WorldDatabase(
        Optional<EmbeddedDatabase> embedded,
        String operationsUrl,
        String worldUrl,
        String user,
        String password,
        int port)
        implements AutoCloseable {

    private static final String SCHEMA = "shophub";
    /** What the name of the simulators' schema has more than the hub's. */
    static final String BESIDE = "_world";

    private static final Pattern ADDRESS = Pattern.compile("(jdbc:mariadb://[^/:]+(?::(\\d+))?/)([^/?]+)(\\?.*)?");
    private static final int CONNECTIONS = 20;
    private static final int STANDARD_PORT = 3306;

    static WorldDatabase open(Environment environment, Path data, int port) {
        var given = environment.getProperty("hub.demo.db.url", "");
        if (given.isBlank()) {
            var server = EmbeddedDatabase.open(data.resolve("mariadb"), port);
            return new WorldDatabase(
                    Optional.of(server),
                    server.url(SCHEMA),
                    server.url(SCHEMA + BESIDE),
                    server.user(),
                    server.password(),
                    server.port());
        }
        var parts = ADDRESS.matcher(given);
        if (!parts.matches()) {
            throw new StartRefusedException(
                    "HUB_DEMO_DB_URL is no address of a MariaDB; expected jdbc:mariadb://HOST:3306/SCHEMA");
        }
        var create = parts.group(4) == null
                ? "?createDatabaseIfNotExist=true"
                : parts.group(4) + "&createDatabaseIfNotExist=true";
        var own = new WorldDatabase(
                Optional.empty(),
                parts.group(1) + parts.group(3) + create,
                parts.group(1) + parts.group(3) + BESIDE + create,
                environment.getProperty("hub.demo.db.user", ""),
                environment.getProperty("hub.demo.db.password", ""),
                parts.group(2) == null ? STANDARD_PORT : Integer.parseInt(parts.group(2)));
        own.refuseUnusable();
        return own;
    }

    /** Before anything is written to it or beside it. */
    private void refuseUnusable() {
        try (var connection = DriverManager.getConnection(operationsUrl, user, password)) {
            OperationsDatabase.refuseOtherServers(connection);
            OperationsDatabase.refuseOtherMode(connection, "demo");
        } catch (UnusableDatabaseException unusable) {
            throw new StartRefusedException(unusable.getMessage() + " (HUB_DEMO_DB_URL)", unusable);
        } catch (SQLException failed) {
            throw new StartRefusedException(
                    "The demo's database cannot be used (code=%d, state=%s); check HUB_DEMO_DB_URL, HUB_DEMO_DB_USER and HUB_DEMO_DB_PASSWORD"
                            .formatted(failed.getErrorCode(), failed.getSQLState()),
                    failed);
        }
    }

    /** Removes what earlier demos left, in both schemas. */
    void forget() {
        var schemas = new SchemaState(user, password);
        schemas.forget(operationsUrl);
        schemas.forget(worldUrl);
    }

    /** A pool on the simulators' schema. */
    HikariDataSource world() {
        var config = new HikariConfig();
        config.setPoolName("world");
        config.setJdbcUrl(worldUrl + "&useAffectedRows=true&rewriteBatchedStatements=true");
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return new HikariDataSource(config);
    }

    static String schemaOf(String url) {
        var parts = ADDRESS.matcher(url);
        return parts.matches() ? parts.group(3) : SCHEMA + BESIDE;
    }

    @Override
    public void close() {
        embedded.ifPresent(EmbeddedDatabase::close);
    }

    @Override
    public String toString() {
        return "WorldDatabase[port=" + port + "]";
    }
}
