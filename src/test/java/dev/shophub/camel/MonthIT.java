package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.shophub.alert.MailWorld;
import dev.shophub.settings.KeepSettings;
import dev.shophub.store.Retention;
import dev.shophub.store.Said;
import dev.shophub.support.Rows;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A month of simulated time: what only explains the past goes, and nothing else of this process grows by the days. */
class MonthIT {

    private static final int DAYS = 30;
    private static final int KEPT = 7;
    private static final int A_DAY = 4;
    private static final Duration KEEP = Duration.ofDays(KEPT);

    /** Tables whose rows go, each with the columns of a row that is done. */
    static final Map<String, Object[]> GO = new TreeMap<>(Map.of(
            "raw_record", new Object[] {"read_at"},
            "attempt", new Object[] {"at"},
            "sync_run", new Object[] {"started_at"},
            "outbox", new Object[] {"finished_at", "state", "delivered", "attributes", "{}"},
            "mail_sent", new Object[] {"sent_at"},
            "mail_topic", new Object[] {"told_at"},
            "steering_deed", new Object[] {"at"},
            "quarantine", new Object[] {"cured_at"},
            "personal_reading", new Object[] {"at"},
            "mail_outage", new Object[] {"ended_at"}));

    private final MailWorld world = new MailWorld();
    private final Rows rows = new Rows(world.data);
    private final NightlyRetention retention = new NightlyRetention(
            new Retention(world.jdbc, world.clock), () -> new KeepSettings(KEEP, KEEP, KEEP, KEEP, KEEP, KEEP));

    /** A table that is new must say here and on the page what becomes of its rows. */
    @Test
    void everyTableStandsOnThePageWithItsRetentionOrWithWhatBoundsIt() throws IOException {
        var page = Files.readString(Path.of("docs", "operations.md"));
        var part = page.substring(page.indexOf("\n## Retention\n"));
        part = part.substring(0, part.indexOf("\n## ", 5));
        var named = Pattern.compile("`([a-z_]+)`")
                .matcher(part)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        var tables = world.jdbc.queryForList(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'"
                        + " AND table_name <> 'flyway_schema_history'",
                String.class);
        assertThat(tables).hasSizeGreaterThan(50).isSubsetOf(named);
        assertThat(named).containsAll(GO.keySet());
    }

    @Test
    void inAMonthNoTableFileThreadHandleOrHeapGrowsBeyondItsRetention() throws Exception {
        world.diskFolders.add(Path.of("target"));
        var files = files();
        var counts = new TreeMap<Integer, Map<String, Long>>();
        long[] before = {0, 0, 0};
        for (int day = 1; day <= DAYS; day++) {
            aDay(day);
            retention.removeOld();
            counts.put(day, counts());
            if (day == KEPT + 3) {
                before = use();
            }
            world.clock.advance(Duration.ofDays(1));
        }
        var full = counts.get(KEPT + 3);
        var end = counts.get(DAYS);
        GO.keySet().forEach(table -> {
            assertThat(full.get(table)).as(table).isGreaterThanOrEqualTo((long) KEPT * A_DAY);
            assertThat(end.get(table)).as(table).isLessThanOrEqualTo(full.get(table) * 11 / 10);
        });
        // what stands for a state is there once, however often it was told
        end.forEach((table, rows) -> {
            if (!GO.containsKey(table)) {
                assertThat(rows).as(table).isEqualTo(full.get(table));
            }
        });
        var after = use();
        assertThat(after[0]).as("threads").isLessThanOrEqualTo(before[0] + 2);
        assertThat(after[1]).as("open files").isLessThanOrEqualTo(before[1] + 10);
        assertThat(after[2]).as("heap in MB").isLessThanOrEqualTo(before[2] + 16);
        assertThat(files()).isEqualTo(files);
    }

    /** Rows of every kind by hand, and the rooms that mail at work: troubles come, last, and are cured. */
    private void aDay(int day) throws Exception {
        var now = world.clock.instant();
        for (int i = 0; i < A_DAY; i++) {
            for (var table : GO.keySet()) {
                rows.insert(table, values(table, day * 100 + i, now));
            }
            world.troubles.raise(
                    "day/" + i,
                    "auth",
                    Optional.of(world.shop.id()),
                    Said.quoting("access-refused", "The token was refused"));
        }
        world.disk.look();
        world.stages.look();
        world.troubles.remind();
        world.deliver();
        for (int i = 0; i < A_DAY; i++) {
            world.troubles.cure("day/" + i);
        }
        world.deliver();
    }

    private Object[] values(String table, int number, Instant now) {
        var extra = GO.get(table);
        var values = new ArrayList<Object>(List.of(extra[0], now));
        values.addAll(List.of(extra).subList(1, extra.length));
        var id = "m" + number;
        switch (table) {
            case "raw_record", "quarantine" -> values.addAll(
                    List.of("shop_id", world.shop.id(), "stream", "orders", "external_id", id));
            case "outbox" -> values.addAll(
                    List.of("destination", "erp", "kind", "order", "subject", id, "aggregate", id));
            case "mail_sent" -> values.addAll(List.of("message_id", id));
            case "mail_topic" -> values.addAll(List.of("subject", id, "topic", "month"));
            case "attempt" -> values.addAll(List.of("outbox_id", 1));
            default -> {}
        }
        return values.toArray();
    }

    private Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        world.jdbc
                .queryForList(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
                                + " AND table_type = 'BASE TABLE'",
                        String.class)
                .forEach(table ->
                        counts.put(table, world.jdbc.queryForObject("SELECT COUNT(*) FROM " + table, Long.class)));
        return counts;
    }

    /** Threads, open files, and megabytes of heap after the collector has run. */
    static long[] use() {
        System.gc();
        var system = ManagementFactory.getOperatingSystemMXBean();
        return new long[] {
            ManagementFactory.getThreadMXBean().getThreadCount(),
            system instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : 0,
            ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20
        };
    }

    /** What lies in the working directory and the folder for temporary files of this process. */
    private static TreeSet<String> files() throws IOException {
        var names = new TreeSet<String>();
        for (var folder : List.of(Path.of(""), Path.of("config"), Path.of("routes"))) {
            try (var all = Files.list(folder.toAbsolutePath())) {
                all.forEach(file -> names.add(file.toString()));
            }
        }
        return names;
    }
}
