package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.demo.DemoBooks;
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
import dev.shophub.support.TradeRows;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.apache.commons.csv.CSVRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ties what the hub holds after a walk to the rows of the folder and to figures worked out independently. */
final class TradeTies {

    private static final Logger LOG = LoggerFactory.getLogger(TradeTies.class);
    private static final Duration LOOKBACK = Duration.ofMinutes(2);

    private final ApplicationContext hub;
    private final JdbcClient database;
    private final TradeRows folder;
    private final boolean moved;

    private TradeTies(ApplicationContext hub, TradeRows folder, boolean moved) {
        this.hub = hub;
        this.database = JdbcClient.create(hub.getBean(DataSource.class));
        this.folder = folder;
        this.moved = moved;
    }

    TradeTies(ApplicationContext hub, TradeRows folder) {
        this(hub, folder, false);
    }

    /** Of a platform that moved rows, as a fault: its own books date the refunds. */
    static TradeTies amongMovedRows(ApplicationContext hub, TradeRows folder) {
        return new TradeTies(hub, folder, true);
    }

    /**
     * Ties everything.
     *
     * @param tied cancellations of the folder that name their line
     * @return what there is, in words
     */
    String tie(int tied) {
        var figures = tieRows();
        assertThat(tieCancellations()).isEqualTo(tied);
        tieDays();
        new SharedFigures(database, folder, moved).tie();
        tieIdsThatDifferOnlyInCase();
        tieAudit();
        return figures;
    }

    /** Every order, line and piece of the folder is stored once, and nothing else is. */
    private String tieRows() {
        var expected = new HashMap<String, BigDecimal>();
        var pieces = new long[1];
        folder.each("orders", row -> expected.put(row.get("order_id"), BigDecimal.ZERO));
        var lines = new HashMap<String, List<String>>();
        folder.each("lines", row -> {
            var price = new BigDecimal(row.get("unit_price"));
            var quantity = Long.parseLong(row.get("quantity"));
            pieces[0] += quantity;
            expected.merge(row.get("order_id"), price.multiply(BigDecimal.valueOf(quantity)), BigDecimal::add);
            lines.computeIfAbsent(row.get("order_id"), order -> new ArrayList<>())
                    .add(line(row));
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
        database.sql("SELECT s.source_id, l.code, l.quantity, l.unit_price FROM order_line l"
                        + " JOIN sales_order o ON o.id = l.order_id"
                        + " LEFT JOIN sim_source s ON s.kind = 'order' AND s.platform_id = o.external_id")
                .query(row -> {
                    var line = line(row.getString(2), row.getLong(3), row.getBigDecimal(4));
                    assertThat(lines.getOrDefault(row.getString(1), List.of()).remove(line))
                            .as("%s %s", row.getString(1), line)
                            .isTrue();
                });
        lines.values().removeIf(List::isEmpty);
        assertThat(lines).isEmpty();
        assertThat(number("SELECT COUNT(*) FROM quarantine")).isZero();
        var sales = expected.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return "%d orders, %d lines, %d pieces, sales %s, refunds %s, %d mails"
                .formatted(
                        stored.size(),
                        number("SELECT COUNT(*) FROM order_line"),
                        pieces[0],
                        sales,
                        database.sql("SELECT COALESCE(SUM(amount), 0) FROM refund WHERE status = 'SUCCEEDED'")
                                .query(BigDecimal.class)
                                .single()
                                .setScale(2),
                        number("SELECT COUNT(*) FROM mail_sent"));
    }

    /** Of a platform that numbers the lines of an order: each is stored under its own number. */
    void tieNumberedLines() {
        var expected = new HashMap<String, String>();
        folder.each("lines", row -> expected.put(row.get("order_id") + "/" + row.get("line"), line(row)));
        var stored = new HashMap<String, String>();
        database.sql("SELECT s.source_id, s.source_line, l.code, l.quantity, l.unit_price FROM order_line l"
                        + " JOIN sales_order o ON o.id = l.order_id"
                        + " LEFT JOIN sim_source s ON s.kind = 'line' AND s.platform_id = o.external_id"
                        + " AND s.platform_line_id = l.external_id")
                .query(row -> {
                    stored.put(
                            row.getString(1) + "/" + row.getString(2),
                            line(row.getString(3), row.getLong(4), row.getBigDecimal(5)));
                });
        assertThat(stored).isEqualTo(expected);
    }

    private static String line(CSVRecord row) {
        return line(row.get("product_id"), Long.parseLong(row.get("quantity")), new BigDecimal(row.get("unit_price")));
    }

    private static String line(String code, long quantity, BigDecimal price) {
        return code + " " + quantity + " x " + price.setScale(2);
    }

    /** Each cancellation of the folder that names its line is one refund, on that line, of its own money. */
    private int tieCancellations() {
        var expected = new TreeMap<String, String>();
        var number = new int[1];
        folder.each("cancellations", row -> {
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

    private void tieDays() {
        var expected = new TreeMap<String, String>();
        folder.each("expected_days", row -> {
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
        for (var day : new AuditDays(new AuditFacts(hub.getBean(DataSource.class)), books::shiftDays).of(shops())) {
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

    private void tieIdsThatDifferOnlyInCase() {
        var sold = new HashSet<String>();
        folder.each("lines", row -> sold.add(row.get("product_id")));
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
    private void tieAudit() {
        var books = hub.getBean(DemoBooks.class);
        tieAudit(Optional.of(books), books);
        tieAudit(Optional.empty(), books);
    }

    private void tieAudit(Optional<PlatformTruth> platform, ErpTruth erp) {
        var database = hub.getBean(DataSource.class);
        var audit = new Audit(
                new Audit.Books(new AuditFacts(database), new OrderReader(database), new OutboxFacts(database)),
                platform,
                erp,
                hub.getBean(DueRule.class),
                new Audit.Conditions(true, shop -> LOOKBACK, Patience.NONE),
                hub.getBean(Clock.class));
        for (var row : audit.of(shops())) {
            LOG.info("{}", row);
            assertThat(row.ok()).as("%s", row).isTrue();
            assertThat(row.inFlight()).isZero();
            assertThat(row.quarantined()).isZero();
            assertThat(row.outbox()).isZero();
            assertThat(row.dead()).isZero();
            assertThat(row.database()).isEqualTo(row.erp() + row.parked() + row.notDue());
        }
    }

    private List<ShopRow> shops() {
        return hub.getBean(Shops.class).all().stream()
                .filter(shop -> shop.role().equals("shop"))
                .toList();
    }

    private long number(String query) {
        return database.sql(query).query(Long.class).single();
    }
}
