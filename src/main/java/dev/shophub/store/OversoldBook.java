package dev.shophub.store;

import dev.shophub.model.SkuCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which SKUs are oversold now. */
public final class OversoldBook {

    private static final MultiRow ROWS = new MultiRow(
            "INSERT INTO oversold (erp_sku, title, missing, since, found_at) VALUES",
            5,
            "ON DUPLICATE KEY UPDATE title = VALUES(title), missing = VALUES(missing),"
                    + " found_at = VALUES(found_at)");

    private final JdbcTemplate jdbc;

    public OversoldBook(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** All that are oversold now; those that miss most first. */
    public List<Oversold> all() {
        return jdbc.query("SELECT * FROM oversold ORDER BY missing DESC, erp_sku", OversoldBook::row);
    }

    /** Those of these SKUs that are oversold now; those that miss most first. */
    public List<Oversold> find(Collection<SkuCode> skus) {
        var asked = Set.copyOf(skus);
        return all().stream().filter(one -> asked.contains(one.sku())).toList();
    }

    /** Writes findings within the caller's transaction; {@code since} stays as first written. */
    public void save(Collection<Oversold> found) {
        ROWS.write(
                jdbc,
                found.stream()
                        .map(one -> new Object[] {
                            one.sku().value(),
                            Columns.cut(one.title(), 500),
                            one.missing(),
                            Columns.utc(one.since()),
                            Columns.utc(one.foundAt())
                        })
                        .toList());
    }

    /** Removes those of which there is enough again, within the caller's transaction. */
    public void remove(Collection<Oversold> over) {
        jdbc.batchUpdate(
                "DELETE FROM oversold WHERE erp_sku = ?",
                over.stream().map(one -> new Object[] {one.sku().value()}).toList());
    }

    private static Oversold row(ResultSet row, int number) throws SQLException {
        return new Oversold(
                new SkuCode(row.getString("erp_sku")),
                row.getString("title"),
                row.getLong("missing"),
                Columns.instant(row, "since"),
                Columns.instant(row, "found_at"));
    }
}
