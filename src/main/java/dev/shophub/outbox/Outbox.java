package dev.shophub.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shophub.model.ShopKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The table of messages. They are written in the transaction of the change they tell of; only the oldest undelivered of an
 * aggregate is claimed, so its order is kept and one destination never holds up another.
 */
public final class Outbox {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final int DETAIL = 2000;
    private static final int ROWS = 500;

    /** The hub's own messages go whatever a shop's state; a shop's only while it is live. */
    private static final String SENDABLE = "(o.shop_id IS NULL OR s.state = 'live')";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String owner;
    private final Claims claims;

    /** @param owner names this process, so that a restarted hub takes back what a killed one was sending */
    public Outbox(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock, String owner) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.owner = owner;
        this.claims = new Claims(jdbc, transaction, owner);
    }

    /** Writes messages within the caller's transaction, a statement for many. */
    public void write(List<NewMessage> messages) {
        var now = utc(clock.instant());
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
                        json(message.attributes()),
                        message.stateTelling() ? waitingKey(message) : null,
                        utc(message.dueAt()),
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
        return claims.claim(destination, utc(clock.instant()), most);
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
                cut(messageId, 300),
                kind,
                groupKey,
                cut(thread, 300),
                recipient,
                utc(clock.instant()));
    }

    /** Ends deliveries that went well, with one attempt row each, in one transaction. */
    public void finish(Collection<Long> ids, Outcome outcome, Duration took) {
        if (ids.isEmpty()) {
            return;
        }
        var now = utc(clock.instant());
        transaction.executeWithoutResult(status -> {
            if (outcome instanceof Outcome.Later later) {
                putBack(ids, utc(clock.instant().plus(later.delay())), 0);
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
                        cut(reason, 64),
                        cut(detail, DETAIL),
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
                utc(clock.instant()));
    }

    /** Tries again later. */
    public void retry(long id, Instant dueAt, boolean countsAsAttempt, String kind, String detail, Duration took) {
        transaction.executeWithoutResult(status -> {
            putBack(List.of(id), utc(dueAt), countsAsAttempt ? 1 : 0);
            attempt(id, kind, detail, took);
        });
    }

    /** Given up: a person decides. */
    public void dead(long id, String reason, String detail, Duration took) {
        transaction.executeWithoutResult(status -> {
            jdbc.update(
                    "UPDATE outbox SET state = 'dead', reason = ?, detail = ?, finished_at = ?, attempts = attempts + 1,"
                            + " waiting_key = NULL WHERE id = ?",
                    cut(reason, 64),
                    cut(detail, DETAIL),
                    utc(clock.instant()),
                    id);
            attempt(id, "dead", detail, took);
        });
    }

    private void putBack(Collection<Long> ids, LocalDateTime dueAt, int attempts) {
        for (var id : ids) {
            jdbc.update(
                    "UPDATE outbox SET state = 'waiting', due_at = ?, attempts = attempts + ?, claimed_by = '',"
                            + " claimed_at = NULL WHERE id = ?",
                    dueAt,
                    attempts,
                    id);
        }
    }

    private void attempt(long id, String outcome, String detail, Duration took) {
        jdbc.update(
                "INSERT INTO attempt (outbox_id, at, outcome, detail, millis) VALUES (?, ?, ?, ?, ?)",
                id,
                utc(clock.instant()),
                cut(outcome, 32),
                cut(detail, 1000),
                (int) Math.min(Integer.MAX_VALUE, took.toMillis()));
    }

    /** At start: what a process that is gone was sending is due again. */
    public int takeBack() {
        return jdbc.update(
                "UPDATE outbox SET state = 'waiting', claimed_by = '', claimed_at = NULL"
                        + " WHERE state = 'sending' AND claimed_by <> ?",
                owner);
    }

    /** A dead or parked message is due again at once. Returns false when there is no such message. */
    public boolean replay(long id) {
        return jdbc.update(
                        "UPDATE outbox SET state = 'waiting', due_at = ?, attempts = 0, reason = '', detail = '',"
                                + " finished_at = NULL WHERE id = ? AND state IN ('dead', 'parked')",
                        utc(clock.instant()),
                        id)
                > 0;
    }

    /** All dead letters of a destination are due again. */
    public int replay(Destination destination) {
        return jdbc.update(
                "UPDATE outbox SET state = 'waiting', due_at = ?, attempts = 0, reason = '', detail = '', finished_at = NULL"
                        + " WHERE destination = ? AND state = 'dead'",
                utc(clock.instant()),
                destination.name());
    }

    /**
     * A shop goes live from a moment that may lie before what it would have been told of so far: every stored order paid (cash
     * on delivery: placed) since then gets a message, where none waits. The delivery decides which of them are due.
     */
    public int enqueueOrdersSince(long shopId, Instant from) {
        var now = utc(clock.instant());
        return jdbc.update(
                "INSERT IGNORE INTO outbox (destination, kind, shop_id, aggregate, subject, attributes, waiting_key, due_at,"
                        + " created_at, state) SELECT 'erp', 'order', o.shop_id, o.external_id, o.external_id, '{}',"
                        + " CONCAT_WS(CHAR(10), 'erp', 'order', o.shop_id, o.external_id, o.external_id, ''), ?, ?, 'waiting'"
                        + " FROM sales_order o LEFT JOIN erp_link e ON e.shop_id = o.shop_id AND e.kind = 'order'"
                        + " AND e.external_id = o.external_id WHERE o.shop_id = ? AND e.shop_id IS NULL AND o.line_count > 0"
                        + " AND IF(o.cash_on_delivery, o.placed_at, IFNULL(o.paid_at, o.placed_at)) >= ?"
                        + " AND (o.status <> 'UNPAID' OR o.cash_on_delivery) AND NOT EXISTS (SELECT 1 FROM outbox x"
                        + " WHERE x.destination = 'erp' AND x.shop_id = o.shop_id AND x.aggregate = o.external_id"
                        + " AND x.kind = 'order' AND x.state IN ('waiting', 'sending', 'parked', 'dead'))"
                        + " ORDER BY o.placed_at",
                now,
                now,
                shopId,
                utc(from));
    }

    /** Orders parked for an unmapped SKU whose codes are now mapped, or may be: they are tried again. */
    public int releaseMapped() {
        return jdbc.update(
                "UPDATE outbox x SET x.state = 'waiting', x.due_at = ?, x.reason = '', x.detail = ''"
                        + " WHERE x.destination = 'erp' AND x.state = 'parked' AND x.reason = 'unmapped-sku'"
                        + " AND NOT EXISTS (SELECT 1 FROM sales_order o JOIN order_line l ON l.order_id = o.id"
                        + " LEFT JOIN sku_mapping m ON m.shop_id = o.shop_id AND m.code = l.code"
                        + " WHERE o.shop_id = x.shop_id AND o.external_id = x.aggregate AND m.id IS NULL)",
                utc(clock.instant()));
    }

    /**
     * Items whose codes were mapped at that moment or later are compared: what the ERP said before a code was mapped reached
     * no listing.
     */
    public int compareMappedSince(Instant mappedAt) {
        var now = utc(clock.instant());
        return jdbc.update(
                "INSERT IGNORE INTO outbox (destination, kind, shop_id, aggregate, subject, attributes, waiting_key, due_at,"
                        + " created_at, state) SELECT DISTINCT 'listing', 'stock', l.shop_id, l.external_id, l.external_id,"
                        + " '{}', CONCAT_WS(CHAR(10), 'listing', 'stock', l.shop_id, l.external_id, l.external_id, ''), ?, ?,"
                        + " 'waiting' FROM sku_mapping m JOIN listing_variant v ON v.shop_id = m.shop_id AND v.code = m.code"
                        + " JOIN listing l ON l.id = v.listing_id WHERE m.mapped_at >= ?",
                now,
                now,
                utc(mappedAt));
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
                utc(clock.instant()));
        if (oldest == null) {
            return Duration.ZERO;
        }
        var age = Duration.between(oldest.toInstant(ZoneOffset.UTC), clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private List<OutboxMessage> read(String condition, Object... values) {
        return jdbc.query(
                "SELECT o.*, s.shop_key FROM outbox o LEFT JOIN shop s ON s.id = o.shop_id WHERE " + condition,
                Outbox::message,
                values);
    }

    static OutboxMessage message(ResultSet row, int number) throws SQLException {
        return new OutboxMessage(
                row.getLong("id"),
                new Destination(row.getString("destination")),
                row.getString("kind"),
                row.getLong("shop_id"),
                Optional.ofNullable(row.getString("shop_key")).map(ShopKey::new),
                row.getString("aggregate"),
                row.getString("subject"),
                row.getString("group_key"),
                row.getString("recipient"),
                texts(row.getString("attributes")),
                row.getInt("attempts"),
                row.getObject("created_at", LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }

    private static String json(Map<String, String> attributes) {
        try {
            return JSON.writeValueAsString(attributes);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts make JSON", impossible);
        }
    }

    private static Map<String, String> texts(String json) {
        try {
            return JSON.readValue(json, TEXTS);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A message's attributes are not JSON", broken);
        }
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant.truncatedTo(java.time.temporal.ChronoUnit.MILLIS), ZoneOffset.UTC);
    }
}
