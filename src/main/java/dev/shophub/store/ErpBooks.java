package dev.shophub.store;

import dev.shophub.model.ErpStock;
import dev.shophub.model.Money;
import dev.shophub.model.Product;
import java.util.Arrays;
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
        return STOCK
                .write(
                        jdbc,
                        shopId,
                        page,
                        version -> {
                            var stock = version.value();
                            return List.of(stock.sku().value(), stock.onHand(), stock.reserved(), stock.available());
                        },
                        batch)
                .stream()
                .map(winner -> winner.version().value())
                .toList();
    }

    /** Upserts a page within the caller's transaction; answers the products that changed. */
    public List<Product> saveProducts(long shopId, List<Versioned<Product>> page, long batch) {
        return PRODUCTS
                .write(
                        jdbc,
                        shopId,
                        page,
                        version -> {
                            var product = version.value();
                            var cost = product.costPrice();
                            return Arrays.asList(
                                    product.sku().value(),
                                    Columns.cut(product.title(), 500),
                                    cost.map(price -> price.currency().getCurrencyCode())
                                            .orElse(null),
                                    cost.map(Money::amount).orElse(null));
                        },
                        batch)
                .stream()
                .map(winner -> winner.version().value())
                .toList();
    }
}
