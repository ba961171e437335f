package dev.shophub.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The table of messages. They are written in the transaction of the change they tell of; only the oldest undelivered of an
 * aggregate is claimed, so its order is kept and one destination never holds up another.
 */
public final class Outbox {

    private static final int DETAIL = 2000;
    private static final int ROWS = 500;

    /** The hub's own messages go whatever a shop's state; a shop's only while it is live. */
    private static final String SENDABLE = "(o.shop_id IS NULL OR s.state = 'live')";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String owner;
    private final Claims claims;
    private final Requeue requeue;
    private final ClockSetBack clockSetBack;

    /** @param owner names this process, so that a restarted hub takes back what a killed one was sending */
    public Outbox(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock, String owner) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.owner = owner;
        this.claims = new Claims(jdbc, transaction, owner);
        this.requeue = new Requeue(jdbc, clock);
        this.clockSetBack = new ClockSetBack(jdbc);
    }

    /** What waits, for those who look. */
    public OutboxFacts facts() {
        return new OutboxFacts(jdbc.getDataSource());
    }

    /** What makes messages due again. */
    public Requeue requeue() {
        return requeue;
    }

    /** Writes messages within the caller's transaction, a statement for many. */
    public void write(List<NewMessage> messages) {
        var now = OutboxRows.utc(clock.instant());
        for (int from = 0; from < messages.size(); from += ROWS) {
            var some = messages.subList(from, Math.min(messages.size(), from + ROWS));
            var values = new ArrayList<Object>(some.size() * 12);
            for (var message : some) {
                Collections.addAll(
                        values,
                        message.destination().name(),
                        message.kind(),
                        message.shopId() == 0 ? null : message.shopId(),
                        message.aggregate(),
                        message.subject(),
                        message.groupKey(),
                        message.recipient(),
                        OutboxRows.json(message.attributes()),
                        message.stateTelling() ? waitingKey(message) : null,
                        OutboxRows.utc(message.dueAt()),
                        now);
            }
            jdbc.update(
                    "INSERT INTO outbox (destination, kind, shop_id, aggregate, subject, group_key, recipient, attributes,"
                            + " waiting_key, due_at, created_at, state) VALUES "
                            + String.join(",", Collections.nCopies(some.size(), "(?,?,?,?,?,?,?,?,?,?,?,'waiting')"))
                            + " ON DUPLICATE KEY UPDATE due_at = LEAST(due_at, VALUES(due_at))",
                    values.toArray());
        }
    }

    private static String waitingKey(NewMessage message) {
        return String.join(
                "\n",
                message.destination().name(),
                message.kind(),
                Long.toString(message.shopId()),
                message.aggregate(),
                message.subject(),
                message.recipient());
    }

    /** Claims due messages, the oldest of each aggregate. They are this process's until finished or put back. */
    public List<OutboxMessage> claim(Destination destination, int most) {
        var now = clock.instant();
        clockSetBack.look(destination, now);
        return claims.claim(destination, OutboxRows.utc(now), most);
    }

    /** Messages of the same group and recipient that are due or will be, the claimed one among them, oldest first. */
    public List<OutboxMessage> alike(OutboxMessage claimed) {
        if (claimed.groupKey().isEmpty()) {
            return List.of(claimed);
        }
        return read(
                "o.destination = ? AND o.group_key = ? AND o.recipient = ? AND (o.state = 'waiting' OR o.id = ?)"
                        + " ORDER BY o.id",
                claimed.destination().name(),
                claimed.groupKey(),
                claimed.recipient(),
                claimed.id());
    }

    /** Mails of the claimed one's kind and reader that were written before and are due, or were tried in vain; oldest first. */
    public List<OutboxMessage> due(OutboxMessage claimed, Instant writtenBefore, int most) {
        return read(
                "o.destination = ? AND o.kind = ? AND o.recipient = ? AND o.state = 'waiting' AND o.created_at <= ?"
                        + " AND (o.shop_id IS NULL OR s.state = 'live') AND (o.due_at <= ?"
                        + " OR EXISTS (SELECT 1 FROM attempt a WHERE a.outbox_id = o.id)) ORDER BY o.id LIMIT ?",
                claimed.destination().name(),
                claimed.kind(),
                claimed.recipient(),
                OutboxRows.utc(writtenBefore),
                OutboxRows.utc(clock.instant()),
                most);
    }

    /** When a mail of this group was last accepted for this address. */
    public Optional<Instant> lastMailed(String groupKey, String recipient) {
        return Optional.ofNullable(jdbc.queryForObject(
                        "SELECT MAX(sent_at) FROM mail_sent WHERE group_key = ? AND recipient = ?",
                        LocalDateTime.class,
                        groupKey,
                        recipient))
                .map(time -> time.toInstant(ZoneOffset.UTC));
    }

    /** The mail server accepted a mail: remembered for digests and threads. Repeating it changes nothing. */
    public void mailed(String messageId, String kind, String groupKey, String thread, String recipient) {
        jdbc.update(
                "INSERT IGNORE INTO mail_sent (message_id, kind, group_key, thread, recipient, sent_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                OutboxRows.cut(messageId, 300),
                kind,
                groupKey,
                OutboxRows.cut(thread, 300),
                recipient,
                OutboxRows.utc(clock.instant()));
    }

    /** Ends deliveries that went well, with one attempt row each, in one transaction. */
    public void finish(Collection<Long> ids, Outcome outcome, Duration took) {
        if (ids.isEmpty()) {
            return;
        }
        var now = OutboxRows.utc(clock.instant());
        transaction.executeWithoutResult(status -> {
            if (outcome instanceof Outcome.Later later) {
                putBack(ids, OutboxRows.utc(clock.instant().plus(later.delay())), 0);
                return;
            }
            var parked = outcome instanceof Outcome.Parked;
            var word = outcome instanceof Outcome.Delivered ? "delivered" : parked ? "parked" : "dropped";
            var reason = outcome instanceof Outcome.Parked park
                    ? park.reason()
                    : outcome instanceof Outcome.Dropped drop ? drop.reason() : "";
            var detail = outcome instanceof Outcome.Parked park
                    ? park.detail()
                    : outcome instanceof Outcome.Delivered delivered ? delivered.reference() : "";
            for (var id : ids) {
                if (parked) {
                    replaceOlderParked(id);
                }
                jdbc.update(
                        "UPDATE outbox SET state = ?, reason = ?, detail = ?, finished_at = ?, waiting_key = NULL WHERE id = ?",
                        word,
                        OutboxRows.cut(reason, 64),
                        OutboxRows.cut(detail, DETAIL),
                        parked ? null : now,
                        id);
                attempt(id, word, reason.isEmpty() ? detail : reason, took);
            }
        });
    }

    /** Of an aggregate's state-telling messages only the newest parked one is of use. */
    private void replaceOlderParked(long id) {
        jdbc.update(
                "UPDATE outbox o JOIN outbox n ON n.id = ? AND o.destination = n.destination AND o.shop_id <=> n.shop_id"
                        + " AND o.aggregate = n.aggregate AND o.kind = n.kind AND o.subject = n.subject"
                        + " AND o.recipient = n.recipient SET o.state = 'replaced', o.finished_at = ?"
                        + " WHERE o.id < n.id AND o.state IN ('parked', 'dead') AND n.destination <> 'mail'",
                id,
                OutboxRows.utc(clock.instant()));
    }

    /** Writes to a shop that were given up are of no use once it took a later one, or needs none. */
    public void replaceOvertakenWrites() {
        jdbc.update(
                "UPDATE outbox o JOIN outbox n ON o.destination = n.destination AND o.shop_id = n.shop_id"
                        + " AND o.aggregate = n.aggregate AND o.kind = n.kind AND o.subject = n.subject"
                        + " SET o.state = 'replaced', o.finished_at = ? WHERE o.destination IN ('listing', 'change')"
                        + " AND o.state = 'dead' AND n.state IN ('delivered', 'dropped') AND o.id < n.id",
                OutboxRows.utc(clock.instant()));
    }

    /** Tries again later. */
    public void retry(long id, Instant dueAt, boolean countsAsAttempt, String kind, String detail, Duration took) {
        transaction.executeWithoutResult(status -> {
            putBack(List.of(id), OutboxRows.utc(dueAt), countsAsAttempt ? 1 : 0);
            attempt(id, kind, detail, took);
        });
    }

    /** Given up: a person decides. */
    public void dead(long id, String reason, String detail, Duration took) {
        transaction.executeWithoutResult(status -> {
            jdbc.update(
                    "UPDATE outbox SET state = 'dead', reason = ?, detail = ?, finished_at = ?, attempts = attempts + 1,"
                            + " waiting_key = NULL WHERE id = ?",
                    OutboxRows.cut(reason, 64),
                    OutboxRows.cut(detail, DETAIL),
                    OutboxRows.utc(clock.instant()),
                    id);
            attempt(id, "dead", detail, took);
        });
    }

    private void putBack(Collection<Long> ids, LocalDateTime dueAt, int attempts) {
        for (var id : ids) {
            jdbc.update(
                    "UPDATE outbox SET state = 'waiting', due_at = ?, attempts = attempts + ?, claimed_by = '' WHERE id = ?",
                    dueAt,
                    attempts,
                    id);
        }
    }

    private void attempt(long id, String outcome, String detail, Duration took) {
        jdbc.update(
                "INSERT INTO attempt (outbox_id, at, outcome, detail, millis) VALUES (?, ?, ?, ?, ?)",
                id,
                OutboxRows.utc(clock.instant()),
                OutboxRows.cut(outcome, 32),
                OutboxRows.cut(detail, 1000),
                (int) Math.min(Integer.MAX_VALUE, took.toMillis()));
    }

    /** At start: what a process that is gone was sending is due again. */
    public int takeBack() {
        return jdbc.update(
                "UPDATE outbox SET state = 'waiting', claimed_by = '', claimed_at = NULL"
                        + " WHERE state = 'sending' AND claimed_by <> ?",
                owner);
    }

    /** Waiting and being sent, by destination, of all shops in any state. */
    public long pending(Destination destination) {
        return count(destination, "o.state IN ('waiting', 'sending')");
    }

    public long dead(Destination destination) {
        return count(destination, "o.state = 'dead'");
    }

    private long count(Destination destination, String condition) {
        return jdbc.queryForObject(
                "SELECT COUNT(*) FROM outbox o WHERE o.destination = ? AND " + condition,
                Long.class,
                destination.name());
    }

    /** Age of the oldest message that could be sent now and is not; zero when there is none. */
    public Duration age(Destination destination) {
        var oldest = jdbc.queryForObject(
                "SELECT MIN(GREATEST(o.created_at, IF(o.attempts = 0, o.due_at, o.created_at))) FROM outbox o"
                        + " LEFT JOIN shop s ON s.id = o.shop_id WHERE o.destination = ?"
                        + " AND o.state IN ('waiting', 'sending') AND (o.due_at <= ? OR o.attempts > 0) AND "
                        + SENDABLE,
                LocalDateTime.class,
                destination.name(),
                OutboxRows.utc(clock.instant()));
        if (oldest == null) {
            return Duration.ZERO;
        }
        var age = Duration.between(oldest.toInstant(ZoneOffset.UTC), clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private List<OutboxMessage> read(String condition, Object... values) {
        return jdbc.query(
                "SELECT o.*, s.shop_key FROM outbox o LEFT JOIN shop s ON s.id = o.shop_id WHERE " + condition,
                OutboxRows::message,
                values);
    }
}
