package dev.shophub.simulator.mailbox;

import dev.shophub.simulator.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The mailbox's table: what was received is there before its sender is told so. Readable without a running mailbox. */
public final class MailboxState {

    private static final int LONGEST_MESSAGE_ID = 300;
    private static final int LONGEST_SUBJECT = 1000;

    private final State state;
    private final JdbcClient client;

    public MailboxState(State state) {
        this.state = state;
        this.client = state.client();
    }

    /** The newest mails, newest first. */
    public List<ReceivedMail> newest(int limit) {
        return client.sql("SELECT id, recipient, received_at, raw FROM sim_mail ORDER BY id DESC LIMIT ?")
                .param(limit)
                .query(MailboxState::mail)
                .list();
    }

    /** All mails ever received, one for each recipient. */
    public long count() {
        return client.sql("SELECT COUNT(*) FROM sim_mail").query(Long.class).single();
    }

    /** How many mails came again: same Message-ID to the same recipient, beyond the first. */
    public long repeats() {
        return client.sql("SELECT COALESCE(SUM(times - 1), 0) FROM (SELECT COUNT(*) AS times FROM sim_mail "
                        + "WHERE message_id <> '' GROUP BY message_id, recipient) AS mails")
                .query(Long.class)
                .single();
    }

    /** How many mails came without Message-ID. */
    public long withoutMessageId() {
        return client.sql("SELECT COUNT(*) FROM sim_mail WHERE message_id = ''")
                .query(Long.class)
                .single();
    }

    /** Keeps a mail for all its recipients, or for none. */
    void keep(Collection<String> recipients, String messageId, String subject, byte[] raw) {
        var at = State.utc(state.clock().instant());
        var rows = recipients.stream()
                .map(recipient -> new Object[] {
                    recipient, shortened(messageId, LONGEST_MESSAGE_ID), shortened(subject, LONGEST_SUBJECT), at, raw
                })
                .toList();
        state.transaction().executeWithoutResult(status -> state.jdbc()
                .batchUpdate(
                        "INSERT INTO sim_mail (recipient, message_id, subject, received_at, raw) "
                                + "VALUES (?, ?, ?, ?, ?)",
                        rows));
    }

    /** A page of mails older than {@code before}, newest first. */
    List<ReceivedMail> older(long before, int limit) {
        return client.sql("SELECT id, recipient, received_at, raw FROM sim_mail WHERE id < ? ORDER BY id DESC LIMIT ?")
                .params(before, limit)
                .query(MailboxState::mail)
                .list();
    }

    private static ReceivedMail mail(ResultSet row, int number) throws SQLException {
        return ReceivedMail.of(
                row.getLong("id"),
                row.getString("recipient"),
                State.instant(row.getObject("received_at", LocalDateTime.class)),
                row.getBytes("raw"));
    }

    private static String shortened(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest));
    }
}
