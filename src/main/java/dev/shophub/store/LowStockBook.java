package dev.shophub.store;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which SKUs run low now, with the figures they were last found with. */
public final class LowStockBook {

    private static final int CHUNK = 500;
    private static final MultiRow ROWS = new MultiRow(
            "INSERT INTO low_stock (shop_id, code, title, sellable, sold_14_days, days_of_cover, limit_kind, limit_value,"
                    + " reason, since, found_at, told_at) VALUES",
            12,
            "ON DUPLICATE KEY UPDATE title = VALUES(title), sellable = VALUES(sellable),"
                    + " sold_14_days = VALUES(sold_14_days), days_of_cover = VALUES(days_of_cover),"
                    + " limit_kind = VALUES(limit_kind), limit_value = VALUES(limit_value), reason = VALUES(reason),"
                    + " found_at = VALUES(found_at), told_at = VALUES(told_at)");

    private final JdbcTemplate jdbc;

    public LowStockBook(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** All that is low now. */
    public List<LowStock> all() {
        return jdbc.query("SELECT * FROM low_stock ORDER BY shop_id, code", LowStockBook::row);
    }

    /** Those of these codes that are low now; least cover first. */
    public List<LowStock> find(long shopId, Collection<String> codes) {
        var asked = List.copyOf(codes);
        var found = new java.util.ArrayList<LowStock>();
        for (var from = 0; from < asked.size(); from += CHUNK) {
            var some = asked.subList(from, Math.min(asked.size(), from + CHUNK));
            var values = new java.util.ArrayList<Object>(some.size() + 1);
            values.add(shopId);
            values.addAll(some);
            found.addAll(jdbc.query(
                    "SELECT * FROM low_stock WHERE shop_id = ? AND code IN ("
                            + String.join(",", java.util.Collections.nCopies(some.size(), "?")) + ")",
                    LowStockBook::row,
                    values.toArray()));
        }
        found.sort(java.util.Comparator.comparing(
                        (LowStock low) -> low.daysOfCover().orElse(BigDecimal.valueOf(Integer.MAX_VALUE)))
                .thenComparing(LowStock::code));
        return found;
    }

    /** Writes findings within the caller's transaction; {@code since} stays as first written. */
    public void save(Collection<LowStock> findings) {
        ROWS.write(jdbc, findings.stream().map(LowStockBook::values).toList());
    }

    /** Removes what recovered, within the caller's transaction. */
    public void remove(Collection<LowStock> recovered) {
        jdbc.batchUpdate(
                "DELETE FROM low_stock WHERE shop_id = ? AND code = ?",
                recovered.stream()
                        .map(low -> new Object[] {low.shopId(), low.code()})
                        .toList());
    }

    private static Object[] values(LowStock low) {
        return new Object[] {
            low.shopId(),
            low.code(),
            Columns.cut(low.title(), 500),
            low.sellable(),
            low.sold14Days(),
            low.daysOfCover().orElse(null),
            low.limit().kind().name().toLowerCase(Locale.ROOT),
            low.limit().value(),
            Columns.cut(low.reason(), 64),
            Columns.utc(low.since()),
            Columns.utc(low.foundAt()),
            Columns.utc(low.toldAt())
        };
    }

    private static LowStock row(ResultSet row, int number) throws SQLException {
        return new LowStock(
                row.getLong("shop_id"),
                row.getString("code"),
                row.getString("title"),
                row.getLong("sellable"),
                row.getLong("sold_14_days"),
                Optional.ofNullable(row.getBigDecimal("days_of_cover")),
                new LowStock.Limit(
                        LowStock.Limit.Kind.valueOf(row.getString("limit_kind").toUpperCase(Locale.ROOT)),
                        row.getInt("limit_value")),
                row.getString("reason"),
                Columns.instant(row, "since"),
                Columns.instant(row, "found_at"),
                Columns.instant(row, "told_at"));
    }
}
