package dev.shophub.store;

import dev.shophub.store.Backfill.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Which parts of shops' pasts are to be read again, and how far that is. */
public final class BackfillBook {

    private static final String SELECT =
            "SELECT b.*, s.shop_key, IFNULL(c.watermark, b.range_from) AS read_to, IFNULL(c.records, 0) AS records"
                    + " FROM backfill b JOIN shop s ON s.id = b.shop_id LEFT JOIN checkpoint c ON c.shop_id = b.shop_id"
                    + " AND c.stream = CONCAT('backfill-', b.id) ";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public BackfillBook(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Writes down what a person wants.
     *
     * @param author the operating system's user
     * @return its number
     */
    public long add(long shopId, String stream, Instant from, Instant to, String author) {
        var key = new GeneratedKeyHolder();
        jdbc.update(
                connection -> {
                    var insert = connection.prepareStatement(
                            "INSERT INTO backfill (shop_id, stream, range_from, range_to, state, author, asked_at)"
                                    + " VALUES (?, ?, ?, ?, 'open', ?, ?)",
                            new String[] {"id"});
                    insert.setLong(1, shopId);
                    insert.setString(2, stream);
                    insert.setObject(3, Columns.utc(from));
                    insert.setObject(4, Columns.utc(to));
                    insert.setString(5, Columns.cut(author, 64));
                    insert.setObject(6, Columns.utc(clock.instant()));
                    return insert;
                },
                key);
        return key.getKey().longValue();
    }

    public Optional<Backfill> find(long id) {
        return jdbc.query(SELECT + "WHERE b.id = ?", (row, number) -> backfill(row), id).stream()
                .findFirst();
    }

    /** Those that are not ended, the oldest first. */
    public List<Backfill> open() {
        return jdbc.query(SELECT + "WHERE b.state = 'open' ORDER BY b.id", (row, number) -> backfill(row));
    }

    /** The newest. */
    public List<Backfill> newest(int limit) {
        return jdbc.query(SELECT + "ORDER BY b.id DESC LIMIT ?", (row, number) -> backfill(row), limit);
    }

    /** Its first page is asked for; does nothing the second time. */
    public void begun(long id) {
        jdbc.update(
                "UPDATE backfill SET begun_at = IFNULL(begun_at, ?), reason = '' WHERE id = ?",
                Columns.utc(clock.instant()),
                id);
    }

    /** A page more is stored, or none was to be. */
    public void worked(long id, Duration time, int changed, int quarantined) {
        jdbc.update(
                "UPDATE backfill SET worked_millis = worked_millis + ?, changed = changed + ?, quarantined = quarantined + ?"
                        + " WHERE id = ?",
                time.toMillis(),
                changed,
                quarantined,
                id);
    }

    /** It waits. */
    public void waits(long id, String reason) {
        jdbc.update("UPDATE backfill SET reason = ? WHERE id = ?", Columns.cut(reason, 1000), id);
    }

    /** @return false when it was ended already */
    public boolean end(long id, State state, String reason) {
        return jdbc.update(
                        "UPDATE backfill SET state = ?, reason = ?, ended_at = ? WHERE id = ? AND state = 'open'",
                        state.word(),
                        Columns.cut(reason, 1000),
                        Columns.utc(clock.instant()),
                        id)
                > 0;
    }

    private static Backfill backfill(ResultSet row) throws SQLException {
        return new Backfill(
                row.getLong("id"),
                row.getLong("shop_id"),
                row.getString("shop_key"),
                row.getString("stream"),
                Columns.instant(row, "range_from"),
                Columns.instant(row, "range_to"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getString("author"),
                Columns.instant(row, "asked_at"),
                Columns.maybeInstant(row, "ended_at"),
                Columns.instant(row, "read_to"),
                Duration.ofMillis(row.getLong("worked_millis")),
                row.getLong("records"),
                row.getLong("changed"),
                row.getLong("quarantined"));
    }
}
