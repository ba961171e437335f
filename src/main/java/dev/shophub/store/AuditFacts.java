package dev.shophub.store;

import dev.shophub.model.ExternalId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the audit compares: which orders are stored at which modification, and the figures of the days. */
public final class AuditFacts {

    private static final String STORED_AFTER =
            """
            SELECT external_id, modified_at FROM sales_order
            WHERE shop_id = :shop AND external_id > :after ORDER BY external_id LIMIT :limit
            """;
    private static final String ORDERS_BY_DAY =
            """
            SELECT DATE(placed_at + INTERVAL :offset SECOND) AS day, currency, COUNT(*) AS orders
            FROM sales_order WHERE shop_id = :shop AND placed_at >= :from AND placed_at < :to
            GROUP BY day, currency
            """;
    private static final String LINES_BY_DAY =
            """
            SELECT DATE(o.placed_at + INTERVAL :offset SECOND) AS day, o.currency, COUNT(*) AS order_lines,
                   SUM(l.quantity) AS pieces, SUM(l.quantity * l.unit_price) AS sales
            FROM sales_order o JOIN order_line l ON l.order_id = o.id
            WHERE o.shop_id = :shop AND o.placed_at >= :from AND o.placed_at < :to
            GROUP BY day, o.currency
            """;
    private static final String REFUNDS_BY_ORDER_DAY =
            """
            SELECT DATE(o.placed_at + INTERVAL :offset SECOND) AS day, r.currency, SUM(r.amount) AS amount
            FROM refund r JOIN sales_order o ON o.shop_id = r.shop_id AND o.external_id = r.order_external_id
            WHERE r.shop_id = :shop AND r.status = 'SUCCEEDED' AND o.placed_at >= :from AND o.placed_at < :to
            GROUP BY day, r.currency
            """;
    private static final String REFUNDS_BY_REFUND_DAY =
            """
            SELECT DATE(COALESCE(completed_at, modified_at) + INTERVAL :offset SECOND) AS day, currency,
                   SUM(amount) AS amount
            FROM refund
            WHERE shop_id = :shop AND status = 'SUCCEEDED'
              AND COALESCE(completed_at, modified_at) >= :from AND COALESCE(completed_at, modified_at) < :to
            GROUP BY day, currency
            """;
    private static final String SPAN =
            """
            SELECT MIN(first) AS first, MAX(last) AS last FROM (
              SELECT MIN(placed_at) AS first, MAX(placed_at) AS last FROM sales_order WHERE shop_id = :shop
              UNION ALL
              SELECT MIN(COALESCE(completed_at, modified_at)), MAX(COALESCE(completed_at, modified_at))
              FROM refund WHERE shop_id = :shop AND status = 'SUCCEEDED') times
            """;

    private final JdbcClient jdbc;

    public AuditFacts(DataSource operations) {
        this.jdbc = JdbcClient.create(operations);
    }

    /** The stored modification time of those of these orders that are stored; one page at a time. */
    public Map<ExternalId, Instant> stored(long shopId, Collection<ExternalId> ids) {
        var stored = new HashMap<ExternalId, Instant>();
        if (!ids.isEmpty()) {
            jdbc.sql("SELECT external_id, modified_at FROM sales_order WHERE shop_id = :shop AND external_id IN (:ids)")
                    .param("shop", shopId)
                    .param("ids", texts(ids))
                    .query(row -> {
                        stored.put(new ExternalId(row.getString("external_id")), Columns.instant(row, "modified_at"));
                    });
        }
        return stored;
    }

    /** The next page of all stored orders of a shop by id, with their modification times; empty after the last. */
    public List<StoredOrder> storedAfter(long shopId, Optional<ExternalId> after, int limit) {
        return jdbc.sql(STORED_AFTER)
                .param("shop", shopId)
                .param("after", after.map(ExternalId::value).orElse(""))
                .param("limit", limit)
                .query((row, number) -> new StoredOrder(
                        new ExternalId(row.getString("external_id")), Columns.instant(row, "modified_at")))
                .list();
    }

    /**
     * Those of these orders whose payload is kept because it could not be read, with the modification time it tells; an
     * empty one where not even that could be read.
     */
    public Map<ExternalId, Optional<Instant>> quarantined(long shopId, Collection<ExternalId> ids) {
        var kept = new HashMap<ExternalId, Optional<Instant>>();
        if (!ids.isEmpty()) {
            jdbc.sql("SELECT external_id, modified_at FROM quarantine WHERE shop_id = :shop AND stream = 'orders'"
                            + " AND cured_at IS NULL AND external_id IN (:ids)")
                    .param("shop", shopId)
                    .param("ids", texts(ids))
                    .query(row -> {
                        kept.put(
                                new ExternalId(row.getString("external_id")), Columns.maybeInstant(row, "modified_at"));
                    });
        }
        return kept;
    }

    /** Number of orders of a shop that are kept unread. */
    public long quarantinedOrders(long shopId) {
        return jdbc.sql(
                        "SELECT COUNT(*) FROM quarantine WHERE shop_id = :shop AND stream = 'orders' AND cured_at IS NULL")
                .param("shop", shopId)
                .query(Long.class)
                .single();
    }

    /** End of the last good poll of a shop's orders, UTC. */
    public Optional<Instant> lastGoodPollOfOrders(long shopId) {
        return jdbc.sql("SELECT last_good_at FROM checkpoint WHERE shop_id = :shop AND stream = 'orders'")
                .param("shop", shopId)
                .query((row, number) -> Columns.maybeInstant(row, "last_good_at"))
                .optional()
                .flatMap(time -> time);
    }

    /** First and last moment at which an order was placed or a refund succeeded; empty when there is neither. */
    public Optional<Span> span(long shopId) {
        return jdbc.sql(SPAN)
                .param("shop", shopId)
                .query((row, number) -> {
                    var first = Columns.maybeInstant(row, "first");
                    return first.isEmpty()
                            ? Optional.<Span>empty()
                            : Optional.of(new Span(first.get(), Columns.instant(row, "last")));
                })
                .single();
    }

    /**
     * The figures of a stretch of time in which the shop's clock has one offset.
     *
     * @param from first moment, UTC
     * @param to first moment after it, UTC
     * @param offsetSeconds of the shop's clock from UTC
     */
    public List<DayFigures> days(long shopId, Instant from, Instant to, int offsetSeconds) {
        var days = new ArrayList<DayFigures>();
        var stretch = new Stretch(shopId, from, to, offsetSeconds);
        statement(ORDERS_BY_DAY, stretch).query(row -> {
            days.add(DayFigures.none(row.getObject("day", LocalDate.class), row.getString("currency"))
                    .withOrders(row.getLong("orders")));
        });
        statement(LINES_BY_DAY, stretch).query(row -> {
            days.add(DayFigures.none(row.getObject("day", LocalDate.class), row.getString("currency"))
                    .withLines(row.getLong("order_lines"), row.getLong("pieces"), row.getBigDecimal("sales")));
        });
        statement(REFUNDS_BY_ORDER_DAY, stretch).query(row -> {
            days.add(DayFigures.none(row.getObject("day", LocalDate.class), row.getString("currency"))
                    .withRefunds(row.getBigDecimal("amount"), BigDecimal.ZERO));
        });
        statement(REFUNDS_BY_REFUND_DAY, stretch).query(row -> {
            days.add(DayFigures.none(row.getObject("day", LocalDate.class), row.getString("currency"))
                    .withRefunds(BigDecimal.ZERO, row.getBigDecimal("amount")));
        });
        return days;
    }

    private JdbcClient.StatementSpec statement(String sql, Stretch stretch) {
        return jdbc.sql(sql)
                .param("shop", stretch.shopId())
                .param("from", Columns.utc(stretch.from()))
                .param("to", Columns.utc(stretch.to()))
                .param("offset", stretch.offsetSeconds());
    }

    private static Set<String> texts(Collection<ExternalId> ids) {
        var texts = new HashSet<String>();
        ids.forEach(id -> texts.add(id.value()));
        return texts;
    }

    private record Stretch(long shopId, Instant from, Instant to, int offsetSeconds) {}

    /** A stored order and the platform's time of its stored version, UTC. */
    public record StoredOrder(ExternalId id, Instant modifiedAt) {}

    /** From the first to the last moment, both included, UTC. */
    public record Span(Instant first, Instant last) {}

    /**
     * Figures of one day and currency; parts of the same day add up.
     *
     * @param day in the shop's zone
     * @param currency ISO 4217
     * @param sales sum of quantity times unit price, in the currency's main unit
     * @param refunds successful ones, by the day of their order
     * @param refundsByRefundDay successful ones, by the day they ended
     */
    public record DayFigures(
            LocalDate day,
            String currency,
            long orders,
            long lines,
            long pieces,
            BigDecimal sales,
            BigDecimal refunds,
            BigDecimal refundsByRefundDay) {

        static DayFigures none(LocalDate day, String currency) {
            return new DayFigures(day, currency, 0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
        }

        DayFigures withOrders(long number) {
            return new DayFigures(day, currency, number, lines, pieces, sales, refunds, refundsByRefundDay);
        }

        DayFigures withLines(long number, long quantity, BigDecimal money) {
            return new DayFigures(day, currency, orders, number, quantity, money, refunds, refundsByRefundDay);
        }

        DayFigures withRefunds(BigDecimal byOrderDay, BigDecimal byRefundDay) {
            return new DayFigures(day, currency, orders, lines, pieces, sales, byOrderDay, byRefundDay);
        }

        /** The sum with another part of the same day. */
        public DayFigures plus(DayFigures other) {
            return new DayFigures(
                    day,
                    currency,
                    orders + other.orders,
                    lines + other.lines,
                    pieces + other.pieces,
                    sales.add(other.sales),
                    refunds.add(other.refunds),
                    refundsByRefundDay.add(other.refundsByRefundDay));
        }
    }
}
