package dev.shophub.simulator.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.PlatformState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The simulated platform's way with lists, times and amounts. */
abstract class VendureState extends PlatformState {

    private static final int LARGEST_PAGE = 1000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

    VendureState(State world) {
        super(world);
    }

    /**
     * A list's options as the platform takes them.
     *
     * @param filter by field and operator
     * @param sort as written after {@code ORDER BY}
     */
    record Options(JsonNode filter, String sort, int take, int skip) {

        /**
         * @param columns by the platform's field
         * @throws VendureRefusal where one is none of the platform's, or too much is wanted
         */
        static Options of(JsonNode options, Map<String, String> columns) {
            int take = options.path("take").asInt(LARGEST_PAGE);
            if (take > LARGEST_PAGE) {
                throw VendureRefusal.input("Cannot take more than " + LARGEST_PAGE + " results from a list query");
            }
            var sort = new ArrayList<String>();
            options.path("sort")
                    .fields()
                    .forEachRemaining(key -> sort.add(column(columns, key.getKey())
                            + (key.getValue().asText().equals("DESC") ? " DESC" : " ASC")));
            sort.add(columns.get("id") + " ASC");
            return new Options(
                    options.path("filter"),
                    String.join(", ", sort),
                    take,
                    options.path("skip").asInt(0));
        }
    }

    private static String column(Map<String, String> columns, String field) {
        var column = columns.get(field);
        if (column == null) {
            throw VendureRefusal.variable("Field \"" + field + "\" is not defined by type \"FilterParameter\".");
        }
        return column;
    }

    /** All fields' conditions hold. */
    static void filter(JsonNode filter, Map<String, String> columns, Where where) {
        filter.fields().forEachRemaining(field -> {
            var column = column(columns, field.getKey());
            field.getValue().fields().forEachRemaining(condition -> {
                var value = condition.getValue();
                switch (condition.getKey()) {
                    case "eq" -> where.and(column + " = ?", operand(value));
                    case "in" -> in(column, value, where);
                    case "before" -> where.and(column + " < ?", utc(instant(value)));
                    case "after" -> where.and(column + " > ?", utc(instant(value)));
                    case "between" -> where.and(
                            column + " BETWEEN ? AND ?",
                            utc(instant(value.path("start"))),
                            utc(instant(value.path("end"))));
                    case "isNull" -> where.and(column + (value.asBoolean() ? " IS NULL" : " IS NOT NULL"));
                    default -> throw VendureRefusal.variable(
                            "Field \"" + condition.getKey() + "\" is not defined by type \"Operators\".");
                }
            });
        });
    }

    private static void in(String column, JsonNode values, Where where) {
        var wanted = new ArrayList<Long>();
        values.forEach(value -> number(value.asText()).ifPresent(wanted::add));
        if (wanted.isEmpty()) {
            where.and("FALSE");
        } else {
            where.andIn(column, wanted);
        }
    }

    /** The platform numbers its records: other text is the id of none. */
    static Optional<Long> number(String id) {
        return Optional.of(id)
                .filter(text -> text.matches("\\d{1,18}|[1-8]\\d{18}"))
                .map(Long::parseLong);
    }

    private static Object operand(JsonNode value) {
        return value.isBoolean() ? (Object) value.asBoolean() : value.asText();
    }

    private static Instant instant(JsonNode value) {
        try {
            return Instant.parse(value.asText(""));
        } catch (DateTimeException noTime) {
            throw VendureRefusal.variable("DateTime cannot represent an invalid date-time-string " + value + ".");
        }
    }

    static String text(Instant time) {
        return TIME.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }

    /** In the minor unit. */
    static long minor(BigDecimal amount) {
        return amount.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    static String marks(List<?> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }
}
