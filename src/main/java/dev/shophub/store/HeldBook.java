package dev.shophub.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Records that stand still: in quarantine, orders and refunds that the ERP is not told of, writes that a shop did not take; by shop, place and cause. */
public final class HeldBook {

    /** A record in quarantine. */
    public static final String QUARANTINE = "quarantine";
    /** A message that waits for a person. */
    public static final String PARKED = "parked";
    /** A message given up. */
    public static final String DEAD = "dead";
    /** A stock level, price, title, take-down or reply that was given up: the shop shows what it showed before. */
    public static final String REFUSED = "refused";

    private static final String STANDING =
            """
            SELECT 'quarantine' AS place, q.id AS number, q.shop_id, q.stream AS cause FROM quarantine q
             WHERE q.cured_at IS NULL
            UNION ALL
            SELECT o.state, o.id, o.shop_id, o.reason FROM outbox o
             WHERE o.destination = 'erp' AND o.state IN ('parked', 'dead') AND o.shop_id IS NOT NULL
               AND o.kind IN ('order', 'refund')
            UNION ALL
            SELECT 'refused', o.id, o.shop_id, o.reason FROM outbox o
             WHERE o.destination IN ('listing', 'change') AND o.state = 'dead' AND o.shop_id IS NOT NULL""";

    private static final String GONE =
            """
            DELETE h FROM held_record h
              LEFT JOIN (%s) s ON s.place = h.place AND s.number = h.number AND s.cause = h.cause
             WHERE s.number IS NULL"""
                    .formatted(STANDING);

    private static final String ROWS =
            """
            SELECT h.number, IFNULL(o.kind, q.stream) AS kind,
                   TRIM(CONCAT(IFNULL(o.subject, q.external_id), ' ', IFNULL(l.title, ''))) AS subject,
                   IFNULL(o.detail, q.field) AS detail, IFNULL(q.reason, '') AS sentence,
                   COALESCE(q.first_at, o.finished_at, (SELECT MAX(a.at) FROM attempt a WHERE a.outbox_id = o.id),
                            o.created_at) AS since
              FROM held_record h
              LEFT JOIN quarantine q ON h.place = 'quarantine' AND q.id = h.number
              LEFT JOIN outbox o ON h.place <> 'quarantine' AND o.id = h.number
              LEFT JOIN listing l ON h.place = 'refused' AND l.shop_id = h.shop_id AND l.external_id = o.subject
             WHERE h.shop_id = ? AND h.place = ? AND h.cause = ? ORDER BY h.number LIMIT ?""";

    private final JdbcTemplate jdbc;

    public HeldBook(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What one mail tells of: alike in shop, place and cause. */
    public record Group(long shopId, String place, String cause) {}

    /**
     * How a group stands.
     *
     * @param records that stand now
     * @param added of them, seen by this look for the first time
     * @param since when the first of them stood, UTC
     * @param emptySince none stands since, UTC
     * @param escalatedAt when it was told further up, UTC
     */
    public record Standing(
            Group group,
            long records,
            long added,
            Instant since,
            Optional<Instant> emptySince,
            Optional<Instant> escalatedAt) {}

    /**
     * A record that stands.
     *
     * @param number its row: {@code ./hub show} and {@code replay} take it
     * @param kind {@code order}, {@code refund}, or the stream
     * @param subject its id at the platform; of an item its title, too
     * @param detail SKUs, the field, or the other side's words
     * @param sentence why it could not be read; empty outside quarantine
     * @param since UTC
     */
    public record Held(long number, String kind, String subject, String detail, String sentence, Instant since) {}

    /**
     * Records of a stream set aside within a span, and readable ones.
     *
     * @param aside still in quarantine
     */
    public record Share(long shopId, String stream, long aside, long readable) {}

    /** Writes down what stands now, within the caller's transaction; groups in which nothing stands are among them. */
    public List<Standing> look(Instant now) {
        var at = Columns.utc(now);
        jdbc.update(GONE);
        jdbc.update(
                "INSERT IGNORE INTO held_record (place, number, shop_id, cause, found_at)"
                        + " SELECT s.place, s.number, s.shop_id, s.cause, ? FROM (" + STANDING
                        + ") s LEFT JOIN held_record h ON h.place = s.place AND h.number = s.number WHERE h.number IS NULL",
                at);
        jdbc.update(
                "INSERT INTO held_group (shop_id, place, cause, since) SELECT h.shop_id, h.place, h.cause, MIN(h.found_at)"
                        + " FROM held_record h GROUP BY h.shop_id, h.place, h.cause ON DUPLICATE KEY UPDATE empty_since = NULL");
        jdbc.update(
                "UPDATE held_group g SET g.empty_since = ? WHERE g.empty_since IS NULL AND NOT EXISTS (SELECT 1 FROM"
                        + " held_record h WHERE h.shop_id = g.shop_id AND h.place = g.place AND h.cause = g.cause)",
                at);
        return jdbc.query(
                "SELECT g.*, COUNT(h.number) AS records, IFNULL(SUM(h.found_at = ?), 0) AS added FROM held_group g"
                        + " LEFT JOIN held_record h ON h.shop_id = g.shop_id AND h.place = g.place AND h.cause = g.cause"
                        + " GROUP BY g.shop_id, g.place, g.cause ORDER BY g.shop_id, g.place, g.cause",
                HeldBook::standing,
                at);
    }

    private static Standing standing(ResultSet row, int number) throws SQLException {
        return new Standing(
                new Group(row.getLong("shop_id"), row.getString("place"), row.getString("cause")),
                row.getLong("records"),
                row.getLong("added"),
                Columns.instant(row, "since"),
                Columns.maybeInstant(row, "empty_since"),
                Columns.maybeInstant(row, "escalated_at"));
    }

    /** Streams of which records first set aside since then are still in quarantine. */
    public List<Share> shares(Instant since) {
        var from = Columns.utc(since);
        return jdbc.query(
                "SELECT q.shop_id, q.stream, COUNT(*) AS aside, (SELECT COUNT(*) FROM raw_record r WHERE r.read_at >= ?"
                        + " AND r.shop_id = q.shop_id AND r.stream = q.stream) AS readable FROM quarantine q"
                        + " WHERE q.cured_at IS NULL AND q.first_at >= ? GROUP BY q.shop_id, q.stream",
                (row, number) -> new Share(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4)),
                from,
                from);
    }

    /** The group is over: nothing of it stands any more. */
    public void remove(Group group) {
        jdbc.update(
                "DELETE FROM held_group WHERE shop_id = ? AND place = ? AND cause = ?",
                group.shopId(),
                group.place(),
                group.cause());
    }

    /** It was told further up. */
    public void escalated(Group group, Instant now) {
        jdbc.update(
                "UPDATE held_group SET escalated_at = ? WHERE shop_id = ? AND place = ? AND cause = ?",
                Columns.utc(now),
                group.shopId(),
                group.place(),
                group.cause());
    }

    /** What stands in a group, the oldest first. */
    public List<Held> records(Group group, int most) {
        return jdbc.query(
                ROWS,
                (row, number) -> new Held(
                        row.getLong("number"),
                        row.getString("kind"),
                        row.getString("subject"),
                        row.getString("detail"),
                        row.getString("sentence"),
                        Columns.instant(row, "since")),
                group.shopId(),
                group.place(),
                group.cause(),
                most);
    }

    /** How many stand in a group, and how many of them were found after that moment. */
    public Map.Entry<Long, Long> count(Group group, Optional<Instant> after) {
        var values = new ArrayList<Object>();
        after.ifPresent(moment -> values.add(Columns.utc(moment)));
        values.addAll(List.of(group.shopId(), group.place(), group.cause()));
        return jdbc.queryForObject(
                "SELECT COUNT(*), IFNULL(SUM(" + (after.isPresent() ? "h.found_at > ?" : "1")
                        + "), 0) FROM held_record h WHERE h.shop_id = ? AND h.place = ? AND h.cause = ?",
                (row, number) -> Map.entry(row.getLong(1), row.getLong(2)),
                values.toArray());
    }

    /** When the first of a group stood, UTC. */
    public Optional<Instant> since(Group group) {
        return jdbc
                .query(
                        "SELECT since FROM held_group WHERE shop_id = ? AND place = ? AND cause = ?",
                        (row, number) -> Columns.instant(row, "since"),
                        group.shopId(),
                        group.place(),
                        group.cause())
                .stream()
                .findFirst();
    }
}
