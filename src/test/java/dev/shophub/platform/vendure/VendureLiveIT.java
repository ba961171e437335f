package dev.shophub.platform.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.ShopHub;
import dev.shophub.command.HubCommand;
import dev.shophub.connector.Json;
import dev.shophub.connector.ListingSink;
import dev.shophub.connector.ListingSource;
import dev.shophub.connector.OrderSource;
import dev.shophub.connector.PriceSink;
import dev.shophub.connector.RefundSource;
import dev.shophub.connector.ShipmentSink;
import dev.shophub.connector.StockSink;
import dev.shophub.connector.StockSource;
import dev.shophub.connector.TitleSink;
import dev.shophub.simulator.erp.ErpWorld;
import dev.shophub.support.CheckedAgainst;
import dev.shophub.support.CheckedAgainst.Other;
import dev.shophub.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * The hub beside a real Vendure: customers and merchant trade for {@code live.minutes}, 600 deeds at least and 30 a minute, while a hub
 * with its own database, the shipped routes and a simulated ERP reads and writes; then what Vendure says against what the hub holds. Needs
 * node, npm and a registry of packages.
 */
@Tag("live")
@CheckedAgainst(
        value = Other.REAL_SYSTEM,
        of = {
            OrderSource.class,
            RefundSource.class,
            StockSource.class,
            ListingSource.class,
            StockSink.class,
            PriceSink.class,
            TitleSink.class,
            ListingSink.class,
            ShipmentSink.class
        })
class VendureLiveIT {

    private static final Logger LOG = LoggerFactory.getLogger(VendureLiveIT.class);
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final String SHOP = "vendure-live";
    private static final String USERNAME = "hub@example.com";
    private static final String PASSWORD = "of-the-live-test";

    private static final String MAIN =
            """
            hub:
              erp:
                base-url: %1$s
                time-zone: Asia/Shanghai
                settings: {token: "${ERP_TOKEN}"}
                poll:
                  stock: {every: %2$ds}
                  products: {every: %3$ds}
                  shipments: {every: %2$ds}
            """;

    private static final String SHOPS =
            """
            hub:
              shops:
                vendure-live:
                  platform: vendure
                  base-url: %1$s/admin-api
                  time-zone: Asia/Shanghai
                  settings:
                    username: ${VENDURE_USERNAME}
                    password: ${VENDURE_PASSWORD}
                    requests-per-second: 100
                    sweep-depth: 2h
                    sweep-every: %3$ds
                    item-sweep-every: %3$ds
                  poll:
                    orders: {every: %2$ds, lookback: 20s, settle: 2s}
                    refunds: {every: %2$ds, lookback: 20s, settle: 2s}
                    stock: {every: %2$ds, lookback: 20s, settle: 2s}
                    listings: {every: %2$ds, lookback: 20s, settle: 2s}
            """;

    @TempDir
    private Path folder;

    private final int minutes = Integer.getInteger("live.minutes", 4);
    private final int deeds = Math.max(600, 30 * minutes);
    private final int pollSeconds = Math.max(2, minutes / 10);
    private final int sweepSeconds = 5 * pollSeconds;

    private final JdbcClient database = JdbcClient.create(new DriverManagerDataSource(
            TestDatabase.server().url("vendure_live"),
            TestDatabase.server().user(),
            TestDatabase.server().password()));

    @Test
    void whatVendureSaysIsWhatTheHubHolds() throws IOException {
        try (var server = new LiveServer();
                var erp = new ErpWorld(Clock.systemUTC(), Optional.of(Duration.ofSeconds(30)))) {
            var began = Instant.now();
            var trade = new LiveTrade(server.url());
            trade.open(USERNAME, PASSWORD);
            book(erp, trade);
            configure(server.url(), erp.erp().url());
            try (var hub = hub()) {
                hub.until(PATIENCE, () -> Files.exists(folder.resolve("data/run.json")) && state().equals("observing"));
                command("go-live", SHOP, "--from", began.minusSeconds(60).toString());
                trade(trade, erp, server, Duration.ofMinutes(minutes));
                agree(trade);
                writes(trade, erp);
                agree(trade);
                tell(server, trade, erp);
                assertThat(hub.said()).doesNotContain(PASSWORD).doesNotContain("Ada Example");
            }
        }
    }

    private static void book(ErpWorld erp, LiveTrade trade) {
        trade.variants().forEach(variant -> {
            if (erp.books().product(variant.sku()).isEmpty()) {
                erp.books().book(variant.sku(), variant.sku(), Optional.empty(), 400);
            }
        });
    }

    private void configure(String shop, String erp) throws IOException {
        var config = folder.resolve("config");
        FileSystemUtils.copyRecursively(Path.of("config"), config);
        Files.writeString(config.resolve("application.yaml"), MAIN.formatted(erp, pollSeconds, sweepSeconds));
        Files.writeString(config.resolve("vendure/application.yaml"), SHOPS.formatted(shop, pollSeconds, sweepSeconds));
    }

    private LiveProcess hub() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        return LiveProcess.java(
                Path.of("target", "live", "hub.log").toAbsolutePath(),
                folder,
                Map.of(
                        "HUB_KEY", Base64.getEncoder().encodeToString(key),
                        "HUB_DB_URL", TestDatabase.server().url("vendure_live"),
                        "HUB_DB_USER", TestDatabase.server().user(),
                        "HUB_DB_PASSWORD", TestDatabase.server().password(),
                        "ERP_TOKEN", ErpWorld.TOKEN,
                        "VENDURE_USERNAME", USERNAME,
                        "VENDURE_PASSWORD", PASSWORD),
                ShopHub.class,
                List.of("--server.port=0", "--routes=" + Path.of("routes").toAbsolutePath()));
    }

    private String state() {
        try {
            return database.sql("SELECT state FROM shop WHERE shop_key = ?")
                    .param(SHOP)
                    .query(String.class)
                    .optional()
                    .orElse("");
        } catch (DataAccessException notYet) {
            return "";
        }
    }

    private String command(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.add("--lang=en");
        try (var command = LiveProcess.java(
                Path.of("target", "live", "command.log").toAbsolutePath(), folder, Map.of(), HubCommand.class, all)) {
            var exit = command.exitCode(PATIENCE);
            assertThat(exit).as(command.said()).isZero();
            return command.said();
        }
    }

    /** The deeds in an even flow; half-way the server goes down and up again. Ten times it is told how far it is. */
    private void trade(LiveTrade trade, ErpWorld erp, LiveServer server, Duration time) {
        var beat = time.dividedBy(deeds);
        var next = new Instant[] {Instant.now()};
        for (int deed = 0; deed < deeds; deed++) {
            Awaitility.await()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(PATIENCE)
                    .until(() -> !Instant.now().isBefore(next[0]));
            next[0] = next[0].plus(beat);
            trade.next();
            if (deed % 20 == 19) {
                book(erp, trade);
                erp.books()
                        .move(
                                trade.variants()
                                        .get(deed % trade.variants().size())
                                        .sku(),
                                deed % 3 == 0 ? 40 : -25);
            }
            if (deed == deeds / 2) {
                server.restart();
            }
            if (deed % (deeds / 10) == 0) {
                LOG.info("deed {}: {}, on the way {}", deed, LiveComparison.of(trade.merchant(), database), waiting());
            }
        }
        book(erp, trade);
    }

    /** Trade has ended; what is under way, parcels of the ERP and all, comes to rest. */
    private void agree(LiveTrade trade) {
        Awaitility.await()
                .pollInSameThread()
                .pollInterval(Duration.ofSeconds(5))
                .atMost(PATIENCE)
                .untilAsserted(() -> {
                    assertThat(waiting()).as("messages on the way").isZero();
                    assertThat(LiveComparison.of(trade.merchant(), database).differences())
                            .isEmpty();
                });
    }

    private long waiting() {
        return database.sql("SELECT COUNT(*) FROM outbox WHERE destination IN ('erp', 'listing', 'shipment')"
                        + " AND state IN ('sending', 'waiting')")
                .query(Long.class)
                .single();
    }

    /** Titles and prices by the command line, stock by the ERP: the shop shows them. */
    private void writes(LiveTrade trade, ErpWorld erp) throws IOException {
        var variant = trade.variants().get(0);
        var other = trade.variants().get(trade.variants().size() - 1);
        Files.writeString(
                folder.resolve("changes.csv"),
                "shop,code,price,title\n%s,%s,123.45,明前龙井\n%s,%s,67.89,\n"
                        .formatted(SHOP, variant.sku(), SHOP, other.sku()));
        command("change", "changes.csv", "--yes");
        shows("title", () -> product(trade, variant).path("name").asText().equals("明前龙井"));
        shows(
                "price",
                () -> variant(trade, variant).path("priceWithTax").asLong() == 12_345
                        && variant(trade, other).path("priceWithTax").asLong() == 6_789);
        erp.books().move(variant.sku(), 17);
        shows("stock", () -> {
            var level = variant(trade, variant).at("/stockLevels/0");
            var kept = erp.books().product(variant.sku()).orElseThrow();
            return level.path("stockOnHand").asLong()
                            - level.path("stockAllocated").asLong()
                    == kept.available();
        });
        command("takedown", variant.product(), "--shop", SHOP);
        shows("take-down", () -> !product(trade, variant).path("enabled").asBoolean());
    }

    private static void shows(String what, BooleanSupplier shown) {
        Awaitility.await(what)
                .pollInSameThread()
                .pollInterval(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(shown::getAsBoolean);
    }

    private static JsonNode product(LiveTrade trade, LiveTrade.Variant variant) {
        return trade.merchant()
                .ask(
                        "query ($id: ID!) { product(id: $id) { name enabled variants { id priceWithTax stockLevels"
                                + " { stockOnHand stockAllocated } } } }",
                        Map.of("id", variant.product()));
    }

    private static JsonNode variant(LiveTrade trade, LiveTrade.Variant variant) {
        for (var found : product(trade, variant).path("variants")) {
            if (found.path("id").asText().equals(variant.id())) {
                return found;
            }
        }
        throw new AssertionError("Vendure has no such variant: " + variant);
    }

    private void tell(LiveServer server, LiveTrade trade, ErpWorld erp) throws IOException {
        var comparison = LiveComparison.of(trade.merchant(), database);
        var parcels = database.sql("SELECT COUNT(*) FROM outbox WHERE destination = 'shipment' AND state = 'delivered'")
                .query(Long.class)
                .single();
        var report =
                "Vendure %s, %d deeds in %d minutes%n%s%n%n%s%nshipments told %d, documents in the ERP %d orders, %d refunds%n"
                        .formatted(
                                server.version(),
                                deeds,
                                minutes,
                                String.join(
                                        "\n",
                                        trade.done().entrySet().stream()
                                                .map(deed -> "%6d %s".formatted(deed.getValue(), deed.getKey()))
                                                .toList()),
                                comparison,
                                parcels,
                                erp.books().documents("order"),
                                erp.books().documents("refund"));
        LOG.info("{}", report);
        Files.writeString(Path.of("target", "live", "vendure.txt"), report);
        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.recordsOf("order")).isPositive();
        assertThat(comparison.recordsOf("refund")).isPositive();
        assertThat(parcels).isPositive();
        assertThat(erp.books().documents("order")).isPositive();
        assertThat(database.sql("SELECT COUNT(*) FROM quarantine")
                        .query(Long.class)
                        .single())
                .as("records not understood")
                .isZero();
        assertThat(Json.MAPPER
                        .readTree(command("audit", "--json"))
                        .path(0)
                        .path("ok")
                        .asBoolean())
                .isTrue();
    }
}
