package dev.shophub.store;

import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Removes what is older than it is kept, in batches, so that no statement holds many locks. */
public final class Retention {

    private static final int BATCH = 2_000;

    /** So long a day with something missing is looked at again, and a little. */
    private static final Duration LOOKED_FOR = Duration.ofDays(32);

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public Retention(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Payloads as sent, and those of records that became readable. */
    public int rawRecords(Duration kept) {
        return remove("raw_record", "read_at", kept, "") + remove("quarantine", "cured_at", kept, "");
    }

    public int attempts(Duration kept) {
        return remove("attempt", "at", kept, "");
    }

    /** Polls, and the days that were held against the platforms' lists. */
    public int syncRuns(Duration kept) {
        return remove("sync_run", "started_at", kept, "")
                + remove("order_census", "night", kept, " AND missing = 0")
                + remove("order_census", "night", kept.compareTo(LOOKED_FOR) > 0 ? kept : LOOKED_FOR, "")
                + remove("listed_order", "day", LOOKED_FOR, "");
    }

    /** Finished messages; dead letters wait for a person. */
    public int outbox(Duration kept) {
        return remove("outbox", "finished_at", kept, " AND state IN ('delivered', 'dropped', 'replaced')");
    }

    /** Mails accepted, and what their readers were told: a later mail about the same begins a new thread. */
    public int mails(Duration kept) {
        return remove("mail_sent", "sent_at", kept, "")
                + remove("mail_topic", "told_at", kept, "")
                + remove("mail_outage", "ended_at", kept, "");
    }

    /** What people steered, and who read buyers' data. */
    public int deeds(Duration kept) {
        return remove("steering_deed", "at", kept, "") + remove("personal_reading", "at", kept, "");
    }

    private int remove(String table, String column, Duration kept, String condition) {
        var before = Columns.utc(clock.instant().minus(kept));
        int removed = 0;
        int last;
        do {
            last = jdbc.update(
                    "DELETE FROM " + table + " WHERE " + column + " < ?" + condition + " LIMIT " + BATCH, before);
            removed += last;
        } while (last == BATCH);
        return removed;
    }
}
