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

    SharedFigures(JdbcClient database, TradeRows folder) {
        this.database = database;
        this.folder = folder;
    }

    /** Every column of every day, month and top list there is. */
    void tie() {
        var days = stored("SELECT day AS first_day, figure, SUM(value) AS value FROM v_shop_day"
                + " WHERE source = 'books' GROUP BY day, figure");
        var untied = untied();
        tieDays(days, untied);
        tieMonths(days, untied);
        tieTop();
    }

    private void tieDays(Map<String, Map<String, BigDecimal>> stored, Map<String, BigDecimal> untied) {
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
                            row.get("cancelled_by_cancel_day"),
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

    private void tieMonths(Map<String, Map<String, BigDecimal>> days, Map<String, BigDecimal> untied) {
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
                            row.get("cancelled_by_cancel_day"),
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
            line.add(new BigDecimal(number.isEmpty() ? "0" : number).setScale(2).toPlainString());
        }
        return String.join(" ", line);
    }
}
