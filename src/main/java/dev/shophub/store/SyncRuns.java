package dev.shophub.store;

import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.JdbcTemplate;

/** Polls that read or failed. */
public final class SyncRuns {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public SyncRuns(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param outcome {@code good} or the failure's kind; {@code detail} without a buyer's data */
    public void add(
            long shopId,
            String stream,
            Instant startedAt,
            int pages,
            int records,
            int changed,
            int quarantined,
            String outcome,
            String detail) {
        jdbc.update(
                "INSERT INTO sync_run (shop_id, stream, started_at, ended_at, pages, records, changed, quarantined, outcome,"
                        + " detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                shopId,
                stream,
                Columns.utc(startedAt),
                Columns.utc(clock.instant()),
                pages,
                records,
                changed,
                quarantined,
                Columns.cut(outcome, 32),
                Columns.cut(detail, 1000));
    }
}
