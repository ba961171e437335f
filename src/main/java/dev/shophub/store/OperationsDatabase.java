package dev.shophub.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Makes a database the hub's own: refuses what it cannot run on, brings the tables up to date, and stamps whose it is. */
public final class OperationsDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(OperationsDatabase.class);
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\..*");
    private static final String STAMP = "SELECT * FROM hub_stamp WHERE id = 1";

    private static final Set<String> OTHER_KEYS = Set.of("next_fingerprint", "former_fingerprint");

    private final DataSource dataSource;
    private final String release;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    /** Of a hub outside of a jar. */
    public OperationsDatabase(DataSource dataSource, Clock clock) {
        this(dataSource, "development", clock);
    }

    /** @param release of this hub, for those that come after */
    public OperationsDatabase(DataSource dataSource, String release, Clock clock) {
        this.dataSource = dataSource;
        this.release = release;
        this.jdbc = new JdbcTemplate(dataSource);
        this.clock = clock;
    }

    /**
     * Migrates and stamps.
     *
     * @param mode {@code demo} or {@code production}
     * @param keyFingerprint of the master key
     * @throws UnusableDatabaseException when this database cannot be used, saying why and what to do
     */
    public void prepare(String mode, String keyFingerprint) {
        var flyway = Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .load();
        refuseNewerSchema(flyway);
        stamp(jdbc).ifPresent(stamp -> stamp.refuseUnless(mode, keyFingerprint));
        flyway.migrate();
        HubReleases.used(jdbc, HubReleases.newestKnown(), release, clock.instant());
        try {
            jdbc.update(
                    "INSERT INTO hub_stamp (id, mode, key_fingerprint, stamped_at) SELECT 1, ?, ?, ? FROM DUAL"
                            + " WHERE NOT EXISTS (SELECT 1 FROM hub_stamp)",
                    mode,
                    keyFingerprint,
                    Timestamp.from(clock.instant()));
        } catch (DuplicateKeyException anotherHubWasFaster) {
            stamp(jdbc).ifPresent(stamp -> stamp.refuseUnless(mode, keyFingerprint));
        }
    }

    /**
     * Asks a server what it is, before anything else is asked of it.
     *
     * @throws UnusableDatabaseException when it is not MariaDB, or too old
     */
    public static void refuseOtherServers(Connection connection) throws SQLException {
        refuseOtherServers(connection.getMetaData().getDatabaseProductVersion());
    }

    /** @param version as the server tells it, {@code 11.4.5-MariaDB-log} */
    static void refuseOtherServers(String version) {
        if (!version.contains("MariaDB")) {
            throw new UnusableDatabaseException(
                    "This database is not MariaDB (version=%s); the hub needs MariaDB 10.6 or newer, 11.4 is recommended"
                            .formatted(version));
        }
        var numbers = VERSION.matcher(version);
        if (numbers.matches()) {
            var major = Integer.parseInt(numbers.group(1));
            var minor = Integer.parseInt(numbers.group(2));
            if (major < 10 || major == 10 && minor < 6) {
                throw new UnusableDatabaseException(
                        "This MariaDB is too old (version=%s); the hub needs 10.6 or newer, 11.4 is recommended"
                                .formatted(version));
            }
        }
    }

    /**
     * Takes the database for one process: no second hub works on it while the connection lives.
     *
     * @param connection kept for nothing else
     * @param seconds to wait for a predecessor that was killed
     * @return false when another process has it
     */
    public static boolean claim(Connection connection, int seconds) throws SQLException {
        try (var longLived = connection.createStatement()) {
            longLived.execute("SET SESSION wait_timeout = 31536000");
        }
        try (var statement =
                connection.prepareStatement("SELECT GET_LOCK(LEFT(CONCAT('shophub/', DATABASE()), 64), ?)")) {
            statement.setInt(1, seconds);
            try (var answer = statement.executeQuery()) {
                return answer.next() && answer.getInt(1) == 1;
            }
        }
    }

    /** Another process may have it. */
    static void letGo(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT RELEASE_LOCK(LEFT(CONCAT('shophub/', DATABASE()), 64))");
        }
    }

    /**
     * Looks at the stamp and leaves everything as it is.
     *
     * @param mode {@code demo} or {@code production}
     * @throws UnusableDatabaseException when this database belongs to the other mode
     */
    public static void refuseOtherMode(Connection connection, String mode) {
        stamp(new JdbcTemplate(new SingleConnectionDataSource(connection, true)))
                .ifPresent(stamp -> stamp.refuseMode(mode));
    }

    private void refuseNewerSchema(Flyway flyway) {
        var unknown = Arrays.stream(flyway.info().applied())
                .filter(migration -> migration.getState().isApplied()
                        && !migration.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        // who brought these migrations says what runs on them; of others nothing is known
        var newer = HubReleases.newest(jdbc).filter(known -> unknown.stream()
                .allMatch(version ->
                        version.compareTo(MigrationVersion.fromVersion(Integer.toString(known.schema()))) <= 0));
        if (newer.map(known -> known.runsFrom() > HubReleases.newestKnown()).orElse(true)) {
            throw new UnusableDatabaseException(
                    "A newer release of the hub has used this database (schema=%s); start the release %s or a newer one, or restore a backup made before it"
                            .formatted(
                                    unknown, newer.map(HubReleases.Known::name).orElse("that did")));
        }
        LOG.info(
                "The release {} has used this database since; this one runs on its tables",
                newer.get().name());
    }

    private static Optional<Stamp> stamp(JdbcTemplate jdbc) {
        var there = jdbc.queryForObject(
                "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'hub_stamp'",
                Integer.class);
        return there == null || there == 0
                ? Optional.empty()
                : jdbc.query(STAMP, OperationsDatabase::readStamp).stream().findFirst();
    }

    /** Of a database that an earlier release made some columns are missing. */
    private static Stamp readStamp(ResultSet row, int number) throws SQLException {
        var columns = row.getMetaData();
        var others = new TreeSet<String>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            if (OTHER_KEYS.contains(columns.getColumnLabel(i)) && row.getString(i) != null) {
                others.add(row.getString(i));
            }
        }
        return new Stamp(row.getString("mode"), row.getString("key_fingerprint"), others);
    }

    /** @param otherKeys fingerprints of keys that do as well while the key is being changed */
    private record Stamp(String mode, String keyFingerprint, Set<String> otherKeys) {

        private void refuseMode(String ourMode) {
            if (!mode.equals(ourMode)) {
                throw new UnusableDatabaseException(
                        "This database belongs to the mode '%s' and the hub starts in the mode '%s'; the two never share one, give it another database"
                                .formatted(mode, ourMode));
            }
        }

        private void refuseUnless(String ourMode, String ourFingerprint) {
            refuseMode(ourMode);
            if (!keyFingerprint.equals(ourFingerprint) && !otherKeys.contains(ourFingerprint)) {
                throw new UnusableDatabaseException(
                        "This database was sealed with another master key (its fingerprint=%s, ours=%s); set the key that was used with it"
                                .formatted(keyFingerprint, ourFingerprint));
            }
        }
    }
}
