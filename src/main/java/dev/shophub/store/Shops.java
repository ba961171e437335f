package dev.shophub.store;

import dev.shophub.model.ShopKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** The shops' rows: who is read, who is written to, since when. */
public final class Shops {

    /** How the reason of a shop begins that is out because nobody configures it. */
    public static final String REMOVED = "Not in the configuration";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public Shops(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The row of a configured shop, made as observing when it is new; title and zone follow the configuration; one that was
     * out comes back as what it was before.
     *
     * @param role {@code shop} or {@code erp}; the ERP is live from the start, it is a destination and no shop
     */
    public ShopRow ensure(ShopKey key, String platform, String role, String title, ZoneId zone) {
        var now = Columns.utc(clock.instant());
        jdbc.update(
                "INSERT INTO shop (shop_key, platform, role, title, time_zone, state, first_seen_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE platform = VALUES(platform),"
                        + " title = VALUES(title), time_zone = VALUES(time_zone),"
                        + " state = IF(state = 'out', CASE WHEN state_before_pause IN ('live', 'observing') THEN state_before_pause"
                        + " WHEN go_live_from IS NULL OR role = 'erp' THEN VALUES(state) ELSE 'live' END, state),"
                        + " state_before_pause = IF(state = 'paused', state_before_pause, ''),"
                        + " paused_reason = IF(state = 'paused', paused_reason, '')",
                key.value(),
                platform,
                role,
                Columns.cut(title, 200),
                zone.getId(),
                role.equals("erp") ? "live" : "observing",
                now);
        return find(key).orElseThrow();
    }

    public Optional<ShopRow> find(ShopKey key) {
        return jdbc.query("SELECT * FROM shop WHERE shop_key = ?", Shops::row, key.value()).stream()
                .findFirst();
    }

    public Optional<ShopRow> find(long id) {
        return jdbc.query("SELECT * FROM shop WHERE id = ?", Shops::row, id).stream()
                .findFirst();
    }

    /** All shops, the ERP not among them, by key. */
    public List<ShopRow> all() {
        return jdbc.query("SELECT * FROM shop WHERE role = 'shop' ORDER BY shop_key", Shops::row);
    }

    /** From now on the shop is written to; what lies before {@code from} is never pushed. Returns false when there is no such shop. */
    public boolean goLive(ShopKey key, Instant from) {
        var goes = jdbc.update(
                        "UPDATE shop SET state = 'live', go_live_from = ?, paused_reason = '' WHERE shop_key = ? AND role = 'shop'",
                        Columns.utc(from),
                        key.value())
                > 0;
        find(key).ifPresent(shop -> new LeftEarly(jdbc).noteStored(shop.id(), clock.instant()));
        return goes;
    }

    /** From now on the shop is only read; what waits is kept. */
    public boolean observe(ShopKey key) {
        return jdbc.update("UPDATE shop SET state = 'observing' WHERE shop_key = ? AND role = 'shop'", key.value()) > 0;
    }

    /** Access was refused: nothing is sent until it is resumed. */
    public void pause(long id, String reason) {
        jdbc.update(
                "UPDATE shop SET state_before_pause = state, state = 'paused', paused_reason = ? WHERE id = ?"
                        + " AND state IN ('live', 'observing')",
                Columns.cut(reason, 1000),
                id);
    }

    /** Access works again: the shop goes on as what it was. Returns false when it was not paused. */
    public boolean resume(long id) {
        return jdbc.update(
                        "UPDATE shop SET state = state_before_pause, state_before_pause = '', paused_reason = ''"
                                + " WHERE id = ? AND state = 'paused'",
                        id)
                > 0;
    }

    /** The shop's configuration is gone or faulty; one that never ran gets a row too, so that it is seen. */
    public void out(ShopKey key, String reason) {
        jdbc.update(
                "INSERT INTO shop (shop_key, platform, role, title, time_zone, state, paused_reason, first_seen_at)"
                        + " VALUES (?, '', 'shop', ?, 'UTC', 'out', ?, ?) ON DUPLICATE KEY UPDATE"
                        + " state_before_pause = IF(state IN ('live', 'observing'), state, state_before_pause),"
                        + " state = VALUES(state), paused_reason = VALUES(paused_reason)",
                key.value(),
                key.value(),
                Columns.cut(reason, 1000),
                Columns.utc(clock.instant()));
    }

    private static ShopRow row(ResultSet row, int number) throws SQLException {
        return new ShopRow(
                row.getLong("id"),
                new ShopKey(row.getString("shop_key")),
                row.getString("platform"),
                row.getString("role"),
                row.getString("title"),
                ZoneId.of(row.getString("time_zone")),
                ShopRow.State.of(row.getString("state")),
                row.getString("paused_reason"),
                Columns.maybeInstant(row, "go_live_from"),
                Columns.instant(row, "first_seen_at"),
                row.getString("account_id"));
    }
}
