package dev.shophub.demo;

import dev.shophub.ShopHub;
import dev.shophub.settings.Folders;
import dev.shophub.simulator.stage.PlayedPlatforms;
import dev.shophub.simulator.trade.TradeSettings;
import dev.shophub.start.StartInitializer;
import dev.shophub.support.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The demo's world and its hub on one clock that a test moves: a trade folder's days stay where they are, and nothing is
 * polled but by the test.
 */
public final class WalkedWorld implements AutoCloseable {

    /** The hub's own triggers go off once, at the start. */
    private static final Duration NEVER = Duration.ofDays(3650);

    private static final Duration SETTLE = Duration.ofSeconds(10);

    private final Clock clock;
    private final Path data;
    private final World world;

    private WalkedWorld(Clock clock, Path data, World world) {
        this.clock = clock;
        this.data = data;
        this.world = world;
    }

    /**
     * Starts the world.
     *
     * @param name of its schema
     * @param data folder for the hub's files
     */
    public static WalkedWorld start(String name, Path folder, Path data, Clock clock) {
        return start(name, "taobao", folder, data, clock);
    }

    /** The same on another platform. */
    public static WalkedWorld start(String name, String platform, Path folder, Path data, Clock clock) {
        var settings = settings(platform, folder, Set.of());
        return open(beside(name), settings, World.trade(settings).unshifted(), data, clock);
    }

    /**
     * Starts the world with faults, or goes on with the one that lies there, however it ended.
     *
     * @param data folder for its database and the hub's files
     * @param faults of the platform, by name
     */
    public static WalkedWorld goOn(Path folder, Path data, Clock clock, Set<String> faults) {
        var settings = settings("taobao", folder, faults);
        return open(Map.of(), settings, World.trade(settings).unshifted(), data, clock);
    }

    /**
     * Invented trade that goes on by itself, an order a second and shop, with a day of past.
     *
     * @param platforms at least one, each with its own shop
     */
    public static WalkedWorld trading(String name, List<String> platforms, Path data) {
        var settings = new DemoSettings(
                Optional.empty(),
                Optional.empty(),
                platforms.get(0),
                Set.copyOf(platforms),
                1,
                1,
                60,
                1,
                Optional.empty(),
                Set.of(),
                false,
                Map.of(),
                Optional.empty());
        return open(beside(name), settings, World.trade(settings), data, Clock.systemUTC());
    }

    private static Map<String, Object> beside(String name) {
        var server = TestDatabase.server();
        return Map.of(
                "hub.demo.db.url", server.url(name),
                "hub.demo.db.user", server.user(),
                "hub.demo.db.password", server.password());
    }

    private static WalkedWorld open(
            Map<String, Object> database, DemoSettings settings, TradeSettings trade, Path data, Clock clock) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("database", database));
        var walked = new WalkedWorld(clock, data, World.start(settings, trade, environment, data, clock));
        WorldFile.write(walked.addresses(), walked.world.addresses());
        return walked;
    }

    private static DemoSettings settings(String platform, Path folder, Set<String> faults) {
        return new DemoSettings(
                Optional.of(folder.toString()),
                Optional.empty(),
                platform,
                Set.of(),
                1,
                1,
                0,
                0,
                Optional.empty(),
                faults,
                false,
                Map.of(),
                Optional.empty());
    }

    /**
     * Starts the hub that works against it.
     *
     * @param more arguments, as {@code --name=value}
     */
    public ConfigurableApplicationContext hub(String... more) {
        var here = Path.of("").toAbsolutePath();
        return new SpringApplicationBuilder(ShopHub.class)
                .initializers(new StartInitializer(), new DemoInitializer(), this::onTheWalk)
                .run(new Folders(Map.of(), here, here)
                        .resolve(Stream.concat(
                                        Stream.of(
                                                "--spring.profiles.active=demo",
                                                "--demo.world=" + addresses(),
                                                "--hub.data.dir=" + data,
                                                "--server.port=0"),
                                        Stream.of(more))
                                .toArray(String[]::new)));
    }

    private void onTheWalk(ConfigurableApplicationContext hub) {
        hub.getBeanFactory().registerSingleton("clock", clock);
        var polls = Stream.concat(
                world.addresses().shops().stream()
                        .flatMap(shop -> streams(shop).map(stream -> "demo.shops." + shop.key() + ".poll." + stream)),
                Stream.of("hub.erp.poll.stock", "hub.erp.poll.products"));
        hub.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "computed by hand",
                        Map.of(
                                "hub.metrics.every", NEVER.toSeconds() + "s",
                                "hub.metrics.again", "0",
                                "hub.review-sweep.every", NEVER.toSeconds() + "s")));
        hub.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "walked by hand",
                        polls.flatMap(poll -> Stream.of(
                                        Map.entry(poll + ".every", NEVER.toSeconds() + "s"),
                                        Map.entry(poll + ".settle", SETTLE.toSeconds() + "s")))
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }

    private static Stream<String> streams(DemoShop shop) {
        return PlayedPlatforms.named(shop.platform()).orElseThrow().streams().stream();
    }

    /** The file that says where everything of this world is. */
    public Path addresses() {
        return data.resolve("world.json");
    }

    /** The schema of the simulators, beside the hub's on the same server. */
    public String schema() {
        return WorldDatabase.schemaOf(world.addresses().worldUrl());
    }

    @Override
    public void close() {
        world.close();
    }
}
