package dev.shophub.store;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which releases made the tables what they are. */
final class HubReleases {

    /**
     * Releases that know this migration run on the tables of this release too: what came since only adds. Raised, never lowered, by a
     * migration that takes something away.
     */
    static final int RUNS_FROM = 15;

    private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*");

    private HubReleases() {}

    /**
     * A release.
     *
     * @param schema newest migration it brought
     * @param runsFrom releases that know this migration run on its tables
     */
    record Known(int schema, String name, int runsFrom) {}

    /** The newest migration that this release brings. */
    static int newestKnown() {
        try {
            return Arrays.stream(
                            new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/V*.sql"))
                    .map(Resource::getFilename)
                    .map(VERSION::matcher)
                    .filter(Matcher::matches)
                    .mapToInt(name -> Integer.parseInt(name.group(1)))
                    .max()
                    .orElse(0);
        } catch (IOException broken) {
            throw new IllegalStateException("The migrations of this release cannot be read", broken);
        }
    }

    /** The newest that used this database; empty for one that an early release made. */
    static Optional<Known> newest(JdbcTemplate jdbc) {
        var there = jdbc.queryForObject(
                "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'hub_release'",
                Integer.class);
        return there == null || there == 0
                ? Optional.empty()
                : jdbc
                        .query(
                                "SELECT schema_version, hub_release, runs_from FROM hub_release"
                                        + " ORDER BY schema_version DESC LIMIT 1",
                                (row, number) -> new Known(row.getInt(1), row.getString(2), row.getInt(3)))
                        .stream()
                        .findFirst();
    }

    /** This release used the database. */
    static void used(JdbcTemplate jdbc, int schema, String name, Instant now) {
        jdbc.update(
                "INSERT IGNORE INTO hub_release (schema_version, hub_release, runs_from, first_at) VALUES (?, ?, ?, ?)",
                schema,
                Columns.cut(name, 64),
                RUNS_FROM,
                Columns.utc(now));
    }
}
