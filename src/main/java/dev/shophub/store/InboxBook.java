package dev.shophub.store;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.support.TransactionOperations;

/** The files of the inbox: stores what one tells in the place of what stood there, and puts that back. */
public final class InboxBook {

    private static final int ROWS = 500;
    private static final String FILE =
            """
            SELECT f.*, (SELECT COUNT(*) FROM metric_source_day d WHERE d.batch = f.id AND f.state = 'read') AS in_force
              FROM inbox_file f
            """;
    private static final String OF_DAYS = " WHERE shop_id = :shop AND source = :source AND day IN (:days)";

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionOperations transaction;
    private final Clock clock;

    /** @param transaction READ COMMITTED */
    public InboxBook(JdbcTemplate jdbc, TransactionOperations transaction, Clock clock) {
        this.jdbc = new NamedParameterJdbcTemplate(jdbc);
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What kind of source a file is of.
     *
     * @param people what it counts as a visitor
     */
    public record Source(String name, String kind, String people) {}

    /** Writes a file down of which nothing is stored; answers its number. */
    public long note(InboxFile file) {
        var key = new GeneratedKeyHolder();
        jdbc.update(
                """
                INSERT INTO inbox_file (shop_id, name, folder, sender, sha256, layout, state, reason, particulars, first_day,
                       last_day, days, row_count, visitors, amount, currency, taken_at)
                VALUES (:shop, :name, :folder, :sender, :sha, :layout, :state, :reason, :particulars, :first,
                       :last, :days, :rows, :visitors, :amount, :currency, :now)
                """,
                new MapSqlParameterSource(InboxFileRows.parameters(file)),
                key,
                new String[] {"id"});
        return key.getKey().longValue();
    }

    /** Stores a file's figures in the place of all that its source told of its days, in one transaction; answers its number. */
    public long replace(InboxFile file, Source source, Collection<LocalDate> days, List<ExportValue> values) {
        return transaction.execute(status -> {
            var id = note(file);
            var asked = days(file.shop().orElseThrow(), source.name(), days);
            asked.put("file", id);
            keep(asked);
            remove(asked, OF_DAYS);
            insert(id, file.shop().orElseThrow(), source.name(), values);
            for (var day : days) {
                asked.put("day", day);
                asked.put("kind", source.kind());
                asked.put("people", source.people());
                asked.put("detail", Columns.cut(file.name(), 500));
                asked.put("now", Columns.utc(clock.instant()));
                jdbc.update(
                        "INSERT INTO metric_source_day (shop_id, day, source, kind, people, verdict, detail, as_of, batch)"
                                + " VALUES (:shop, :day, :source, :kind, :people, 'complete', :detail, :now, :file)",
                        asked);
            }
            return id;
        });
    }

    private static Map<String, Object> days(long shop, String source, Collection<LocalDate> days) {
        var asked = new HashMap<String, Object>();
        asked.put("shop", shop);
        asked.put("source", source);
        asked.put("days", days);
        return asked;
    }

    private void keep(Map<String, Object> asked) {
        jdbc.update(
                "INSERT INTO inbox_replaced_value SELECT :file, shop_id, period, day, source, figure, channel, currency,"
                        + " value, batch FROM metric_value" + OF_DAYS,
                asked);
        jdbc.update(
                "INSERT INTO inbox_replaced_item SELECT :file, shop_id, day, source, figure, item, currency, value, batch"
                        + " FROM metric_item_value" + OF_DAYS,
                asked);
        jdbc.update(
                "INSERT INTO inbox_replaced_day SELECT :file, shop_id, day, source, kind, people, verdict, detail, as_of,"
                        + " batch FROM metric_source_day" + OF_DAYS,
                asked);
    }

    private void remove(Map<String, Object> asked, String where) {
        for (var table : List.of("metric_value", "metric_item_value", "metric_source_day")) {
            jdbc.update("DELETE FROM " + table + where, asked);
        }
    }

    private void insert(long file, long shop, String source, List<ExportValue> values) {
        for (int from = 0; from < values.size(); from += ROWS) {
            var some = values.subList(from, Math.min(values.size(), from + ROWS));
            jdbc.batchUpdate(
                    "INSERT INTO metric_value (shop_id, period, day, source, figure, channel, currency, value, batch)"
                            + " VALUES (:shop, 'day', :day, :source, :figure, :channel, :currency, :value, :file)",
                    rows(file, shop, source, some, false));
            jdbc.batchUpdate(
                    "INSERT INTO metric_item_value (shop_id, day, source, figure, item, currency, value, batch)"
                            + " VALUES (:shop, :day, :source, :figure, :item, :currency, :value, :file)",
                    rows(file, shop, source, some, true));
        }
    }

    private static SqlParameterSource[] rows(
            long file, long shop, String source, List<ExportValue> values, boolean items) {
        return values.stream()
                .filter(value -> value.item().isEmpty() != items)
                .filter(value -> !items || value.value().signum() != 0)
                .map(value -> new MapSqlParameterSource("shop", shop)
                        .addValue("source", source)
                        .addValue("file", file)
                        .addValue("day", value.day())
                        .addValue("figure", value.figure())
                        .addValue("channel", value.channel())
                        .addValue("item", value.item())
                        .addValue("currency", value.currency())
                        .addValue("value", value.value()))
                .toArray(SqlParameterSource[]::new);
    }

    /** Takes a file back. Returns false when it does not stand, or not for all its days: a later one replaced it. */
    public boolean undo(long id) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var asked = new HashMap<String, Object>(Map.of("file", id));
            var stands = jdbc.update(
                    """
                    UPDATE inbox_file f SET f.state = 'undone' WHERE f.id = :file AND f.state = 'read'
                       AND f.days = (SELECT COUNT(*) FROM metric_source_day d WHERE d.batch = f.id)
                    """,
                    asked);
            if (stands == 0) {
                return false;
            }
            remove(asked, " WHERE batch = :file");
            jdbc.update(
                    "INSERT INTO metric_value (shop_id, period, day, source, figure, channel, currency, value, batch)"
                            + " SELECT shop_id, period, day, source, figure, channel, currency, value, batch"
                            + " FROM inbox_replaced_value WHERE replaced_by = :file",
                    asked);
            jdbc.update(
                    "INSERT INTO metric_item_value (shop_id, day, source, figure, item, currency, value, batch)"
                            + " SELECT shop_id, day, source, figure, item, currency, value, batch"
                            + " FROM inbox_replaced_item WHERE replaced_by = :file",
                    asked);
            jdbc.update(
                    "INSERT INTO metric_source_day (shop_id, day, source, kind, people, verdict, detail, as_of, batch)"
                            + " SELECT shop_id, day, source, kind, people, verdict, detail, as_of, batch"
                            + " FROM inbox_replaced_day WHERE replaced_by = :file",
                    asked);
            for (var table : List.of("inbox_replaced_value", "inbox_replaced_item", "inbox_replaced_day")) {
                jdbc.update("DELETE FROM " + table + " WHERE replaced_by = :file", asked);
            }
            return true;
        }));
    }

    /** The file with this content that was read for the shop and not taken back. */
    public Optional<InboxFile> sameContent(long shop, String sha256) {
        return files(
                        "WHERE f.sha256 = :sha AND f.shop_id = :shop AND f.state = 'read' ORDER BY f.id DESC LIMIT 1",
                        Map.of("sha", sha256, "shop", shop))
                .stream()
                .findFirst();
    }

    public Optional<InboxFile> find(long id) {
        return files("WHERE f.id = :id", Map.of("id", id)).stream().findFirst();
    }

    /** The last file of this name whose figures stand; else the last of this name. */
    public Optional<InboxFile> find(String name) {
        return files("WHERE f.name = :name ORDER BY f.state = 'read' DESC, f.id DESC LIMIT 1", Map.of("name", name))
                .stream()
                .findFirst();
    }

    /** The files taken last, the newest first. */
    public List<InboxFile> newest(int most) {
        return files("ORDER BY f.id DESC LIMIT :most", Map.of("most", most));
    }

    /** How many of these items the shop lists or once sold. */
    public int known(long shop, Collection<String> items) {
        return items.isEmpty()
                ? 0
                : jdbc.queryForObject(
                        """
                        SELECT COUNT(*) FROM (
                          SELECT external_id FROM listing WHERE shop_id = :shop AND external_id IN (:items)
                          UNION SELECT sku_id FROM listing_variant WHERE shop_id = :shop AND sku_id IN (:items)
                          UNION SELECT item FROM metric_item_value
                           WHERE shop_id = :shop AND source = 'books' AND item IN (:items)) known
                        """,
                        Map.of("shop", shop, "items", items),
                        Integer.class);
    }

    /** How many items a source told a day, on average of the fortnight before; empty while it told none. */
    public Optional<BigDecimal> usualItems(long shop, String source, LocalDate day) {
        return Optional.ofNullable(jdbc.queryForObject(
                """
                SELECT AVG(items) FROM (
                  SELECT COUNT(DISTINCT item) AS items FROM metric_item_value
                   WHERE shop_id = :shop AND source = :source AND day BETWEEN :from AND :day GROUP BY day) told
                """,
                Map.of("shop", shop, "source", source, "from", day.minusDays(14), "day", day),
                BigDecimal.class));
    }

    private List<InboxFile> files(String where, Map<String, ?> asked) {
        return jdbc.query(FILE + where, asked, InboxFileRows::file);
    }
}
