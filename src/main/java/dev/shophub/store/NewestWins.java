package dev.shophub.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The upsert of every table that holds the newest version of something: a later modification wins; at the same
 * modification time different content read later wins (platforms with whole seconds change twice in one); everything else
 * is a no-op. It answers which rows won.
 *
 * <p>Assignments run left to right, so {@code batch} is decided first from the stored times, the others follow it, and the
 * times come last.
 */
final class NewestWins {

    /** Decided before anything else, from what is stored. */
    private static final String WINS = "VALUES(modified_at) > modified_at OR (VALUES(modified_at) = modified_at"
            + " AND VALUES(content_hash) <> content_hash AND VALUES(read_at) >= read_at)";

    /** Closing columns of every such table, in this order, at the end of each row. */
    private static final List<String> VERSION = List.of("batch", "read_at", "content_hash", "modified_at");

    /** A row and whether this write set it. */
    record Written(long id, String key, boolean won, boolean statusChanged) {}

    private final MultiRow statement;
    private final boolean hasStatus;

    /**
     * @param key columns of the natural key, after shop_id
     * @param columns all others, without the version's
     * @param kept columns that only the first write sets
     * @param answeredKey SQL that tells the row's key in answers
     */
    NewestWins(String table, List<String> key, List<String> columns, List<String> kept, String answeredKey) {
        this(table, key, columns, kept, List.of(), answeredKey, false);
    }

    /** @param always assignments that are made whichever version wins */
    static NewestWins touching(String table, List<String> columns, List<String> kept, List<String> always) {
        return new NewestWins(table, List.of("external_id"), columns, kept, always, "external_id", false);
    }

    /** Also answers whether {@code platform_status} changed; the table has a {@code status_batch}. */
    static NewestWins withStatus(String table, List<String> columns, List<String> kept) {
        return new NewestWins(table, List.of("external_id"), columns, kept, List.of(), "external_id", true);
    }

    private NewestWins(
            String table,
            List<String> key,
            List<String> columns,
            List<String> kept,
            List<String> always,
            String answeredKey,
            boolean hasStatus) {
        this.hasStatus = hasStatus;
        var names = new ArrayList<String>();
        names.add("shop_id");
        names.addAll(key);
        names.addAll(columns);
        names.addAll(kept);
        if (hasStatus) {
            names.add("status_batch");
        }
        names.addAll(VERSION);
        var updates = new ArrayList<String>();
        updates.add("batch = IF(" + WINS + ", VALUES(batch), batch)");
        if (hasStatus) {
            updates.add("status_batch = IF(batch = VALUES(batch) AND platform_status <> VALUES(platform_status),"
                    + " VALUES(batch), status_batch)");
        }
        for (var column : columns) {
            updates.add(set(column));
        }
        updates.addAll(always);
        updates.add(set("read_at"));
        updates.add(set("content_hash"));
        updates.add(set("modified_at"));
        this.statement = new MultiRow(
                "INSERT INTO " + table + " (" + String.join(",", names) + ") VALUES",
                names.size(),
                "ON DUPLICATE KEY UPDATE " + String.join(", ", updates) + " RETURNING id, " + answeredKey
                        + " AS answered_key, batch" + (hasStatus ? ", status_batch" : ""));
    }

    private static String set(String column) {
        return column + " = IF(batch = VALUES(batch), VALUES(" + column + "), " + column + ")";
    }

    /** A version that won, and the row that holds it. */
    record Winner<T>(long row, Versioned<T> version, boolean statusChanged) {}

    /**
     * Writes the newest version of each record of a page; answers those that won.
     *
     * @param values of a row, its key first; shop and version are added here
     */
    <T> List<Winner<T>> write(
            JdbcTemplate jdbc,
            long shopId,
            List<Versioned<T>> page,
            Function<Versioned<T>, List<Object>> values,
            long batch) {
        var rows = new ArrayList<Object[]>(page.size());
        var byKey = new HashMap<Object, Versioned<T>>();
        for (var version : Versioned.newestOfEach(page)) {
            var row = new ArrayList<Object>();
            row.add(shopId);
            row.addAll(values.apply(version));
            if (hasStatus) {
                row.add(batch);
            }
            Collections.addAll(
                    row, batch, Columns.utc(version.raw().readAt()), version.hash(), Columns.utc(version.modifiedAt()));
            byKey.put(row.get(1), version);
            rows.add(row.toArray());
        }
        return write(jdbc, rows, batch).stream()
                .filter(Written::won)
                .map(row -> new Winner<>(row.id(), byKey.get(row.key()), row.statusChanged()))
                .toList();
    }

    /** Rows sorted by key and with each key once: the caller keeps the newest of a page. */
    List<Written> write(JdbcTemplate jdbc, List<Object[]> rows, long batch) {
        return statement.returning(
                jdbc,
                rows,
                (row, number) -> new Written(
                        row.getLong("id"),
                        row.getString("answered_key"),
                        row.getLong("batch") == batch,
                        hasStatus && row.getLong("status_batch") == batch));
    }
}
