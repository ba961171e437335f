package dev.shophub.store;

import dev.shophub.model.ShopKey;
import dev.shophub.model.SkuCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every code that shops offer, that orders wait for, or that is mapped: with its title, and what it is mapped to by whom. */
public final class MappingSheet {

    private static final String OFFERED =
            """
            SELECT v.shop_id, v.code, MAX(l.title) AS title, MAX(v.name) AS variant, 0 AS orders
            FROM shop s JOIN listing_variant v ON v.shop_id = s.id JOIN listing l ON l.id = v.listing_id
            WHERE s.role = 'shop' GROUP BY v.shop_id, v.code
            """;
    private static final String WAITED_FOR =
            """
            SELECT o.shop_id, l.code, MAX(l.title) AS title, MAX(l.variant) AS variant, COUNT(DISTINCT x.id) AS orders
            FROM outbox x JOIN sales_order o ON o.shop_id = x.shop_id AND o.external_id = x.aggregate
            JOIN order_line l ON l.order_id = o.id LEFT JOIN sku_mapping m ON m.shop_id = o.shop_id AND m.code = l.code
            WHERE x.destination = 'erp' AND x.state = 'parked' AND x.reason = 'unmapped-sku' AND m.id IS NULL
            GROUP BY o.shop_id, l.code
            """;
    private static final String MAPPED =
            """
            SELECT m.shop_id, m.code, m.erp_sku, m.origin, m.author, m.mapped_at
            FROM sku_mapping m JOIN shop s ON s.id = m.shop_id WHERE s.role = 'shop'
            """;

    private final JdbcClient jdbc;

    public MappingSheet(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A code.
     *
     * @param title of an item that bears it, as offered, else as sold; empty when neither is known
     * @param waiting orders that are parked for want of its mapping
     */
    public record Row(
            long shopId,
            ShopKey shop,
            SkuCode code,
            String title,
            String variant,
            long waiting,
            Optional<Mapped> mapped) {}

    /**
     * What a code is mapped to.
     *
     * @param origin {@code auto} or {@code manual}
     * @param at UTC
     */
    public record Mapped(SkuCode erpSku, String origin, String author, Instant at) {}

    /** A product of the ERP. */
    public record Product(SkuCode sku, String title) {}

    private record Key(long shopId, String code) {}

    private record Named(String title, String variant, long orders) {}

    /** Those that most orders wait for first, then what is unmapped, then by shop and code. */
    public List<Row> rows(Map<Long, ShopKey> shops) {
        var named = named(OFFERED);
        var waiting = named(WAITED_FOR);
        waiting.forEach((key, one) ->
                named.merge(key, one, (offered, sold) -> new Named(offered.title(), offered.variant(), sold.orders())));
        var mapped = new HashMap<Key, Mapped>();
        jdbc.sql(MAPPED).query(row -> {
            mapped.put(
                    key(row),
                    new Mapped(
                            new SkuCode(row.getString("erp_sku")),
                            row.getString("origin"),
                            row.getString("author"),
                            Columns.instant(row, "mapped_at")));
        });
        mapped.keySet().forEach(key -> named.putIfAbsent(key, new Named("", "", 0)));
        var rows = new ArrayList<Row>();
        named.forEach((key, one) -> {
            if (shops.containsKey(key.shopId())) {
                rows.add(new Row(
                        key.shopId(),
                        shops.get(key.shopId()),
                        new SkuCode(key.code()),
                        one.title(),
                        one.variant(),
                        one.orders(),
                        Optional.ofNullable(mapped.get(key))));
            }
        });
        rows.sort(Comparator.comparing(Row::waiting)
                .reversed()
                .thenComparing(row -> row.mapped().isPresent())
                .thenComparing(row -> row.shop().value())
                .thenComparing(Row::code));
        return rows;
    }

    private Map<Key, Named> named(String question) {
        var named = new HashMap<Key, Named>();
        jdbc.sql(question).query(row -> {
            if (!row.getString("code").isEmpty()) {
                named.put(key(row), new Named(row.getString("title"), row.getString("variant"), row.getLong("orders")));
            }
        });
        return named;
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(row.getLong("shop_id"), row.getString("code"));
    }

    /** What the ERP has, as last read; a SKU that was merged into another is left out. */
    public List<Product> products() {
        return jdbc.sql("SELECT p.external_id, p.title FROM shop e JOIN erp_product p ON p.shop_id = e.id"
                        + " LEFT JOIN merged_sku g ON g.old_sku = p.external_id"
                        + " WHERE e.role = 'erp' AND e.state <> 'out' AND g.old_sku IS NULL ORDER BY p.external_id")
                .query((row, number) -> new Product(new SkuCode(row.getString(1)), row.getString(2)))
                .list();
    }
}
