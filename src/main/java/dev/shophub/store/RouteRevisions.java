package dev.shophub.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Texts of route files and queries as they ran: the next start runs what ran, and an edit can be taken back. */
public final class RouteRevisions {

    private static final String COLUMNS =
            "SELECT id, file, text, author, loaded_at, state, effect, before_id FROM route_revision ";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public RouteRevisions(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The file ran with this text; a new revision when it differs from the one that ran last. Returns the one that stands. */
    public RouteRevision ran(String file, String text, String author, String effect) {
        var last = lastThatRan(file);
        return last.filter(revision -> revision.text().equals(text))
                .orElseGet(() -> add(file, text, author, RouteRevision.State.RAN, effect, last));
    }

    /** The text stood in the file and is put aside. */
    public RouteRevision kept(String file, String text, String author) {
        return add(file, text, author, RouteRevision.State.KEPT, "", lastThatRan(file));
    }

    /** Its routes have ended, and are not to start again. */
    public RouteRevision removed(String file, String author, String effect) {
        var last = lastThatRan(file);
        return add(file, last.map(RouteRevision::text).orElse(""), author, RouteRevision.State.REMOVED, effect, last);
    }

    private RouteRevision add(
            String file,
            String text,
            String author,
            RouteRevision.State state,
            String effect,
            Optional<RouteRevision> before) {
        return jdbc.query(
                        "INSERT INTO route_revision (file, content_hash, text, loaded_at, author, state, effect, before_id)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                                + " RETURNING id, file, text, author, loaded_at, state, effect, before_id",
                        RouteRevisions::row,
                        file,
                        hash(text),
                        text,
                        Columns.utc(clock.instant()),
                        Columns.cut(author, 100),
                        state.word(),
                        Columns.cut(effect, 4000),
                        before.map(RouteRevision::id).orElse(null))
                .get(0);
    }

    /** What ran last; empty when the file never ran, or was removed since. */
    public Optional<RouteRevision> lastThatRan(String file) {
        return jdbc
                .query(
                        COLUMNS + "WHERE file = ? AND state <> 'kept' ORDER BY id DESC LIMIT 1",
                        RouteRevisions::row,
                        file)
                .stream()
                .filter(revision -> revision.state() == RouteRevision.State.RAN)
                .findFirst();
    }

    /** What ran last of every file whose name ends so and that was not removed, by name. */
    public List<RouteRevision> running(String ending) {
        return jdbc
                .query(
                        COLUMNS + "WHERE id IN (SELECT MAX(id) FROM route_revision WHERE state <> 'kept' GROUP BY file)"
                                + " ORDER BY file",
                        RouteRevisions::row)
                .stream()
                .filter(revision -> revision.state() == RouteRevision.State.RAN
                        && revision.file().endsWith(ending))
                .toList();
    }

    public Optional<RouteRevision> find(long id) {
        return jdbc.query(COLUMNS + "WHERE id = ?", RouteRevisions::row, id).stream()
                .findFirst();
    }

    /** All of a file, the newest first. */
    public List<RouteRevision> of(String file) {
        return jdbc.query(COLUMNS + "WHERE file = ? ORDER BY id DESC", RouteRevisions::row, file);
    }

    private static RouteRevision row(ResultSet row, int number) throws SQLException {
        return new RouteRevision(
                row.getLong("id"),
                row.getString("file"),
                row.getString("text"),
                row.getString("author"),
                Columns.instant(row, "loaded_at"),
                RouteRevision.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("effect"),
                Optional.ofNullable(row.getObject("before_id", Long.class)));
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
