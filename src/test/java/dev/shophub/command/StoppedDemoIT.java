package dev.shophub.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.shophub.demo.EmbeddedDatabase;
import dev.shophub.simulator.State;
import dev.shophub.support.OutboxRow;
import dev.shophub.support.Rows;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A demo that ran and was stopped is still asked, and left stopped. */
class StoppedDemoIT {

    private static final Instant STOPPED = Instant.parse("2026-11-23T04:00:00Z");
    private static final Clock LATER = Clock.fixed(STOPPED.plus(Duration.ofHours(3)), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void verbsStartItsDatabaseAndStopItAgain() throws IOException {
        runAndStop();

        var audit = typed("audit", "--json");
        assertThat(audit.exitCode()).as(audit.out() + audit.err()).isZero();
        var row = audit.json().get(0);
        assertThat(row.get("platform").asLong()).isEqualTo(2);
        assertThat(row.get("database").asLong()).isEqualTo(2);
        assertThat(row.get("erp").asLong()).isEqualTo(1);
        assertThat(row.get("parked").asLong()).isEqualTo(1);
        assertThat(row.get("inFlight").asLong()).isEqualTo(1);
        assertThat(ProcessHandle.allProcesses()
                        .flatMap(process -> process.info().commandLine().stream())
                        .filter(command -> command.contains(folder.toString())))
                .isEmpty();

        try (var door = new Doors(folder.resolve("data"), LATER).open(StatusVerb.CALL)) {
            assertThat(through(door, "status", "--json").json().get("running").asBoolean())
                    .isFalse();
            var day = through(door, "audit", "--days", "--json").json().get(0);
            assertThat(day.get("sourceDay").asText()).isEqualTo("2026-11-13");
            assertThat(through(door, "map", "taobao-demo", "TS-9", "10086").out())
                    .contains("1 orders go on");
            assertThat(through(door, "parked").out()).contains("Nothing waits");
            var saved = folder.resolve("mails");
            assertThat(through(door, "mails", "1", "--save", saved.toString()).out())
                    .contains("中差评")
                    .doesNotContain("first mail");
            assertThat(saved.resolve("2.eml")).exists();
            assertThat(saved.resolve("2.html")).content(StandardCharsets.UTF_8).isEqualTo("<p>很差</p>");
        }
    }

    private void runAndStop() throws IOException {
        var data = folder.resolve("data");
        try (var server = EmbeddedDatabase.open(data.resolve("mariadb"), 0);
                var operations = pool(server, "shophub");
                var world = pool(server, "shophub_world")) {
            Flyway.configure().dataSource(operations).load().migrate();
            new State(world, LATER);
            operations(new Rows(operations));
            world(new Rows(world));
            Files.writeString(
                    data.resolve("run.json"),
                    Wire.MAPPER.writeValueAsString(Map.of(
                            "mode", "demo",
                            "state", "stopped",
                            "pid", ProcessHandle.current().pid(),
                            "databaseUrl", server.url("shophub"),
                            "databaseUser", server.user(),
                            "databasePassword", server.password(),
                            "ports", Map.of("management", 1),
                            "token", "of an earlier run")));
        }
    }

    private static void operations(Rows rows) {
        long shop = rows.insert(
                "shop",
                "shop_key",
                "taobao-demo",
                "platform",
                "taobao",
                "role",
                "shop",
                "time_zone",
                "Asia/Shanghai",
                "state",
                "live",
                "go_live_from",
                STOPPED.minus(Duration.ofDays(1)));
        rows.insert("checkpoint", "shop_id", shop, "stream", "orders", "watermark", STOPPED, "last_good_at", STOPPED);
        for (var id : new String[] {"1001", "1002"}) {
            long order = rows.insert(
                    "sales_order",
                    "shop_id",
                    shop,
                    "external_id",
                    id,
                    "status",
                    "PAID",
                    "placed_at",
                    STOPPED.minusSeconds(600),
                    "paid_at",
                    STOPPED.minusSeconds(600),
                    "currency",
                    "CNY",
                    "modified_at",
                    STOPPED.minusSeconds(600));
            rows.insert(
                    "order_line",
                    "order_id",
                    order,
                    "external_id",
                    id,
                    "item_id",
                    "7",
                    "code",
                    "TS-9",
                    "quantity",
                    1,
                    "status",
                    "PAID",
                    "refund",
                    "NONE");
        }
        rows.insert("erp_product", "external_id", "10086");
        rows.insert("listing_variant", "listing_id", 1, "shop_id", shop, "code", "TS-9");
        OutboxRow.order("1002").of(shop).state("parked", "unmapped-sku", "").into(rows);
    }

    private static void world(Rows rows) {
        rows.insert("sim_world", "id", 1, "trade", "/somewhere/gift_shop", "shift_days", 10, "started_at", STOPPED);
        for (var id : new long[] {1001, 1002}) {
            simulated(rows, id, "PAID", STOPPED.minusSeconds(600));
        }
        simulated(rows, 1003, "PAID", STOPPED.minusSeconds(30));
        simulated(rows, 1004, "planned", STOPPED.minusSeconds(600));
        rows.insert(
                "sim_order",
                "shop_key",
                "taobao-demo",
                "tid",
                1005,
                "status",
                "COMPLETED",
                "created_at",
                STOPPED.minus(Duration.ofDays(120)),
                "modified_at",
                STOPPED.minus(Duration.ofDays(100)));
        rows.insert(
                "sim_erp_document",
                "kind",
                "order",
                "reference",
                "taobao:1001",
                "order_reference",
                "taobao:1001",
                "state",
                "open");
        rows.insert(
                "sim_mail",
                "recipient",
                "ops@example.com",
                "message_id",
                "<1@hub>",
                "subject",
                "first mail",
                "received_at",
                STOPPED);
        rows.insert(
                "sim_mail",
                "recipient",
                "support@example.com",
                "message_id",
                "<2@hub>",
                "subject",
                "中差评",
                "received_at",
                STOPPED,
                "raw",
                "Subject: x\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n<p>很差</p>"
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static void simulated(Rows rows, long tid, String status, Instant modifiedAt) {
        rows.insert(
                "sim_order",
                "shop_key",
                "taobao-demo",
                "tid",
                tid,
                "status",
                status,
                "created_at",
                modifiedAt,
                "modified_at",
                modifiedAt);
    }

    private static HikariDataSource pool(EmbeddedDatabase server, String schema) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(server.url(schema));
        pool.setUsername(server.user());
        pool.setPassword(server.password());
        pool.setMaximumPoolSize(2);
        return pool;
    }

    private TypedVerb typed(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--lang", "en", "--data", folder.resolve("data").toString()));
        int code = HubCommand.run(
                all.toArray(String[]::new),
                Map.of(),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new BufferedReader(new StringReader("")),
                LATER);
        return new TypedVerb(code, out.toString(), err.toString());
    }

    /** Types a verb through a door that stays open: the database is started once. */
    private static TypedVerb through(HubDoor door, String... arguments) {
        return TypedVerb.in(
                "en",
                new HubDoor() {
                    @Override
                    public <A, R> R call(VerbCall<A, R> verb, A request) {
                        return door.call(verb, request);
                    }

                    @Override
                    public void close() {
                        // It is closed when all verbs have run.
                    }
                },
                LATER,
                "",
                arguments);
    }
}
