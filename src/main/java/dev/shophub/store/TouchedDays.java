package dev.shophub.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The days whose figures are to be computed again, written in the transaction of the page that changed them. Rows are only
 * appended and removed by number, so writers never wait for each other nor for the one who computes.
 */
public final class TouchedDays {

    private static final MultiRow DAYS = new MultiRow("INSERT INTO metric_touched (shop_id, day) VALUES", 2, "");
    private static final String OF_REFUNDS =
            """
            INSERT INTO metric_touched (shop_id, day)
            SELECT DISTINCT shop_id, day FROM (
              SELECT r.shop_id, DATE(COALESCE(r.completed_at, r.modified_at)) AS day FROM refund r
               WHERE r.shop_id = ? AND r.external_id IN (%1$s)
              UNION SELECT o.shop_id, DATE(o.placed_at) FROM refund r
                JOIN sales_order o ON o.shop_id = r.shop_id AND o.external_id = r.order_external_id
               WHERE r.shop_id = ? AND r.external_id IN (%1$s)
              UNION SELECT o.shop_id, DATE(o.paid_at) FROM refund r
                JOIN sales_order o ON o.shop_id = r.shop_id AND o.external_id = r.order_external_id
               WHERE r.shop_id = ? AND r.external_id IN (%1$s) AND o.paid_at IS NOT NULL) days
            """;

    private final JdbcTemplate jdbc;

    public TouchedDays(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Something changed that belongs to these moments. */
    void at(long shopId, Stream<Instant> moments) {
        var days = new TreeSet<LocalDate>();
        moments.forEach(moment -> days.add(LocalDate.ofInstant(moment, ZoneOffset.UTC)));
        days(shopId, days);
    }

    /** These refunds changed: the days they ended, and those of their orders. */
    void ofRefunds(long shopId, Collection<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        var some = new ArrayList<Object>();
        for (int part = 0; part < 3; part++) {
            some.add(shopId);
            some.addAll(ids);
        }
        jdbc.update(OF_REFUNDS.formatted(String.join(",", Collections.nCopies(ids.size(), "?"))), some.toArray());
    }

    /** These days, in UTC, are to be computed again. */
    public void days(long shopId, Collection<LocalDate> days) {
        DAYS.write(jdbc, days.stream().map(day -> new Object[] {shopId, day}).toList());
    }

    /** The oldest marks of a shop; at most {@code most}. */
    public List<Mark> marks(long shopId, int most) {
        return jdbc.query(
                "SELECT id, day FROM metric_touched WHERE shop_id = ? ORDER BY id LIMIT ?",
                (row, number) -> new Mark(row.getLong(1), row.getObject(2, LocalDate.class)),
                shopId,
                most);
    }

    /** These marks are dealt with; those of a page that commits later stay. */
    public void done(Collection<Mark> marks) {
        var ids = marks.stream().map(Mark::id).toList();
        for (int from = 0; from < ids.size(); from += 1_000) {
            var some = ids.subList(from, Math.min(ids.size(), from + 1_000));
            jdbc.update(
                    "DELETE FROM metric_touched WHERE id IN (" + String.join(",", Collections.nCopies(some.size(), "?"))
                            + ")",
                    some.toArray());
        }
    }

    /** @param day in UTC; a day of a shop's zone may lie in two of them */
    public record Mark(long id, LocalDate day) {}
}
