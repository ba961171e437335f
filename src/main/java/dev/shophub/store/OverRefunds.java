package dev.shophub.store;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Money;
import java.time.Instant;
import java.util.Currency;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Orders of which more went back than was paid: kept as the platform says, and told. */
public final class OverRefunds {

    private static final String GROUPS =
            """
             FROM shop s
             JOIN (SELECT DISTINCT shop_id, order_external_id FROM refund
                    WHERE status = 'SUCCEEDED' AND completed_at >= :since) recent ON recent.shop_id = s.id
             JOIN sales_order o ON o.shop_id = s.id AND o.external_id = recent.order_external_id
             JOIN refund r ON r.shop_id = s.id AND r.order_external_id = o.external_id AND r.status = 'SUCCEEDED'
            GROUP BY o.id HAVING SUM(r.amount) > MAX(o.total)""";

    private final JdbcClient jdbc;

    public OverRefunds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param paid what the buyer paid, freight included
     * @param refunded all that went back of it
     * @param lastAt when the last of it went back, UTC
     */
    public record OverRefund(DailyFacts.Shop shop, ExternalId orderId, Money paid, Money refunded, Instant lastAt) {}

    /** Orders with a refund that ended since then, those with most beyond what was paid first. */
    public DailyFacts.Listed<OverRefund> since(Instant since, int most) {
        var rows = jdbc.sql("SELECT s.shop_key, s.title AS shop_title, o.external_id, o.currency, o.total,"
                        + " SUM(r.amount) AS refunded, MAX(COALESCE(r.completed_at, r.modified_at)) AS last_at" + GROUPS
                        + " ORDER BY SUM(r.amount) - MAX(o.total) DESC, o.id LIMIT :most")
                .param("since", Columns.utc(since))
                .param("most", most)
                .query((row, number) -> {
                    var currency = Currency.getInstance(row.getString("currency"));
                    return new OverRefund(
                            DailyFacts.shop(row),
                            new ExternalId(row.getString("external_id")),
                            new Money(row.getBigDecimal("total"), currency),
                            new Money(row.getBigDecimal("refunded"), currency),
                            Columns.instant(row, "last_at"));
                })
                .list();
        var all = jdbc.sql("SELECT COUNT(*) FROM (SELECT 1" + GROUPS + ") g")
                .param("since", Columns.utc(since))
                .query(Long.class)
                .single();
        return new DailyFacts.Listed<>(rows, all);
    }
}
