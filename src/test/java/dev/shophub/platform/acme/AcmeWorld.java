package dev.shophub.platform.acme;

import dev.shophub.connector.Shop;
import dev.shophub.connector.Tools;
import dev.shophub.model.ShopKey;
import dev.shophub.platform.PlatformWorld;
import dev.shophub.simulator.acme.AcmeSimulator;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.stage.TokenPair;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Map;

/** Acme, played for tests. */
final class AcmeWorld extends PlatformWorld<AcmeConnector> {

    private static final Seller SELLER =
            new Seller(new ShopKey("acme-flagship"), "acme-1", "acme-secret-0123456789", "Acme 示例", 42L);

    private final AcmeSimulator simulator = new AcmeSimulator(state(), SELLER, 0, () -> {});

    AcmeWorld() {
        super("acme", SELLER, ZoneOffset.ofHours(8));
    }

    @Override
    public URI uri() {
        return simulator.uri();
    }

    @Override
    public Faults faults() {
        return simulator.faults();
    }

    dev.shophub.simulator.acme.AcmeHooks hooks() {
        return simulator.hooks();
    }

    @Override
    protected TokenPair issueToken() {
        return simulator.issueToken();
    }

    @Override
    protected Map<String, String> settings() {
        return simulator.settings();
    }

    @Override
    protected AcmeConnector connect(Shop shop, Tools tools) {
        return new AcmeConnector(shop, AcmeSettings.of(shop), tools);
    }

    @Override
    public int pageSize() {
        return AcmeConnector.PAGE_SIZE;
    }

    @Override
    public void close() {
        super.close();
        simulator.close();
    }
}
