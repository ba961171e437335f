package dev.shophub.demo;

import com.zaxxer.hikari.HikariDataSource;
import dev.shophub.settings.StartRefusedException;
import dev.shophub.simulator.State;
import dev.shophub.simulator.erp.ErpSimulator;
import dev.shophub.simulator.mailbox.Mailbox;
import dev.shophub.simulator.stage.PlayedPlatform;
import dev.shophub.simulator.stage.PlayedPlatforms;
import dev.shophub.simulator.trade.Trade;
import dev.shophub.simulator.trade.TradeRefusedException;
import dev.shophub.simulator.trade.TradeSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Everything around a hub: database, ERP, mailbox and shop platform, started in this order and stopped in the reverse. Runs in
 * the demo's process, or by {@link #main} in one of its own, which a hub then joins with {@code --demo.world=FILE}.
 */
public final class World implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(World.class);

    private static final String ERP_TOKEN = "demo-token-of-the-simulated-erp";

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private WorldAddresses addresses;
    private Trade trade;
    private Clock clock;

    private World() {}

    /**
     * Runs a world without a hub until the process is ended.
     *
     * @param arguments the demo's, and {@code --world.file=FILE} for its addresses, default {@code data/world.json}
     */
    public static void main(String[] arguments) throws InterruptedException {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        ConfigurationPropertySources.attach(environment);
        try {
            var data = DemoInitializer.data(environment);
            var world = start(DemoInitializer.settings(environment), environment, data, Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(world::close, "stop-world"));
            var file = Path.of(environment.getProperty(
                    "world.file", data.resolve("world.json").toString()));
            world.setPieces();
            WorldFile.write(file, world.addresses());
            log.info("The world runs without a hub; its addresses are in {}", file);
            new CountDownLatch(1).await();
        } catch (StartRefusedException refused) {
            log.error("The world did not start. {}", refused.getMessage());
            System.exit(1);
        }
    }

    /**
     * Starts it.
     *
     * @param data folder for the embedded database
     * @throws StartRefusedException saying in one sentence what cannot be started
     */
    static World start(DemoSettings settings, Environment environment, Path data, Clock clock) {
        return start(settings, trade(settings), environment, data, clock);
    }

    /** The same with trade that settings cannot ask for. */
    static World start(DemoSettings settings, TradeSettings trade, Environment environment, Path data, Clock clock) {
        var world = new World();
        try {
            world.open(settings, trade, environment, data, clock);
            return world;
        } catch (RuntimeException broken) {
            world.close();
            throw broken instanceof IllegalStateException
                            || broken instanceof IllegalArgumentException
                            || broken instanceof TradeRefusedException
                    ? new StartRefusedException(broken.getMessage(), broken)
                    : broken;
        }
    }

    WorldAddresses addresses() {
        return addresses;
    }

    /** From now on what is worth watching arrives: within a minute, and every five minutes after. */
    void setPieces() {
        trade.setPieces(clock.instant());
    }

    private void open(
            DemoSettings settings, TradeSettings tradeSettings, Environment environment, Path data, Clock clock) {
        var database = add(WorldDatabase.open(environment, data, settings.portOf("database")));
        if (settings.fresh()) {
            database.forget();
        }
        HikariDataSource pool = add(database.world());
        var state = new State(pool, clock);
        trade = Trade.open(state, tradeSettings);
        this.clock = clock;
        var erp = add(ErpSimulator.start(state, settings.portOf("erp"), ERP_TOKEN, settings.erpShips()));
        var mailbox = add(Mailbox.start(state, settings.portOf("smtp"), settings.portOf("imap")));
        var ports = new LinkedHashMap<>(Map.of(
                "database", database.port(),
                "erp", erp.port(),
                "smtp", mailbox.smtpPort(),
                "imap", mailbox.imapPort()));
        var shops = new ArrayList<DemoShop>();
        for (var platform : platforms(settings)) {
            var playing = add(platform.play(state, settings.portOf(platform.name()), trade::catchUp));
            playing.misbehave(settings.faults(), settings.seed());
            ports.put(platform.name(), playing.server().getPort());
            shops.add(shop(platform, playing));
        }
        addresses = new WorldAddresses(
                database.operationsUrl(),
                database.worldUrl(),
                database.user(),
                database.password(),
                erp.url(),
                ERP_TOKEN,
                ports,
                shops);
    }

    static TradeSettings trade(DemoSettings settings) {
        return new TradeSettings(
                settings.tradeFolder(),
                settings.seed(),
                settings.today(),
                false,
                settings.speed(),
                settings.ordersPerMinute(),
                settings.historyDays(),
                platforms(settings).stream().map(PlayedPlatform::shop).toList());
    }

    /** A folder is one shop's trade; invented shops there are on every platform or on those named, that of the settings first. */
    private static List<PlayedPlatform> platforms(DemoSettings settings) {
        settings.platforms().forEach(name -> played(name, "demo.platforms"));
        var first = played(settings.platform(), "demo.platform");
        var others = PlayedPlatforms.all().stream().filter(other -> other != first && settings.plays(other.name()));
        return settings.tradeFolder().isPresent()
                ? List.of(first)
                : Stream.concat(Stream.of(first), others).toList();
    }

    private static PlayedPlatform played(String name, String key) {
        return PlayedPlatforms.named(name)
                .orElseThrow(() -> new StartRefusedException("The demo cannot play the platform '%s' (%s); it plays %s"
                        .formatted(
                                name,
                                key,
                                PlayedPlatforms.all().stream()
                                        .map(PlayedPlatform::name)
                                        .collect(Collectors.joining(", ")))));
    }

    private static DemoShop shop(PlayedPlatform platform, PlayedPlatform.Playing playing) {
        var shop = platform.shop();
        var token = playing.token();
        return new DemoShop(
                shop.key().value(),
                shop.title(),
                platform.name(),
                playing.gateway().toString(),
                shop.zone().getId(),
                playing.settings(),
                new DemoShop.FirstToken(
                        token.accessToken(),
                        token.refreshToken(),
                        token.expiresAt(),
                        token.refreshExpiresAt(),
                        Long.toString(playing.seller().userId()),
                        playing.seller().nick()));
    }

    private <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /** The last started stops first, the database last. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception goOn) {
                log.warn("A part of the demo did not stop in order", goOn);
            }
        }
    }
}
