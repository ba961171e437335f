package dev.shophub.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was told to others about a thing, with which answers: its messages and their attempts. */
public final class MessageLife {

    private static final int MOST = 100;

    private static final String MESSAGES =
            "SELECT id, destination, kind, subject, recipient, state, reason, detail, created_at, finished_at FROM outbox WHERE ";

    private final JdbcClient jdbc;

    public MessageLife(DataSource operations) {
        this.jdbc = JdbcClient.create(operations);
    }

    /**
     * A message.
     *
     * @param id names it in mails and commands
     * @param subject what it is about
     * @param recipient of a mail
     * @param state {@code waiting}, {@code sending}, {@code delivered}, {@code parked}, {@code dead}, {@code dropped} or {@code replaced}
     * @param reason why, for the last four
     * @param detail particulars, or the other side's number of it
     * @param createdAt UTC
     * @param finishedAt UTC
     */
    public record Told(
            long id,
            String destination,
            String kind,
            String subject,
            String recipient,
            String state,
            String reason,
            String detail,
            Instant createdAt,
            Optional<Instant> finishedAt) {}

    /**
     * A delivery that was tried.
     *
     * @param outcome {@code delivered}, {@code parked}, {@code dropped}, or the failure's kind
     * @param detail the other side's words
     * @param at UTC
     */
    public record Attempt(long message, String outcome, String detail, Instant at) {}

    /**
     * Messages about a thing of a shop, mails about it too, the oldest first.
     *
     * @param aggregates under which its messages keep their order
     */
    public List<Told> about(long shopId, Collection<String> aggregates, String subject) {
        return jdbc.sql("SELECT * FROM (" + MESSAGES
                        + "shop_id = :shop AND destination IN ('erp', 'listing', 'shipment', 'change')"
                        + " AND aggregate IN (:aggregates) UNION " + MESSAGES
                        + "shop_id = :shop AND destination = 'mail' AND subject = :subject) told ORDER BY id LIMIT "
                        + MOST)
                .param("shop", shopId)
                .param("subject", subject)
                .param("aggregates", aggregates)
                .query((row, number) -> told(row))
                .list();
    }

    /** The message of this number: mails end with it. */
    public Optional<Told> numbered(long id) {
        return jdbc.sql(MESSAGES + "id = :id")
                .param("id", id)
                .query((row, number) -> told(row))
                .optional();
    }

    /** Deliveries of these messages that were tried, the oldest first. */
    public List<Attempt> attempts(Collection<Long> messages) {
        return messages.isEmpty()
                ? List.of()
                : jdbc.sql("SELECT outbox_id, outcome, detail, at FROM attempt WHERE outbox_id IN (:messages)"
                                + " ORDER BY id LIMIT " + MOST)
                        .param("messages", messages)
                        .query((row, number) -> new Attempt(
                                row.getLong("outbox_id"),
                                row.getString("outcome"),
                                row.getString("detail"),
                                row.getObject("at", LocalDateTime.class).toInstant(ZoneOffset.UTC)))
                        .list();
    }

    private static Told told(ResultSet row) throws SQLException {
        return new Told(
                row.getLong("id"),
                row.getString("destination"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("recipient"),
                row.getString("state"),
                row.getString("reason"),
                row.getString("detail"),
                row.getObject("created_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                Optional.ofNullable(row.getObject("finished_at", LocalDateTime.class))
                        .map(time -> time.toInstant(ZoneOffset.UTC)));
    }
}
