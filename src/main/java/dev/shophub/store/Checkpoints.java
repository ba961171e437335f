package dev.shophub.store;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The saved position of each stream; moved only after the page it stands behind was committed. */
public final class Checkpoints {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public Checkpoints(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Optional<Checkpoint> find(long shopId, String stream) {
        return jdbc
                .query(
                        "SELECT * FROM checkpoint WHERE shop_id = ? AND stream = ?",
                        (row, number) -> new Checkpoint(
                                Columns.instant(row, "watermark"),
                                Columns.maybeInstant(row, "window_from").isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(new Checkpoint.OpenWindow(
                                                Columns.instant(row, "window_from"),
                                                Columns.instant(row, "window_to"),
                                                row.getString("cursor_value"))),
                                Columns.maybeInstant(row, "target"),
                                Columns.maybeInstant(row, "started_from"),
                                Columns.maybeInstant(row, "last_good_at")),
                        shopId,
                        stream)
                .stream()
                .findFirst();
    }

    /** Begins a stream; does nothing when it has begun. */
    public void begin(long shopId, String stream, Instant watermark, Optional<Instant> target) {
        jdbc.update(
                "INSERT IGNORE INTO checkpoint (shop_id, stream, watermark, target, started_from) VALUES (?, ?, ?, ?, ?)",
                shopId,
                stream,
                Columns.utc(watermark),
                Columns.utc(target),
                target.isPresent() ? Columns.utc(watermark) : null);
    }

    /** A page within the window is stored; the next one is at the cursor. */
    public void within(long shopId, String stream, Instant from, Instant to, String cursor, int records) {
        jdbc.update(
                "UPDATE checkpoint SET window_from = ?, window_to = ?, cursor_value = ?, records = records + ?"
                        + " WHERE shop_id = ? AND stream = ?",
                Columns.utc(from),
                Columns.utc(to),
                cursor,
                records,
                shopId,
                stream);
    }

    /** The window is read to its end. The watermark never goes back. */
    public void reached(long shopId, String stream, Instant watermark, int records) {
        jdbc.update(
                "UPDATE checkpoint SET watermark = GREATEST(watermark, ?), window_from = NULL, window_to = NULL,"
                        + " cursor_value = NULL, records = records + ? WHERE shop_id = ? AND stream = ?",
                Columns.utc(watermark),
                records,
                shopId,
                stream);
    }

    /** The poll went well to its end. */
    public void good(long shopId, String stream) {
        jdbc.update(
                "UPDATE checkpoint SET last_good_at = ?, last_failure = '', last_failure_at = NULL"
                        + " WHERE shop_id = ? AND stream = ?",
                Columns.utc(clock.instant()),
                shopId,
                stream);
    }

    /** As {@link RestoreGap#closed}, now. */
    public boolean restoreGapClosed(long shopId) {
        return new RestoreGap(JdbcClient.create(jdbc)).closed(shopId, clock.instant());
    }

    public void failed(long shopId, String stream, String failure) {
        jdbc.update(
                "UPDATE checkpoint SET last_failure = ?, last_failure_at = ? WHERE shop_id = ? AND stream = ?",
                Columns.cut(failure, 1000),
                Columns.utc(clock.instant()),
                shopId,
                stream);
    }
}
