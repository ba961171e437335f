package dev.shophub.store;

import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/** What an admin let stand still. */
public final class Pauses {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public Pauses(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return false when it stood still already */
    public boolean pause(Kind kind, String name) {
        return jdbc.update(
                        "INSERT IGNORE INTO pause (kind, name, since) VALUES (?, ?, ?)",
                        kind.word(),
                        name,
                        Columns.utc(clock.instant()))
                > 0;
    }

    /** @return false when it did not stand still */
    public boolean resume(Kind kind, String name) {
        return jdbc.update("DELETE FROM pause WHERE kind = ? AND name = ?", kind.word(), name) > 0;
    }

    public Set<String> names(Kind kind) {
        return new TreeSet<>(jdbc.queryForList("SELECT name FROM pause WHERE kind = ?", String.class, kind.word()));
    }

    /** What can stand still. */
    public enum Kind {
        SHOP,
        ROUTE;

        private String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
