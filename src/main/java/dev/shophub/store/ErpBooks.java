package dev.shophub.store;

import dev.shophub.model.ErpStock;
import dev.shophub.model.Money;
import dev.shophub.model.Product;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the ERP keeps: its stock and its products, newest versions. */
public final class ErpBooks {

    private static final NewestWins STOCK = new NewestWins(
            "erp_stock", List.of("external_id"), List.of("on_hand", "reserved", "available"), List.of(), "external_id");
    private static final NewestWins PRODUCTS = new NewestWins(
            "erp_product",
            List.of("external_id"),
            List.of("title", "currency", "cost_price"),
            List.of(),
            "external_id");

    private final JdbcTemplate jdbc;

    public ErpBooks(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Upserts a page within the caller's transaction; answers the levels that changed. */
    public List<ErpStock> saveStock(long shopId, List<Versioned<ErpStock>> page, long batch) {
        var rows = new ArrayList<Object[]>(page.size());
        var bySku = new HashMap<String, ErpStock>();
        for (var version : Versioned.newestOfEach(page)) {
            var stock = version.value();
            bySku.put(stock.sku().value(), stock);
            rows.add(new Object[] {
                shopId,
                stock.sku().value(),
                stock.onHand(),
                stock.reserved(),
                stock.available(),
                batch,
                Columns.utc(version.raw().readAt()),
                version.hash(),
                Columns.utc(version.modifiedAt())
            });
        }
        return STOCK.write(jdbc, rows, batch).stream()
                .filter(NewestWins.Written::won)
                .map(row -> bySku.get(row.key()))
                .toList();
    }

    /** Upserts a page within the caller's transaction; answers the products that changed. */
    public List<Product> saveProducts(long shopId, List<Versioned<Product>> page, long batch) {
        var rows = new ArrayList<Object[]>(page.size());
        var bySku = new HashMap<String, Product>();
        for (var version : Versioned.newestOfEach(page)) {
            var product = version.value();
            bySku.put(product.sku().value(), product);
            rows.add(new Object[] {
                shopId,
                product.sku().value(),
                Columns.cut(product.title(), 500),
                product.costPrice()
                        .map(price -> price.currency().getCurrencyCode())
                        .orElse(null),
                product.costPrice().map(Money::amount).orElse(null),
                batch,
                Columns.utc(version.raw().readAt()),
                version.hash(),
                Columns.utc(version.modifiedAt())
            });
        }
        return PRODUCTS.write(jdbc, rows, batch).stream()
                .filter(NewestWins.Written::won)
                .map(row -> bySku.get(row.key()))
                .toList();
    }
}
