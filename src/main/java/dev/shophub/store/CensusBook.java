package dev.shophub.store;

import dev.shophub.model.ExternalId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the platforms list of a day beside what is stored. While a day is compared its ids stand in a table, a page a statement; the
 * comparison is the database's, so nothing of it is held here.
 */
public final class CensusBook {

    /** How many ids are named at most. */
    public static final int NAMED = 20;

    private static final int BATCH = 10_000;

    private static final MultiRow LISTED =
            new MultiRow("INSERT IGNORE INTO listed_order (shop_id, day, external_id) VALUES", 3, "");

    private static final String NOT_STORED = " FROM listed_order l"
            + " LEFT JOIN sales_order o ON o.shop_id = l.shop_id AND o.external_id = l.external_id"
            + " LEFT JOIN quarantine q ON q.shop_id = l.shop_id AND q.stream = 'orders'"
            + " AND q.external_id = l.external_id AND q.cured_at IS NULL"
            + " WHERE l.shop_id = ? AND l.day = ? AND o.id IS NULL";

    private static final String MISSING = NOT_STORED + " AND q.id IS NULL";

    private static final String UNLISTED =
            " FROM sales_order o WHERE o.shop_id = ? AND o.placed_at >= ? AND o.placed_at < ?"
                    + " AND o.first_read_at < ?"
                    + " AND NOT EXISTS (SELECT 1 FROM listed_order l WHERE l.shop_id = o.shop_id AND l.day = ?"
                    + " AND l.external_id = o.external_id)";

    private final JdbcTemplate jdbc;

    public CensusBook(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A day of a shop.
     *
     * @param day of placing, in the shop's zone
     */
    public record Which(long shopId, LocalDate day) {}

    /**
     * What was found when the list was read to its end.
     *
     * @param listed orders that the platform lists
     * @param stored of the day: those of them, and the unlisted
     * @param kept of the listed: not readable, in quarantine
     * @param missed of the listed: not there though the polls were past them
     * @param missing of the missed: not there after they were read again either
     * @param unlisted stored, well within the day, and not listed
     * @param missingIds up to {@link #NAMED}
     * @param unlistedIds up to {@link #NAMED}
     */
    public record Found(
            long listed,
            long stored,
            long kept,
            long missed,
            long missing,
            long unlisted,
            List<String> missingIds,
            List<String> unlistedIds) {

        /** Whether what the platform lists is what is stored or kept, and nothing else is. */
        public boolean ties() {
            return missing == 0 && unlisted == 0;
        }

        /** The same with another number of those that were missed. */
        public Found withMissed(long number) {
            return new Found(listed, stored, kept, number, missing, unlisted, missingIds, unlistedIds);
        }

        /** Of the missed, those that were found when they were read again. */
        public long foundLate() {
            return missed - missing;
        }
    }

    /**
     * The last look at a day.
     *
     * @param night the shop's day of that look
     * @param begunAt UTC
     * @param endedAt UTC; empty: it did not come to its end
     * @param tries that night
     * @param failure why it did not
     * @param found of the last look that came to its end, this one or an earlier; empty figures where none did
     * @param backfill that reads the day again
     */
    public record Row(
            Which which,
            LocalDate night,
            Instant begunAt,
            Optional<Instant> endedAt,
            int tries,
            String failure,
            Found found,
            Optional<Long> backfill) {}

    /** The looks at these days of a shop, the newest day first. */
    public List<Row> find(long shopId, LocalDate from, LocalDate to) {
        return jdbc.query(
                "SELECT * FROM order_census WHERE shop_id = ? AND day BETWEEN ? AND ? ORDER BY day DESC",
                CensusBook::row,
                shopId,
                from,
                to);
    }

    /** A look begins, in a table of its own ids that is empty. */
    public void begin(Which which, LocalDate night, Instant now) {
        clear(which);
        jdbc.update(
                "INSERT INTO order_census (shop_id, day, night, begun_at, tries, failure, listed, stored, kept, missed, missing,"
                        + " unlisted, missing_ids, unlisted_ids) VALUES (?, ?, ?, ?, 1, '', 0, 0, 0, 0, 0, 0, '', '')"
                        + " ON DUPLICATE KEY UPDATE tries = IF(night = VALUES(night) AND ended_at IS NULL, tries + 1, 1),"
                        + " night = VALUES(night), begun_at = VALUES(begun_at), ended_at = NULL, failure = ''",
                which.shopId(),
                which.day(),
                night,
                Columns.utc(now));
    }

    /** A page of the platform's list; what stood in one before is not counted again. */
    public void list(Which which, Collection<ExternalId> ids) {
        LISTED.write(
                jdbc,
                ids.stream()
                        .map(id -> new Object[] {which.shopId(), which.day(), id.value()})
                        .toList());
    }

    /** Marks what is listed and neither stored nor kept; how many. */
    public long markMissed(Which which) {
        return jdbc.update(
                "UPDATE listed_order m JOIN (SELECT l.external_id" + MISSING + ") x ON x.external_id = m.external_id"
                        + " SET m.missed = TRUE WHERE m.shop_id = ? AND m.day = ?",
                which.shopId(),
                which.day(),
                which.shopId(),
                which.day());
    }

    /** The next of those marked that are neither stored nor kept, by id. */
    public List<ExternalId> missing(Which which, Optional<ExternalId> after, int limit) {
        return jdbc.query(
                "SELECT l.external_id" + MISSING + " AND l.missed AND l.external_id > ? ORDER BY l.external_id LIMIT ?",
                (row, number) -> new ExternalId(row.getString("external_id")),
                which.shopId(),
                which.day(),
                after.map(ExternalId::value).orElse(""),
                limit);
    }

    /**
     * What the list and the books make of it now. Of those marked, what is stored in a version younger than {@code pollsReached} was on
     * its way and not missed.
     *
     * @param begun when the look began, UTC: what was first read later need not be listed
     * @param within the hours of the day in which an order must be listed if it is stored
     */
    public Found compare(Which which, Instant pollsReached, Instant begun, AuditFacts.Span within) {
        var missingIds = missing(which, Optional.empty(), NAMED);
        long listed = count("SELECT COUNT(*) FROM listed_order WHERE shop_id = ? AND day = ?", which);
        long notStored = count("SELECT COUNT(*)" + NOT_STORED, which);
        long missing = count("SELECT COUNT(*)" + MISSING + " AND l.missed", which);
        long arrived = count("SELECT COUNT(*)" + MISSING + " AND NOT l.missed", which);
        long found = jdbc.queryForObject(
                "SELECT COUNT(*) FROM listed_order l JOIN sales_order o ON o.shop_id = l.shop_id AND o.external_id = l.external_id"
                        + " WHERE l.shop_id = ? AND l.day = ? AND l.missed AND o.modified_at <= ?",
                Long.class,
                which.shopId(),
                which.day(),
                Columns.utc(pollsReached));
        long kept = notStored - missing - arrived;
        long unreadable = count("SELECT COUNT(*)" + NOT_STORED + " AND q.id IS NOT NULL AND l.missed", which);
        var edges = new Object[] {
            which.shopId(), Columns.utc(within.first()), Columns.utc(within.last()), Columns.utc(begun), which.day()
        };
        long unlisted = jdbc.queryForObject("SELECT COUNT(*)" + UNLISTED, Long.class, edges);
        var unlistedIds = jdbc.queryForList(
                "SELECT o.external_id" + UNLISTED + " ORDER BY o.external_id LIMIT " + NAMED, String.class, edges);
        return new Found(
                listed,
                listed - notStored + unlisted,
                kept,
                missing + found + unreadable,
                missing,
                unlisted,
                missingIds.stream().map(ExternalId::value).toList(),
                unlistedIds);
    }

    /** Whether any of these orders of the day's shop is stored. */
    public boolean anyStored(Which which, List<String> ids) {
        return !ids.isEmpty()
                && jdbc.queryForObject(
                        "SELECT EXISTS (SELECT 1 FROM sales_order WHERE shop_id = ? AND external_id IN ("
                                + String.join(",", Collections.nCopies(ids.size(), "?")) + "))",
                        Boolean.class,
                        Stream.concat(Stream.of(which.shopId()), ids.stream()).toArray());
    }

    /** The look came to its end. */
    public void end(Which which, Found found, Optional<Long> backfill, Instant now) {
        jdbc.update(
                "UPDATE order_census SET ended_at = ?, failure = '', listed = ?, stored = ?, kept = ?, missed = ?, missing = ?,"
                        + " unlisted = ?, missing_ids = ?, unlisted_ids = ?, backfill_id = ? WHERE shop_id = ? AND day = ?",
                Columns.utc(now),
                found.listed(),
                found.stored(),
                found.kept(),
                found.missed(),
                found.missing(),
                found.unlisted(),
                String.join(" ", found.missingIds()),
                String.join(" ", found.unlistedIds()),
                backfill.orElse(null),
                which.shopId(),
                which.day());
        clear(which);
    }

    /** It did not; what was listed so far is of no use. */
    public void failed(Which which, String reason) {
        jdbc.update(
                "UPDATE order_census SET failure = ? WHERE shop_id = ? AND day = ?",
                Columns.cut(reason, 500),
                which.shopId(),
                which.day());
        clear(which);
    }

    private void clear(Which which) {
        int removed;
        do {
            removed = jdbc.update(
                    "DELETE FROM listed_order WHERE shop_id = ? AND day = ? LIMIT " + BATCH,
                    which.shopId(),
                    which.day());
        } while (removed == BATCH);
    }

    private long count(String sql, Which which) {
        return jdbc.queryForObject(sql, Long.class, which.shopId(), which.day());
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new Which(row.getLong("shop_id"), row.getObject("day", LocalDate.class)),
                row.getObject("night", LocalDate.class),
                Columns.instant(row, "begun_at"),
                Columns.maybeInstant(row, "ended_at"),
                row.getInt("tries"),
                row.getString("failure"),
                new Found(
                        row.getLong("listed"),
                        row.getLong("stored"),
                        row.getLong("kept"),
                        row.getLong("missed"),
                        row.getLong("missing"),
                        row.getLong("unlisted"),
                        ids(row.getString("missing_ids")),
                        ids(row.getString("unlisted_ids"))),
                Optional.ofNullable(row.getObject("backfill_id", Long.class)));
    }

    private static List<String> ids(String text) {
        return Stream.of(text.split(" ")).filter(id -> !id.isEmpty()).toList();
    }
}
