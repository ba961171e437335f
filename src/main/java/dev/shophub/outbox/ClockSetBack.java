package dev.shophub.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Messages written, or last tried, while this machine's clock was ahead would wait for a moment that means nothing once it is
 * set right. They are known by having been written in what is now the future, and are due at once.
 */
final class ClockSetBack {

    private static final Logger LOG = LoggerFactory.getLogger(ClockSetBack.class);

    private static final String OF_SHOP =
            "SELECT id FROM outbox FORCE INDEX (ix_outbox_due) WHERE destination = ? AND state = 'waiting'"
                    + " AND shop_id <=> ? AND due_at > ? AND (created_at > ? OR claimed_at > ?)";
    private static final int ROWS = 500;
    private static final Duration EVERY = Duration.ofMinutes(1);
    /** A clock is set back by a second or two every other day; that much a message may wait. */
    private static final Duration SMALL = Duration.ofMinutes(1);

    private final JdbcTemplate jdbc;
    private final Map<Destination, Instant> looked = new ConcurrentHashMap<>();

    ClockSetBack(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Looks once a minute, and at once when it is earlier than it was at the last look. */
    void look(Destination destination, Instant now) {
        var last = looked.get(destination);
        if (last != null && !now.isBefore(last) && now.isBefore(last.plus(EVERY))) {
            return;
        }
        int due = mend(destination, now);
        looked.put(destination, now);
        if (due > 0) {
            LOG.warn(
                    "{} messages to {} were written while this machine's clock was ahead; they are due now",
                    due,
                    destination);
        }
    }

    /** Only what is not due yet is read; the moment of writing is set right, too, so that it is done once a message. */
    private int mend(Destination destination, Instant now) {
        var utc = OutboxRows.utc(now);
        var future = OutboxRows.utc(now.plus(SMALL));
        var shops = new ArrayList<Long>();
        shops.add(null);
        shops.addAll(jdbc.queryForList("SELECT id FROM shop", Long.class));
        var asked = new ArrayList<Object>();
        for (var shop : shops) {
            Collections.addAll(asked, destination.name(), shop, utc, future, future);
        }
        var ids = jdbc.queryForList(
                String.join(" UNION ALL ", Collections.nCopies(shops.size(), OF_SHOP)), Long.class, asked.toArray());
        for (int from = 0; from < ids.size(); from += ROWS) {
            var values = new ArrayList<Object>(List.of(utc, utc));
            var some = ids.subList(from, Math.min(ids.size(), from + ROWS));
            values.addAll(some);
            jdbc.update(
                    "UPDATE outbox SET due_at = ?, created_at = LEAST(created_at, ?), claimed_at = NULL"
                            + " WHERE state = 'waiting' AND id IN ("
                            + String.join(",", Collections.nCopies(some.size(), "?")) + ")",
                    values.toArray());
        }
        return ids.size();
    }
}
