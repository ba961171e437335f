package dev.shophub.store;

import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the last release that ran here shipped: an untouched file is told from an edited one by it. */
public final class ShippedBook {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public ShippedBook(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** SHA-256 of each text, hex, by file; empty before the first start. */
    public Map<String, String> hashes() {
        var hashes = new HashMap<String, String>();
        jdbc.query("SELECT file, HEX(content_hash) FROM shipped_file", row -> {
            hashes.put(row.getString(1), row.getString(2).toLowerCase(Locale.ROOT));
        });
        return hashes;
    }

    /** This release ships a file with this text. */
    public void shipped(String file, String hash, String release) {
        jdbc.update(
                "INSERT INTO shipped_file (file, content_hash, hub_release, seen_at) VALUES (?, UNHEX(?), ?, ?)"
                        + " ON DUPLICATE KEY UPDATE content_hash = VALUES(content_hash),"
                        + " hub_release = VALUES(hub_release), seen_at = VALUES(seen_at)",
                Columns.cut(file, 200),
                hash,
                Columns.cut(release, 64),
                Columns.utc(clock.instant()));
    }
}
