package dev.shophub.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** Where figures stand: computes those of our own books inside the database, and reads them. */
public final class FigureTables {

    /** The source of figures computed from our own tables. */
    public static final String BOOKS = "books";

    private static final String DELETE =
            """
            DELETE FROM metric_value WHERE shop_id = :shop AND period = :figure_period AND day = :figure_day
               AND source = 'books' AND figure IN (:figure_names)
            """;
    private static final String DELETE_ITEMS =
            """
            DELETE FROM metric_item_value WHERE shop_id = :shop AND day = :figure_day
               AND source = 'books' AND figure IN (:figure_names)
            """;
    private static final String INSERT =
            """
            INSERT INTO metric_value (shop_id, period, day, source, figure, currency, value)
            SELECT * FROM (
              SELECT :shop, :figure_period, :figure_day, 'books', f.figure, q.currency, %s AS value
                FROM (%s) q CROSS JOIN (%s) f) answered
             WHERE value IS NOT NULL
            """;
    private static final String INSERT_ITEMS =
            """
            INSERT INTO metric_item_value (shop_id, day, source, figure, item, currency, value)
            SELECT * FROM (
              SELECT :shop, :figure_day, 'books', f.figure, q.item, q.currency, %s AS value
                FROM (%s) q CROSS JOIN (%s) f) answered
             WHERE value <> 0
            """;

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionOperations transaction;
    private final Queries inForce;

    /**
     * @param transaction READ COMMITTED
     * @param inForce texts that take the place of what was read at the start
     */
    public FigureTables(JdbcTemplate jdbc, TransactionOperations transaction, Queries inForce) {
        this.jdbc = new NamedParameterJdbcTemplate(jdbc);
        this.transaction = transaction;
        this.inForce = inForce;
    }

    /**
     * Puts what queries answer now in the place of what they answered before, in one transaction; nothing is read into this process.
     *
     * @param enough asked after each query
     * @return how many were answered, from the first on; at least one
     */
    public int compute(
            long shopId, Span span, List<FigureQuery> queries, Map<String, ?> asked, BooleanSupplier enough) {
        var values = parameters(shopId, asked);
        values.put("figure_period", span.kind().word());
        values.put("figure_day", span.first());
        return transaction.execute(status -> {
            int answered = 0;
            do {
                var query = queries.get(answered);
                values.put("figure_names", query.figures());
                jdbc.update(query.byItem() ? DELETE_ITEMS : DELETE, values);
                jdbc.update(
                        (query.byItem() ? INSERT_ITEMS : INSERT).formatted(value(query), sql(query), names(query)),
                        values);
                answered++;
            } while (answered < queries.size() && !enough.getAsBoolean());
            return answered;
        });
    }

    /** The text in force, which an admin may have edited since the hub was started. */
    private String sql(FigureQuery query) {
        return inForce.find("metrics/" + query.name() + ".sql")
                .map(text -> text.strip().replaceFirst(";$", ""))
                .orElse(query.sql());
    }

    private static Map<String, Object> parameters(long shopId, Map<String, ?> asked) {
        var values = new HashMap<String, Object>();
        asked.forEach((name, value) -> values.put(name, value instanceof Instant at ? Columns.utc(at) : value));
        values.put("shop", shopId);
        return values;
    }

    private static String value(FigureQuery query) {
        return query.figures().stream()
                .map(figure -> "WHEN '" + figure + "' THEN q.`" + figure + "`")
                .collect(Collectors.joining(" ", "CASE f.figure ", " END"));
    }

    private static String names(FigureQuery query) {
        return query.figures().stream()
                .map(figure -> "SELECT '" + figure + "' AS figure")
                .collect(Collectors.joining(" UNION ALL "));
    }

    /** What a query would answer, without keeping it: figures of a span at another age. */
    public List<Value> ask(long shopId, Span span, FigureQuery query, Map<String, ?> asked) {
        var values = parameters(shopId, asked);
        return jdbc
                .query(sql(query), values, (row, number) -> {
                    var answered = new ArrayList<Value>();
                    for (var figure : query.figures()) {
                        var value = row.getBigDecimal(figure);
                        if (value != null) {
                            answered.add(new Value(
                                    shopId, span.first(), BOOKS, figure, "", row.getString("currency"), value));
                        }
                    }
                    return answered;
                })
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /** The shop-wide figures of spans of one kind whose first days lie within, both included. */
    public List<Value> values(Collection<Long> shopIds, Span.Kind kind, LocalDate first, LocalDate last) {
        if (shopIds.isEmpty()) {
            return List.of();
        }
        return jdbc.query(
                """
                SELECT shop_id, day, source, figure, channel, currency, value FROM metric_value
                 WHERE shop_id IN (:shops) AND period = :period AND day BETWEEN :first AND :last
                """,
                Map.of("shops", shopIds, "period", kind.word(), "first", first, "last", last),
                (row, number) -> new Value(
                        row.getLong("shop_id"),
                        row.getObject("day", LocalDate.class),
                        row.getString("source"),
                        row.getString("figure"),
                        row.getString("channel"),
                        row.getString("currency"),
                        row.getBigDecimal("value")));
    }

    /** Figures of items, added up over the days from first to last, both included. */
    public List<ItemValue> items(
            Collection<Long> shopIds, Collection<String> figures, LocalDate first, LocalDate last) {
        if (shopIds.isEmpty()) {
            return List.of();
        }
        return jdbc.query(
                """
                SELECT shop_id, item, source, figure, currency, SUM(value) AS value FROM metric_item_value
                 WHERE shop_id IN (:shops) AND day BETWEEN :first AND :last AND figure IN (:figures)
                 GROUP BY shop_id, item, source, figure, currency
                """,
                Map.of("shops", shopIds, "figures", figures, "first", first, "last", last),
                (row, number) -> new ItemValue(
                        row.getLong("shop_id"),
                        row.getString("item"),
                        row.getString("source"),
                        row.getString("figure"),
                        row.getString("currency"),
                        row.getBigDecimal("value")));
    }

    /** Days after this one that have figures of our books. */
    public List<LocalDate> daysAfter(long shopId, LocalDate day) {
        return jdbc.queryForList(
                "SELECT DISTINCT day FROM metric_value WHERE shop_id = :shop AND period = 'day' AND source = 'books'"
                        + " AND day > :day ORDER BY day",
                Map.of("shop", shopId, "day", day),
                LocalDate.class);
    }

    /** Whether a source told a figure of that day. */
    public boolean has(long shopId, LocalDate day, String source, String figure) {
        return !jdbc.queryForList(
                        "SELECT 1 FROM metric_value WHERE shop_id = :shop AND period = 'day' AND day = :day"
                                + " AND source = :source AND figure = :figure LIMIT 1",
                        Map.of("shop", shopId, "day", day, "source", source, "figure", figure),
                        Integer.class)
                .isEmpty();
    }

    /** How complete the days of a source are, those from first to last; no row: nothing is known. */
    public List<SourceDay> sourceDays(Collection<Long> shopIds, LocalDate first, LocalDate last) {
        if (shopIds.isEmpty()) {
            return List.of();
        }
        return jdbc.query(
                """
                SELECT shop_id, day, source, kind, people, verdict, detail, as_of FROM metric_source_day
                 WHERE shop_id IN (:shops) AND day BETWEEN :first AND :last
                """,
                Map.of("shops", shopIds, "first", first, "last", last),
                (row, number) -> new SourceDay(
                        row.getLong("shop_id"),
                        row.getObject("day", LocalDate.class),
                        row.getString("source"),
                        row.getString("kind"),
                        row.getString("people"),
                        Verdict.valueOf(row.getString("verdict").toUpperCase(Locale.ROOT)),
                        row.getString("detail"),
                        Columns.instant(row, "as_of")));
    }

    /** Writes down how complete days of a source are. */
    public void judge(Collection<SourceDay> days) {
        jdbc.batchUpdate(
                """
                INSERT INTO metric_source_day (shop_id, day, source, verdict, detail, as_of)
                VALUES (:shop, :day, :source, :verdict, :detail, :as_of)
                ON DUPLICATE KEY UPDATE verdict = VALUES(verdict), detail = VALUES(detail), as_of = VALUES(as_of)
                """,
                days.stream()
                        .map(day -> Map.of(
                                "shop",
                                day.shopId(),
                                "day",
                                day.day(),
                                "source",
                                day.source(),
                                "verdict",
                                day.verdict().name().toLowerCase(Locale.ROOT),
                                "detail",
                                Columns.cut(day.detail(), 500),
                                "as_of",
                                Columns.utc(day.asOf())))
                        .toArray(Map[]::new));
    }

    /**
     * A figure of a shop's span.
     *
     * @param day the span's first day, in the shop's zone
     * @param channel empty: all together
     * @param currency ISO 4217; empty where the source tells none
     * @param value money in the main unit
     */
    public record Value(
            long shopId,
            LocalDate day,
            String source,
            String figure,
            String channel,
            String currency,
            BigDecimal value) {}

    /** A figure of an item; {@code item} is the platform's. */
    public record ItemValue(
            long shopId, String item, String source, String figure, String currency, BigDecimal value) {}

    /**
     * How complete a source's day is.
     *
     * @param kind of export; empty: our own books
     * @param people what the source counts as a visitor
     */
    public record SourceDay(
            long shopId,
            LocalDate day,
            String source,
            String kind,
            String people,
            Verdict verdict,
            String detail,
            Instant asOf) {

        /** A day of our own books. */
        public static SourceDay ofBooks(long shopId, LocalDate day, Verdict verdict, String detail, Instant asOf) {
            return new SourceDay(shopId, day, BOOKS, "", "", verdict, detail, asOf);
        }
    }

    /** What can be said of a source's day. */
    public enum Verdict {
        /** All of it is read. */
        COMPLETE,
        /** Not all of it is read yet. */
        PARTIAL,
        /** Nothing can be said: neither a figure nor 0. */
        MISSING
    }
}
