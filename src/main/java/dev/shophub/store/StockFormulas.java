package dev.shophub.store;

import dev.shophub.model.StockFormula;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The formulas of stock in force, in tables: whoever computes a level, with or without a running hub, takes them from here, and an
 * edit made while no hub ran is noticed at the next start.
 */
public final class StockFormulas {

    /** In place of a SKU: the shop's own. */
    public static final String SHOPS_OWN = "";

    /**
     * Joins the formula of a listed variant {@code v} mapped by {@code m}: what is said of its code, else of its ERP SKU, over the
     * shop's own.
     */
    static final String JOINS = " LEFT JOIN stock_formula fo ON fo.shop_id = v.shop_id AND fo.sku = ''"
            + " LEFT JOIN stock_formula fc ON fc.shop_id = v.shop_id AND fc.sku = v.code"
            + " LEFT JOIN stock_formula fe ON fe.shop_id = v.shop_id AND fe.sku = m.erp_sku AND fc.sku IS NULL";

    /** The columns that {@link #formula} reads, of {@link #JOINS}. */
    static final String COLUMNS = "COALESCE(fc.buffer, fe.buffer, fo.buffer, 0) AS buffer,"
            + " COALESCE(fc.buffer_percent, fe.buffer_percent, fo.buffer_percent, 0) AS buffer_percent,"
            + " COALESCE(fc.share_percent, fe.share_percent, fo.share_percent, 100) AS share_percent,"
            + " COALESCE(fc.cap, fe.cap, fo.cap) AS cap";

    /** What is shown of {@code %1$s} pieces left, as {@code stock.Sellable} works it out; of {@link #JOINS}. */
    static final String SHOWN = "LEAST(COALESCE(fc.cap, fe.cap, fo.cap, 9223372036854775807),"
            + " CAST(GREATEST(0, LEAST(%1$s - COALESCE(fc.buffer, fe.buffer, fo.buffer, 0),"
            + " CAST(%1$s AS DECIMAL(20)) * (100 - COALESCE(fc.buffer_percent, fe.buffer_percent, fo.buffer_percent, 0)) DIV 100)) AS DECIMAL(20))"
            + " * COALESCE(fc.share_percent, fe.share_percent, fo.share_percent, 100) DIV 100)";

    private static final MultiRow WRITE = new MultiRow(
            "INSERT INTO stock_formula (shop_id, sku, buffer, buffer_percent, share_percent, cap, changed_at) VALUES",
            7,
            "ON DUPLICATE KEY UPDATE buffer = VALUES(buffer), buffer_percent = VALUES(buffer_percent),"
                    + " share_percent = VALUES(share_percent), cap = VALUES(cap), changed_at = VALUES(changed_at)");

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public StockFormulas(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What is said of a shop or of one of its SKUs; what is empty is as the shop's own, there as {@link StockFormula#ALL}.
     *
     * @param buffer pieces
     * @param bufferPercent 0 to 100
     * @param sharePercent 0 to 100
     * @param cap pieces
     */
    public record Terms(
            Optional<Long> buffer,
            Optional<Integer> bufferPercent,
            Optional<Integer> sharePercent,
            Optional<Long> cap) {

        private static final Terms NOTHING = of(StockFormula.ALL);

        /** All of it. */
        public static Terms of(StockFormula formula) {
            return new Terms(
                    Optional.of(formula.buffer()),
                    Optional.of(formula.bufferPercent()),
                    Optional.of(formula.sharePercent()),
                    formula.cap());
        }
    }

    /** By SKU, {@link #SHOPS_OWN} included. */
    public Map<String, Terms> of(long shopId) {
        var said = new HashMap<String, Terms>(Map.of(SHOPS_OWN, Terms.NOTHING));
        jdbc.query(
                "SELECT * FROM stock_formula WHERE shop_id = ?",
                row -> {
                    said.put(
                            row.getString("sku"),
                            new Terms(
                                    Optional.ofNullable(row.getObject("buffer", Long.class)),
                                    Optional.ofNullable(row.getObject("buffer_percent", Integer.class)),
                                    Optional.ofNullable(row.getObject("share_percent", Integer.class)),
                                    Optional.ofNullable(row.getObject("cap", Long.class))));
                },
                shopId);
        return said;
    }

    /**
     * Changes what is said of a shop, within the caller's transaction.
     *
     * @param said by SKU, what is new or different
     * @param gone SKUs of which nothing is said any more
     * @param own the shop's own, as it is afterwards
     */
    public void change(long shopId, Map<String, Terms> said, Collection<String> gone, Terms own) {
        var now = Columns.utc(clock.instant());
        var rows = new HashMap<>(said);
        rows.put(SHOPS_OWN, own);
        WRITE.write(
                jdbc,
                rows.entrySet().stream()
                        .map(row -> new Object[] {
                            shopId,
                            row.getKey(),
                            row.getValue().buffer().orElse(null),
                            row.getValue().bufferPercent().orElse(null),
                            row.getValue().sharePercent().orElse(null),
                            row.getValue().cap().orElse(null),
                            now
                        })
                        .toList());
        jdbc.batchUpdate(
                "DELETE FROM stock_formula WHERE shop_id = ? AND sku = ?",
                gone.stream().map(sku -> new Object[] {shopId, sku}).toList());
    }

    static StockFormula formula(ResultSet row) throws SQLException {
        return new StockFormula(
                row.getLong("buffer"),
                row.getInt("buffer_percent"),
                row.getInt("share_percent"),
                Optional.ofNullable(row.getObject("cap", Long.class)));
    }
}
