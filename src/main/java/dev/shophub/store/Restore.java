package dev.shophub.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Brings a backup into an empty schema of any machine. */
public final class Restore {

    private final int newestSchema;
    private final Clock clock;

    public Restore(Clock clock) {
        this(HubReleases.newestKnown(), clock);
    }

    /** @param newestSchema the newest migration this release knows */
    Restore(int newestSchema, Clock clock) {
        this.newestSchema = newestSchema;
        this.clock = clock;
    }

    /**
     * @param parked messages that wait for a person, because they may have been sent since the backup
     * @param forgottenSince an order of each buyer whom the replaced database had forgotten since the backup: their keys are back
     */
    public record Restored(BackupManifest manifest, int parked, List<String> forgottenSince) {}

    /**
     * Reads a backup into the schema of an address.
     *
     * @param mode of the hub that the database is for, where it is known: {@code demo} and {@code production} never meet
     * @param replace whether the tables that are there may go
     * @throws UnusableDatabaseException when the backup or the schema cannot be used, saying why and what to do
     */
    public Restored into(String url, String user, String password, Path folder, Optional<String> mode, boolean replace)
            throws IOException {
        return into(() -> DriverManager.getConnection(url, user, password), folder, mode, replace);
    }

    /** The same into a schema that is open already. */
    public Restored into(DataSource target, Path folder, Optional<String> mode, boolean replace) throws IOException {
        return into(target::getConnection, folder, mode, replace);
    }

    private interface Opening {
        Connection open() throws SQLException;
    }

    private Restored into(Opening opening, Path folder, Optional<String> mode, boolean replace) throws IOException {
        try (var connection = opening.open()) {
            OperationsDatabase.refuseOtherServers(connection);
            var manifest = usable(folder, mode);
            if (!OperationsDatabase.claim(connection, 0)) {
                throw new UnusableDatabaseException("A hub works on this database; end it first");
            }
            try {
                return load(connection, folder, manifest, replace);
            } finally {
                OperationsDatabase.letGo(connection);
            }
        } catch (SQLException refused) {
            throw new UnusableDatabaseException("The database refused (state=" + refused.getSQLState()
                    + "): check address, user and rights, then restore again with --replace");
        }
    }

    private BackupManifest usable(Path folder, Optional<String> mode) {
        var manifest = Backup.read(folder);
        if (mode.filter(known -> !known.equals(manifest.mode())).isPresent()) {
            throw new UnusableDatabaseException("The backup is of the mode '" + manifest.mode()
                    + "' and this hub's database of '" + mode.get() + "'; the two never share one");
        }
        if (manifest.runsFrom() > newestSchema) {
            throw new UnusableDatabaseException(
                    "The backup is of a newer release that this one cannot run on; restore it with the release "
                            + manifest.release() + " or a newer one");
        }
        return manifest;
    }

    private Restored load(Connection connection, Path folder, BackupManifest manifest, boolean replace)
            throws IOException, SQLException {
        var load = new DatabaseLoad(connection);
        var forgottenSince = List.<String>of();
        var tokens = KeptTokens.of(connection);
        if (!load.empty()) {
            if (!replace) {
                throw new UnusableDatabaseException(
                        "The database has tables already; give an empty schema, or --replace, which drops them");
            }
            forgottenSince = load.forgottenSince(manifest.at());
            load.clear();
        }
        try (var rows = Backup.rows(folder)) {
            load.read(rows, manifest.rows());
        }
        tokens.into(connection);
        return new Restored(manifest, load.mark(manifest.at(), clock.instant()), forgottenSince);
    }
}
