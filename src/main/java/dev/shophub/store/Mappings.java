package dev.shophub.store;

import dev.shophub.model.ShopKey;
import dev.shophub.model.SkuCode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which SKU of the ERP a shop's code is. Equal and unique codes map themselves; a person's word is never overwritten. */
public final class Mappings {

    private static final MultiRow BY_A_PERSON = new MultiRow(
            "INSERT INTO sku_mapping (shop_id, code, erp_sku, author, mapped_at, origin) VALUES",
            6,
            "ON DUPLICATE KEY UPDATE erp_sku = VALUES(erp_sku), origin = VALUES(origin), author = VALUES(author),"
                    + " mapped_at = VALUES(mapped_at)");

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public Mappings(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** ERP SKUs by the shop's codes; unmapped codes are absent. */
    public Map<SkuCode, SkuCode> find(long shopId, Collection<SkuCode> codes) {
        var found = new HashMap<SkuCode, SkuCode>();
        var list = new ArrayList<>(new java.util.TreeSet<>(codes));
        for (int from = 0; from < list.size(); from += 1_000) {
            var some = list.subList(from, Math.min(list.size(), from + 1_000));
            var values = new ArrayList<Object>();
            values.add(shopId);
            some.forEach(code -> values.add(code.value()));
            jdbc.query(
                    "SELECT code, erp_sku FROM sku_mapping WHERE shop_id = ? AND code IN ("
                            + String.join(",", Collections.nCopies(some.size(), "?")) + ")",
                    row -> {
                        found.put(new SkuCode(row.getString(1)), new SkuCode(row.getString(2)));
                    },
                    values.toArray());
        }
        return found;
    }

    /**
     * Maps every code that equals an ERP SKU byte for byte and stands for one thing in its shop: at most one listed variant
     * bears it. What a person took back stays as it is, and a SKU that was merged maps to what it became. Codes of listings and
     * codes that only orders know; in one statement each. The order of the joins is given: while a shop is read for the first
     * time, the optimizer does not know yet how much there is.
     *
     * @return how many mappings were made
     */
    public int mapEqualCodes() {
        var now = Columns.utc(clock.instant());
        return jdbc.update(
                        "INSERT IGNORE INTO sku_mapping (shop_id, code, erp_sku, origin, author, mapped_at)"
                                + " SELECT STRAIGHT_JOIN v.shop_id, v.code, IFNULL(g.new_sku, p.external_id), 'auto', 'hub', ?"
                                + " FROM listing_variant v"
                                + " JOIN shop e ON e.role = 'erp' AND e.state <> 'out'"
                                + " JOIN erp_product p ON p.shop_id = e.id AND p.external_id = v.code"
                                + " LEFT JOIN merged_sku g ON g.old_sku = p.external_id"
                                + " LEFT JOIN sku_mapping m ON m.shop_id = v.shop_id AND m.code = v.code"
                                + " WHERE m.id IS NULL AND NOT EXISTS (SELECT 1 FROM mapping_change c WHERE c.shop_id = v.shop_id"
                                + " AND c.code = v.code AND c.new_erp_sku IS NULL)"
                                + " GROUP BY v.shop_id, v.code, p.external_id, g.new_sku HAVING COUNT(*) = 1",
                        now)
                + jdbc.update(
                        "INSERT IGNORE INTO sku_mapping (shop_id, code, erp_sku, origin, author, mapped_at)"
                                + " SELECT STRAIGHT_JOIN DISTINCT o.shop_id, l.code, IFNULL(g.new_sku, p.external_id), 'auto', 'hub', ?"
                                + " FROM outbox x"
                                + " JOIN sales_order o ON o.shop_id = x.shop_id AND o.external_id = x.subject"
                                + " JOIN order_line l ON l.order_id = o.id"
                                + " JOIN shop e ON e.role = 'erp' AND e.state <> 'out'"
                                + " JOIN erp_product p ON p.shop_id = e.id AND p.external_id = l.code"
                                + " LEFT JOIN merged_sku g ON g.old_sku = p.external_id"
                                + " LEFT JOIN sku_mapping m ON m.shop_id = o.shop_id AND m.code = l.code"
                                + " LEFT JOIN listing_variant v ON v.shop_id = o.shop_id AND v.code = l.code"
                                + " WHERE x.destination = 'erp' AND x.kind = 'order' AND x.state = 'parked'"
                                + " AND x.reason = 'unmapped-sku' AND m.id IS NULL AND v.listing_id IS NULL"
                                + " AND NOT EXISTS (SELECT 1 FROM mapping_change c WHERE c.shop_id = o.shop_id"
                                + " AND c.code = l.code AND c.new_erp_sku IS NULL)",
                        now);
    }

    /** A person's word: replaces what was mapped before. What is to be taken back one day goes through {@link MappingBook}. */
    public void map(long shopId, SkuCode code, SkuCode erpSku, String author) {
        map(List.of(new Person(shopId, code, erpSku, author)), clock.instant());
    }

    /** @param author the operating system's user */
    record Person(long shopId, SkuCode code, SkuCode erpSku, String author) {}

    /** @param at UTC */
    void map(List<Person> words, Instant at) {
        var now = Columns.utc(at);
        BY_A_PERSON.write(
                jdbc,
                words.stream()
                        .map(one -> new Object[] {
                            one.shopId(),
                            one.code().value(),
                            one.erpSku().value(),
                            Columns.cut(one.author(), 64),
                            now,
                            "manual"
                        })
                        .toList());
    }

    /** Whether the ERP knows this SKU, as last read. */
    public boolean erpKnows(SkuCode erpSku) {
        return !jdbc.queryForList("SELECT 1 FROM erp_product WHERE external_id = ?", Integer.class, erpSku.value())
                .isEmpty();
    }

    /** Whether a code of some shop is mapped to this SKU. */
    public boolean uses(SkuCode erpSku) {
        return !jdbc.queryForList("SELECT 1 FROM sku_mapping WHERE erp_sku = ? LIMIT 1", Integer.class, erpSku.value())
                .isEmpty();
    }

    /** A listed variant of some shop. */
    public record Listed(long shopId, ShopKey shop, String itemId) {}

    /** Items in all shops whose variants are mapped to one of these ERP SKUs. */
    public List<Listed> itemsOf(Collection<SkuCode> erpSkus) {
        return items("m.erp_sku", erpSkus);
    }

    private List<Listed> items(String column, Collection<SkuCode> skus) {
        var items = new ArrayList<Listed>();
        var list = new ArrayList<>(new java.util.TreeSet<>(skus));
        for (int from = 0; from < list.size(); from += 1_000) {
            var some = list.subList(from, Math.min(list.size(), from + 1_000));
            items.addAll(jdbc.query(
                    "SELECT DISTINCT s.id, s.shop_key, l.external_id FROM sku_mapping m"
                            + " JOIN listing_variant v ON v.shop_id = m.shop_id AND v.code = m.code"
                            + " JOIN listing l ON l.id = v.listing_id JOIN shop s ON s.id = m.shop_id"
                            + " WHERE " + column + " IN (" + String.join(",", Collections.nCopies(some.size(), "?"))
                            + ")",
                    (row, number) -> new Listed(row.getLong(1), new ShopKey(row.getString(2)), row.getString(3)),
                    some.stream().map(SkuCode::value).toArray()));
        }
        return items;
    }

    /** Items in all shops that sell the same ERP SKUs as these codes of one shop. */
    public List<Listed> itemsSharing(long shopId, Collection<SkuCode> codes) {
        var erpSkus = new java.util.HashSet<>(find(shopId, codes).values());
        return erpSkus.isEmpty() ? List.of() : itemsOf(erpSkus);
    }
}
