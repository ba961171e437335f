package dev.shophub.store;

import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Writes all tables of a schema as SQL, a statement a line, as they were at one moment while others write on; memory stays flat however
 * large they are. Any MariaDB client reads it.
 */
public final class DatabaseDump {

    private static final int FETCH = 500;
    private static final int STATEMENT = 1 << 20;
    private static final HexFormat HEX = HexFormat.of();
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private final DataSource source;

    public DatabaseDump(DataSource source) {
        this.source = source;
    }

    /** Writes everything; answers the rows by table. */
    public Map<String, Long> write(Writer out) throws IOException, SQLException {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(true);
            try (var session = connection.createStatement()) {
                session.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
                session.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
                try {
                    return write(connection, out);
                } finally {
                    session.execute("ROLLBACK");
                    session.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
                }
            }
        }
    }

    private static Map<String, Long> write(Connection connection, Writer out) throws IOException, SQLException {
        var rows = new TreeMap<String, Long>();
        for (var table : named(connection, "BASE TABLE")) {
            line(out, created(connection, "TABLE", table));
            rows.put(table, rows(connection, table, out));
        }
        for (var view : named(connection, "VIEW")) {
            line(out, withoutOwner(created(connection, "VIEW", view), connection.getCatalog()));
        }
        return rows;
    }

    private static List<String> named(Connection connection, String type) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.prepareStatement("SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = DATABASE() AND table_type = ? ORDER BY table_name")) {
            statement.setString(1, type);
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    names.add(found.getString(1));
                }
            }
        }
        return names;
    }

    private static String created(Connection connection, String kind, String name) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SHOW CREATE " + kind + " `" + name + "`")) {
            found.next();
            return found.getString(2);
        }
    }

    /** A view belongs to whoever restores it, in whatever schema. */
    private static String withoutOwner(String view, String schema) {
        return view.replaceFirst("DEFINER=`[^`]*`@`[^`]*` ", "")
                .replaceFirst("SQL SECURITY DEFINER ", "")
                .replace("`" + schema + "`.", "");
    }

    private static long rows(Connection connection, String table, Writer out) throws IOException, SQLException {
        long count = 0;
        try (var statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(FETCH);
            try (var found = statement.executeQuery("SELECT * FROM `" + table + "`")) {
                var columns = found.getMetaData();
                var begin = "INSERT INTO `" + table + "` VALUES ";
                var values = new StringBuilder();
                while (found.next()) {
                    values.append(values.isEmpty() ? begin : ",");
                    row(found, columns, values);
                    count++;
                    if (values.length() > STATEMENT) {
                        line(out, values.toString());
                        values.setLength(0);
                    }
                }
                if (!values.isEmpty()) {
                    line(out, values.toString());
                }
            }
        }
        return count;
    }

    private static void row(ResultSet row, ResultSetMetaData columns, StringBuilder values) throws SQLException {
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            values.append(i == 1 ? '(' : ',');
            value(row, i, columns.getColumnType(i), values);
        }
        values.append(')');
    }

    private static void value(ResultSet row, int column, int type, StringBuilder values) throws SQLException {
        switch (type) {
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> {
                var bytes = row.getBytes(column);
                values.append(bytes == null ? "NULL" : bytes.length == 0 ? "''" : "0x" + HEX.formatHex(bytes));
            }
            case Types.BIT, Types.BOOLEAN, Types.TINYINT -> {
                var number = row.getInt(column);
                values.append(row.wasNull() ? "NULL" : Integer.toString(number));
            }
            case Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.DECIMAL,
                    Types.NUMERIC,
                    Types.DOUBLE,
                    Types.REAL,
                    Types.FLOAT -> values.append(row.getString(column));
            case Types.TIMESTAMP -> {
                // as a text the driver loses the zeros before the digits: 33.011 s came out as 33.110
                var at = row.getObject(column, LocalDateTime.class);
                quoted(at == null ? null : at.format(MOMENT), values);
            }
            default -> quoted(row.getString(column), values);
        }
    }

    private static void quoted(String text, StringBuilder values) {
        if (text == null) {
            values.append("NULL");
            return;
        }
        values.append('\'');
        for (int i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            switch (letter) {
                case '\'' -> values.append("\\'");
                case '\\' -> values.append("\\\\");
                case '\n' -> values.append("\\n");
                case '\r' -> values.append("\\r");
                case '\0' -> values.append("\\0");
                case 26 -> values.append("\\Z");
                default -> values.append(letter);
            }
        }
        values.append('\'');
    }

    private static void line(Writer out, String statement) throws IOException {
        out.write(statement.replace('\n', ' '));
        out.write(";\n");
    }

    /** How a client must be set to read what was written. */
    static void prepareToRead(Statement session) throws SQLException {
        session.execute("SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO', foreign_key_checks = 0, unique_checks = 0");
    }
}
