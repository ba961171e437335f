package dev.shophub.start;

import dev.shophub.settings.StartRefusedException;
import dev.shophub.store.OperationsDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the database for this process, so that two hubs never work on one; claims it again when the connection broke. */
final class SingleInstance implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SingleInstance.class);
    private static final int CHECK_SECONDS = 10;

    private final DatabaseOpening database;
    private final Duration patience;
    private final Runnable lost;
    private final ScheduledExecutorService watch;
    private Connection connection;

    /**
     * @param patience with a predecessor that was killed and whose connection is not yet gone
     * @param lost runs when another process took the database while this one had lost its connection
     */
    SingleInstance(DatabaseOpening database, Duration patience, Runnable lost) {
        this.database = database;
        this.patience = patience;
        this.lost = lost;
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "single-instance");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @throws StartRefusedException when another hub has the database and keeps it */
    synchronized void claim() {
        try {
            if (!claimed()) {
                watch.shutdownNow();
                throw new StartRefusedException(
                        "Another hub works on this database; end it first, two would send everything twice");
            }
        } catch (SQLException broken) {
            watch.shutdownNow();
            throw new StartRefusedException(
                    "The database went away during the start (state=%s); start again".formatted(broken.getSQLState()),
                    broken);
        }
        watch.scheduleWithFixedDelay(this::check, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
    }

    private boolean claimed() throws SQLException {
        var fresh = database.connect();
        if (OperationsDatabase.claim(fresh, (int) patience.toSeconds())) {
            connection = fresh;
            return true;
        }
        fresh.close();
        return false;
    }

    private synchronized void check() {
        try {
            if (!watch.isShutdown() && !connection.isValid(CHECK_SECONDS) && !claimed()) {
                log.error("Another hub took over this database while the connection was broken; this one ends");
                watch.shutdown();
                lost.run();
            }
        } catch (SQLException stillAway) {
            log.debug("The database cannot be claimed yet", stillAway);
        }
    }

    @Override
    public void close() throws SQLException {
        watch.shutdownNow();
        synchronized (this) {
            if (connection != null) {
                connection.close();
            }
        }
    }
}
