package dev.shophub.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The time between a backup and the moment a restored hub has read up to its restore: what it tells of that time may have been told by
 * the hub that was lost.
 */
public final class RestoreGap {

    /** Why a message is parked that may have been sent before. */
    public static final String REASON = "restored";

    private static final Duration PATIENCE = Duration.ofDays(1);

    private final JdbcClient jdbc;

    public RestoreGap(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whether a message was asked for within the gap.
     *
     * @param shopId 0: of no shop, then the last of the shops counts
     * @param askedAt when it was written, UTC
     */
    public boolean covers(long shopId, Instant askedAt) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM shop WHERE (? = 0 OR id = ?) AND role = 'shop'"
                        + " AND restored_at IS NOT NULL AND state IN ('live', 'observing')"
                        + " AND (caught_up_at IS NULL OR caught_up_at > ?))")
                .params(shopId, shopId, Columns.utc(askedAt))
                .query(Boolean.class)
                .single();
    }

    /**
     * A stream of a shop was read to its end; with the last of them its gap is closed. One that is not read any more is waited for a day.
     *
     * @return false while it is open: ask again after the next poll
     */
    public boolean closed(long shopId, Instant now) {
        jdbc.sql("UPDATE shop SET caught_up_at = ? WHERE id = ? AND restored_at IS NOT NULL AND caught_up_at IS NULL"
                        + " AND (restored_at < ? OR NOT EXISTS (SELECT 1 FROM checkpoint c WHERE c.shop_id = shop.id"
                        + " AND c.stream NOT LIKE '%-history' AND c.stream NOT LIKE '%-sweep'"
                        + " AND c.watermark < shop.restored_at))")
                .params(Columns.utc(now), shopId, Columns.utc(now.minus(PATIENCE)))
                .update();
        return !jdbc.sql("SELECT EXISTS (SELECT 1 FROM shop WHERE id = ? AND restored_at IS NOT NULL"
                        + " AND caught_up_at IS NULL)")
                .param(shopId)
                .query(Boolean.class)
                .single();
    }

    /**
     * A restore that nobody was told of yet.
     *
     * @param backupAt UTC
     * @param restoredAt UTC
     * @param parked messages that wait for a person because of it
     */
    public record Untold(Instant backupAt, Instant restoredAt, long parked) {}

    /** Once after each restore. */
    public Optional<Untold> untold() {
        var found = jdbc.sql(
                        "SELECT backup_at, restored_at, (SELECT COUNT(*) FROM outbox WHERE state = 'parked' AND reason = '"
                                + REASON + "') FROM hub_stamp WHERE restored_at IS NOT NULL AND NOT restore_told")
                .query((row, number) -> new Untold(
                        Columns.instant(row, "backup_at"), Columns.instant(row, "restored_at"), row.getLong(3)))
                .optional();
        found.ifPresent(
                told -> jdbc.sql("UPDATE hub_stamp SET restore_told = TRUE").update());
        return found;
    }
}
