package dev.shophub.platform.shopify;

import dev.shophub.connector.Shop;
import dev.shophub.connector.Tools;
import dev.shophub.model.ShopKey;
import dev.shophub.platform.PlatformWorld;
import dev.shophub.simulator.shopify.ShopifySimulator;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.stage.TokenPair;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** Shopify, played for tests: a shop in dollars of which some buyers pay in euros or yen. */
final class ShopifyWorld extends PlatformWorld<ShopifyConnector> {

    static final ShopKey SHOP = new ShopKey("shopify-us");
    static final Currency DOLLAR = Currency.getInstance("USD");

    private static final Seller SELLER =
            new Seller(SHOP, "c11e47000001", "shopify-secret-0123456789", "Example Living", 61_000_001L);
    private static final Seller ANOTHER =
            new Seller(new ShopKey("shopify-staging"), SELLER.appKey(), SELLER.appSecret(), "Staging", 61_000_002L);
    private static final int PAGE_SIZE = 10;

    private final ShopifySimulator simulator;

    /** Of more points than any test asks for. */
    ShopifyWorld() {
        this(dev.shophub.simulator.shopify.ShopifySettings.of(DOLLAR, SELLER, ANOTHER));
    }

    private ShopifyWorld(dev.shophub.simulator.shopify.ShopifySettings settings) {
        super("shopify", SELLER, ZoneId.of("America/New_York"));
        this.simulator = new ShopifySimulator(
                state(),
                settings.withForeign(Map.of(
                        Currency.getInstance("EUR"), new BigDecimal("0.925"),
                        Currency.getInstance("JPY"), new BigDecimal("149.5"))),
                () -> {});
    }

    /** Of so many points, and so many restored a second. */
    static ShopifyWorld withPoints(double most, double restored) {
        return new ShopifyWorld(dev.shophub.simulator.shopify.ShopifySettings.of(DOLLAR, SELLER, ANOTHER)
                .withPoints(most, restored));
    }

    /** Whose files are so long in the making. */
    static ShopifyWorld withBulkTaking(Duration time) {
        return new ShopifyWorld(dev.shophub.simulator.shopify.ShopifySettings.of(DOLLAR, SELLER, ANOTHER)
                .withBulkTaking(time));
    }

    /** A lasting token of another shop, as an app made in its back office has. */
    String tokenOfAnother() {
        return simulator.issueToken(ANOTHER.key()).accessToken();
    }

    ShopifySimulator simulator() {
        return simulator;
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("client-id", SELLER.appKey(), "client-secret", SELLER.appSecret());
    }

    @Override
    protected ShopifyConnector connect(Shop shop, Tools tools) {
        return new ShopifyConnector(shop, ShopifySettings.of(shop), tools);
    }

    @Override
    public URI uri() {
        return simulator.uri();
    }

    @Override
    public Faults faults() {
        return simulator.faults();
    }

    /** What this platform keeps beside the trade is forgotten with it. */
    @Override
    protected TokenPair issueToken() {
        List.of("fulfillment", "fulfillment_line", "bulk", "key", "hook")
                .forEach(table -> jdbc().update("DELETE FROM sim_shopify_" + table));
        simulator.withholdBuyers(false);
        return simulator.issueToken(SHOP);
    }

    @Override
    public int pageSize() {
        return PAGE_SIZE;
    }

    @Override
    public void close() {
        super.close();
        simulator.close();
    }
}
