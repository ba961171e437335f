package dev.shophub.store;

import dev.shophub.model.ShopKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What those who run the hub ask about: how far each stream is read, what is wrong now, what could not be read. */
public final class StatusFacts {

    private static final String STREAMS =
            """
            SELECT shop_id, stream, watermark, target, started_from, last_good_at, last_failure, last_failure_at, records
            FROM checkpoint WHERE stream NOT LIKE 'backfill-%' ORDER BY shop_id, stream
            """;
    private static final String TROUBLES =
            """
            SELECT t.trouble_key, t.kind, s.shop_key, t.message, t.since
            FROM trouble t LEFT JOIN shop s ON s.id = t.shop_id ORDER BY t.since, t.id
            """;
    private static final String QUARANTINED =
            """
            SELECT q.id, s.shop_key, q.stream, q.external_id, q.field, q.reason, q.first_at
            FROM quarantine q JOIN shop s ON s.id = q.shop_id
            WHERE q.cured_at IS NULL AND (:shop = 0 OR q.shop_id = :shop) ORDER BY q.first_at, q.id LIMIT :limit
            """;

    private final JdbcClient jdbc;

    public StatusFacts(DataSource operations) {
        this.jdbc = JdbcClient.create(operations);
    }

    /** How far each stream is read, in the order of shop and stream; a stream {@code …-history} is the first reading. */
    public List<StreamFact> streams() {
        return jdbc.sql(STREAMS).query((row, number) -> stream(row)).list();
    }

    /** What is wrong now, the oldest first. */
    public List<TroubleFact> troubles() {
        return jdbc.sql(TROUBLES)
                .query((row, number) -> new TroubleFact(
                        row.getString("trouble_key"),
                        row.getString("kind"),
                        Optional.ofNullable(row.getString("shop_key")).map(ShopKey::new),
                        row.getString("message"),
                        Columns.instant(row, "since")))
                .list();
    }

    /** Number of records of each shop that could not be read so far, by {@code shop.id}. */
    public Map<Long, Long> quarantinedByShop() {
        var counts = new HashMap<Long, Long>();
        jdbc.sql("SELECT shop_id, COUNT(*) AS records FROM quarantine WHERE cured_at IS NULL GROUP BY shop_id")
                .query(row -> {
                    counts.put(row.getLong("shop_id"), row.getLong("records"));
                });
        return counts;
    }

    /** Records that could not be read, the oldest first, at most {@code limit}; of one shop or, with 0, of all. */
    public List<QuarantineFact> quarantined(long shopId, int limit) {
        return jdbc.sql(QUARANTINED)
                .param("shop", shopId)
                .param("limit", limit)
                .query((row, number) -> new QuarantineFact(
                        row.getLong("id"),
                        new ShopKey(row.getString("shop_key")),
                        row.getString("stream"),
                        row.getString("external_id"),
                        row.getString("field"),
                        row.getString("reason"),
                        Columns.instant(row, "first_at")))
                .list();
    }

    /** Up to {@code limit} merchant codes of a shop that contain the text or begin like it, to help after a slip. */
    public List<String> codesLike(long shopId, String code, int limit) {
        var begin = code.substring(0, Math.min(2, code.length()));
        return jdbc.sql("SELECT DISTINCT code FROM listing_variant WHERE shop_id = :shop"
                        + " AND (LOCATE(LOWER(:code), LOWER(code)) > 0 OR LOWER(code) LIKE CONCAT(LOWER(:begin), '%'))"
                        + " ORDER BY code LIMIT :limit")
                .param("shop", shopId)
                .param("code", code)
                .param("begin", begin.replace("%", "\\%").replace("_", "\\_"))
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    /** Whether a shop offers, or ever sold, something under this code. */
    public boolean knowsCode(long shopId, String code) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM listing_variant WHERE shop_id = :shop AND code = :code)"
                        + " OR EXISTS (SELECT 1 FROM order_line l JOIN sales_order o ON o.id = l.order_id"
                        + " WHERE l.code = :code AND o.shop_id = :shop)")
                .param("shop", shopId)
                .param("code", code)
                .query(Boolean.class)
                .single();
    }

    /** Up to {@code limit} SKUs of the ERP that contain the text or begin like it. */
    public List<String> erpSkusLike(String sku, int limit) {
        var begin = sku.substring(0, Math.min(2, sku.length()));
        return jdbc.sql("SELECT DISTINCT external_id FROM erp_product"
                        + " WHERE LOCATE(LOWER(:sku), LOWER(external_id)) > 0"
                        + " OR LOWER(external_id) LIKE CONCAT(LOWER(:begin), '%') ORDER BY external_id LIMIT :limit")
                .param("sku", sku)
                .param("begin", begin.replace("%", "\\%").replace("_", "\\_"))
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    private static StreamFact stream(ResultSet row) throws SQLException {
        return new StreamFact(
                row.getLong("shop_id"),
                row.getString("stream"),
                Columns.instant(row, "watermark"),
                Columns.maybeInstant(row, "target"),
                Columns.maybeInstant(row, "started_from"),
                Columns.maybeInstant(row, "last_good_at"),
                row.getString("last_failure"),
                Columns.maybeInstant(row, "last_failure_at"),
                row.getLong("records"));
    }

    /**
     * How far a stream is read.
     *
     * @param shopId {@code shop.id}
     * @param stream the stream, or {@code <stream>-history}
     * @param watermark all changes up to here are stored, UTC
     * @param target history only: where it ends, UTC
     * @param startedFrom history only: where it began, UTC
     * @param lastGoodAt end of the last poll that went well, UTC
     * @param lastFailure of the last poll, empty when it went well
     * @param records read so far, repeats included
     */
    public record StreamFact(
            long shopId,
            String stream,
            Instant watermark,
            Optional<Instant> target,
            Optional<Instant> startedFrom,
            Optional<Instant> lastGoodAt,
            String lastFailure,
            Optional<Instant> lastFailureAt,
            long records) {

        /** True for the reading of what was there at first contact. */
        public boolean history() {
            return stream.endsWith("-history");
        }

        /** 0 to 100, history only: how much of it is read, by time. */
        public int percent() {
            if (startedFrom.isEmpty() || target.isEmpty()) {
                return 0;
            }
            long whole = target.get().toEpochMilli() - startedFrom.get().toEpochMilli();
            long done = watermark.toEpochMilli() - startedFrom.get().toEpochMilli();
            return whole == 0 ? 100 : (int) Math.max(0, Math.min(100, 100 * done / whole));
        }
    }

    /**
     * Something that is wrong now.
     *
     * @param shop where it concerns one
     * @param message what, where, what to do
     * @param since UTC
     */
    public record TroubleFact(String key, String kind, Optional<ShopKey> shop, String message, Instant since) {}

    /**
     * A record that could not be read.
     *
     * @param id names it in mails and commands
     * @param externalId at the platform
     * @param field what could not be read
     * @param since UTC
     */
    public record QuarantineFact(
            long id, ShopKey shop, String stream, String externalId, String field, String reason, Instant since) {}
}
