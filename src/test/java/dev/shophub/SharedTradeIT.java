package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.camel.PollsByHand;
import dev.shophub.demo.DemoBooks;
import dev.shophub.demo.WalkedWorld;
import dev.shophub.metric.Figures;
import dev.shophub.outbox.Bell;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.reconcile.Audit;
import dev.shophub.reconcile.AuditDays;
import dev.shophub.reconcile.DueRule;
import dev.shophub.reconcile.ErpTruth;
import dev.shophub.reconcile.Patience;
import dev.shophub.reconcile.PlatformTruth;
import dev.shophub.store.AuditFacts;
import dev.shophub.store.OrderReader;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.support.WalkedClock;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Real shops' trade, whole, through the hub: its clock and the world's are walked through the folder's days, and what the
 * database holds afterwards is tied to the folder's rows and to figures worked out independently.
 */
@Tag("shared")
class SharedTradeIT {

    private static final Logger LOG = LoggerFactory.getLogger(SharedTradeIT.class);
    private static final Duration LOOKBACK = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @ParameterizedTest
    @CsvSource({
        "olist, 2016-09-02T16:00:00Z, P3D, 0",
        "gift_shop, 2009-11-29T16:00:00Z, P28D, 7971",
    })
    void everyOrderLineAndPieceArrivesOnceAndNothingDueIsLeftOut(String name, Instant start, Duration step, int tied)
            throws IOException {
        var folder = Path.of(System.getProperty("shared", "../shared"), "data", name);
        assertThat(Files.isDirectory(folder))
                .withFailMessage("The shared trade folders are not at %s; name their folder with -Dshared=DIR", folder)
                .isTrue();
        var data = Path.of("target", "shared", name).toAbsolutePath();
        forget(data);
        var clock = new WalkedClock(start);
        var began = System.nanoTime();
        try (var world = WalkedWorld.start("shared_" + name, folder, data, clock);
                var hub = world.hub();
                var polls = new PollsByHand(hub)) {
            var database = JdbcClient.create(hub.getBean(DataSource.class));
            // What a power cut would lose is tried elsewhere.
            database.sql("SET GLOBAL innodb_flush_log_at_trx_commit = 2").update();
            var walk = new Walk(
                    clock, polls, hub.getBean(Bell.class), database, world.schema(), hub.getBean(Figures.class));
            walk.toTheEnd(step);
            var figures = tieRows(database, folder);
            assertThat(tieCancellations(database, folder)).isEqualTo(tied);
            tieDays(hub, folder);
            new SharedFigures(database, folder).tie();
            tieIdsThatDifferOnlyInCase(database, folder);
            tieAudit(hub);
            LOG.info("{}: {}, in {} s; {}", name, figures, seconds(System.nanoTime() - began), walk);
        }
    }

    /** Moves the clock until nothing is ahead, days or weeks a step; after each step everything is read and delivered. */
    private static final class Walk {

        private final WalkedClock clock;
        private final PollsByHand polls;
        private final Bell bell;
        private final JdbcClient database;
        private final String world;
        private final Figures figures;
        private final long began = System.nanoTime();
        private long polling;
        private long delivering;
        private long computing;
        private int steps;

        Walk(WalkedClock clock, PollsByHand polls, Bell bell, JdbcClient database, String world, Figures figures) {
            this.figures = figures;
            this.clock = clock;
            this.polls = polls;
            this.bell = bell;
            this.database = database;
            this.world = world;
        }

        void toTheEnd(Duration length) {
            polls.readPast();
            do {
                step(length);
                if (steps % 10 == 1 || length.toDays() > 7) {
                    LOG.info("{}: {}", clock.instant(), this);
                }
            } while (eventsAhead() > 0);
            step(Duration.ofMinutes(10));
            step(Duration.ofDays(1));
            awaitDelivered("o.destination IN ('erp', 'listing', 'mail')");
        }

        private void step(Duration by) {
            clock.advance(by);
            var from = System.nanoTime();
            polls.pollAll();
            var read = System.nanoTime();
            bell.ring();
            awaitDelivered("o.destination IN ('erp', 'listing')");
            var delivered = System.nanoTime();
            figures.refresh();
            polling += read - from;
            delivering += delivered - read;
            computing += System.nanoTime() - delivered;
            steps++;
        }

        /** What waits behind a message that is to wait longer cannot go before the clock moves on. */
        private void awaitDelivered(String which) {
            var under = "SELECT COUNT(*) FROM outbox o WHERE " + which + " AND o.state IN ('waiting', 'sending')"
                    + " AND (o.state = 'sending' OR o.due_at <= :now AND NOT EXISTS (SELECT 1 FROM outbox p"
                    + " WHERE p.destination = o.destination AND p.shop_id <=> o.shop_id AND p.aggregate = o.aggregate AND p.state = 'waiting'"
                    + " AND p.id < o.id AND p.due_at > :now))";
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> database.sql(under)
                                    .param("now", LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                                    .query(Long.class)
                                    .single()
                            == 0);
        }

        private long eventsAhead() {
            return number(database, "SELECT COUNT(*) FROM " + world + ".sim_event WHERE applied = FALSE");
        }

        @Override
        public String toString() {
            return "%d steps in %d s, reading %d s (%s), delivering %d s, computing figures %d s"
                    .formatted(
                            steps,
                            seconds(System.nanoTime() - began),
                            seconds(polling),
                            polls.took(),
                            seconds(delivering),
                            seconds(computing));
        }
    }

    /** Every order, line and piece of the folder is stored once, and nothing else is. */
    private static String tieRows(JdbcClient database, Path folder) {
        var expected = new HashMap<String, BigDecimal>();
        var pieces = new long[1];
        rows(folder, "orders", row -> expected.put(row.get("order_id"), BigDecimal.ZERO));
        var lines = new HashMap<String, String>();
        rows(folder, "lines", row -> {
            var price = new BigDecimal(row.get("unit_price"));
            var quantity = Long.parseLong(row.get("quantity"));
            pieces[0] += quantity;
            expected.merge(row.get("order_id"), price.multiply(BigDecimal.valueOf(quantity)), BigDecimal::add);
            lines.put(row.get("order_id") + "/" + row.get("line"), line(row.get("product_id"), quantity, price));
        });
        var stored = new HashMap<String, BigDecimal>();
        database.sql("SELECT s.source_id, o.goods, o.line_count FROM sales_order o"
                        + " LEFT JOIN sim_source s ON s.kind = 'order' AND s.platform_id = o.external_id")
                .query(row -> {
                    assertThat(stored.put(row.getString(1), row.getBigDecimal(2)))
                            .isNull();
                });
        assertThat(stored.keySet()).isEqualTo(expected.keySet());
        stored.forEach((order, goods) -> assertThat(goods).as(order).isEqualByComparingTo(expected.get(order)));
        database.sql("SELECT s.source_id, s.source_line, l.code, l.quantity, l.unit_price FROM order_line l"
                        + " JOIN sales_order o ON o.id = l.order_id"
                        + " LEFT JOIN sim_source s ON s.kind = 'line' AND s.platform_id = o.external_id"
                        + " AND s.platform_line_id = l.external_id")
                .query(row -> {
                    var source = row.getString(1) + "/" + row.getString(2);
                    assertThat(line(row.getString(3), row.getLong(4), row.getBigDecimal(5)))
                            .as(source)
                            .isEqualTo(lines.remove(source));
                });
        assertThat(lines).isEmpty();
        assertThat(number(database, "SELECT COUNT(*) FROM quarantine")).isZero();
        var sales = expected.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return "%d orders, %d lines, %d pieces, sales %s, refunds %s, %d mails"
                .formatted(
                        stored.size(),
                        number(database, "SELECT COUNT(*) FROM order_line"),
                        pieces[0],
                        sales,
                        database.sql("SELECT COALESCE(SUM(amount), 0) FROM refund WHERE status = 'SUCCEEDED'")
                                .query(BigDecimal.class)
                                .single()
                                .setScale(2),
                        number(database, "SELECT COUNT(*) FROM mail_sent"));
    }

    private static String line(String code, long quantity, BigDecimal price) {
        return code + " " + quantity + " x " + price.setScale(2);
    }

    /** Each cancellation of the folder that names its line is one refund, on that line, of its own money. */
    private static int tieCancellations(JdbcClient database, Path folder) {
        var expected = new TreeMap<String, String>();
        var number = new int[1];
        rows(folder, "cancellations", row -> {
            number[0]++;
            if (!row.get("order_id").isEmpty()) {
                expected.put(
                        Integer.toString(number[0]),
                        row.get("order_id") + "/" + row.get("line") + " "
                                + new BigDecimal(row.get("unit_price"))
                                        .multiply(new BigDecimal(row.get("quantity")))
                                        .setScale(2));
            }
        });
        var stored = new TreeMap<String, String>();
        database.sql("SELECT s.source_id, l.source_id, l.source_line, r.amount FROM refund r"
                        + " LEFT JOIN sim_source s ON s.kind = 'refund' AND s.platform_id = r.external_id"
                        + " LEFT JOIN sim_source l ON l.kind = 'line' AND l.platform_id = r.order_external_id"
                        + " AND l.platform_line_id = r.line_external_id WHERE r.status = 'SUCCEEDED'")
                .query(row -> {
                    var refund = row.getString(2) + "/" + row.getString(3) + " "
                            + row.getBigDecimal(4).setScale(2);
                    assertThat(stored.put(row.getString(1), refund)).isNull();
                });
        assertThat(stored).isEqualTo(expected);
        return stored.size();
    }

    private static void tieDays(ApplicationContext hub, Path folder) {
        var expected = new TreeMap<String, String>();
        rows(folder, "expected_days", row -> {
            var refunds = new BigDecimal(row.get("cancelled_by_order_day")).setScale(2);
            if (!row.get("orders").equals("0") || refunds.signum() != 0) {
                expected.put(
                        row.get("day"),
                        String.join(
                                " ",
                                row.get("orders"),
                                row.get("lines"),
                                row.get("pieces"),
                                new BigDecimal(row.get("sales")).setScale(2).toString(),
                                refunds.toString()));
            }
        });
        var stored = new TreeMap<String, String>();
        var books = hub.getBean(DemoBooks.class);
        for (var day : new AuditDays(new AuditFacts(hub.getBean(DataSource.class)), books::shiftDays).of(shops(hub))) {
            if (day.orders() > 0) {
                assertThat(day.sourceDay()).contains(day.day());
                stored.put(
                        day.day().toString(),
                        day.orders() + " " + day.lines() + " " + day.pieces() + " " + day.sales() + " "
                                + day.refunds());
            }
        }
        assertThat(stored).isEqualTo(expected);
    }

    private static void tieIdsThatDifferOnlyInCase(JdbcClient database, Path folder) {
        var sold = new HashSet<String>();
        rows(folder, "lines", row -> sold.add(row.get("product_id")));
        var codes = new HashSet<>(database.sql("SELECT DISTINCT code FROM order_line")
                .query(String.class)
                .list());
        assertThat(codes).isEqualTo(sold);
        var listed = new HashSet<>(database.sql("SELECT code FROM listing_variant")
                .query(String.class)
                .list());
        assertThat(listed).containsAll(sold);
        database.sql("SELECT code, erp_sku FROM sku_mapping").query(row -> {
            assertThat(row.getString(2)).isEqualTo(row.getString(1));
        });
    }

    /** Once against what the platform still shows, once all that is stored: what is due is in the ERP or waits for a person. */
    private static void tieAudit(ApplicationContext hub) {
        var books = hub.getBean(DemoBooks.class);
        tieAudit(hub, Optional.of(books), books);
        tieAudit(hub, Optional.empty(), books);
    }

    private static void tieAudit(ApplicationContext hub, Optional<PlatformTruth> platform, ErpTruth erp) {
        var database = hub.getBean(DataSource.class);
        var audit = new Audit(
                new Audit.Books(new AuditFacts(database), new OrderReader(database), new OutboxFacts(database)),
                platform,
                erp,
                hub.getBean(DueRule.class),
                new Audit.Conditions(true, shop -> LOOKBACK, Patience.NONE),
                hub.getBean(Clock.class));
        for (var row : audit.of(shops(hub))) {
            LOG.info("{}", row);
            assertThat(row.ok()).as("%s", row).isTrue();
            assertThat(row.inFlight()).isZero();
            assertThat(row.quarantined()).isZero();
            assertThat(row.outbox()).isZero();
            assertThat(row.dead()).isZero();
            assertThat(row.database()).isEqualTo(row.erp() + row.parked() + row.notDue());
        }
    }

    private static List<ShopRow> shops(ApplicationContext hub) {
        return hub.getBean(Shops.class).all().stream()
                .filter(shop -> shop.role().equals("shop"))
                .toList();
    }

    private static void rows(Path folder, String table, Consumer<CSVRecord> each) {
        var file = folder.resolve(table + ".csv.gz");
        if (!Files.exists(file)) {
            return;
        }
        try (var text = new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8);
                var parsed = CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(text)) {
            parsed.forEach(each);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long number(JdbcClient database, String query) {
        return database.sql(query).query(Long.class).single();
    }

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds();
    }

    private static void forget(Path data) throws IOException {
        Files.createDirectories(data);
        try (var left = Files.walk(data)) {
            for (var file : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        Files.createDirectories(data);
    }
}
