package dev.shophub.platform.woocommerce;

import dev.shophub.connector.Shop;
import dev.shophub.connector.Tools;
import dev.shophub.model.ShopKey;
import dev.shophub.platform.PlatformWorld;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.stage.TokenPair;
import dev.shophub.simulator.woocommerce.WoocommerceSimulator;
import java.net.URI;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A WooCommerce site, played for tests; far from GMT, and in a currency that is not the trade's. */
final class WoocommerceWorld extends PlatformWorld<WoocommerceConnector> {

    static final ShopKey SHOP = new ShopKey("woocommerce-us");
    static final Currency DOLLAR = Currency.getInstance("USD");
    static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

    private static final Seller SELLER = new Seller(SHOP, "ck_0123456789", "cs_secret0123456789", "Example Goods", 1L);
    private static final int PAGE_SIZE = 20;

    private final WoocommerceSimulator simulator;

    WoocommerceWorld() {
        this(UnaryOperator.identity());
    }

    WoocommerceWorld(UnaryOperator<dev.shophub.simulator.woocommerce.WoocommerceSettings> site) {
        super("woocommerce", SELLER, ZONE);
        simulator = new WoocommerceSimulator(
                state(),
                site.apply(dev.shophub.simulator.woocommerce.WoocommerceSettings.of(SELLER, ZONE, DOLLAR, 0)),
                () -> {});
    }

    WoocommerceSimulator simulator() {
        return simulator;
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "consumer-key", SELLER.appKey(),
                "consumer-secret", SELLER.appSecret(),
                "currency", DOLLAR.getCurrencyCode(),
                "page-size", Integer.toString(PAGE_SIZE),
                "parallelism", "4",
                "order-sweep-depth", "0s",
                "item-sweep-depth", "0s");
    }

    @Override
    protected WoocommerceConnector connect(Shop shop, Tools tools) {
        return new WoocommerceConnector(shop, WoocommerceSettings.of(shop), tools);
    }

    @Override
    public URI uri() {
        return simulator.uri();
    }

    @Override
    public Faults faults() {
        return simulator.faults();
    }

    /** Also forgets what the site kept beside the trade: each rehearsal begins with it. */
    @Override
    protected TokenPair issueToken() {
        List.of("word", "note", "webhook").forEach(table -> jdbc().update("DELETE FROM sim_woocommerce_" + table));
        return simulator.issueKey();
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
