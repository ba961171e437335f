package dev.shophub.camel;

import dev.shophub.camel.gate.PollRoute;
import dev.shophub.camel.gate.RouteGate;
import dev.shophub.connector.Failure;
import dev.shophub.connector.Platform;
import dev.shophub.connector.Platform.Pace;
import dev.shophub.connector.SettingsException;
import dev.shophub.connector.Shop;
import dev.shophub.intake.IntakeMetrics;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import dev.shophub.route.RouteRefusedException;
import dev.shophub.settings.ConfiguredShop;
import dev.shophub.settings.FaultyShop;
import dev.shophub.store.Said;
import dev.shophub.store.ShopRow;
import dev.shophub.store.Shops;
import dev.shophub.store.TroubleBell;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Connects shops and lets their streams be read, or ends that, each by itself: no other shop is touched. */
@Component
class ShopOpening {

    private static final Logger LOG = LoggerFactory.getLogger(ShopOpening.class);

    private final Shops shops;
    private final ShopDirectory directory;
    private final HubConfiguration.ShopConnections connections;
    private final List<Platform> platforms;
    private final IntakeMetrics metrics;
    private final TroubleBell troubles;
    private final RouteGate gate;

    ShopOpening(
            Shops shops,
            ShopDirectory directory,
            HubConfiguration.ShopConnections connections,
            List<Platform> platforms,
            IntakeMetrics metrics,
            TroubleBell troubles,
            RouteGate gate) {
        this.shops = shops;
        this.directory = directory;
        this.connections = connections;
        this.platforms = platforms;
        this.metrics = metrics;
        this.troubles = troubles;
        this.gate = gate;
    }

    ShopRow row(Shop shop, String role) {
        return shops.ensure(shop.key(), shop.platform(), role, shop.title(), shop.zone());
    }

    /** Connects a shop; one that cannot be connected stays out and is told. */
    void connect(ConfiguredShop configured) {
        var shop = configured.shop();
        var row = row(shop, "shop");
        var lane = connections.lane(shop);
        var platform = platforms.stream()
                .filter(one -> one.name().equals(shop.platform()))
                .findFirst()
                .orElseThrow();
        try {
            directory.add(new ActiveShop(row, connections.connect(platform, shop, lane), configured.paces(), lane));
            troubles.cure(trouble(shop.key().value()));
        } catch (Failure | SettingsException faulty) {
            lane.close();
            shops.out(shop.key(), faulty.getMessage());
            troubles.raise(
                    trouble(shop.key().value()),
                    "config",
                    Optional.of(row.id()),
                    Said.quoting("shop-out", faulty.getMessage()));
            LOG.error("The shop {} stays out: {}", shop.title(), faulty.getMessage());
        }
    }

    /** A block that cannot be used: told, and the shop stays out. */
    void out(FaultyShop faulty) {
        faulty.shopKey().ifPresent(key -> shops.out(key, faulty.sentence()));
        tell(faulty, "shop-out", "");
    }

    /** A block that cannot be used, of a shop that runs on as it did. */
    void runsOn(FaultyShop faulty) {
        tell(faulty, "shop-runs-on", " What ran before runs on.");
    }

    private void tell(FaultyShop faulty, String code, String rest) {
        troubles.raise(
                trouble(faulty.key()),
                "config",
                Optional.empty(),
                Said.of(code, faulty.sentence() + rest).quoting(faulty.sentence()));
    }

    /** The block is good again, though nothing changes. */
    void mended(ConfiguredShop shop) {
        var key = shop.shop().key();
        if (directory.find(key).isPresent()) {
            troubles.cure(trouble(key.value()));
        }
    }

    /** A faulty block was taken out. */
    void forget(FaultyShop faulty) {
        faulty.shopKey().ifPresent(key -> shops.out(key, Shops.REMOVED));
        troubles.cure(trouble(faulty.key()));
    }

    private static String trouble(String key) {
        return "shop/" + key;
    }

    /** Lets every stream of a connected shop be read that is to be. */
    void read(ActiveShop shop) {
        for (var door : Door.of(shop.connector())) {
            if (shop.paces().containsKey(door.stream())) {
                read(shop, door.stream());
            }
        }
    }

    private void read(ActiveShop shop, Stream stream) {
        metrics.register(shop.row(), stream);
        try {
            gate.read(PollRoute.of(
                    shop.row().key(), stream, shop.paces().get(stream).every(), shop.isErp()));
        } catch (RouteRefusedException notStarted) {
            LOG.error("{}: {} is not read: {}", shop.row().title(), stream, notStarted.getMessage());
            troubles.raise(
                    shop.row().key() + "/" + stream,
                    "route",
                    Optional.of(shop.row().id()),
                    Said.quoting("stream-not-read", notStarted.getMessage(), stream));
        }
    }

    /** Connects a shop and reads it. */
    void open(ConfiguredShop shop) {
        connect(shop);
        directory.find(shop.shop().key()).ifPresent(this::read);
    }

    /** Ends reading a shop after what it has begun; its checkpoints stay. */
    void close(ShopKey key) {
        directory.find(key).ifPresent(shop -> {
            for (var door : Door.of(shop.connector())) {
                gate.end(PollRoute.id(key, door.stream()));
            }
            directory.remove(key);
            shop.lane().close();
        });
    }

    /** Reads with other intervals from now on; a stream whose own did not change is not touched. */
    void pace(ShopKey key, Map<Stream, Pace> paces) {
        directory.find(key).ifPresent(before -> {
            var after = new ActiveShop(before.row(), before.connector(), paces, before.lane());
            directory.add(after);
            for (var door : Door.of(after.connector())) {
                var stream = door.stream();
                if (!Objects.equals(before.paces().get(stream), paces.get(stream))) {
                    gate.end(PollRoute.id(key, stream));
                    if (paces.containsKey(stream)) {
                        read(after, stream);
                    }
                }
            }
        });
    }
}
