package dev.shophub.camel;

import dev.shophub.alert.MailWorld;
import dev.shophub.connector.Connector;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.Page;
import dev.shophub.connector.Platform;
import dev.shophub.connector.Quotas;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tokens;
import dev.shophub.connector.Tools;
import dev.shophub.connector.Window;
import dev.shophub.intake.Changes;
import dev.shophub.intake.Intake;
import dev.shophub.intake.IntakeMetrics;
import dev.shophub.intake.Normalise;
import dev.shophub.intake.RawPage;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import dev.shophub.review.ReviewShop;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.taobao.TaobaoSettings;
import dev.shophub.simulator.taobao.TaobaoSimulator;
import dev.shophub.store.AesKey;
import dev.shophub.store.BuyerKeys;
import dev.shophub.store.ErpBooks;
import dev.shophub.store.Listings;
import dev.shophub.store.Mappings;
import dev.shophub.store.Orders;
import dev.shophub.store.Quarantine;
import dev.shophub.store.RawRecords;
import dev.shophub.store.Refunds;
import dev.shophub.store.Reviews;
import dev.shophub.store.Sealer;
import dev.shophub.store.Shipments;
import dev.shophub.store.ShopRow;
import dev.shophub.support.JavaHttpCalls;
import dev.shophub.support.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A Taobao shop played over real HTTP, read through the shipped intake routes into the database of the rooms that mail. */
final class PlayedTaobao implements AutoCloseable {

    static final ShopKey SHOP = new ShopKey("taobao-one");

    private static final String SECRET = "topsecret0123456789abcdef";

    final MailWorld world = new MailWorld();
    final State played = new State(TestDatabase.emptySchema(), world.clock);
    final Sealer master = new AesKey(new byte[32]);
    final Mappings mappings = new Mappings(world.jdbc, world.clock);
    final Reviews reviews;
    final Changes changes;

    private final TaobaoSimulator taobao;
    private final Platform platform;
    private final DefaultCamelContext context = new DefaultCamelContext();

    PlayedTaobao() throws Exception {
        var seller = new Seller(SHOP, "23000001", SECRET, "示例旗舰店", 2_200_000_000_001L);
        taobao = new TaobaoSimulator(played, TaobaoSettings.of(seller), () -> {});
        try (var beans = new AnnotationConfigApplicationContext("dev.shophub.platform.taobao")) {
            platform = beans.getBean(Platform.class);
        }
        var jdbc = world.jdbc;
        var keys = new BuyerKeys(jdbc, master, world.clock);
        var raw = new RawRecords(jdbc);
        reviews = new Reviews(jdbc, keys, raw);
        changes = new Changes(
                world.outbox,
                mappings,
                (row, what) -> world.desk.messagesFor(
                        new ReviewShop(row.id(), row.key(), row.platform(), row.goLiveFrom()),
                        what,
                        world.clock.instant()),
                world.clock,
                () -> {},
                () -> true,
                Duration.ZERO);
        var tables = new Intake.Tables(
                new Orders(jdbc, keys, raw),
                new Refunds(jdbc, keys, raw),
                reviews,
                new Listings(jdbc, keys, raw, world.clock),
                new ErpBooks(jdbc),
                new Shipments(jdbc),
                mappings,
                new Quarantine(jdbc, keys, world.clock));
        context.getRegistry().bind("normalise", new Normalise());
        context.getRegistry()
                .bind(
                        "intake",
                        new Intake(world.transaction, tables, changes, new IntakeMetrics(new SimpleMeterRegistry())));
        for (var routes : ShippedRoutes.of(context, "intake.camel.yaml")) {
            context.addRoutes(routes);
        }
        context.start();
    }

    /** As new, on both sides. */
    void reset() {
        world.reset();
        List.of("raw_record", "refund_status_history", "erp_link")
                .forEach(table -> world.jdbc.update("DELETE FROM " + table));
        List.of("order", "line", "refund", "review")
                .forEach(table -> played.jdbc().update("DELETE FROM sim_" + table));
    }

    /** The platform shows one more paid order, of one line. */
    void placed(long tid, Instant placedAt, Instant changedAt) {
        played.jdbc()
                .update(
                        "INSERT INTO sim_order (shop_key, tid, status, kind, created_at, modified_at, paid_at, buyer,"
                                + " buyer_nick, receiver, goods, payment) VALUES (?, ?, 'PAID', 'fixed', ?, ?, ?, 'AAbuyer1', '示例买家',"
                                + " '{\"name\":\"示例\",\"mobile\":\"13800000000\",\"state\":\"浙江省\",\"city\":\"杭州市\"}', 120, 120)",
                        SHOP.value(),
                        tid,
                        MailWorld.utc(placedAt),
                        MailWorld.utc(changedAt),
                        MailWorld.utc(changedAt));
        played.jdbc()
                .update(
                        "INSERT INTO sim_line (shop_key, tid, oid, position, item_id, sku_id, code, title, quantity, price,"
                                + " paid_share, status) VALUES (?, ?, ?, 1, 600000000001, 0, 'TEA-01', '高山红茶', 2, 60, 120, 'PAID')",
                        SHOP.value(),
                        tid,
                        tid);
    }

    ShopRow row() {
        return world.shops.find(world.shop.id()).orElseThrow();
    }

    ProducerTemplate routes() {
        return context.createProducerTemplate();
    }

    /** A new connector; settings as pairs of key and value. */
    Connector connect(String... settings) {
        var all = new HashMap<>(Map.of(
                "app-key",
                "23000001",
                "app-secret",
                SECRET,
                "oauth-url",
                taobao.uri().toString()));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        var shop = new Shop(SHOP, "taobao", "示例旗舰店", taobao.gateway(), ZoneId.of("Asia/Shanghai"), all);
        return platform.connect(
                shop,
                new Tools(
                        new JavaHttpCalls(Duration.ofSeconds(5)),
                        new Issued(taobao.issueToken(SHOP).accessToken()),
                        (name, perSecond) -> new Open(),
                        world.clock,
                        Runnable::run));
    }

    /** Reads the last days of a stream, each page through its route. */
    void read(Connector connector, Stream stream, BiFunction<Window, Cursor, Page> source) {
        var now = world.clock.instant();
        var window = new Window(now.minus(Duration.ofHours(20)), now);
        var next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            var page = source.apply(window, next.get());
            routes().requestBody("direct:intake-" + stream, new RawPage(row(), connector, stream, page.records()));
            next = page.next();
        }
    }

    @Override
    public void close() {
        context.stop();
        taobao.close();
    }

    private static final class Open implements Quotas.Quota {

        @Override
        public void take(Duration patience) {}

        @Override
        public void closeFor(Duration wait) {}
    }

    /** The token the simulator gave out. */
    private record Issued(String access) implements Tokens {

        @Override
        public Optional<Token> current(ShopKey shop) {
            return Optional.of(
                    new Token(access, Optional.empty(), Optional.empty(), Optional.empty(), "2200000000001", "示例旗舰店"));
        }

        @Override
        public Token renew(ShopKey shop, String refused, Function<Token, Token> renew) {
            throw new IllegalStateException("The token is good");
        }

        @Override
        public void store(ShopKey shop, Token token) {
            throw new IllegalStateException("The token is good");
        }
    }
}
