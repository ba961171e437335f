package dev.shophub.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what {@link DatabaseDump} wrote into an empty schema, and marks it as restored. */
public final class DatabaseLoad {

    private final Connection connection;

    /** @param connection to the schema; closed by whoever made it */
    public DatabaseLoad(Connection connection) {
        this.connection = connection;
    }

    /** Whether the schema has no table. */
    public boolean empty() throws SQLException {
        return tables().isEmpty();
    }

    /**
     * Of each buyer whom the schema, as it is, forgot since the backup the number of one order; none where it is older than forgetting.
     *
     * @param backupAt the moment of the backup, UTC
     */
    public List<String> forgottenSince(Instant backupAt) throws SQLException {
        var orders = new ArrayList<String>();
        try (var columns = connection.createStatement();
                var known =
                        columns.executeQuery("SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE()"
                                + " AND table_name = 'buyer_key' AND column_name = 'erased_at'")) {
            if (!known.next()) {
                return orders;
            }
        }
        try (var statement = connection.prepareStatement(
                "SELECT MIN(o.external_id) FROM buyer_key k JOIN sales_order o ON o.shop_id = k.shop_id"
                        + " AND k.buyer_ref = CONCAT('order:', o.external_id) WHERE k.erased_at >= ?"
                        + " GROUP BY o.shop_id, IFNULL(o.buyer, CONCAT('order:', o.external_id)) ORDER BY 1")) {
            statement.setObject(1, Columns.utc(backupAt));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    orders.add(rows.getString(1));
                }
            }
        }
        return orders;
    }

    /** Drops every table and view of the schema. */
    public void clear() throws SQLException {
        try (var session = connection.createStatement()) {
            session.execute("SET SESSION foreign_key_checks = 0");
            for (var table : tables()) {
                session.execute("DROP " + table);
            }
        }
    }

    private List<String> tables() throws SQLException {
        var found = new ArrayList<String>();
        try (var session = connection.createStatement();
                var rows = session.executeQuery("SELECT IF(table_type = 'VIEW', 'VIEW', 'TABLE'), table_name"
                        + " FROM information_schema.tables WHERE table_schema = DATABASE()")) {
            while (rows.next()) {
                found.add(rows.getString(1) + " `" + rows.getString(2) + "`");
            }
        }
        return found;
    }

    /**
     * Reads all statements and compares the number of rows with what was written.
     *
     * @throws SQLException when a statement is refused; a row that has no place is not named
     * @throws IllegalStateException naming the table whose rows are not all there
     */
    public void read(BufferedReader in, Map<String, Long> expected) throws IOException, SQLException {
        try (var session = connection.createStatement()) {
            DatabaseDump.prepareToRead(session);
            session.setEscapeProcessing(false);
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                session.execute(line.substring(0, line.length() - 1));
            }
            for (var table : expected.entrySet()) {
                try (var count = session.executeQuery("SELECT COUNT(*) FROM `" + table.getKey() + "`")) {
                    count.next();
                    if (count.getLong(1) != table.getValue()) {
                        throw new IllegalStateException("The table " + table.getKey() + " has " + count.getLong(1)
                                + " rows and should have " + table.getValue());
                    }
                }
            }
        }
    }

    /**
     * What may have been sent since the backup waits for a person: mails and changes that waited. Orders and stock go on, what they tell is
     * compared with the other side first.
     *
     * @param backupAt the moment of the backup, UTC
     * @param now UTC
     * @return how many messages stand parked
     */
    public int mark(Instant backupAt, Instant now) throws SQLException {
        var at = Columns.utc(now);
        update("UPDATE hub_stamp SET backup_at = ?, restored_at = ?, restore_told = FALSE", Columns.utc(backupAt), at);
        update("UPDATE shop SET restored_at = ?, caught_up_at = NULL WHERE role = 'shop'", at);
        return update("UPDATE outbox SET state = 'parked', reason = '" + RestoreGap.REASON + "', detail = ''"
                + " WHERE destination IN ('mail', 'change') AND state IN ('waiting', 'sending')");
    }

    private int update(String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }
}
