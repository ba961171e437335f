package dev.shophub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.support.TestDatabase;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class OperationsDatabaseIT {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC);

    private final DataSource schema = TestDatabase.emptySchema();
    private final OperationsDatabase database = new OperationsDatabase(schema, CLOCK);

    @Test
    void whatItIsStampedWithItKeeps() {
        database.prepare("production", "abc");
        assertThatCode(() -> database.prepare("production", "abc")).doesNotThrowAnyException();
        assertThat(new JdbcTemplate(schema).queryForObject("SELECT COUNT(*) FROM hub_stamp", Integer.class))
                .isEqualTo(1);
        assertThatThrownBy(() -> database.prepare("demo", "abc"))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("belongs to the mode 'production'")
                .hasMessageContaining("starts in the mode 'demo'");
        assertThatThrownBy(() -> database.prepare("production", "def"))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("sealed with another master key");
    }

    @Test
    void aNewerSchemaIsRefused() {
        database.prepare("production", "abc");
        new JdbcTemplate(schema)
                .update(
                        "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                                + " installed_by, execution_time, success) VALUES (1000, '1000', 'future', 'SQL', 'V1000.sql', 1,"
                                + " 'hub', 1, 1)");
        assertThatThrownBy(() -> database.prepare("production", "abc"))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("A newer release of the hub has used this database (schema=[1000])");
    }

    /** What a release says that was taken back too far: it names the one whose tables these are. */
    @Test
    void theReleaseThatIsNeededIsNamedAndOneThatRunsOnTheseTablesRuns() {
        database.prepare("production", "abc");
        var jdbc = new JdbcTemplate(schema);
        jdbc.update("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                + " installed_by, execution_time, success) VALUES (1000, '1000', 'future', 'SQL', 'V1000.sql', 1,"
                + " 'hub', 1, 1)");
        jdbc.update(
                "INSERT INTO hub_release (schema_version, hub_release, runs_from, first_at) VALUES (1000, '2031.4', 999, ?)",
                Timestamp.from(CLOCK.instant()));
        assertThatThrownBy(() -> database.prepare("production", "abc"))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessage(
                        "A newer release of the hub has used this database (schema=[1000]); start the release 2031.4 or a"
                                + " newer one, or restore a backup made before it");

        jdbc.update("UPDATE hub_release SET runs_from = ? WHERE schema_version = 1000", HubReleases.newestKnown());
        assertThatCode(() -> database.prepare("production", "abc")).doesNotThrowAnyException();
    }

    @Test
    void onlyOneProcessHasIt() throws SQLException {
        try (var one = schema.getConnection();
                var two = schema.getConnection()) {
            assertThat(OperationsDatabase.claim(one, 0)).isTrue();
            assertThat(OperationsDatabase.claim(two, 0)).isFalse();
        }
    }

    @Test
    void otherServersAndOldVersionsAreRefused() {
        assertThatThrownBy(() -> OperationsDatabase.refuseOtherServers("8.4.2"))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("not MariaDB (version=8.4.2)");
        assertThatThrownBy(() -> OperationsDatabase.refuseOtherServers("10.5.26-MariaDB"))
                .hasMessageContaining("too old");
        for (var good : new String[] {"10.6.1-MariaDB", "11.4.5-MariaDB-log", "12.0.2-MariaDB-ubu2404"}) {
            assertThatCode(() -> OperationsDatabase.refuseOtherServers(good)).doesNotThrowAnyException();
        }
    }
}
