package dev.shophub.platform.taobao;

import dev.shophub.connector.Shop;
import dev.shophub.connector.Tools;
import dev.shophub.model.ShopKey;
import dev.shophub.platform.PlatformWorld;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.stage.TokenPair;
import dev.shophub.simulator.taobao.TaobaoSimulator;
import java.net.URI;
import java.util.Map;

/** Taobao, played for tests. */
final class TaobaoWorld extends PlatformWorld<TaobaoConnector> {

    static final ShopKey SHOP = new ShopKey("taobao-flagship");

    private static final Seller SELLER =
            new Seller(SHOP, "23000001", "topsecret0123456789abcdef", "示例旗舰店", 2_200_000_000_001L);
    private static final int PAGE_SIZE = 40;

    private final TaobaoSimulator simulator =
            new TaobaoSimulator(state(), dev.shophub.simulator.taobao.TaobaoSettings.of(SELLER), () -> {});

    TaobaoWorld() {
        super("taobao", SELLER, TaobaoTime.ZONE);
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "app-key", SELLER.appKey(),
                "app-secret", SELLER.appSecret(),
                "oauth-url", uri().toString(),
                "page-size", Integer.toString(PAGE_SIZE),
                "review-sweep-depth", "0s");
    }

    @Override
    protected TaobaoConnector connect(Shop shop, Tools tools) {
        return new TaobaoConnector(shop, TaobaoSettings.of(shop), tools);
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
