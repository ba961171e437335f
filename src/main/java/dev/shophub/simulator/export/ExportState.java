package dev.shophub.simulator.export;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was paid at a simulated shop, by day and by item: what its console counts. */
public final class ExportState {

    private final JdbcClient jdbc;

    /** @param world the simulators' schema, already migrated */
    public ExportState(DataSource world) {
        this.jdbc = JdbcClient.create(world);
    }

    /** What was paid; people are counted once. */
    static final class Paid {
        private final Set<String> people = new HashSet<>();
        private long orders;
        private long pieces;
        private BigDecimal amount = BigDecimal.ZERO;
        private String title = "";

        int buyers() {
            return people.size();
        }

        long orders() {
            return orders;
        }

        long pieces() {
            return pieces;
        }

        BigDecimal amount() {
            return amount;
        }

        String title() {
            return title;
        }

        private void add(String buyer, long tid, long pieces, BigDecimal amount) {
            people.add(buyer.isEmpty() ? Long.toString(tid) : buyer);
            this.pieces += pieces;
            this.amount = this.amount.add(amount);
        }
    }

    /** The shop's days from first to last, both included, in its zone. */
    Map<LocalDate, Paid> days(ShopKey shop, ZoneId zone, LocalDate first, LocalDate last) {
        var days = new TreeMap<LocalDate, Paid>();
        jdbc.sql(
                        """
                SELECT o.tid, o.paid_at, o.buyer, o.payment, SUM(l.quantity) AS pieces
                  FROM sim_order o LEFT JOIN sim_line l ON l.shop_key = o.shop_key AND l.tid = o.tid
                 WHERE o.shop_key = :shop AND o.status <> 'planned' AND o.created_at >= :earlier
                   AND o.paid_at >= :from AND o.paid_at < :to
                 GROUP BY o.tid, o.paid_at, o.buyer, o.payment""")
                .params(span(shop, zone, first, last))
                .query(row -> {
                    var paid = days.computeIfAbsent(
                            day(row.getObject("paid_at", LocalDateTime.class), zone), day -> new Paid());
                    paid.orders++;
                    paid.add(
                            row.getString("buyer"),
                            row.getLong("tid"),
                            row.getLong("pieces"),
                            row.getBigDecimal("payment"));
                });
        return days;
    }

    /** Items of one day. */
    Map<Long, Paid> items(ShopKey shop, ZoneId zone, LocalDate day) {
        var items = new TreeMap<Long, Paid>();
        jdbc.sql(
                        """
                SELECT o.tid, o.buyer, l.item_id, l.title, l.quantity, l.paid_share
                  FROM sim_order o JOIN sim_line l ON l.shop_key = o.shop_key AND l.tid = o.tid
                 WHERE o.shop_key = :shop AND o.status <> 'planned' AND o.created_at >= :earlier
                   AND o.paid_at >= :from AND o.paid_at < :to ORDER BY o.tid""")
                .params(span(shop, zone, day, day))
                .query(row -> {
                    var paid = items.computeIfAbsent(row.getLong("item_id"), item -> new Paid());
                    paid.title = row.getString("title");
                    paid.add(
                            row.getString("buyer"),
                            row.getLong("tid"),
                            row.getLong("quantity"),
                            row.getBigDecimal("paid_share"));
                });
        return items;
    }

    private static Map<String, ?> span(ShopKey shop, ZoneId zone, LocalDate first, LocalDate last) {
        Instant from = first.atStartOfDay(zone).toInstant();
        return Map.of(
                "shop", shop.value(),
                "from", State.utc(from),
                "to", State.utc(last.plusDays(1).atStartOfDay(zone).toInstant()),
                "earlier", State.utc(first.minusDays(40).atStartOfDay(zone).toInstant()));
    }

    private static LocalDate day(LocalDateTime utc, ZoneId zone) {
        return LocalDate.ofInstant(State.instant(utc), zone);
    }
}
