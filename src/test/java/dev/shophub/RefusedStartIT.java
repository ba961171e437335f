package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.settings.MasterKey;
import dev.shophub.store.OperationsDatabase;
import dev.shophub.support.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.MariaDbDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What stops the start: the process ends by itself with code 1 and one sentence that says what is wrong and what to do. */
@Timeout(300)
class RefusedStartIT {

    private static final String REFUSAL = "ShopHub did not start. ";
    private static final MasterKey KEY = MasterKey.random();

    @TempDir
    private Path folder;

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final ExecutorService starts =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private int schemas;

    private record Row(HubTrial trial, String sentence) {}

    @BeforeEach
    void fillTheTable() throws Exception {
        configuration();
        secretsAndTheErp();
        databases();
        ports();
    }

    @AfterEach
    void close() throws Exception {
        starts.shutdownNow();
        for (var one : open) {
            one.close();
        }
    }

    private void configuration() {
        row("no shop", trial -> trial.write(HubTrial.SHOPS, "hub: {}\n"))
                .says("No shop is configured; write one below hub.shops in config/<platform>/application.yaml, as its"
                        + " comments show");
        row("no configuration folder", trial -> trial.with("config", "elsewhere"))
                .says("No configuration folder was found (searched=[HOME/elsewhere]); start the hub where its folder"
                        + " config/ lies, or give --config=DIR");
        row("no routes folder", trial -> trial.with("routes", "elsewhere"))
                .says(
                        "No routes folder was found (searched=[HOME/elsewhere]); it lies beside the configuration folder, or"
                                + " give --routes=DIR");
        row("a misspelt block", trial -> trial.spoil(HubTrial.MAIN, "hub:\n", "hub:\n  retenion: 5d\n"))
                .says("config/application.yaml:2: the key 'hub.retenion' is unknown; below hub stand [hub.alert, ");
        row("a misspelt key", trial -> trial.spoil(HubTrial.MAIN, "hub:\n", "hub:\n  keep: {atempts: 5d}\n"))
                .says("config/application.yaml:2: the key 'hub.keep.atempts' is unknown; compare its spelling with"
                        + " docs/configuration.md");
        row("a value that is none", trial -> trial.spoil(HubTrial.MAIN, "hub:\n", "hub:\n  keep: {attempts: soon}\n"))
                .says(
                        "config/application.yaml:2: 'hub.keep.attempts' cannot be read; expected a duration with its unit,"
                                + " such as 30s, 5m, 2h or 90d");
        row("no YAML", trial -> trial.spoil(HubTrial.SHOPS, "{app-key: \"23000001\", ", "{app-key: [\"23000001\", "))
                .says("config/taobao/application.yaml:8: this is no YAML (");
        row("no figures", trial -> trial.write("config/metrics/catalogue.yaml", "figures: 3\n"))
                .says("The catalogue of figures cannot be used (HOME/config/metrics/catalogue.yaml): ");
        row("an unknown variable", trial -> trial.set("HUB_DB_ULR", "x"))
                .says(
                        "The environment variable HUB_DB_ULR is unknown: no setting has this name and no configuration file"
                                + " names it in ${}; did you mean HUB_DB_URL?");
    }

    private void secretsAndTheErp() {
        row("no master key", trial -> trial.unset("HUB_KEY"))
                .says(
                        "No master key is set; make one with 'openssl rand -base64 32', keep a copy, and set HUB_KEY to it,"
                                + " or HUB_KEY_FILE to a file that holds it");
        row("a missing secret", trial -> trial.unset("ERP_TOKEN"))
                .says("config/application.yaml:6: 'hub.erp.settings.token' needs the environment variable ERP_TOKEN,"
                        + " which is not set");
        row("an empty secret", trial -> trial.set("ERP_TOKEN", ""))
                .says("config/application.yaml:6: settings.token is missing: set it");
        row("no ERP", trial -> trial.write(HubTrial.MAIN, "hub: {}\n"))
                .says("the configuration: 'hub.erp.base-url' is missing; expected an address such as"
                        + " https://api.example.com");
        row("plain http to another host", trial -> trial.spoil(HubTrial.MAIN, "127.0.0.1:9", "erp.example.com"))
                .says("config/application.yaml:3: base-url is plain http, which is accepted for this computer only"
                        + " (host=erp.example.com); expected https");
    }

    private void databases() {
        row("no database address", trial -> trial.unset("HUB_DB_URL"))
                .says(
                        "No database is configured; set HUB_DB_URL to jdbc:mariadb://HOST:3306/SCHEMA, and HUB_DB_USER and"
                                + " HUB_DB_PASSWORD");
        row("another master key", trial -> database(trial, stamped("production", "0".repeat(32))))
                .says("This database was sealed with another master key (its fingerprint=" + "0".repeat(32) + ", ours="
                        + KEY.fingerprint() + "); set the key that was used with it (hub.db.url=");
        row("a demo's database", trial -> database(trial, stamped("demo", KEY.fingerprint())))
                .says(
                        "This database belongs to the mode 'demo' and the hub starts in the mode 'production'; the two never"
                                + " share one, give it another database (hub.db.url=");
        var production = stamped("production", KEY.fingerprint());
        row("a production's database for the demo", trial -> demo(trial, production))
                .says(
                        "This database belongs to the mode 'production' and the hub starts in the mode 'demo'; the two never"
                                + " share one, give it another database (HUB_DEMO_DB_URL)");
        row("a newer schema", trial -> database(trial, newer()))
                .says(
                        "A newer release of the hub has used this database (schema=[1000]); start the release that did or a"
                                + " newer one, or restore a backup made before it (hub.db.url=");
        row("MySQL", trial -> database(trial, fake("8.4.2")))
                .says("This database is not MariaDB (version=8.4.2); the hub needs MariaDB 10.6 or newer, 11.4 is"
                        + " recommended (hub.db.url=");
        row("an old server", trial -> database(trial, fake("5.5.5-10.5.26-MariaDB")))
                .says(
                        "This MariaDB is too old (version=10.5.26-MariaDB); the hub needs 10.6 or newer, 11.4 is recommended"
                                + " (hub.db.url=");
        row("a wrong password", trial -> trial.set("HUB_DB_PASSWORD", "wr0ng"))
                .says("The database refuses the hub (hub.db.url=");
    }

    private void ports() throws IOException {
        var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        open.add(taken);
        row("the port taken", trial -> trial.with("server.port", taken.getLocalPort()))
                .says("Port " + taken.getLocalPort() + " of this computer is taken by another program; end it or choose"
                        + " another port (server.port, management.server.port)");
        row("a simulator's port taken", trial -> demo(trial, schema()).with("demo.port.taobao", taken.getLocalPort()))
                .says("Port not free (name=taobao, port=" + taken.getLocalPort()
                        + "). Set another one: --demo.port.taobao=N");
    }

    @TestFactory
    Stream<DynamicTest> eachIsOneSentenceAndCodeOne() {
        var running = new LinkedHashMap<String, Future<ChildProcess>>();
        rows.forEach((name, row) -> running.put(name, starts.submit(() -> endedByItself(row.trial()))));
        return rows.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.getKey(), () -> refuses(running.get(row.getKey()).get(), row.getValue())));
    }

    private static ChildProcess endedByItself(HubTrial trial) {
        var process = trial.start();
        process.exitCode();
        return process;
    }

    private static void refuses(ChildProcess process, Row row) {
        var said = process.said();
        assertThat(process.exitCode()).as(said).isEqualTo(1);
        var refusals =
                said.lines().filter(line -> line.contains(REFUSAL)).map(line -> line.substring(line.indexOf(REFUSAL)));
        assertThat(refusals).as(said).singleElement().asString().startsWith(REFUSAL + row.sentence());
        assertThat(said.lines()
                        .skip(1
                                + said.lines()
                                        .takeWhile(line -> !line.contains(REFUSAL))
                                        .count()))
                .as("said after the sentence")
                .isEmpty();
        assertThat(said.lines())
                .as("a stack trace, or an error beside the sentence")
                .allSatisfy(line -> assertThat(line)
                        .doesNotStartWith("\tat ")
                        .doesNotStartWith("Caused by")
                        .doesNotContainPattern("ERROR +(?!start )"));
        assertThat(said).as("secrets").doesNotContain("t0ken", "s3cret", "wr0ng", KEY.toBase64());
    }

    private Entry row(String name, Consumer<HubTrial> change) {
        var home = folder.resolve("trial-" + rows.size());
        var trial = HubTrial.in(home).set("HUB_KEY", KEY.toBase64());
        database(trial, schema());
        change.accept(trial);
        return sentence -> rows.put(name, new Row(trial, sentence.replace("HOME", home.toString())));
    }

    /** The half of a row that waits for its sentence. */
    private interface Entry {

        /** @param sentence from its beginning on; {@code HOME} is the folder of the start */
        void says(String sentence);
    }

    private static HubTrial demo(HubTrial trial, String url) {
        return trial.with("spring.profiles.active", "demo")
                .with("demo.history-days", 1)
                .set("HUB_DEMO_DB_URL", url)
                .set("HUB_DEMO_DB_USER", TestDatabase.server().user())
                .set("HUB_DEMO_DB_PASSWORD", TestDatabase.server().password());
    }

    private static void database(HubTrial trial, String url) {
        trial.database(url, TestDatabase.server().user(), TestDatabase.server().password());
    }

    private String schema() {
        return TestDatabase.server().url("refused" + schemas++);
    }

    private String stamped(String mode, String fingerprint) {
        var url = schema();
        new OperationsDatabase(dataSource(url), Clock.systemUTC()).prepare(mode, fingerprint);
        return url;
    }

    private String newer() {
        var url = stamped("production", KEY.fingerprint());
        new JdbcTemplate(dataSource(url))
                .update(
                        "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                                + " installed_by, execution_time, success) VALUES (1000, '1000', 'future', 'SQL', 'V1000.sql', 1,"
                                + " 'hub', 1, 1)");
        return url;
    }

    private static MariaDbDataSource dataSource(String url) {
        try {
            var source = new MariaDbDataSource(url);
            source.setUser(TestDatabase.server().user());
            source.setPassword(TestDatabase.server().password());
            return source;
        } catch (SQLException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private String fake(String version) {
        var server = FakeServer.start(version);
        open.add(server);
        return server.url();
    }
}
