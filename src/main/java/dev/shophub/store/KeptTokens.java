package dev.shophub.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pairs of tokens in tables that a restore replaces. Where they are newer than the backup's they stay: once a pair was renewed, its
 * platform takes the one before it for a while at most, and each shop would want its seller again.
 *
 * @param keyFingerprint of the master key under which they are sealed; empty: they are of no use
 */
record KeptTokens(Optional<String> keyFingerprint, List<Kept> pairs) {

    /** One shop's, sealed as it was. */
    private record Kept(
            String shop,
            String account,
            byte[] sealed,
            byte[] previous,
            LocalDateTime accessExpiresAt,
            LocalDateTime refreshExpiresAt,
            LocalDateTime renewedAt) {}

    /** Those that are there; none where no hub of this kind left its tables. */
    static KeptTokens of(Connection connection) throws SQLException {
        if (!hasTables(connection)) {
            return new KeptTokens(Optional.empty(), List.of());
        }
        var pairs = new ArrayList<Kept>();
        try (var session = connection.createStatement();
                var rows = session.executeQuery(
                        "SELECT s.shop_key, s.account_id, t.sealed, t.previous,"
                                + " t.access_expires_at, t.refresh_expires_at, t.renewed_at FROM token t JOIN shop s ON s.id = t.shop_id")) {
            while (rows.next()) {
                pairs.add(new Kept(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getBytes(3),
                        rows.getBytes(4),
                        rows.getObject(5, LocalDateTime.class),
                        rows.getObject(6, LocalDateTime.class),
                        rows.getObject(7, LocalDateTime.class)));
            }
        }
        return new KeptTokens(fingerprint(connection), List.copyOf(pairs));
    }

    private static boolean hasTables(Connection connection) throws SQLException {
        try (var session = connection.createStatement();
                var rows = session.executeQuery("SELECT COUNT(*) FROM information_schema.tables"
                        + " WHERE table_schema = DATABASE() AND table_name IN ('shop', 'token', 'hub_stamp')")) {
            rows.next();
            return rows.getInt(1) == 3;
        }
    }

    private static Optional<String> fingerprint(Connection connection) throws SQLException {
        try (var session = connection.createStatement();
                var rows = session.executeQuery("SELECT key_fingerprint FROM hub_stamp")) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }

    /** Puts the newer ones in the place of what was restored: of the same shop and account, under the same master key. */
    void into(Connection connection) throws SQLException {
        if (keyFingerprint.isEmpty() || !keyFingerprint.equals(fingerprint(connection))) {
            return;
        }
        try (var statement =
                connection.prepareStatement("UPDATE token t JOIN shop s ON s.id = t.shop_id SET t.sealed = ?,"
                        + " t.previous = ?, t.access_expires_at = ?, t.refresh_expires_at = ?, t.renewed_at = ?"
                        + " WHERE s.shop_key = ? AND s.account_id = ? AND t.renewed_at < ?")) {
            for (var pair : pairs) {
                statement.setBytes(1, pair.sealed());
                statement.setBytes(2, pair.previous());
                statement.setObject(3, pair.accessExpiresAt());
                statement.setObject(4, pair.refreshExpiresAt());
                statement.setObject(5, pair.renewedAt());
                statement.setString(6, pair.shop());
                statement.setString(7, pair.account());
                statement.setObject(8, pair.renewedAt());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
