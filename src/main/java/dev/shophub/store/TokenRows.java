package dev.shophub.store;

import dev.shophub.model.ShopKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** The sealed tokens of the shops, the present pair and the one before it. */
public final class TokenRows {

    private static final String SELECT = "SELECT token.sealed, token.previous FROM token"
            + " JOIN shop ON shop.id = token.shop_id WHERE shop.shop_key = ?";

    private final JdbcTemplate jdbc;

    public TokenRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A shop's tokens, each pair sealed.
     *
     * @param previous empty until the first renewal
     */
    public record Row(byte[] sealed, Optional<byte[]> previous) {}

    public Optional<Row> find(ShopKey shop) {
        return jdbc.query(SELECT, TokenRows::row, shop.value()).stream().findFirst();
    }

    public Optional<Long> shopId(ShopKey shop) {
        return jdbc.queryForList("SELECT id FROM shop WHERE shop_key = ?", Long.class, shop.value()).stream()
                .findFirst();
    }

    /** As {@link #find}, and nobody else reads it for a change until this transaction ends. */
    public Optional<Row> lock(ShopKey shop) {
        return jdbc.query(SELECT + " FOR UPDATE", TokenRows::row, shop.value()).stream()
                .findFirst();
    }

    /**
     * Stores a new pair; the present one becomes the previous.
     *
     * @throws IllegalStateException when the shop has no row yet
     */
    public void save(
            ShopKey shop,
            byte[] sealed,
            Optional<Instant> accessExpiresAt,
            Optional<Instant> refreshExpiresAt,
            Instant renewedAt) {
        int changed = jdbc.update(
                "INSERT INTO token (shop_id, sealed, access_expires_at, refresh_expires_at, renewed_at)"
                        + " SELECT id, ?, ?, ?, ? FROM shop WHERE shop_key = ?"
                        + " ON DUPLICATE KEY UPDATE previous = token.sealed, sealed = VALUES(sealed),"
                        + " access_expires_at = VALUES(access_expires_at),"
                        + " refresh_expires_at = VALUES(refresh_expires_at), renewed_at = VALUES(renewed_at)",
                sealed,
                Columns.utc(accessExpiresAt),
                Columns.utc(refreshExpiresAt),
                Columns.utc(renewedAt),
                shop.value());
        if (changed == 0) {
            throw new IllegalStateException("A token cannot be stored for a shop without a row (shop=" + shop + ")");
        }
    }

    /**
     * What was mailed ahead of a pair's end.
     *
     * @param renewedAt since when the shop has its present pair, UTC
     * @param end that was mailed of, UTC; empty: none was
     * @param days how many days ahead, the last time
     */
    public record Warning(Instant renewedAt, Optional<Instant> end, Optional<Integer> days) {}

    public Optional<Warning> warning(ShopKey shop) {
        return jdbc
                .query(
                        "SELECT token.renewed_at, token.warned_end, token.warned_days FROM token"
                                + " JOIN shop ON shop.id = token.shop_id WHERE shop.shop_key = ?",
                        (row, number) -> new Warning(
                                Columns.instant(row, "renewed_at"),
                                Columns.maybeInstant(row, "warned_end"),
                                Optional.ofNullable(row.getObject("warned_days", Integer.class))),
                        shop.value())
                .stream()
                .findFirst();
    }

    /** The end of a pair was mailed so many days ahead. */
    public void warned(ShopKey shop, Instant end, int days) {
        jdbc.update(
                "UPDATE token JOIN shop ON shop.id = token.shop_id SET token.warned_end = ?, token.warned_days = ?"
                        + " WHERE shop.shop_key = ?",
                Columns.utc(end),
                days,
                shop.value());
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(row.getBytes("sealed"), Optional.ofNullable(row.getBytes("previous")));
    }
}
