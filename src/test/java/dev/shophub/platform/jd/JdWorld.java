package dev.shophub.platform.jd;

import dev.shophub.connector.Shop;
import dev.shophub.connector.Tools;
import dev.shophub.model.ShopKey;
import dev.shophub.platform.PlatformWorld;
import dev.shophub.simulator.jd.JdSimulator;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.stage.TokenPair;
import java.net.URI;
import java.util.Map;

/** JD, played for tests. */
final class JdWorld extends PlatformWorld<JdConnector> {

    static final ShopKey SHOP = new ShopKey("jd-flagship");

    private static final Seller SELLER = new Seller(SHOP, "JDKEY0001", "jdsecret0123456789", "示例官方旗舰店", 10_268_001L);
    private static final int PAGE_SIZE = 20;

    private final JdSimulator simulator =
            new JdSimulator(state(), dev.shophub.simulator.jd.JdSettings.of(SELLER), () -> {});

    JdWorld() {
        super("jd", SELLER, JdSettings.TIME.zone());
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "app-key", SELLER.appKey(),
                "app-secret", SELLER.appSecret(),
                "oauth-url", uri().toString(),
                "page-size", Integer.toString(PAGE_SIZE),
                "small-page-size", Integer.toString(PAGE_SIZE),
                "detail-parallelism", "4",
                "refund-sweep-depth", "0s",
                "review-sweep-depth", "0s");
    }

    @Override
    protected JdConnector connect(Shop shop, Tools tools) {
        return new JdConnector(shop, JdSettings.of(shop), tools);
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
