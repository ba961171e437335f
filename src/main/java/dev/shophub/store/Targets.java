package dev.shophub.store;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Monthly plans. */
public final class Targets {

    private final JdbcClient jdbc;
    private final Clock clock;

    public Targets(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A shop's plan for a month.
     *
     * @param currency ISO 4217; empty for counts
     * @param value in the currency's main unit
     */
    public record Target(long shopId, YearMonth month, String figure, String currency, BigDecimal value) {}

    /** Sets plans; what was planned before for the same is replaced. */
    public void set(Collection<Target> targets, String author) {
        for (var target : targets) {
            jdbc.sql("INSERT INTO metric_target (shop_id, month, figure, currency, value, author, set_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE value = VALUES(value),"
                            + " author = VALUES(author), set_at = VALUES(set_at)")
                    .params(
                            target.shopId(),
                            target.month().atDay(1),
                            target.figure(),
                            target.currency(),
                            target.value(),
                            Columns.cut(author, 64),
                            Columns.utc(clock.instant()))
                    .update();
        }
    }

    /** The plans of these shops for the months from first to last, by shop, month and figure. */
    public List<Target> find(Collection<Long> shops, YearMonth first, YearMonth last) {
        if (shops.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("SELECT * FROM metric_target WHERE shop_id IN (:shops) AND month BETWEEN :first AND :last"
                        + " ORDER BY shop_id, month, figure, currency")
                .param("shops", shops)
                .param("first", first.atDay(1))
                .param("last", last.atDay(1))
                .query((row, number) -> new Target(
                        row.getLong("shop_id"),
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        row.getString("figure"),
                        row.getString("currency"),
                        row.getBigDecimal("value")))
                .list();
    }
}
