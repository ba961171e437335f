package dev.shophub.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * One statement for many rows, cut where it would get too large; with RETURNING it answers in the same round trip which rows it
 * changed.
 */
final class MultiRow {

    private static final int MAX_ROWS = 1_000;
    private static final int MAX_PARAMETERS = 60_000;
    private static final long MAX_BYTES = 4L << 20;

    private final String head;
    private final String tail;
    private final int columns;
    private final String tuple;

    /**
     * @param head up to and including VALUES
     * @param columns values a row
     * @param tail after the rows: ON DUPLICATE KEY UPDATE … RETURNING …
     */
    MultiRow(String head, int columns, String tail) {
        this.head = head + " ";
        this.columns = columns;
        this.tail = " " + tail;
        this.tuple = "(" + String.join(",", java.util.Collections.nCopies(columns, "?")) + ")";
    }

    /** Inserts without asking what changed. */
    void write(JdbcTemplate jdbc, List<Object[]> rows) {
        for (var chunk : chunks(rows)) {
            jdbc.update(sql(chunk.size()), statement -> fill(statement, chunk));
        }
    }

    /** Inserts and reads what RETURNING answers, a row each. */
    <T> List<T> returning(JdbcTemplate jdbc, List<Object[]> rows, RowMapper<T> mapper) {
        var answers = new ArrayList<T>(rows.size());
        for (var chunk : chunks(rows)) {
            answers.addAll(jdbc.query(sql(chunk.size()), statement -> fill(statement, chunk), mapper));
        }
        return answers;
    }

    private String sql(int rows) {
        var sql = new StringBuilder(head.length() + tail.length() + rows * (tuple.length() + 1)).append(head);
        for (int row = 0; row < rows; row++) {
            sql.append(row == 0 ? "" : ",").append(tuple);
        }
        return sql.append(tail).toString();
    }

    /** Straight to the driver, which knows every type that is written; Spring would look each value over first. */
    private void fill(PreparedStatement statement, List<Object[]> rows) throws SQLException {
        int at = 0;
        for (var row : rows) {
            if (row.length != columns) {
                throw new IllegalArgumentException("A row of " + row.length + " values for " + columns + " columns");
            }
            for (var value : row) {
                statement.setObject(++at, value);
            }
        }
    }

    private List<List<Object[]>> chunks(List<Object[]> rows) {
        var chunks = new ArrayList<List<Object[]>>();
        int start = 0;
        long bytes = 0;
        int most = Math.min(MAX_ROWS, MAX_PARAMETERS / columns);
        for (int at = 0; at < rows.size(); at++) {
            long size = Arrays.stream(rows.get(at)).mapToLong(MultiRow::size).sum();
            if (at > start && (at - start >= most || bytes + size > MAX_BYTES)) {
                chunks.add(rows.subList(start, at));
                start = at;
                bytes = 0;
            }
            bytes += size;
        }
        if (start < rows.size()) {
            chunks.add(rows.subList(start, rows.size()));
        }
        return chunks;
    }

    private static long size(Object value) {
        if (value instanceof byte[] binary) {
            return 2L * binary.length;
        }
        return value instanceof String text ? 3L * text.length() : 24;
    }
}
