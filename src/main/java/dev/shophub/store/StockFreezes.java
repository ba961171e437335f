package dev.shophub.store;

import dev.shophub.model.SkuCode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Recounts: for their time listings go by the level that stood when they began, less what is sold since. */
public final class StockFreezes {

    private static final String PIECES =
            """
            INSERT INTO frozen_level (erp_sku, freeze_id, sellable)
            SELECT e.external_id, ?, GREATEST(0, e.available - IFNULL(waiting.pieces, 0))
            FROM shop x JOIN erp_stock e ON e.shop_id = x.id
            LEFT JOIN (
              SELECT p.erp_sku, SUM(p.quantity) AS pieces FROM (%s) p
              GROUP BY p.erp_sku) waiting ON waiting.erp_sku = e.external_id
            WHERE x.role = 'erp' AND x.state <> 'out' AND (? = '' OR e.external_id = ?)
            """
                    .formatted(ItemStock.SOLD_OF_ALL);

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public StockFreezes(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A recount.
     *
     * @param typed a shop, an SKU of the ERP, or {@code all}
     * @param since UTC
     * @param until UTC
     */
    public record Freeze(long id, String typed, Instant since, Instant until, String author) {}

    /**
     * Begins one within the caller's transaction, or moves the end of the one that was typed the same.
     *
     * @param shopId where only that shop keeps its numbers
     * @param erpSku where only one SKU is counted
     */
    public void freeze(String typed, Optional<Long> shopId, Optional<SkuCode> erpSku, Instant until, String author) {
        var now = Columns.utc(clock.instant());
        if (jdbc.update("UPDATE stock_freeze SET until_at = ? WHERE typed = ?", Columns.utc(until), typed) > 0) {
            return;
        }
        jdbc.update(
                "INSERT INTO stock_freeze (typed, shop_id, since, until_at, author) VALUES (?, ?, ?, ?, ?)",
                typed,
                shopId.orElse(null),
                now,
                Columns.utc(until),
                Columns.cut(author, 64));
        var sku = erpSku.map(SkuCode::value).orElse("");
        jdbc.update(PIECES, jdbc.queryForObject("SELECT LAST_INSERT_ID()", Long.class), sku, sku);
    }

    /** The oldest first. */
    public List<Freeze> all() {
        return jdbc.query(
                "SELECT * FROM stock_freeze ORDER BY id",
                (row, number) -> new Freeze(
                        row.getLong("id"),
                        row.getString("typed"),
                        Columns.instant(row, "since"),
                        Columns.instant(row, "until_at"),
                        row.getString("author")));
    }

    /** Ends one within the caller's transaction; returns the SKUs whose listings are to be compared again. */
    public List<SkuCode> end(long id) {
        var skus = jdbc.query(
                "SELECT erp_sku FROM frozen_level WHERE freeze_id = ?",
                (row, number) -> new SkuCode(row.getString(1)),
                id);
        jdbc.update("DELETE FROM frozen_level WHERE freeze_id = ?", id);
        jdbc.update("DELETE FROM stock_freeze WHERE id = ?", id);
        return skus;
    }
}
