package dev.shophub.store;

import dev.shophub.model.ExternalId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the brake goes by: which listings would fall, which fell of late, which shops it holds. */
public final class BrakeBook {

    /** An item with what the shop shows, what ERP and formula would have it show, and the ERP alone; unknown is no fall. */
    private static final String ITEMS =
            """
            SELECT l.external_id, l.title, SUM(s.quantity) AS shown,
                   SUM(IF(e.id IS NULL, s.quantity, %s)) AS wanted,
                   SUM(IF(e.id IS NULL, s.quantity, GREATEST(0, e.available))) AS by_erp
            FROM listing l
            JOIN listing_variant v ON v.listing_id = l.id
            JOIN stock_level s ON s.shop_id = v.shop_id AND s.item_id = l.external_id AND s.sku_id = v.sku_id
            LEFT JOIN sku_mapping m ON m.shop_id = v.shop_id AND m.code = v.code
            LEFT JOIN shop x ON x.role = 'erp' AND x.state <> 'out'
            LEFT JOIN erp_stock e ON e.shop_id = x.id AND e.external_id = m.erp_sku
            %s
            WHERE l.shop_id = ? AND l.state = 'UP' AND (l.brake_released_at IS NULL OR l.brake_released_at < ?)
            GROUP BY l.id, l.external_id, l.title
            """
                    .formatted(StockFormulas.SHOWN.formatted("GREATEST(0, e.available)"), StockFormulas.JOINS);

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public BrakeBook(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A shop's listings that are up, as they are and as they would become.
     *
     * @param listed those, and those that fell to 0 of late
     * @param falling that would fall to 0, or fell of late
     * @param before pieces that the shop shows, and those by which the hub lowered it just now
     * @param after pieces that the shop would show
     * @param formulaChangedAt when the shop's formula of stock, or that of one of its SKUs, was last changed, UTC; empty: never
     */
    public record Outlook(
            long listed,
            long falling,
            long before,
            long after,
            ErpAlone erpAlone,
            Optional<Instant> formulaChangedAt) {}

    /**
     * What would become of the listings that are up now if everything the ERP has were shown.
     *
     * @param falling that would fall to 0
     * @param before pieces that the shop shows
     * @param after pieces that it would show
     */
    public record ErpAlone(long falling, long before, long after) {}

    /** A listing that would lose half of its pieces or more. */
    public record Falling(ExternalId item, String title, long shown, long wanted) {}

    /**
     * @param since what fell to 0 since then counts, and what a person let fall before it counts again, UTC
     * @param justNow pieces that the hub took since then count, UTC
     */
    public Outlook outlook(long shopId, Instant since, Instant justNow) {
        var from = Columns.utc(since);
        return jdbc.queryForObject(
                "SELECT now.*, late.* FROM (SELECT COUNT(*) AS listed, IFNULL(SUM(i.shown > 0 AND i.wanted = 0), 0) AS falling,"
                        + " IFNULL(SUM(i.shown), 0) AS shown, IFNULL(SUM(i.wanted), 0) AS wanted,"
                        + " IFNULL(SUM(i.shown > 0 AND i.by_erp = 0), 0) AS erp_falling, IFNULL(SUM(i.by_erp), 0) AS by_erp,"
                        + " (SELECT f.changed_at FROM stock_formula f WHERE f.shop_id = ? AND f.sku = '') AS changed_at FROM ("
                        + ITEMS + ") i) now, (SELECT COUNT(DISTINCT IF(f.after_pieces = 0, f.item_id, NULL)) AS fell,"
                        + " IFNULL(SUM(IF(f.fell_at >= ?, f.before_pieces - f.after_pieces, 0)), 0) AS lost FROM stock_fall f"
                        + " WHERE f.shop_id = ? AND f.fell_at >= ?) late",
                (row, number) -> new Outlook(
                        row.getLong("listed") + row.getLong("fell"),
                        row.getLong("falling") + row.getLong("fell"),
                        row.getLong("shown") + row.getLong("lost"),
                        row.getLong("wanted"),
                        new ErpAlone(row.getLong("erp_falling"), row.getLong("shown"), row.getLong("by_erp")),
                        Columns.maybeInstant(row, "changed_at")),
                shopId,
                shopId,
                from,
                Columns.utc(justNow),
                shopId,
                from);
    }

    /** Listings that would lose half of their pieces or more, those with most pieces first. */
    public List<Falling> falling(long shopId, Instant since, int most) {
        return jdbc.query(
                "SELECT * FROM (" + ITEMS
                        + ") i WHERE i.shown > 0 AND i.wanted * 2 <= i.shown ORDER BY i.shown - i.wanted DESC, i.external_id"
                        + " LIMIT ?",
                (row, number) -> new Falling(
                        new ExternalId(row.getString("external_id")),
                        row.getString("title"),
                        row.getLong("shown"),
                        row.getLong("wanted")),
                shopId,
                Columns.utc(since),
                most);
    }

    /** The hub lowered an item. */
    public void fell(long shopId, ExternalId item, long before, long after) {
        jdbc.update(
                "INSERT INTO stock_fall (shop_id, item_id, before_pieces, after_pieces, fell_at) VALUES (?, ?, ?, ?, ?)",
                shopId,
                item.value(),
                before,
                after,
                Columns.utc(clock.instant()));
    }

    /** Falls before that are of no more use. */
    public void forget(Instant before) {
        jdbc.update("DELETE FROM stock_fall WHERE fell_at < ? LIMIT 10000", Columns.utc(before));
    }

    /** Whether the shop's falling stock is held. */
    public boolean holds(long shopId) {
        return !jdbc.queryForList("SELECT 1 FROM stock_brake WHERE shop_id = ?", Integer.class, shopId)
                .isEmpty();
    }

    /** Shops whose falling stock is held. */
    public List<Long> held() {
        return jdbc.queryForList("SELECT shop_id FROM stock_brake ORDER BY shop_id", Long.class);
    }

    public void hold(long shopId) {
        jdbc.update(
                "INSERT IGNORE INTO stock_brake (shop_id, since) VALUES (?, ?)", shopId, Columns.utc(clock.instant()));
    }

    public void letGo(long shopId) {
        jdbc.update("DELETE FROM stock_brake WHERE shop_id = ?", shopId);
    }

    /** A person lets these fall. */
    public void release(long shopId, Collection<ExternalId> items) {
        var now = Columns.utc(clock.instant());
        jdbc.batchUpdate(
                "UPDATE listing SET brake_released_at = ? WHERE shop_id = ? AND external_id = ?",
                items.stream()
                        .map(item -> new Object[] {now, shopId, item.value()})
                        .toList());
    }

    /** Whether a person let the item fall, at that time or later. */
    public boolean isReleased(long shopId, ExternalId item, Instant since) {
        return !jdbc.queryForList(
                        "SELECT 1 FROM listing WHERE shop_id = ? AND external_id = ? AND brake_released_at >= ?",
                        Integer.class,
                        shopId,
                        item.value(),
                        Columns.utc(since))
                .isEmpty();
    }
}
