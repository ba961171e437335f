package dev.shophub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.support.Rows;
import dev.shophub.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A backup of a database that is written to, brought into another schema, and what is refused. */
class BackupIT {

    private static final Instant NOW = Instant.parse("2026-11-26T04:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String ODD = "it's \\ \"odd\"\n\r\t\0 \u001a 😀 青木; --";
    private static final Instant ODD_MOMENT = NOW.plusMillis(7);
    /** What a restore marks. */
    private static final Set<String> MARKED = Set.of("hub_stamp", "shop", "outbox");

    @TempDir
    private Path folder;

    private final DataSource data = TestDatabase.operations();
    private final Rows rows = new Rows(data);
    private final DataSource elsewhere = TestDatabase.emptySchema();

    @BeforeEach
    void aHub() throws IOException {
        new OperationsDatabase(data, "0.2.0", CLOCK).prepare("production", "abc");
        for (var table : tables(data)) {
            if (!table.startsWith("flyway") && !table.startsWith("hub_")) {
                rows.insert(table);
            }
        }
        long shop = rows.insert(
                "shop", "shop_key", "one", "role", "shop", "title", ODD, "time_zone", "UTC", "state", "live");
        rows.insert(
                "sales_order", "shop_id", shop, "external_id", "85123A", "region", ODD, "sealed", new byte[] {0, -1, 39
                });
        rows.insert(
                "sales_order", "shop_id", shop, "external_id", "85123a", "total", "-12.3400", "placed_at", ODD_MOMENT);
        rows.insert("token", "shop_id", shop, "sealed", new byte[0], "previous", null);
        for (var destination : List.of("mail", "change", "erp")) {
            rows.insert(
                    "outbox",
                    "destination",
                    destination,
                    "shop_id",
                    shop,
                    "attributes",
                    "{\"a\":\"b\\\\\"}",
                    "state",
                    "waiting",
                    "due_at",
                    NOW,
                    "created_at",
                    NOW);
        }
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(folder.resolve("routes/deliver.camel.yaml"), "- route: {}\n");
    }

    @Test
    void whatIsRestoredElsewhereIsWhatWasThere() throws Exception {
        var written = backup();
        var restored = restore(false);

        assertThat(written.rows()).containsKeys("sales_order", "flyway_schema_history");
        for (var table : tables(data)) {
            if (!MARKED.contains(table)) {
                assertThat(checksum(elsewhere, table)).as(table).isEqualTo(checksum(data, table));
            }
        }
        assertThat(there().queryForList("SELECT title FROM shop", String.class)).contains(ODD);
        assertThat(there().queryForObject("SELECT COUNT(*) FROM v_shop_day", Integer.class))
                .isEqualTo(rows.jdbc().queryForObject("SELECT COUNT(*) FROM v_shop_day", Integer.class));
        assertThat(restored.parked()).isEqualTo(2);
        assertThat(there().queryForList(
                                "SELECT CONCAT(destination, ' ', state) FROM outbox WHERE shop_id > 1", String.class))
                .contains("mail parked", "change parked", "erp waiting");
        assertThat(folder.resolve("backup/routes/deliver.camel.yaml")).hasContent("- route: {}\n");
        new OperationsDatabase(elsewhere, CLOCK).prepare("production", "abc");
    }

    /** A pair that was renewed since the backup is the only one that its platform still takes. */
    @Test
    void whereItReplacesTablesTheirNewerTokensStay() throws Exception {
        rows.jdbc().update("DELETE FROM token WHERE shop_id NOT IN (SELECT id FROM shop)");
        rows.jdbc().update("UPDATE token SET sealed = 'old', renewed_at = ?", Columns.utc(NOW));
        rows.jdbc().update("UPDATE shop SET account_id = CONCAT('account of ', shop_key)");
        backup();
        restore(false);
        assertThat(there().queryForList("SELECT DISTINCT CAST(sealed AS CHAR) FROM token", String.class))
                .containsExactly("old");

        there().update(
                        "UPDATE token SET sealed = 'new', previous = 'old', renewed_at = ?",
                        Columns.utc(NOW.plusSeconds(60)));
        restore(true);
        assertThat(there().queryForList(
                                "SELECT DISTINCT CONCAT(sealed, ' ', previous, ' ', renewed_at) FROM token",
                                String.class))
                .singleElement()
                .asString()
                .startsWith("new old 2026-11-26 04:01:00");

        there().update("UPDATE shop SET account_id = 'another'");
        restore(true);
        assertThat(there().queryForList("SELECT DISTINCT CAST(sealed AS CHAR) FROM token", String.class))
                .as("of another account")
                .containsExactly("old");

        there().update("UPDATE token SET sealed = 'new', renewed_at = ?", Columns.utc(NOW.plusSeconds(60)));
        there().update("UPDATE hub_stamp SET key_fingerprint = 'changed since'");
        restore(true);
        assertThat(there().queryForList("SELECT DISTINCT CAST(sealed AS CHAR) FROM token", String.class))
                .as("under another key")
                .containsExactly("old");
    }

    @Test
    void itIsOfOneMomentWhileOthersWriteAndHoldsNoKey() throws Exception {
        var stop = new AtomicBoolean();
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(data));
        var writer = new Thread(() -> {
            for (int number = 0; !stop.get(); number++) {
                var id = "w" + number;
                transaction.executeWithoutResult(status -> {
                    rows.insert("steering_deed", "at", NOW, "subject", id);
                    rows.insert("attempt", "outbox_id", 1, "at", NOW, "detail", id);
                });
            }
        });
        writer.start();
        try {
            var before = rows.jdbc().queryForObject("SELECT COUNT(*) FROM steering_deed", Integer.class);
            while (rows.jdbc().queryForObject("SELECT COUNT(*) FROM steering_deed", Integer.class) < before + 20) {
                Thread.onSpinWait();
            }
            backup();
        } finally {
            stop.set(true);
            writer.join();
        }
        restore(false);
        assertThat(there().queryForList("SELECT subject FROM steering_deed WHERE subject LIKE 'w%'", String.class))
                .hasSizeGreaterThanOrEqualTo(20)
                .containsExactlyInAnyOrderElementsOf(
                        there().queryForList("SELECT detail FROM attempt WHERE detail LIKE 'w%'", String.class));
        assertThat(Files.readString(folder.resolve("backup/manifest.json"))).contains("\"keyFingerprint\" : \"abc\"");
    }

    @Test
    void whatIsNoWholeBackupOrHasNoPlaceIsRefused() throws Exception {
        assertThat(Backup.mayBeMade(folder)).isFalse();
        assertThat(Backup.mayBeMade(folder.resolve("backup"))).isTrue();
        assertThatThrownBy(() -> restore(false))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("no whole backup");
        backup();
        assertThatThrownBy(() -> restoreInto(data, false, 99))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("has tables already");
        assertThatThrownBy(() -> restoreInto(elsewhere, false, 14))
                .as("a release from before these tables")
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("restore it with the release 0.2.0");
        assertThatThrownBy(
                        () -> new Restore(CLOCK).into(elsewhere, folder.resolve("backup"), Optional.of("demo"), false))
                .hasMessageContaining("'production'");
        var file = folder.resolve("backup/shophub.sql.gz");
        Files.write(file, new byte[] {0}, StandardOpenOption.APPEND);
        assertThatThrownBy(() -> restore(false)).hasMessageContaining("damaged");
    }

    @Test
    void aRestoreInPlaceReplacesWhatCameSince() throws Exception {
        backup();
        rows.insert("steering_deed", "subject", "since");
        restoreInto(data, true, 99);
        assertThat(rows.jdbc()
                        .queryForObject("SELECT COUNT(*) FROM steering_deed WHERE subject = 'since'", Integer.class))
                .isZero();
    }

    /** Their keys come back with the backup: whoever restores hears of whom, by order numbers only. */
    @Test
    void whoWasForgottenSinceTheBackupIsNamedByAnOrder() throws Exception {
        backup();
        long shop = rows.jdbc().queryForObject("SELECT id FROM shop WHERE shop_key = 'one'", Long.class);
        for (var order : List.of("f1", "f2")) {
            rows.insert("sales_order", "shop_id", shop, "external_id", order, "buyer", "forgotten-7");
            forgotten(shop, order, NOW.plusSeconds(1));
        }
        forgotten(shop, "85123A", NOW.plusSeconds(60));
        forgotten(shop, "85123a", NOW.minusSeconds(1));
        assertThat(restore(false).forgottenSince())
                .as("an empty schema knows nobody")
                .isEmpty();
        assertThat(restoreInto(data, true, 99).forgottenSince()).containsExactly("85123A", "f1");
        rows.jdbc().execute("ALTER TABLE buyer_key DROP COLUMN erased_at");
        assertThat(restoreInto(data, true, 99).forgottenSince())
                .as("a schema from before forgetting")
                .isEmpty();
    }

    private void forgotten(long shop, String order, Instant at) {
        rows.insert("buyer_key", "shop_id", shop, "buyer_ref", "order:" + order, "wrapped", null, "erased_at", at);
    }

    @Test
    void theReleaseBeforeRunsOnTheTablesAndOnABackupOfTheNext() throws Exception {
        // the next release: one migration more, which only adds, and says who runs on it
        rows.jdbc().execute("ALTER TABLE shop ADD COLUMN of_the_next INT NOT NULL DEFAULT 0");
        rows.insert(
                "flyway_schema_history",
                "installed_rank",
                1000,
                "version",
                "999",
                "script",
                "V999__next.sql",
                "type",
                "SQL",
                "success",
                1);
        rows.insert("hub_release", "schema_version", 999, "hub_release", "9.9.9", "runs_from", HubReleases.RUNS_FROM);
        new OperationsDatabase(data, CLOCK).prepare("production", "abc");
        assertThat(new Shops(rows.jdbc(), CLOCK).all()).isNotEmpty();

        var manifest = backup();
        assertThat(manifest.release()).isEqualTo("9.9.9");
        restore(false);
        new OperationsDatabase(elsewhere, CLOCK).prepare("production", "abc");

        rows.jdbc().update("UPDATE hub_release SET runs_from = 999 WHERE schema_version = 999");
        assertThatThrownBy(() -> new OperationsDatabase(data, CLOCK).prepare("production", "abc"))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("start the release 9.9.9 or a newer one");
    }

    private BackupManifest backup() throws IOException {
        return new Backup(data, List.of(folder.resolve("routes"), folder.resolve("not-there")), CLOCK)
                .write(folder.resolve("backup"))
                .manifest();
    }

    private Restore.Restored restore(boolean replace) throws IOException {
        return restoreInto(elsewhere, replace, 99);
    }

    private Restore.Restored restoreInto(DataSource target, boolean replace, int schema) throws IOException {
        return new Restore(schema, CLOCK).into(target, folder.resolve("backup"), Optional.of("production"), replace);
    }

    private JdbcTemplate there() {
        return new JdbcTemplate(elsewhere);
    }

    private static List<String> tables(DataSource source) {
        return new JdbcTemplate(source)
                .queryForList(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
                                + " AND table_type = 'BASE TABLE' ORDER BY table_name",
                        String.class);
    }

    private static TreeMap<String, Long> checksum(DataSource source, String table) {
        var jdbc = new JdbcTemplate(source);
        var sums = new TreeMap<String, Long>();
        sums.put("rows", jdbc.queryForObject("SELECT COUNT(*) FROM " + table, Long.class));
        sums.put("sum", jdbc.queryForObject("CHECKSUM TABLE " + table, (row, number) -> row.getLong(2)));
        return sums;
    }
}
