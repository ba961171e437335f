package dev.shophub.store;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Times in which no mail could leave, and what shows that one is. */
public final class MailOutages {

    private static final String SELECT = "SELECT id, since, cause, told_at, ended_at FROM mail_outage ";

    /** The first moment at which a mail that did not leave was tried, or due; what waits for its digest is neither. */
    private static final String STANDING =
            """
            SELECT MIN(x.at) AS at, COUNT(*) AS mails FROM (
              SELECT IFNULL((SELECT MIN(a.at) FROM attempt a WHERE a.outbox_id = o.id), o.due_at) AS at
                FROM outbox o LEFT JOIN shop s ON s.id = o.shop_id
               WHERE o.destination = 'mail' AND o.state IN ('waiting', 'sending') AND (o.shop_id IS NULL OR s.state = 'live')
                 AND (o.due_at <= ? OR EXISTS (SELECT 1 FROM attempt a WHERE a.outbox_id = o.id))
              UNION ALL
              SELECT o.finished_at FROM outbox o WHERE o.destination = 'mail' AND o.state = 'dead' AND o.reason LIKE 'smtp-sending-%'
                 AND o.finished_at > IFNULL((SELECT MAX(m.sent_at) FROM mail_sent m), '1970-01-01')
            ) x""";

    private static final String LAST_FAILURE =
            """
            SELECT a.detail FROM outbox o JOIN attempt a ON a.outbox_id = o.id
             WHERE o.destination = 'mail' AND o.state IN ('waiting', 'sending', 'dead') ORDER BY a.id DESC LIMIT 1""";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public MailOutages(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A time in which no mail could leave.
     *
     * @param since UTC
     * @param cause the last failure's words
     * @param toldAt when the chat robot took the text, UTC; empty: not yet
     * @param endedAt UTC; empty: it lasts
     */
    public record Outage(long id, Instant since, String cause, Optional<Instant> toldAt, Optional<Instant> endedAt) {}

    /**
     * Mails that could not leave.
     *
     * @param since from when none left, UTC
     * @param mails that stand
     */
    public record Standing(Instant since, long mails) {}

    /** Since when nothing could leave; empty while mails leave, or none is to. */
    public Optional<Standing> standing() {
        var now = Columns.utc(clock.instant());
        var first = jdbc.queryForObject(
                STANDING,
                (row, number) -> {
                    var mails = row.getLong("mails");
                    return Columns.maybeInstant(row, "at").map(at -> new Standing(at, mails));
                },
                now);
        var sent = jdbc.queryForObject(
                "SELECT MAX(sent_at) AS at FROM mail_sent", (row, number) -> Columns.maybeInstant(row, "at"));
        return first.map(one -> new Standing(sent.filter(one.since()::isBefore).orElse(one.since()), one.mails()));
    }

    /** What the mail server, or the way to it, said last; empty when nothing was tried. */
    public String lastFailure() {
        return jdbc.queryForList(LAST_FAILURE, String.class).stream()
                .findFirst()
                .orElse("");
    }

    /** The newest one, whether it lasts or is over. */
    public Optional<Outage> newest() {
        return jdbc
                .query(
                        SELECT + "ORDER BY id DESC LIMIT 1",
                        (row, number) -> new Outage(
                                row.getLong("id"),
                                Columns.instant(row, "since"),
                                row.getString("cause"),
                                Columns.maybeInstant(row, "told_at"),
                                Columns.maybeInstant(row, "ended_at")))
                .stream()
                .findFirst();
    }

    /** The one that lasts. */
    public Optional<Outage> lasting() {
        return newest().filter(outage -> outage.endedAt().isEmpty());
    }

    /** Begins one. */
    public void begin(Instant since, String cause) {
        jdbc.update(
                "INSERT INTO mail_outage (since, cause) VALUES (?, ?)", Columns.utc(since), Columns.cut(cause, 1000));
    }

    /** The chat robot has the text. */
    public void told(long id) {
        jdbc.update("UPDATE mail_outage SET told_at = ? WHERE id = ?", Columns.utc(clock.instant()), id);
    }

    /** A mail left, within the caller's transaction: what was tried in vain is due now, and an outage is over. */
    public void left() {
        var now = Columns.utc(clock.instant());
        if (jdbc.update("UPDATE mail_outage SET ended_at = ? WHERE ended_at IS NULL", now) > 0) {
            jdbc.update(
                    "UPDATE outbox o SET o.due_at = ? WHERE o.destination = 'mail' AND o.state = 'waiting' AND o.due_at > ?"
                            + " AND EXISTS (SELECT 1 FROM attempt a WHERE a.outbox_id = o.id)",
                    now,
                    now);
        }
    }
}
