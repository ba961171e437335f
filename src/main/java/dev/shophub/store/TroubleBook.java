package dev.shophub.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The troubles that are open. */
public final class TroubleBook {

    private static final String SELECT =
            "SELECT t.*, s.shop_key, s.title AS shop_title FROM trouble t LEFT JOIN shop s ON s.id = t.shop_id ";

    private final JdbcClient jdbc;

    public TroubleBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Open ones, oldest first. */
    public List<Trouble> open() {
        return jdbc.sql(SELECT + "ORDER BY t.since, t.id")
                .query(TroubleBook::row)
                .list();
    }

    /** An open one, its row locked until the caller's transaction ends. */
    public Optional<Trouble> lock(String key) {
        return jdbc.sql(SELECT + "WHERE t.trouble_key = ? FOR UPDATE")
                .param(Columns.cut(key, 200))
                .query(TroubleBook::row)
                .optional();
    }

    /** Writes or refreshes it within the caller's transaction; true when it is new. */
    public boolean save(String key, String kind, Optional<Long> shopId, Said said, Instant now) {
        return jdbc.sql(
                                "INSERT INTO trouble (trouble_key, kind, shop_id, message, said, since, last_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
                                        + " ON DUPLICATE KEY UPDATE message = VALUES(message), said = VALUES(said),"
                                        + " last_at = VALUES(last_at)")
                        .params(
                                Columns.cut(key, 200),
                                Columns.cut(kind, 32),
                                shopId.orElse(null),
                                Columns.cut(said.sentence(), 2000),
                                said.coded(),
                                Columns.utc(now),
                                Columns.utc(now))
                        .update()
                == 1;
    }

    /** A mail was asked for. */
    public void told(String key, Instant now) {
        jdbc.sql("UPDATE trouble SET told_at = ? WHERE trouble_key = ?")
                .params(Columns.utc(now), Columns.cut(key, 200))
                .update();
    }

    /** It was told further up. */
    public void escalated(String key, Instant now) {
        jdbc.sql("UPDATE trouble SET escalated_at = ? WHERE trouble_key = ?")
                .params(Columns.utc(now), Columns.cut(key, 200))
                .update();
    }

    /** Whether it is open. */
    public boolean isOpen(String key) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM trouble WHERE trouble_key = ?)")
                .param(Columns.cut(key, 200))
                .query(Boolean.class)
                .single();
    }

    /** It is well again. */
    public void remove(String key) {
        jdbc.sql("DELETE FROM trouble WHERE trouble_key = ?")
                .param(Columns.cut(key, 200))
                .update();
    }

    private static Trouble row(ResultSet row, int number) throws SQLException {
        return new Trouble(
                row.getString("trouble_key"),
                row.getString("kind"),
                Optional.ofNullable(row.getObject("shop_id", Long.class)),
                Optional.ofNullable(row.getString("shop_key")),
                Optional.ofNullable(row.getString("shop_title")),
                Said.read(row.getString("message"), row.getString("said")),
                Columns.instant(row, "since"),
                Columns.instant(row, "last_at"),
                Columns.maybeInstant(row, "told_at"),
                Columns.maybeInstant(row, "escalated_at"));
    }
}
