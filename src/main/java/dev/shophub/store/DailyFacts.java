package dev.shophub.store;

import dev.shophub.model.ShopKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the daily mail tells: all that waits for a person, and what happened in a span of time. */
public final class DailyFacts {

    /** At most so many rows of a list, and how many there are in all. */
    public record Listed<T>(List<T> rows, long total) {}

    /** A message given up. {@code shop} is empty for the hub's own. */
    public record DeadLetter(
            long id,
            Optional<Shop> shop,
            String destination,
            String kind,
            String subject,
            String reason,
            String detail,
            Instant since) {}

    /** Messages that wait for the same reason. */
    public record ParkedMessages(
            Optional<Shop> shop, String destination, String reason, String detail, long count, Instant oldest) {}

    /** Orders that wait for one SKU to be mapped. */
    public record UnmappedOrders(Shop shop, String code, String title, long orders, Instant oldest) {}

    /** Records that could not be read for the same reason. */
    public record Quarantined(Shop shop, String stream, String field, String reason, long count, Instant oldest) {}

    /** What waits for a shop to go live. */
    public record WouldBeSent(Shop shop, String destination, String kind, long count) {}

    /** An item that a person took down. */
    public record TakenDown(Shop shop, String itemId, String title, Instant since) {}

    /** A SKU the ERP does not know, or says nothing of; {@code erpSku} is empty when it is not mapped. */
    public record Sku(Shop shop, String code, String erpSku, String title) {}

    /** How far a stream is read. */
    public record Freshness(Shop shop, String stream, Optional<Instant> lastGoodAt, String lastFailure) {}

    /** What a shop's day brought. */
    public record Day(Shop shop, long orders, long refunds, long reviews, long bad) {}

    /** A shop as the mail names it; the key stands in commands only. */
    public record Shop(ShopKey key, String title) {}

    private final JdbcClient jdbc;

    public DailyFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Dead letters, oldest first. */
    public Listed<DeadLetter> deadLetters(int most) {
        var rows = jdbc.sql(
                        """
                        SELECT o.*, s.shop_key, s.title AS shop_title FROM outbox o LEFT JOIN shop s ON s.id = o.shop_id
                         WHERE o.state = 'dead' ORDER BY o.id LIMIT ?""")
                .param(most)
                .query((row, number) -> new DeadLetter(
                        row.getLong("id"),
                        maybeShop(row),
                        row.getString("destination"),
                        row.getString("kind"),
                        row.getString("subject"),
                        row.getString("reason"),
                        row.getString("detail"),
                        Columns.instant(row, "created_at")))
                .list();
        return new Listed<>(rows, count("SELECT COUNT(*) FROM outbox WHERE state = 'dead'"));
    }

    /** Parked messages but those that wait for a mapping; the most first. */
    public Listed<ParkedMessages> parked(int most) {
        var groups = " FROM outbox o LEFT JOIN shop s ON s.id = o.shop_id"
                + " WHERE o.state = 'parked' AND o.reason <> 'unmapped-sku'"
                + " GROUP BY s.shop_key, s.title, o.destination, o.reason, o.detail";
        var rows = jdbc.sql(
                        "SELECT s.shop_key, s.title AS shop_title, o.destination, o.reason, o.detail, COUNT(*) AS messages,"
                                + " MIN(o.created_at) AS oldest" + groups + " ORDER BY messages DESC, oldest LIMIT ?")
                .param(most)
                .query((row, number) -> new ParkedMessages(
                        maybeShop(row),
                        row.getString("destination"),
                        row.getString("reason"),
                        row.getString("detail"),
                        row.getLong("messages"),
                        Columns.instant(row, "oldest")))
                .list();
        return new Listed<>(rows, count("SELECT COUNT(*) FROM (SELECT 1" + groups + ") g"));
    }

    /** SKUs that hold up orders, those of most orders first. */
    public Listed<UnmappedOrders> unmappedOrders(int most) {
        var groups =
                """
                 FROM outbox x
                 JOIN shop s ON s.id = x.shop_id
                 JOIN sales_order o ON o.shop_id = x.shop_id AND o.external_id = x.aggregate
                 JOIN order_line l ON l.order_id = o.id
                 LEFT JOIN sku_mapping m ON m.shop_id = o.shop_id AND m.code = l.code
                WHERE x.destination = 'erp' AND x.state = 'parked' AND x.reason = 'unmapped-sku' AND m.id IS NULL
                GROUP BY s.shop_key, s.title, l.code""";
        var rows = jdbc.sql("SELECT s.shop_key, s.title AS shop_title, l.code, MAX(l.title) AS item_title,"
                        + " COUNT(DISTINCT o.id) AS orders, MIN(x.created_at) AS oldest" + groups
                        + " ORDER BY orders DESC, oldest LIMIT ?")
                .param(most)
                .query((row, number) -> new UnmappedOrders(
                        shop(row),
                        row.getString("code"),
                        row.getString("item_title"),
                        row.getLong("orders"),
                        Columns.instant(row, "oldest")))
                .list();
        return new Listed<>(rows, count("SELECT COUNT(*) FROM (SELECT 1" + groups + ") g"));
    }

    /** Records in quarantine, those of most records first. */
    public Listed<Quarantined> quarantine(int most) {
        var groups = " FROM quarantine q JOIN shop s ON s.id = q.shop_id WHERE q.cured_at IS NULL"
                + " GROUP BY s.shop_key, s.title, q.stream, q.field, q.reason";
        var rows = jdbc.sql(
                        "SELECT s.shop_key, s.title AS shop_title, q.stream, q.field, q.reason, COUNT(*) AS records,"
                                + " MIN(q.first_at) AS oldest" + groups + " ORDER BY records DESC, oldest LIMIT ?")
                .param(most)
                .query((row, number) -> new Quarantined(
                        shop(row),
                        row.getString("stream"),
                        row.getString("field"),
                        row.getString("reason"),
                        row.getLong("records"),
                        Columns.instant(row, "oldest")))
                .list();
        return new Listed<>(rows, count("SELECT COUNT(*) FROM (SELECT 1" + groups + ") g"));
    }

    /** What would have been sent for shops that only read. */
    public List<WouldBeSent> wouldBeSent() {
        return jdbc.sql(
                        """
                        SELECT s.shop_key, s.title AS shop_title, o.destination, o.kind, COUNT(*) AS messages
                          FROM outbox o JOIN shop s ON s.id = o.shop_id
                         WHERE s.role = 'shop' AND s.state = 'observing' AND o.state = 'waiting'
                         GROUP BY s.shop_key, s.title, o.destination, o.kind
                         ORDER BY s.shop_key, o.destination, o.kind""")
                .query((row, number) -> new WouldBeSent(
                        shop(row), row.getString("destination"), row.getString("kind"), row.getLong("messages")))
                .list();
    }

    /** Items of live shops that a person took down, the latest first. */
    public Listed<TakenDown> takenDown(int most) {
        var from = " FROM listing l JOIN shop s ON s.id = l.shop_id"
                + " WHERE s.state = 'live' AND l.state = 'DOWN' AND l.taken_down_by_hub_at IS NULL";
        var rows = jdbc.sql(
                        "SELECT s.shop_key, s.title AS shop_title, l.external_id, l.title AS item_title, l.modified_at"
                                + from + " ORDER BY l.modified_at DESC, l.id LIMIT ?")
                .param(most)
                .query((row, number) -> new TakenDown(
                        shop(row),
                        row.getString("external_id"),
                        row.getString("item_title"),
                        Columns.instant(row, "modified_at")))
                .list();
        return new Listed<>(rows, count("SELECT COUNT(*)" + from));
    }

    /** SKUs on offer that no ERP SKU is known for. */
    public Listed<Sku> unmapped(int most) {
        var from = " FROM listing_variant v JOIN listing l ON l.id = v.listing_id JOIN shop s ON s.id = v.shop_id"
                + " LEFT JOIN sku_mapping m ON m.shop_id = v.shop_id AND m.code = v.code"
                + " WHERE s.state IN ('live', 'observing') AND l.state = 'UP' AND m.id IS NULL";
        var rows = jdbc.sql(
                        "SELECT s.shop_key, s.title AS shop_title, v.code, '' AS erp_sku, MAX(l.title) AS item_title"
                                + from + " GROUP BY s.shop_key, s.title, v.code ORDER BY s.shop_key, v.code LIMIT ?")
                .param(most)
                .query(DailyFacts::sku)
                .list();
        return new Listed<>(rows, count("SELECT COUNT(DISTINCT v.shop_id, v.code)" + from));
    }

    /** SKUs on offer whose ERP SKU the ERP gives no stock for. */
    public Listed<Sku> silent(int most) {
        var from = " FROM sku_mapping m JOIN shop s ON s.id = m.shop_id"
                + " JOIN listing_variant v ON v.shop_id = m.shop_id AND v.code = m.code JOIN listing l ON l.id = v.listing_id"
                + " WHERE s.state IN ('live', 'observing') AND l.state = 'UP'"
                + " AND NOT EXISTS (SELECT 1 FROM shop x JOIN erp_stock e ON e.shop_id = x.id"
                + " WHERE x.role = 'erp' AND e.external_id = m.erp_sku)";
        var rows = jdbc.sql("SELECT s.shop_key, s.title AS shop_title, m.code, m.erp_sku, MAX(l.title) AS item_title"
                        + from + " GROUP BY s.shop_key, s.title, m.code, m.erp_sku ORDER BY s.shop_key, m.code LIMIT ?")
                .param(most)
                .query(DailyFacts::sku)
                .list();
        return new Listed<>(rows, count("SELECT COUNT(DISTINCT m.shop_id, m.code)" + from));
    }

    /** How far each stream is read, by shop and stream; shops that are out are left out. */
    public List<Freshness> freshness() {
        return jdbc.sql(
                        """
                        SELECT s.shop_key, s.title AS shop_title, c.stream, c.last_good_at, c.last_failure
                          FROM checkpoint c JOIN shop s ON s.id = c.shop_id
                         WHERE s.state <> 'out' AND c.stream NOT LIKE '%-history' ORDER BY s.role DESC, s.shop_key, c.stream""")
                .query((row, number) -> new Freshness(
                        shop(row),
                        row.getString("stream"),
                        Columns.maybeInstant(row, "last_good_at"),
                        row.getString("last_failure")))
                .list();
    }

    /** What the span brought to each shop, by shop. */
    public List<Day> days(Instant from, Instant to) {
        return jdbc.sql(
                        """
                        SELECT s.shop_key, s.title AS shop_title,
                               (SELECT COUNT(*) FROM sales_order o
                                 WHERE o.shop_id = s.id AND o.placed_at >= :from AND o.placed_at < :to) AS orders,
                               (SELECT COUNT(*) FROM refund f
                                 WHERE f.shop_id = s.id AND f.created_at >= :from AND f.created_at < :to) AS refunds,
                               (SELECT COUNT(*) FROM review r
                                 WHERE r.shop_id = s.id AND r.written_at >= :from AND r.written_at < :to) AS reviews,
                               (SELECT COUNT(*) FROM review r WHERE r.shop_id = s.id AND r.written_at >= :from
                                   AND r.written_at < :to AND r.rating = 'BAD') AS bad
                          FROM shop s WHERE s.role = 'shop' AND s.state <> 'out' ORDER BY s.shop_key""")
                .param("from", Columns.utc(from))
                .param("to", Columns.utc(to))
                .query((row, number) -> new Day(
                        shop(row),
                        row.getLong("orders"),
                        row.getLong("refunds"),
                        row.getLong("reviews"),
                        row.getLong("bad")))
                .list();
    }

    /** Messages delivered to a destination in the span. */
    public long delivered(String destination, Instant from, Instant to) {
        return jdbc.sql("SELECT COUNT(*) FROM outbox WHERE destination = ? AND state = 'delivered' AND finished_at >= ?"
                        + " AND finished_at < ?")
                .params(destination, Columns.utc(from), Columns.utc(to))
                .query(Long.class)
                .single();
    }

    /** Mails the server accepted in the span; a digest is one. */
    public long mails(Instant from, Instant to) {
        return jdbc.sql("SELECT COUNT(*) FROM mail_sent WHERE sent_at >= ? AND sent_at < ?")
                .params(Columns.utc(from), Columns.utc(to))
                .query(Long.class)
                .single();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private static Sku sku(ResultSet row, int number) throws SQLException {
        return new Sku(shop(row), row.getString("code"), row.getString("erp_sku"), row.getString("item_title"));
    }

    static Shop shop(ResultSet row) throws SQLException {
        return new Shop(new ShopKey(row.getString("shop_key")), row.getString("shop_title"));
    }

    private static Optional<Shop> maybeShop(ResultSet row) throws SQLException {
        return row.getString("shop_key") == null ? Optional.empty() : Optional.of(shop(row));
    }
}
