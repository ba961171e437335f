package dev.shophub.outbox;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds messages that may be sent and makes them this process's. It looks shop by shop, so that neither what waits for a shop
 * that is not live nor what was ever delivered is read through, and only where something is due: to plan a query of many shops takes
 * longer than to answer it. By its two indexes whatever the statistics say.
 */
final class Claims {

    /** The oldest alone is read of each shop, however much of it waits for later. */
    private static final String OLDEST_IS_DUE = "(SELECT o.due_at FROM outbox o FORCE INDEX (ix_outbox_due)"
            + " WHERE o.destination = ? AND o.state = 'waiting' AND o.shop_id %s ORDER BY o.due_at LIMIT 1) <= ?";

    private static final String SHOPS_WITH_DUE = "SELECT s.id FROM shop s WHERE s.state = 'live' AND "
            + OLDEST_IS_DUE.formatted("= s.id") + " UNION ALL SELECT NULL WHERE " + OLDEST_IS_DUE.formatted("IS NULL");

    private static final String OF_SHOP =
            "(SELECT * FROM outbox o FORCE INDEX (ix_outbox_due) WHERE o.destination = ? AND o.state = 'waiting'"
                    + " AND o.shop_id <=> ? AND o.due_at <= ?" + noneBefore("waiting") + noneBefore("sending")
                    + " ORDER BY o.due_at, o.id LIMIT ?)";

    /** A state each: with both in one condition the index would be read through all that was ever delivered. */
    private static String noneBefore(String state) {
        return " AND NOT EXISTS (SELECT 1 FROM outbox p FORCE INDEX (ix_outbox_aggregate) WHERE p.destination = o.destination AND p.shop_id <=> o.shop_id"
                + " AND p.aggregate = o.aggregate AND p.state = '" + state + "' AND p.id < o.id)";
    }

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final String owner;

    Claims(JdbcTemplate jdbc, TransactionTemplate transaction, String owner) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.owner = owner;
    }

    /** The oldest of each aggregate, by when they were due, at most so many; claimed. */
    List<OutboxMessage> claim(Destination destination, LocalDateTime now, int most) {
        var due = due(destination, now, most);
        if (due.isEmpty()) {
            return List.of();
        }
        var ids = due.stream().map(OutboxMessage::id).toList();
        var claimed = transaction.execute(status -> {
            // what a change is just being written to is left until that is committed
            var locked = jdbc.queryForList(
                    "SELECT id FROM outbox WHERE id IN (" + marks(ids)
                            + ") AND state = 'waiting' FOR UPDATE SKIP LOCKED",
                    Long.class,
                    ids.toArray());
            if (!locked.isEmpty()) {
                var values = new ArrayList<Object>();
                Collections.addAll(values, owner, now);
                values.addAll(locked);
                jdbc.update(
                        "UPDATE outbox SET state = 'sending', waiting_key = NULL, claimed_by = ?, claimed_at = ?"
                                + " WHERE id IN (" + marks(locked) + ")",
                        values.toArray());
            }
            return locked;
        });
        return due.stream().filter(message -> claimed.contains(message.id())).toList();
    }

    /** The hub's own messages go whatever a shop's state; a shop's only while it is live. */
    private List<OutboxMessage> due(Destination destination, LocalDateTime now, int most) {
        var shops = jdbc.queryForList(SHOPS_WITH_DUE, Long.class, destination.name(), now, destination.name(), now);
        if (shops.isEmpty()) {
            return List.of();
        }
        var values = new ArrayList<Object>();
        for (var shop : shops) {
            Collections.addAll(values, destination.name(), shop, now, most);
        }
        values.add(most);
        return jdbc.query(
                "SELECT d.*, s.shop_key FROM ("
                        + String.join(" UNION ALL ", Collections.nCopies(shops.size(), OF_SHOP))
                        + ") d LEFT JOIN shop s ON s.id = d.shop_id ORDER BY d.due_at, d.id LIMIT ?",
                OutboxRows::message,
                values.toArray());
    }

    private static String marks(List<Long> ids) {
        return String.join(",", Collections.nCopies(ids.size(), "?"));
    }
}
