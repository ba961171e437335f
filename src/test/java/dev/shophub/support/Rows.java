package dev.shophub.support;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes rows by hand: what a test does not name gets an empty value of the column's type. */
public final class Rows {

    private final JdbcTemplate jdbc;

    public Rows(DataSource schema) {
        this.jdbc = new JdbcTemplate(schema);
    }

    /** Inserts a row; the values alternate between column and value, an {@link Instant} is written in UTC. */
    public long insert(String table, Object... values) {
        var named = new LinkedHashMap<String, Object>();
        required(table).forEach((column, type) -> named.put(column, empty(type)));
        for (int i = 0; i < values.length; i += 2) {
            named.put(values[i].toString(), value(values[i + 1]));
        }
        var columns = new ArrayList<>(named.keySet());
        jdbc.update(
                "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
                        + String.join(", ", columns.stream().map(column -> "?").toList()) + ")",
                columns.stream().map(named::get).toArray());
        var newest = jdbc.queryForObject("SELECT LAST_INSERT_ID()", Long.class);
        return named.get("id") instanceof Number given ? given.longValue() : newest;
    }

    public JdbcTemplate jdbc() {
        return jdbc;
    }

    private Map<String, String> required(String table) {
        var required = new LinkedHashMap<String, String>();
        List<Map<String, Object>> columns = jdbc.queryForList(
                "SELECT column_name AS name, data_type AS type FROM information_schema.columns"
                        + " WHERE table_schema = DATABASE() AND table_name = ? AND is_nullable = 'NO'"
                        + " AND column_default IS NULL AND extra NOT LIKE '%auto_increment%' ORDER BY ordinal_position",
                table);
        columns.forEach(column ->
                required.put(column.get("name").toString(), column.get("type").toString()));
        return required;
    }

    private static Object empty(String type) {
        return switch (type) {
            case "datetime" -> value(Instant.EPOCH.plusSeconds(86_400));
            case "varchar", "char", "text", "mediumtext" -> "";
            case "blob", "mediumblob", "varbinary", "binary" -> new byte[0];
            default -> 0;
        };
    }

    private static Object value(Object value) {
        return value instanceof Instant instant ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC) : value;
    }
}
