package dev.shophub.outbox;

import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What waits, what was given up and what waits for a person, for those who look. */
public final class OutboxFacts {

    private static final String WAITING =
            """
            SELECT shop_id, destination, kind, state, COUNT(*) AS messages FROM outbox
            WHERE state IN ('waiting', 'sending', 'parked', 'dead')
            GROUP BY shop_id, destination, kind, state ORDER BY destination, kind, state
            """;
    private static final String STUCK =
            """
            SELECT o.id, o.state, s.shop_key, o.destination, o.kind, o.subject, o.reason, o.detail, o.created_at,
                   o.finished_at
            FROM outbox o LEFT JOIN shop s ON s.id = o.shop_id
            WHERE o.state = :state AND (:shop = 0 OR o.shop_id = :shop)
            ORDER BY o.id LIMIT :limit
            """;
    private static final String STANDING =
            """
            SELECT o.id, o.aggregate, o.state, o.reason, o.attempts, o.created_at,
                   IF(o.state IN ('parked', 'dead') OR o.attempts = 0, o.detail, IFNULL((SELECT a.detail FROM attempt a
                     WHERE a.outbox_id = o.id ORDER BY a.id DESC LIMIT 1), '')) AS detail
            FROM outbox o
            WHERE o.destination = :destination AND o.shop_id = :shop AND o.aggregate IN (:aggregates)
              AND o.state IN ('waiting', 'sending', 'parked', 'dead')
            ORDER BY FIELD(o.state, 'dead', 'parked', 'sending', 'waiting'), o.id
            """;
    private static final int AGGREGATES = 500;
    private static final String STATES =
            """
            SELECT aggregate, state FROM outbox
            WHERE destination = 'erp' AND shop_id = :shop AND aggregate IN (:orders)
              AND state IN ('waiting', 'sending', 'parked', 'dead') AND kind = 'order'
            """;

    private final JdbcClient jdbc;

    public OutboxFacts(DataSource operations) {
        this.jdbc = JdbcClient.create(operations);
    }

    /** How many messages stand in each undelivered state; the hub's own messages have shop 0. */
    public List<Count> undelivered() {
        return jdbc.sql(WAITING)
                .query((row, number) -> new Count(
                        row.getLong("shop_id"),
                        row.getString("destination"),
                        row.getString("kind"),
                        row.getString("state"),
                        row.getLong("messages")))
                .list();
    }

    /** Messages in a state ({@code dead} or {@code parked}), the oldest first; of one shop or, with 0, of all. */
    public List<Stuck> stuck(String state, long shopId, int limit) {
        return jdbc.sql(STUCK)
                .param("state", state)
                .param("shop", shopId)
                .param("limit", limit)
                .query((row, number) -> new Stuck(
                        row.getLong("id"),
                        Optional.ofNullable(row.getString("shop_key")).map(ShopKey::new),
                        row.getString("destination"),
                        row.getString("kind"),
                        row.getString("subject"),
                        row.getString("reason"),
                        row.getString("detail"),
                        Optional.ofNullable(row.getObject("finished_at", LocalDateTime.class))
                                .orElse(row.getObject("created_at", LocalDateTime.class))
                                .toInstant(ZoneOffset.UTC)))
                .list();
    }

    /**
     * In which undelivered states the ERP messages of these orders stand; orders without any are left out.
     *
     * @param orders a page of them
     */
    public Map<ExternalId, Set<String>> erpStates(long shopId, Collection<ExternalId> orders) {
        var states = new HashMap<ExternalId, Set<String>>();
        if (!orders.isEmpty()) {
            jdbc.sql(STATES)
                    .param("shop", shopId)
                    .param("orders", orders.stream().map(ExternalId::value).toList())
                    .query(row -> {
                        states.computeIfAbsent(new ExternalId(row.getString("aggregate")), none -> new HashSet<>())
                                .add(row.getString("state"));
                    });
        }
        return states;
    }

    /**
     * What stands undelivered of each of these aggregates: what is on its way, else what is parked, else what was given up, of
     * several the newest; those without any are left out.
     */
    public Map<ExternalId, Standing> standing(long shopId, String destination, List<ExternalId> aggregates) {
        var standing = new HashMap<ExternalId, Standing>();
        for (int from = 0; from < aggregates.size(); from += AGGREGATES) {
            jdbc.sql(STANDING)
                    .param("destination", destination)
                    .param("shop", shopId)
                    .param(
                            "aggregates",
                            aggregates.subList(from, Math.min(aggregates.size(), from + AGGREGATES)).stream()
                                    .map(ExternalId::value)
                                    .toList())
                    .query(row -> {
                        standing.put(
                                new ExternalId(row.getString("aggregate")),
                                new Standing(
                                        row.getLong("id"),
                                        row.getString("state"),
                                        row.getString("reason"),
                                        row.getString("detail"),
                                        row.getInt("attempts"),
                                        row.getObject("created_at", LocalDateTime.class)
                                                .toInstant(ZoneOffset.UTC)));
                    });
        }
        return standing;
    }

    /** Messages of a shop and kind that wait, the oldest first. */
    public List<Waiting> waiting(long shopId, String destination, String kind, int most) {
        return jdbc.sql(
                        "SELECT destination, kind, subject, recipient, attributes FROM outbox WHERE destination = :destination"
                                + " AND state = 'waiting' AND shop_id = :shop AND kind = :kind ORDER BY id LIMIT :most")
                .param("destination", destination)
                .param("shop", shopId)
                .param("kind", kind)
                .param("most", most)
                .query((row, number) -> new Waiting(
                        row.getString("destination"),
                        row.getString("kind"),
                        row.getString("subject"),
                        row.getString("recipient"),
                        OutboxRows.texts(row.getString("attributes"))))
                .list();
    }

    /** Mails with this subject, and what the last attempt said. */
    public List<Tried> tried(String subject) {
        return jdbc.sql(
                        "SELECT o.id, o.recipient, o.state, IFNULL((SELECT a.detail FROM attempt a WHERE a.outbox_id = o.id"
                                + " ORDER BY a.id DESC LIMIT 1), '') AS detail FROM outbox o WHERE o.destination = 'mail'"
                                + " AND o.subject = :subject AND o.group_key = '' ORDER BY o.id")
                .param("subject", subject)
                .query((row, number) -> new Tried(
                        row.getLong("id"), row.getString("recipient"), row.getString("state"), row.getString("detail")))
                .list();
    }

    /** The newest message's id, 0 when there is none: messages written later have a higher one. */
    public long newest() {
        return jdbc.sql("SELECT COALESCE(MAX(id), 0) FROM outbox")
                .query(Long.class)
                .single();
    }

    /** How many ERP messages of a shop up to this id are still on their way. */
    public long erpOnTheWay(long shopId, long upToId) {
        return jdbc.sql("SELECT COUNT(*) FROM outbox WHERE destination = 'erp' AND shop_id = :shop AND id <= :id"
                        + " AND state IN ('waiting', 'sending')")
                .param("shop", shopId)
                .param("id", upToId)
                .query(Long.class)
                .single();
    }

    /** How many messages of a shop are being sent at this moment. */
    public long sending(long shopId) {
        return jdbc.sql("SELECT COUNT(*) FROM outbox WHERE shop_id = :shop AND state = 'sending'")
                .param("shop", shopId)
                .query(Long.class)
                .single();
    }

    /**
     * A message that is not delivered.
     *
     * @param detail why it is parked or dead; of one that waits what the last attempt said
     * @param attempts that failed
     * @param createdAt UTC
     */
    public record Standing(long id, String state, String reason, String detail, int attempts, Instant createdAt) {}

    /** A message that waits; {@code recipient} of a mail, {@code attributes} as written. */
    public record Waiting(
            String destination, String kind, String subject, String recipient, Map<String, String> attributes) {}

    /** @param detail of the last attempt, empty when there was none */
    public record Tried(long id, String recipient, String state, String detail) {}

    /**
     * Messages of one kind in one state.
     *
     * @param shopId {@code shop.id}, 0 for the hub's own
     */
    public record Count(long shopId, String destination, String kind, String state, long messages) {}

    /**
     * A message that waits for a person.
     *
     * @param id names it in mails and commands
     * @param shop empty for the hub's own
     * @param subject external id of what it is about
     * @param since UTC
     */
    public record Stuck(
            long id,
            Optional<ShopKey> shop,
            String destination,
            String kind,
            String subject,
            String reason,
            String detail,
            Instant since) {}
}
