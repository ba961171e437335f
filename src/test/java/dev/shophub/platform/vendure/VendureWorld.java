package dev.shophub.platform.vendure;

import dev.shophub.connector.Shop;
import dev.shophub.connector.Tools;
import dev.shophub.model.ShopKey;
import dev.shophub.platform.PlatformWorld;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.stage.TokenPair;
import dev.shophub.simulator.vendure.VendureSimulator;
import java.net.URI;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;

/** Vendure, played for tests. */
final class VendureWorld extends PlatformWorld<VendureConnector> {

    static final ShopKey SHOP = new ShopKey("vendure-shop");
    static final Currency YUAN = Currency.getInstance("CNY");

    private static final Seller SELLER = new Seller(SHOP, "hub@example.com", "pa55-w0rd", "示例独立站", 1L);
    private static final int PAGE_SIZE = 20;

    private final VendureSimulator simulator;

    VendureWorld() {
        this("channel-of-the-shop");
    }

    /** @param channel the token of its channel */
    VendureWorld(String channel) {
        super("vendure", SELLER, ZoneId.of("Asia/Shanghai"));
        simulator = new VendureSimulator(
                state(), new dev.shophub.simulator.vendure.VendureSettings(SELLER, YUAN, 0, channel), () -> {});
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "username",
                SELLER.appKey(),
                "password",
                SELLER.appSecret(),
                "page-size",
                Integer.toString(PAGE_SIZE),
                "sweep-depth",
                "2d",
                "sweep-every",
                "10m",
                "item-sweep-every",
                "10m");
    }

    @Override
    protected VendureConnector connect(Shop shop, Tools tools) {
        return new VendureConnector(shop, VendureSettings.of(shop), tools);
    }

    @Override
    public URI uri() {
        return simulator.uri();
    }

    @Override
    public Faults faults() {
        return simulator.faults();
    }

    @Override
    protected TokenPair issueToken() {
        return simulator.issueToken();
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
