package dev.shophub.start;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.shophub.settings.DatabaseSettings;
import dev.shophub.settings.Release;
import dev.shophub.settings.StartRefusedException;
import dev.shophub.store.OperationsDatabase;
import dev.shophub.store.UnusableDatabaseException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the operations database: waits for one that is not there, refuses one that cannot be used. */
final class DatabaseOpening {

    private static final Logger log = LoggerFactory.getLogger(DatabaseOpening.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);
    private static final Duration BETWEEN_REMINDERS = Duration.ofMinutes(1);
    private static final int TOO_MANY_CONNECTIONS = 1040;
    private static final Pattern MARIADB = Pattern.compile("jdbc:mariadb:.*//[^/?]+/[^/?]+.*");

    /**
     * MariaDB makes a derived table of an IN list of 1,000 and joins it; lagging statistics then choose to scan the other table, and a page
     * of exactly 1,000 orders cost the database half a second that one of 999 did not. A server that is no MariaDB reads no comment of
     * MariaDB's, and is refused later with a sentence of its own.
     */
    private static final String PLAIN_LISTS =
            "SET /*M!100600 in_predicate_conversion_threshold = 0, */ sql_auto_is_null = 0";

    private final DatabaseSettings settings;
    private final Clock clock;

    DatabaseOpening(DatabaseSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Returns when the database answers; logs once that it is waited for, then once a minute. */
    void await(Mode mode) {
        refuseWrongAddress(mode);
        awaitConnection();
    }

    /** The pool, on a database that is checked, up to date and stamped. */
    HikariDataSource open(Mode mode, String keyFingerprint) {
        var pool = new HikariDataSource(pool());
        try {
            new OperationsDatabase(pool, Release.name(), clock).prepare(mode.word(), keyFingerprint);
            return pool;
        } catch (UnusableDatabaseException unusable) {
            pool.close();
            throw refused(unusable);
        } catch (RuntimeException broken) {
            pool.close();
            throw broken;
        }
    }

    /** A connection of its own, outside the pool. */
    Connection connect() throws SQLException {
        var properties = driver();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        return DriverManager.getConnection(settings.url(), properties);
    }

    private void refuseWrongAddress(Mode mode) {
        if (settings.url().isBlank()) {
            throw new StartRefusedException(
                    mode == Mode.DEMO
                            ? "The demo has no database; set HUB_DEMO_DB_URL to jdbc:mariadb://HOST:3306/SCHEMA"
                            : "No database is configured; set HUB_DB_URL to jdbc:mariadb://HOST:3306/SCHEMA, and HUB_DB_USER and HUB_DB_PASSWORD");
        }
        if (!MARIADB.matcher(settings.url()).matches()) {
            throw new StartRefusedException(
                    "The database address is not one of MariaDB (hub.db.url=%s); expected jdbc:mariadb://HOST:3306/SCHEMA"
                            .formatted(address()));
        }
    }

    private void awaitConnection() {
        var stopping = new CountDownLatch(1);
        var onExit = new Thread(stopping::countDown, "stop-waiting-for-database");
        Runtime.getRuntime().addShutdownHook(onExit);
        var reminded = 0L;
        try {
            while (true) {
                try (var connection = connect()) {
                    OperationsDatabase.refuseOtherServers(connection);
                    if (reminded != 0) {
                        log.info("The database answers");
                    }
                    return;
                } catch (UnusableDatabaseException unusable) {
                    throw refused(unusable);
                } catch (SQLException failed) {
                    refuseUnlessUnreachable(failed);
                }
                if (reminded == 0 || System.nanoTime() - reminded > BETWEEN_REMINDERS.toNanos()) {
                    reminded = System.nanoTime();
                    log.warn("The database does not answer and is waited for (hub.db.url={})", address());
                }
                if (stopping.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new StartRefusedException("It was stopped while it waited for the database");
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StartRefusedException("It was stopped while it waited for the database");
        } finally {
            if (stopping.getCount() > 0) {
                forget(onExit);
            }
        }
    }

    private StartRefusedException refused(UnusableDatabaseException unusable) {
        return new StartRefusedException(unusable.getMessage() + " (hub.db.url=" + address() + ")");
    }

    private static void forget(Thread onExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException alreadyStopping) {
            log.debug("The process is ending");
        }
    }

    /** 08 is the standard's class of states for connections that cannot be made. */
    private void refuseUnlessUnreachable(SQLException failed) {
        var state = failed.getSQLState() == null ? "08000" : failed.getSQLState();
        if (!state.startsWith("08") && failed.getErrorCode() != TOO_MANY_CONNECTIONS) {
            throw new StartRefusedException(
                    "The database refuses the hub (hub.db.url=%s, user=%s, code=%d, state=%s); check HUB_DB_USER, HUB_DB_PASSWORD and that the schema exists and is granted"
                            .formatted(address(), settings.user(), failed.getErrorCode(), state));
        }
    }

    private HikariConfig pool() {
        var config = new HikariConfig();
        config.setPoolName("operations");
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.connections());
        config.setConnectionTimeout(settings.connectTimeout().plusSeconds(20).toMillis());
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setDataSourceProperties(driver());
        config.setConnectionInitSql(PLAIN_LISTS);
        return config;
    }

    private Properties driver() {
        var properties = new Properties();
        properties.setProperty("useAffectedRows", "true");
        properties.setProperty("rewriteBatchedStatements", "true");
        properties.setProperty(
                "connectTimeout", Long.toString(settings.connectTimeout().toMillis()));
        properties.setProperty(
                "socketTimeout", Long.toString(settings.socketTimeout().toMillis()));
        return properties;
    }

    /** Without what follows the question mark, which may hold a password. */
    private String address() {
        return settings.url().replaceAll("\\?.*", "");
    }
}
