package dev.shophub.platform.taobao;

import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Quotas;
import dev.shophub.connector.Rehearsal;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tokens;
import dev.shophub.connector.Tools;
import dev.shophub.connector.Window;
import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.taobao.TaobaoSimulator;
import dev.shophub.support.JavaHttpCalls;
import dev.shophub.support.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.JdbcTemplate;

/** The Taobao simulator over real HTTP, filled by hand; each stream says how one of its records is made and changed. */
abstract class TaobaoRehearsal implements Rehearsal {

    static final ShopKey SHOP = new ShopKey("taobao-flagship");

    private static final String SECRET = "topsecret0123456789abcdef";
    private static final int PAGE_SIZE = 40;
    private static final long FIRST_ID = 3_028_689_418_086_124_000L;

    private final World world;
    private final Instant opened = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    TaobaoRehearsal(World world) {
        this.world = world;
    }

    /** One simulator for all tests of a class. */
    static final class World implements AutoCloseable {

        private final State state = new State(TestDatabase.emptySchema(), Clock.systemUTC());
        private final TaobaoSimulator simulator = new TaobaoSimulator(
                state,
                dev.shophub.simulator.taobao.TaobaoSettings.of(
                        new Seller(SHOP, "23000001", SECRET, "示例旗舰店", 2_200_000_000_001L)),
                () -> {});
        private final ExecutorService ahead = Executors.newFixedThreadPool(4);
        private final Map<ShopKey, Tokens.Token> tokens = new ConcurrentHashMap<>();

        JdbcTemplate jdbc() {
            return state.jdbc();
        }

        TaobaoSimulator simulator() {
            return simulator;
        }

        Map<ShopKey, Tokens.Token> tokens() {
            return tokens;
        }

        /** A new connector, which remembers nothing. */
        TaobaoConnector connect(String... settings) {
            return connectWithin(Duration.ofSeconds(2), settings);
        }

        /** The same with calls that may take longer. */
        TaobaoConnector connectWithin(Duration timeout, String... settings) {
            var all = new HashMap<>(Map.of(
                    "app-key",
                    "23000001",
                    "app-secret",
                    SECRET,
                    "oauth-url",
                    simulator.uri().toString(),
                    "page-size",
                    Integer.toString(PAGE_SIZE),
                    "review-sweep-depth",
                    "0s"));
            for (int i = 0; i < settings.length; i += 2) {
                all.put(settings[i], settings[i + 1]);
            }
            var shop = new Shop(SHOP, "taobao", "示例旗舰店", simulator.uri(), TaobaoTime.ZONE, all);
            var tools = new Tools(
                    new JavaHttpCalls(timeout),
                    new Remembered(tokens),
                    (name, perSecond) -> new Open(),
                    Clock.systemUTC(),
                    ahead);
            return new TaobaoConnector(shop, TaobaoSettings.of(shop), tools);
        }

        /** Empty again, healthy, and authorised. */
        void begin() {
            List.of("sim_order", "sim_line", "sim_item", "sim_sku", "sim_refund", "sim_review", "sim_token")
                    .forEach(table -> jdbc().update("DELETE FROM " + table));
            simulator.faults().clear();
            var pair = simulator.issueToken(SHOP);
            tokens.put(
                    SHOP,
                    new Tokens.Token(
                            pair.accessToken(),
                            Optional.of(pair.refreshToken()),
                            Optional.of(pair.expiresAt()),
                            Optional.of(pair.refreshExpiresAt()),
                            "2200000000001",
                            "示例旗舰店"));
        }

        @Override
        public void close() {
            ahead.shutdownNow();
            simulator.close();
        }
    }

    /** Makes a record of the stream. */
    abstract void make(long id, Instant modified);

    /** Changes it now. */
    abstract void touch(long id, Instant now);

    /** As the connector names it. */
    ExternalId name(long id) {
        return new ExternalId(Long.toString(id));
    }

    JdbcTemplate jdbc() {
        return world.jdbc();
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    @Override
    public int pageSize() {
        return PAGE_SIZE;
    }

    @Override
    public Window window() {
        return new Window(opened.minus(Duration.ofMinutes(40)), opened.minus(Duration.ofMinutes(10)));
    }

    @Override
    public Window later() {
        return new Window(window().to(), Instant.now().plusSeconds(1));
    }

    @Override
    public List<ExternalId> fill(int records) {
        world.begin();
        var ids = LongStream.range(FIRST_ID, FIRST_ID + records).boxed().toList();
        // Three a second: many share one.
        ids.forEach(id -> make(id, window().from().plusSeconds(60 + (id - FIRST_ID) / 3)));
        return ids.stream().map(this::name).toList();
    }

    @Override
    public void change(ExternalId id) {
        touch(Long.parseLong(id.value().split(":")[0]), Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    @Override
    public void rateLimitNext(Duration wait) {
        world.simulator().faults().rateLimitNext(1, (int) wait.toSeconds());
    }

    @Override
    public void expireToken() {
        world.simulator().faults().expireToken(SHOP);
    }

    @Override
    public void revoke() {
        jdbc().update("UPDATE sim_token SET expires_at = '2020-01-01', refresh_expires_at = '2020-01-01'");
    }

    @Override
    public void stallNext() {
        world.simulator().faults().stallNext(1);
    }

    @Override
    public void failNext(int status) {
        world.simulator().faults().failNext(status, 1);
    }

    @Override
    public void truncateNext() {
        world.simulator().faults().truncateNext(1);
    }

    void order(long tid, Instant modified) {
        jdbc().update(
                        "INSERT INTO sim_order (shop_key, tid, status, kind, created_at, modified_at, paid_at, buyer,"
                                + " buyer_nick, receiver, goods, payment) VALUES (?, ?, 'PAID', 'fixed', ?, ?, ?, 'AAbuyer1', '示例买家',"
                                + " '{\"name\":\"示例\",\"mobile\":\"13800000000\",\"state\":\"浙江省\",\"city\":\"杭州市\"}', 120, 120)",
                        SHOP.value(),
                        tid,
                        utc(modified.minusSeconds(30)),
                        utc(modified),
                        utc(modified));
        jdbc().update(
                        "INSERT INTO sim_line (shop_key, tid, oid, position, item_id, sku_id, code, title, quantity, price,"
                                + " paid_share, status) VALUES (?, ?, ?, 1, 600000000001, 0, 'TEA-01', '高山红茶', 2, 60, 120, 'PAID')",
                        SHOP.value(),
                        tid,
                        tid);
    }

    void item(long id, Instant modified, long... skus) {
        jdbc().update(
                        "INSERT INTO sim_item (shop_key, item_id, code, title, price, up, created_at, modified_at)"
                                + " VALUES (?, ?, ?, '高山红茶', 60, TRUE, ?, ?)",
                        SHOP.value(),
                        id,
                        "TEA-" + id,
                        utc(modified),
                        utc(modified));
        for (long sku : skus.length == 0 ? new long[] {0} : skus) {
            jdbc().update(
                            "INSERT INTO sim_sku (shop_key, item_id, sku_id, code, name, price, quantity)"
                                    + " VALUES (?, ?, ?, ?, '颜色:红色', 60, 4)",
                            SHOP.value(),
                            id,
                            sku,
                            "TEA-" + id + "-" + sku);
        }
    }

    private static final class Open implements Quotas.Quota {

        @Override
        public void take(Duration patience) {}

        @Override
        public void closeFor(Duration wait) {}
    }

    /** Tokens of this test's processes together. */
    private record Remembered(Map<ShopKey, Tokens.Token> tokens) implements Tokens {

        @Override
        public Optional<Token> current(ShopKey shop) {
            return Optional.ofNullable(tokens.get(shop));
        }

        @Override
        public Token renew(ShopKey shop, String refused, Function<Token, Token> renew) {
            return tokens.compute(shop, (key, present) -> {
                if (present == null) {
                    throw new AuthFailedException("No token", false);
                }
                return present.access().equals(refused) ? renew.apply(present) : present;
            });
        }

        @Override
        public void store(ShopKey shop, Token token) {
            tokens.put(shop, token);
        }
    }
}
