package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.demo.WalkedWorld;
import dev.shophub.listing.Standstill;
import dev.shophub.metric.Figures;
import dev.shophub.outbox.Bell;
import dev.shophub.store.Shops;
import dev.shophub.support.WalkedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A whole hub walks a month of a shop's trade day by day, by its own routes: no table but those of facts grows, and no threads, open
 * files, heap or files of its folder by the days.
 */
class WalkedMonthIT {

    private static final Logger LOG = LoggerFactory.getLogger(WalkedMonthIT.class);
    private static final LocalDate FIRST = LocalDate.parse("2024-03-01");
    private static final int DAYS = 30;
    private static final int KEPT = 7;
    /** By then orders of all ages are under way beside a full span of what is kept. */
    private static final int FULL = 2 * KEPT + 2;

    private static final int ORDERS_A_DAY = 12;
    /** What the trade leaves: kept for good, as docs/operations.md says. */
    private static final Set<String> FACTS = Set.of(
            "sales_order",
            "order_line",
            "payment",
            "order_status_history",
            "erp_link",
            "review",
            "metric_value",
            "metric_item_value",
            "metric_source_day",
            "report_edition",
            "report_figure");

    private static final Duration MOMENT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final WalkedClock clock =
            new WalkedClock(FIRST.atStartOfDay().minusHours(12).toInstant(ZoneOffset.UTC));

    @TempDir
    private Path trade;

    @TempDir
    private Path data;

    @Test
    void aMonthOfTradeLeavesNothingBehindButFacts() throws IOException {
        trade();
        var keep = Stream.of("attempts", "deeds", "mails", "outbox", "raw-records", "sync-runs")
                .map(what -> "--hub.keep." + what + "=" + KEPT + "d")
                .toArray(String[]::new);
        try (var world = WalkedWorld.start("walked_month", trade, data, clock);
                var hub = world.hub(keep);
                var polls = new PollsByHand(hub)) {
            polls.readPast();
            var counts = new TreeMap<Integer, Map<String, Long>>();
            long[] before = {};
            var files = List.<String>of();
            for (int day = 1; day <= DAYS; day++) {
                clock.advance(Duration.ofDays(1));
                polls.pollAll();
                delivered(hub);
                // a level that rises waits for the orders to be read, by the clock
                clock.advance(MOMENT);
                delivered(hub);
                // the routes that do so go by this machine's clock
                hub.getBean(Standstill.class).look();
                hub.getBean(Figures.class).computeNow(hub.getBean(Shops.class).all());
                hub.getBean(NightlyRetention.class).removeOld();
                counts.put(day, counts(hub));
                if (day == FULL) {
                    before = MonthIT.use();
                    files = files();
                }
            }
            var after = MonthIT.use();
            var full = counts.get(FULL);
            var end = counts.get(DAYS);
            LOG.info("after {} days {} {}", FULL, before, full);
            LOG.info("after {} days {} {}", DAYS, after, end);
            assertThat(end.get("sales_order")).as("facts stay").isGreaterThanOrEqualTo((DAYS - 2L) * ORDERS_A_DAY);
            assertThat(FACTS).doesNotContainAnyElementsOf(MonthIT.GO.keySet());
            end.forEach((table, rows) -> assertThat(FACTS.contains(table) ? 0 : rows)
                    .as(table)
                    .isLessThanOrEqualTo(full.get(table) * 12 / 10 + 5));
            for (var table : List.of("raw_record", "attempt", "sync_run", "outbox")) {
                assertThat(end.get(table)).as(table + " is written at all").isPositive();
            }
            assertThat(after[0]).as("threads").isLessThanOrEqualTo(before[0] + 5);
            assertThat(after[1]).as("open files").isLessThanOrEqualTo(before[1] + 15);
            assertThat(after[2]).as("heap in MB").isLessThanOrEqualTo(before[2] + 24);
            assertThat(files()).isEqualTo(files);
            assertThat(oldest(hub, "sync_run", "started_at"))
                    .isAfterOrEqualTo(clock.instant().minus(Duration.ofDays(KEPT)));
        }
    }

    /** A shop that sells every day, from the first to well after the month. */
    private void trade() throws IOException {
        Files.writeString(trade.resolve("trade.properties"), "time-zone=Asia/Shanghai\ncurrency=CNY\n");
        Files.writeString(trade.resolve("products.csv"), "product_id,title,category,price\nTEA-1,高山红茶,tea,20.00\n");
        var orders = new ArrayList<>(
                List.of("order_id,buyer_id,region,city,status,placed_at,paid_at,shipped_at,delivered_at"));
        var lines = new ArrayList<>(List.of("order_id,line,product_id,title,quantity,unit_price,freight"));
        for (int day = 0; day < DAYS + 10; day++) {
            for (int number = 0; number < ORDERS_A_DAY; number++) {
                var id = "o" + day + "-" + number;
                var placed = FIRST.plusDays(day).atTime(8 + number, 15);
                orders.add("%s,b%d,浙江省,杭州市,delivered,%s,%s,,"
                        .formatted(id, number, said(placed), said(placed.plusMinutes(5))));
                lines.add(id + ",1,TEA-1,,1,20.00,");
            }
        }
        Files.write(trade.resolve("orders.csv"), orders);
        Files.write(trade.resolve("lines.csv"), lines);
    }

    private static String said(LocalDateTime time) {
        return time.toString().replace('T', ' ') + ":00";
    }

    private void delivered(ApplicationContext hub) {
        hub.getBean(Bell.class).ring();
        Awaitility.await().pollInSameThread().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        PollsByHand.claimable(hub))
                .isEmpty());
    }

    private static Map<String, Long> counts(ApplicationContext hub) {
        var jdbc = new JdbcTemplate(hub.getBean(DataSource.class));
        var counts = new TreeMap<String, Long>();
        jdbc.queryForList(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
                                + " AND table_type = 'BASE TABLE'",
                        String.class)
                .forEach(table -> counts.put(table, jdbc.queryForObject("SELECT COUNT(*) FROM " + table, Long.class)));
        return counts;
    }

    private static Instant oldest(ApplicationContext hub, String table, String column) {
        return new JdbcTemplate(hub.getBean(DataSource.class))
                .queryForObject("SELECT MIN(" + column + ") FROM " + table, LocalDateTime.class)
                .toInstant(ZoneOffset.UTC);
    }

    /** Without the exports that the demo's merchant lays into the inbox, by this machine's clock. */
    private List<String> files() throws IOException {
        var inbox = data.resolve("inbox");
        try (var all = Files.walk(data)) {
            return all.filter(file -> !file.startsWith(inbox))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }
}
