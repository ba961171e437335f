package dev.shophub.camel;

import dev.shophub.camel.gate.PollRoute;
import dev.shophub.camel.gate.RouteGate;
import dev.shophub.connector.Failure;
import dev.shophub.connector.Platform;
import dev.shophub.connector.Shop;
import dev.shophub.erp.ErpConnector;
import dev.shophub.intake.IntakeMetrics;
import dev.shophub.model.ShopKey;
import dev.shophub.outbox.Outbox;
import dev.shophub.route.RouteRefusedException;
import dev.shophub.settings.ConfiguredShop;
import dev.shophub.settings.ConfiguredShops;
import dev.shophub.settings.ErpSettings;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.store.TroubleBell;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The last step of the start: takes back what a killed hub was sending, connects the shops, loads the route files, and lets
 * each stream of each shop be read. What is broken stays out, the rest runs.
 */
@Component
class HubStart {

    private static final Logger LOG = LoggerFactory.getLogger(HubStart.class);

    private final Shops shops;
    private final Outbox outbox;
    private final ShopDirectory directory;
    private final HubConfiguration.ShopConnections connections;
    private final List<Platform> platforms;
    private final ConfiguredShops configured;
    private final ErpSettings erpSettings;
    private final ErpConnector erp;
    private final HubConfiguration.ErpLane erpLane;
    private final IntakeMetrics metrics;
    private final TroubleBell troubles;
    private final RouteGate gate;
    private final ApplicationEventPublisher events;

    HubStart(
            Shops shops,
            Outbox outbox,
            ShopDirectory directory,
            HubConfiguration.ShopConnections connections,
            List<Platform> platforms,
            ConfiguredShops configured,
            ErpSettings erpSettings,
            ErpConnector erp,
            HubConfiguration.ErpLane erpLane,
            IntakeMetrics metrics,
            TroubleBell troubles,
            RouteGate gate,
            ApplicationEventPublisher events) {
        this.shops = shops;
        this.outbox = outbox;
        this.directory = directory;
        this.connections = connections;
        this.platforms = platforms;
        this.configured = configured;
        this.erpSettings = erpSettings;
        this.erp = erp;
        this.erpLane = erpLane;
        this.metrics = metrics;
        this.troubles = troubles;
        this.gate = gate;
        this.events = events;
    }

    /** Said when every route runs that can. */
    record HubRuns(List<ShopKey> shops) {}

    @EventListener(ApplicationStartedEvent.class)
    void start() throws Exception {
        var back = outbox.takeBack();
        if (back > 0) {
            LOG.info("{} messages were being sent when the hub stopped; they are sent again", back);
        }
        var erpRow = row(erpSettings.shop(), "erp");
        directory.add(new ActiveShop(erpRow, erp, erpSettings.paces(), erpLane.lane()));
        for (var shop : configured.good()) {
            connect(shop);
        }
        for (var faulty : configured.faulty()) {
            troubles.raise("shop/" + faulty.key(), "config", Optional.empty(), faulty.sentence());
        }
        outOfConfiguration();
        gate.start();
        for (var shop : directory.all()) {
            readStreams(shop);
        }
        events.publishEvent(new HubRuns(
                directory.all().stream().map(shop -> shop.row().key()).toList()));
    }

    private void connect(ConfiguredShop configured) {
        var shop = configured.shop();
        var row = row(shop, "shop");
        var lane = connections.lane(shop);
        var platform = platforms.stream()
                .filter(one -> one.name().equals(shop.platform()))
                .findFirst()
                .orElseThrow();
        try {
            directory.add(new ActiveShop(row, connections.connect(platform, shop, lane), configured.paces(), lane));
            troubles.cure("shop/" + shop.key());
        } catch (Failure | dev.shophub.connector.SettingsException faulty) {
            lane.close();
            shops.out(shop.key(), faulty.getMessage());
            troubles.raise("shop/" + shop.key(), "config", Optional.of(row.id()), faulty.getMessage());
            LOG.error("The shop {} stays out: {}", shop.title(), faulty.getMessage());
        }
    }

    private void outOfConfiguration() {
        var configuredKeys = new HashSet<ShopKey>();
        configured.good().forEach(shop -> configuredKeys.add(shop.shop().key()));
        for (var faulty : configured.faulty()) {
            faulty.shopKey().ifPresent(key -> {
                configuredKeys.add(key);
                shops.out(key, faulty.sentence());
            });
        }
        shops.all().stream()
                .map(ShopRow::key)
                .filter(key -> !configuredKeys.contains(key))
                .forEach(key -> shops.out(key, "Not in the configuration"));
    }

    private ShopRow row(Shop shop, String role) {
        return shops.ensure(shop.key(), shop.platform(), role, shop.title(), shop.zone());
    }

    private void readStreams(ActiveShop shop) {
        for (var door : Door.of(shop.connector())) {
            var pace = shop.paces().get(door.stream());
            if (pace == null) {
                continue;
            }
            metrics.register(shop.row(), door.stream());
            try {
                gate.read(PollRoute.of(shop.row().key(), door.stream(), pace.every(), shop.isErp()));
            } catch (RouteRefusedException notStarted) {
                LOG.error("{}: {} is not read: {}", shop.row().title(), door.stream(), notStarted.getMessage());
                troubles.raise(
                        shop.row().key() + "/" + door.stream(),
                        "route",
                        Optional.of(shop.row().id()),
                        notStarted.getMessage());
            }
        }
    }
}
