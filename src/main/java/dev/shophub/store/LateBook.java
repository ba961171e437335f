package dev.shophub.store;

import dev.shophub.model.ExternalId;
import dev.shophub.store.LateOrder.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which orders are late, or about to be. */
public final class LateBook {

    private static final int CHUNK = 500;
    private static final MultiRow ROWS = new MultiRow(
            "INSERT INTO late_order (shop_id, external_id, since, promised_at, found_at) VALUES",
            5,
            "ON DUPLICATE KEY UPDATE since = VALUES(since), promised_at = VALUES(promised_at)");
    private static final String PLACES =
            """
            SELECT l.*,
                   EXISTS (SELECT 1 FROM erp_link k WHERE k.shop_id = l.shop_id AND k.kind = 'order'
                              AND k.external_id = l.external_id AND k.accepted_at IS NOT NULL) AS in_erp,
                   EXISTS (SELECT 1 FROM outbox b WHERE b.destination = 'erp' AND b.shop_id = l.shop_id
                              AND b.aggregate = l.external_id AND b.state = 'parked') AS parked
            FROM late_order l WHERE l.shop_id = ? AND l.external_id IN (%s)
            """;

    private final JdbcTemplate jdbc;

    public LateBook(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** All that are late now. */
    public List<LateOrder> all() {
        return jdbc.query("SELECT * FROM late_order ORDER BY shop_id, external_id", LateBook::row);
    }

    /** Those of these orders that are late now, and where each is; what was promised first comes first. */
    public Map<LateOrder, Place> find(long shopId, Collection<String> orders) {
        var asked = List.copyOf(orders);
        var found = new ArrayList<Map.Entry<LateOrder, Place>>();
        for (var from = 0; from < asked.size(); from += CHUNK) {
            var some = asked.subList(from, Math.min(asked.size(), from + CHUNK));
            var values = new ArrayList<Object>(some.size() + 1);
            values.add(shopId);
            values.addAll(some);
            found.addAll(jdbc.query(
                    PLACES.formatted(String.join(",", Collections.nCopies(some.size(), "?"))),
                    (row, number) -> Map.entry(row(row, number), place(row)),
                    values.toArray()));
        }
        found.sort(Map.Entry.comparingByKey(
                Comparator.comparing(LateOrder::promisedAt).thenComparing(LateOrder::order)));
        var places = new LinkedHashMap<LateOrder, Place>();
        found.forEach(one -> places.put(one.getKey(), one.getValue()));
        return places;
    }

    /** Writes findings within the caller's transaction; {@code foundAt} stays as first written. */
    public void save(Collection<LateOrder> late) {
        ROWS.write(
                jdbc,
                late.stream()
                        .map(one -> new Object[] {
                            one.shopId(),
                            one.order().value(),
                            Columns.utc(one.since()),
                            Columns.utc(one.promisedAt()),
                            Columns.utc(one.foundAt())
                        })
                        .toList());
    }

    /** Removes what was shipped or closed, within the caller's transaction. */
    public void remove(Collection<LateOrder> gone) {
        jdbc.batchUpdate(
                "DELETE FROM late_order WHERE shop_id = ? AND external_id = ?",
                gone.stream()
                        .map(one -> new Object[] {one.shopId(), one.order().value()})
                        .toList());
    }

    private static Place place(ResultSet row) throws SQLException {
        if (row.getBoolean("in_erp")) {
            return Place.ERP;
        }
        return row.getBoolean("parked") ? Place.PARKED : Place.HUB;
    }

    private static LateOrder row(ResultSet row, int number) throws SQLException {
        return new LateOrder(
                row.getLong("shop_id"),
                new ExternalId(row.getString("external_id")),
                Columns.instant(row, "since"),
                Columns.instant(row, "promised_at"),
                Columns.instant(row, "found_at"));
    }
}
