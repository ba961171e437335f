package dev.shophub.store;

import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import dev.shophub.model.SkuCode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** What people mapped: who, when, at once with what, and what stood there before, so that it can be taken back. */
public final class MappingBook {

    private static final String DELIVERED =
            " FROM mapping_set m JOIN mapping_change c ON c.set_id = m.id JOIN shop s ON s.id = c.shop_id"
                    + " JOIN order_line l ON l.code = c.code JOIN sales_order o ON o.id = l.order_id AND o.shop_id = c.shop_id"
                    + " JOIN erp_link e ON e.shop_id = o.shop_id AND e.kind = 'order' AND e.external_id = o.external_id"
                    + " WHERE m.id = ? AND e.accepted_at >= m.made_at AND (c.shop_id, c.code) IN"
                    + " (SELECT u.shop_id, u.code FROM mapping_change u WHERE u.set_id = ?)";

    private final JdbcTemplate jdbc;
    private final Mappings mappings;
    private final Clock clock;
    private final MultiRow changed =
            new MultiRow("INSERT INTO mapping_change (set_id, shop_id, code, old_erp_sku, new_erp_sku) VALUES", 5, "");

    public MappingBook(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.mappings = new Mappings(jdbc, clock);
        this.clock = clock;
    }

    /**
     * What is mapped at once.
     *
     * @param kind {@code typed}, {@code import}, {@code merge}, {@code undo}, or {@code auto} once equal codes were written down
     * @param source name of the file, the two SKUs, or the number of what was undone; empty for a typed one
     * @param author the operating system's user
     */
    public record Deed(String kind, String source, String author) {}

    /** @param erpSku empty: to nothing */
    public record Wanted(long shopId, SkuCode code, Optional<SkuCode> erpSku) {}

    /**
     * A code of a set.
     *
     * @param before empty: it was mapped to nothing
     * @param wanted what the set mapped it to; empty: to nothing
     * @param now what it is mapped to
     */
    public record Changed(
            long shopId, SkuCode code, Optional<SkuCode> before, Optional<SkuCode> wanted, Optional<SkuCode> now) {}

    /** @param undoneBy the set that took it back */
    public record Made(long id, Deed deed, Instant madeAt, Optional<Long> undoneBy) {}

    /**
     * An order that reached the ERP while a mapping held.
     *
     * @param erpId the ERP's document
     * @param status the platform's word
     * @param placedAt UTC
     */
    public record Delivered(
            ShopKey shop, ExternalId order, String code, String erpId, String status, Instant placedAt) {}

    /** Maps codes within the caller's transaction, each once; a person's word replaces what was mapped before. Returns the set. */
    public long change(Deed deed, Collection<Wanted> wanted) {
        var at = clock.instant();
        jdbc.update(
                "INSERT INTO mapping_set (kind, source, author, made_at) VALUES (?, ?, ?, ?)",
                deed.kind(),
                Columns.cut(deed.source(), 300),
                Columns.cut(deed.author(), 64),
                Columns.utc(at));
        long set = jdbc.queryForObject("SELECT LAST_INSERT_ID()", Long.class);
        var before = before(wanted);
        var changes = new ArrayList<Object[]>();
        var rows = new ArrayList<Mappings.Person>();
        var gone = new ArrayList<Object[]>();
        for (var one : wanted) {
            var code = one.code().value();
            var old = before.get(one.shopId()).get(one.code());
            var erpSku = one.erpSku().map(SkuCode::value).orElse(null);
            changes.add(new Object[] {set, one.shopId(), code, old == null ? null : old.value(), erpSku});
            if (erpSku == null) {
                gone.add(new Object[] {one.shopId(), code});
            } else {
                rows.add(new Mappings.Person(one.shopId(), one.code(), new SkuCode(erpSku), deed.author()));
            }
        }
        changed.write(jdbc, changes);
        mappings.map(rows, at);
        if (!gone.isEmpty()) {
            jdbc.batchUpdate("DELETE FROM sku_mapping WHERE shop_id = ? AND code = ?", gone);
        }
        return set;
    }

    private Map<Long, Map<SkuCode, SkuCode>> before(Collection<Wanted> wanted) {
        var codes = new HashMap<Long, List<SkuCode>>();
        wanted.forEach(one ->
                codes.computeIfAbsent(one.shopId(), shop -> new ArrayList<>()).add(one.code()));
        var before = new HashMap<Long, Map<SkuCode, SkuCode>>();
        codes.forEach((shop, some) -> before.put(shop, mappings.find(shop, some)));
        return before;
    }

    public Optional<Made> find(long set) {
        return jdbc
                .query(
                        "SELECT * FROM mapping_set WHERE id = ?",
                        (row, number) -> new Made(
                                row.getLong("id"),
                                new Deed(row.getString("kind"), row.getString("source"), row.getString("author")),
                                Columns.instant(row, "made_at"),
                                Optional.ofNullable(row.getObject("undone_by", Long.class))),
                        set)
                .stream()
                .findFirst();
    }

    /** The codes of a set with what they are mapped to now. */
    public List<Changed> changes(long set) {
        return jdbc.query(
                "SELECT c.*, m.erp_sku FROM mapping_change c LEFT JOIN sku_mapping m ON m.shop_id = c.shop_id AND"
                        + " m.code = c.code WHERE c.set_id = ? ORDER BY c.shop_id, c.code",
                (row, number) -> new Changed(
                        row.getLong("shop_id"),
                        new SkuCode(row.getString("code")),
                        Optional.ofNullable(row.getString("old_erp_sku")).map(SkuCode::new),
                        Optional.ofNullable(row.getString("new_erp_sku")).map(SkuCode::new),
                        Optional.ofNullable(row.getString("erp_sku")).map(SkuCode::new)),
                set);
    }

    /** The newest set that holds for a code: neither taken back nor an undoing itself. */
    public Optional<Long> newest(long shopId, SkuCode code) {
        return jdbc
                .queryForList(
                        "SELECT c.set_id FROM mapping_change c JOIN mapping_set m ON m.id = c.set_id WHERE c.shop_id = ?"
                                + " AND c.code = ? AND m.undone_by IS NULL AND m.kind <> 'undo' ORDER BY c.set_id DESC LIMIT 1",
                        Long.class,
                        shopId,
                        code.value())
                .stream()
                .findFirst();
    }

    /** Writes down a mapping that equal codes made, or that is older than sets, as one that can be taken back. */
    public Optional<Long> adopt(long shopId, SkuCode code) {
        int made = jdbc.update(
                "INSERT INTO mapping_set (kind, source, author, made_at) SELECT 'auto', '', author, mapped_at"
                        + " FROM sku_mapping WHERE shop_id = ? AND code = ?",
                shopId,
                code.value());
        if (made == 0) {
            return Optional.empty();
        }
        long set = jdbc.queryForObject("SELECT LAST_INSERT_ID()", Long.class);
        jdbc.update(
                "INSERT INTO mapping_change (set_id, shop_id, code, old_erp_sku, new_erp_sku) SELECT ?, shop_id, code, NULL,"
                        + " erp_sku FROM sku_mapping WHERE shop_id = ? AND code = ?",
                set,
                shopId,
                code.value());
        return Optional.of(set);
    }

    /** Notes that a set was taken back. */
    public void undone(long set, long by) {
        jdbc.update("UPDATE mapping_set SET undone_by = ? WHERE id = ?", by, set);
    }

    /** Orders the ERP accepted while a set held, of the codes that {@code by} takes back; the newest first. */
    public List<Delivered> delivered(long set, long by, int most) {
        return jdbc.query(
                "SELECT DISTINCT s.shop_key, o.external_id, c.code, e.erp_id, o.platform_status, o.placed_at"
                        + DELIVERED + " ORDER BY o.placed_at DESC, o.external_id LIMIT ?",
                (row, number) -> new Delivered(
                        new ShopKey(row.getString("shop_key")),
                        new ExternalId(row.getString("external_id")),
                        row.getString("code"),
                        row.getString("erp_id"),
                        row.getString("platform_status"),
                        Columns.instant(row, "placed_at")),
                set,
                by,
                most);
    }

    /** How many they are. */
    public int countDelivered(long set, long by) {
        return jdbc.queryForObject("SELECT COUNT(DISTINCT o.id)" + DELIVERED, Integer.class, set, by);
    }
}
