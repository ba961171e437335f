package dev.shophub.support;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.shophub.demo.EmbeddedDatabase;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** One real MariaDB for all tests of a JVM; every test class takes a schema of its own. */
public final class TestDatabase {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static EmbeddedDatabase server;

    private TestDatabase() {}

    /** The server, started at first use and stopped with the JVM. */
    public static synchronized EmbeddedDatabase server() {
        if (server == null) {
            var home = Path.of(
                            "target",
                            "mariadb",
                            "pid-" + ProcessHandle.current().pid())
                    .toAbsolutePath();
            server = EmbeddedDatabase.open(home, 0, "test-only");
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        }
        return server;
    }

    /** A new empty schema. */
    public static DataSource emptySchema() {
        return pool(server().url("t" + NUMBER.incrementAndGet()));
    }

    /** A new schema with the operations tables. */
    public static DataSource operations() {
        var schema = emptySchema();
        Flyway.configure().dataSource(schema).load().migrate();
        return schema;
    }

    private static DataSource pool(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(
                url
                        + "&useAffectedRows=true&rewriteBatchedStatements=true&sessionVariables=in_predicate_conversion_threshold=0");
        config.setUsername(server().user());
        config.setPassword(server().password());
        config.setMaximumPoolSize(8);
        // a JVM opens a schema for every test: their idle connections must not pile up to the server's limit
        config.setMinimumIdle(0);
        config.setIdleTimeout(10_000);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return new HikariDataSource(config);
    }
}
