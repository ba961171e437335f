package dev.shophub.store;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each reader was told of a subject, and in which thread; and which mails the server has. */
public final class MailTopics {

    /**
     * What a reader knows of a subject.
     *
     * @param thread Message-ID of the first mail that told of it
     * @param told fingerprint of what was last told
     */
    public record Topic(String thread, String told) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    public MailTopics(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What this reader was told of the subject, empty when nothing. {@code shopId} 0: the hub's own. */
    public Optional<Topic> find(long shopId, String topic, String subject, String recipient) {
        return jdbc.sql("SELECT thread, told FROM mail_topic"
                        + " WHERE shop_id = ? AND topic = ? AND subject = ? AND recipient = ?")
                .params(shopId, topic, subject, recipient)
                .query((row, number) -> new Topic(row.getString(1), row.getString(2)))
                .optional();
    }

    /** Remembers what was told within the caller's transaction; the thread is that of the first time. */
    public void told(long shopId, String topic, String subject, String recipient, String thread, String told) {
        jdbc.sql("INSERT INTO mail_topic (shop_id, topic, subject, recipient, thread, told, told_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE told = VALUES(told), told_at = VALUES(told_at)")
                .params(shopId, topic, subject, recipient, Columns.cut(thread, 300), told, Columns.utc(clock.instant()))
                .update();
    }

    /** Whether the mail server has accepted this mail before: then it is not sent again. */
    public boolean accepted(String messageId, String recipient) {
        return jdbc.sql("SELECT COUNT(*) FROM mail_sent WHERE message_id = ? AND recipient = ?")
                        .params(messageId, recipient)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Whether a mail was asked for while a restored hub catches up: the hub that was lost may have sent it. */
    public boolean mayBeOfALostHub(long shopId, Instant askedAt) {
        return new RestoreGap(jdbc).covers(shopId, askedAt);
    }

    /** Whether any mail of a group was ever asked for. */
    public boolean askedFor(String groupKey) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM outbox WHERE destination = 'mail' AND group_key = ?)")
                .param(groupKey)
                .query(Boolean.class)
                .single();
    }

    /** Whether an older mail about the same subject still waits for this reader. */
    public boolean olderWaits(long shopId, String kind, String subject, String recipient, long olderThan) {
        return jdbc.sql("SELECT COUNT(*) FROM outbox WHERE destination = 'mail' AND state IN ('waiting', 'sending')"
                                + " AND kind = ? AND shop_id = ? AND subject = ? AND recipient = ? AND id < ?")
                        .params(kind, shopId, subject, recipient, olderThan)
                        .query(Long.class)
                        .single()
                > 0;
    }
}
