package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.support.TradeRows;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.csv.CSVRecord;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ties the figures of a walked trade folder, read through the views for others, to those worked out independently. */
final class SharedFigures {

    private static final List<String> DAY_FIGURES = List.of(
            "orders",
            "lines",
            "pieces",
            "buyers",
            "new-buyers",
            "sales",
            "refunds-by-refund-day",
            "refunds-by-order-day");

    private final JdbcClient database;
    private final TradeRows folder;
    private final boolean moved;

    /** @param moved rows changed at the platform after the folder told them, so that its books date the refunds */
    SharedFigures(JdbcClient database, TradeRows folder, boolean moved) {
        this.database = database;
        this.folder = folder;
        this.moved = moved;
    }

    /** Every column of every day, month and top list there is. */
    void tie() {
        var days = stored("SELECT day AS first_day, figure, SUM(value) AS value FROM v_shop_day"
                + " WHERE source = 'books' GROUP BY day, figure");
        var untied = untied();
        var refunds = moved ? refundDays(untied) : told("expected_days", "day");
        tieDays(days, untied, refunds);
        tieMonths(days, untied, moved ? byMonth(refunds) : told("expected_months", "month"));
        tieTop();
    }

    private void tieDays(
            Map<String, Map<String, BigDecimal>> stored,
            Map<String, BigDecimal> untied,
            Map<String, BigDecimal> refunds) {
        var expected = new TreeMap<String, String>();
        folder.each("expected_days", row -> {
            expected.put(
                    row.get("day"),
                    line(
                            row.get("orders"),
                            row.get("lines"),
                            row.get("pieces"),
                            row.get("buyers"),
                            row.get("new_buyers"),
                            row.get("sales"),
                            refund(refunds, row.get("day")),
                            row.get("cancelled_by_order_day")));
        });
        var ours = new TreeMap<String, String>();
        expected.keySet().forEach(day -> ours.put(day, day(stored.getOrDefault(day, Map.of()), untied.get(day))));
        stored.forEach((day, figures) -> {
            if (!expected.containsKey(day)) {
                assertThat(figures.getOrDefault("orders", BigDecimal.ZERO))
                        .as(day)
                        .isZero();
            }
        });
        assertThat(ours).isEqualTo(expected);
    }

    private static String day(Map<String, BigDecimal> figures, BigDecimal untied) {
        return line(DAY_FIGURES.stream()
                .map(figure -> {
                    var value = figures.getOrDefault(figure, BigDecimal.ZERO);
                    return figure.equals("refunds-by-refund-day") && untied != null ? value.add(untied) : value;
                })
                .map(BigDecimal::toPlainString)
                .toArray(String[]::new));
    }

    private void tieMonths(
            Map<String, Map<String, BigDecimal>> days,
            Map<String, BigDecimal> untied,
            Map<String, BigDecimal> refunds) {
        var people = stored("SELECT first_day, figure, SUM(value) AS value FROM v_shop_period"
                + " WHERE source = 'books' AND period = 'month' GROUP BY first_day, figure");
        folder.each("expected_months", row -> {
            var month = row.get("month");
            Function<String, BigDecimal> sum = figure -> days.entrySet().stream()
                    .filter(day -> day.getKey().startsWith(month))
                    .map(day -> day.getValue().getOrDefault(figure, BigDecimal.ZERO))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            var never = untied.entrySet().stream()
                    .filter(day -> day.getKey().startsWith(month))
                    .map(Map.Entry::getValue)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(line(
                            sum.apply("orders").toPlainString(),
                            sum.apply("lines").toPlainString(),
                            sum.apply("pieces").toPlainString(),
                            people.get(month + "-01").get("buyers").toPlainString(),
                            sum.apply("sales").toPlainString(),
                            sum.apply("refunds-by-refund-day").add(never).toPlainString(),
                            sum.apply("refunds-by-order-day").toPlainString(),
                            sum.apply("sales")
                                    .divide(sum.apply("orders"), 2, RoundingMode.HALF_UP)
                                    .toPlainString()))
                    .as(month)
                    .isEqualTo(line(
                            row.get("orders"),
                            row.get("lines"),
                            row.get("pieces"),
                            row.get("buyers"),
                            row.get("sales"),
                            refund(refunds, month),
                            row.get("cancelled_by_order_day"),
                            row.get("sales_per_order")));
        });
    }

    private void tieTop() {
        var byMonth = new TreeMap<String, List<CSVRecord>>();
        folder.each("expected_top", row -> byMonth.computeIfAbsent(row.get("month"), month -> new ArrayList<>())
                .add(row));
        byMonth.forEach((month, expected) -> {
            var ours = new ArrayList<String>();
            database.sql("SELECT code, SUM(IF(figure = 'pieces', value, 0)) AS pieces,"
                            + " SUM(IF(figure = 'sales', value, 0)) AS sales FROM v_item_day"
                            + " WHERE source = 'books' AND day BETWEEN :first AND LAST_DAY(:first)"
                            + " AND figure IN ('pieces', 'sales') GROUP BY code ORDER BY sales DESC, code LIMIT 20")
                    .param("first", month + "-01")
                    .query(row -> {
                        ours.add(row.getString("code") + " "
                                + line(
                                        row.getBigDecimal("pieces").toPlainString(),
                                        row.getBigDecimal("sales").toPlainString()));
                    });
            assertThat(ours)
                    .as(month)
                    .containsExactlyElementsOf(expected.stream()
                            .map(row -> row.get("product_id") + " " + line(row.get("pieces"), row.get("sales")))
                            .toList());
        });
    }

    /** Refunds of the folder by the day or month of the refund. */
    private Map<String, BigDecimal> told(String table, String column) {
        var told = new TreeMap<String, BigDecimal>();
        folder.each(table, row -> told.put(row.get(column), number(row.get("cancelled_by_cancel_day"))));
        return told;
    }

    /** Refunds by the day at which the platform's books date them, and those that were never sent. */
    private Map<String, BigDecimal> refundDays(Map<String, BigDecimal> untied) {
        var days = new TreeMap<>(untied);
        // the platforms' tables stand in the hub's schema or in one beside it
        var world = database.sql("SELECT table_schema FROM information_schema.tables WHERE table_name = 'sim_refund'"
                        + " AND table_schema IN (DATABASE(), CONCAT(DATABASE(), '_world'))")
                .query(String.class)
                .single();
        database.sql("SELECT DATE_FORMAT(modified_at + INTERVAL 8 HOUR, '%Y-%m-%d') AS day, SUM(amount) AS amount FROM "
                        + world + ".sim_refund WHERE status = 'SUCCESS' GROUP BY day")
                .query(row -> {
                    days.merge(row.getString("day"), row.getBigDecimal("amount"), BigDecimal::add);
                });
        return days;
    }

    private static Map<String, BigDecimal> byMonth(Map<String, BigDecimal> days) {
        var months = new TreeMap<String, BigDecimal>();
        days.forEach((day, amount) -> months.merge(day.substring(0, 7), amount, BigDecimal::add));
        return months;
    }

    private static String refund(Map<String, BigDecimal> refunds, String when) {
        return refunds.getOrDefault(when, BigDecimal.ZERO).toPlainString();
    }

    /** Cancellations that are never sent, because nobody can tell which sale they undo, by the day of the shop. */
    private Map<String, BigDecimal> untied() {
        var untied = new TreeMap<String, BigDecimal>();
        folder.each("cancellations", row -> {
            if (row.get("order_id").isEmpty()) {
                untied.merge(
                        row.get("cancelled_at").substring(0, 10),
                        new BigDecimal(row.get("unit_price")).multiply(new BigDecimal(row.get("quantity"))),
                        BigDecimal::add);
            }
        });
        return untied;
    }

    private Map<String, Map<String, BigDecimal>> stored(String query) {
        var stored = new HashMap<String, Map<String, BigDecimal>>();
        database.sql(query).query(row -> {
            stored.computeIfAbsent(row.getString("first_day"), day -> new HashMap<>())
                    .put(row.getString("figure"), row.getBigDecimal("value"));
        });
        return stored;
    }

    /** Numbers as they are compared: exact, two decimals. */
    private static String line(String... numbers) {
        var line = new ArrayList<String>();
        for (var number : numbers) {
            line.add(number(number).setScale(2).toPlainString());
        }
        return String.join(" ", line);
    }

    private static BigDecimal number(String cell) {
        return new BigDecimal(cell.isEmpty() ? "0" : cell);
    }
}
