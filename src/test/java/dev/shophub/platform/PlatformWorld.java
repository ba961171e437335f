package dev.shophub.platform;

import dev.shophub.connector.AuthFailedException;
import dev.shophub.connector.Connector;
import dev.shophub.connector.HttpCalls;
import dev.shophub.connector.Quotas;
import dev.shophub.connector.RateLimitedException;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Tokens;
import dev.shophub.connector.Tools;
import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Faults;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.simulator.stage.TokenPair;
import dev.shophub.support.JavaHttpCalls;
import dev.shophub.support.TestDatabase;
import dev.shophub.support.WalkedClock;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/** A played platform with one shop, for all tests of a class, and connectors to it over real HTTP. */
public abstract class PlatformWorld<C extends Connector> implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT_PATIENCE = Duration.ofMillis(300);

    private final WalkedClock clock = WalkedClock.going();
    private final State state = new State(TestDatabase.emptySchema(), clock);
    private final ExecutorService ahead = Executors.newFixedThreadPool(4);
    private final Map<ShopKey, Tokens.Token> tokens = new ConcurrentHashMap<>();
    private final String platform;
    private final Seller seller;
    private final ZoneId zone;
    private final Meter meter = new Meter();
    private volatile Duration patience = PATIENCE;

    protected PlatformWorld(String platform, Seller seller, ZoneId zone) {
        this.platform = platform;
        this.seller = seller;
        this.zone = zone;
    }

    /** The simulator, without a path. */
    public abstract URI uri();

    /** What makes it fail. */
    public abstract Faults faults();

    protected abstract TokenPair issueToken();

    /** What the shop has under {@code settings:}. */
    protected abstract Map<String, String> settings();

    protected abstract C connect(Shop shop, Tools tools);

    /** Records that the connector reads at once. */
    public abstract int pageSize();

    protected final State state() {
        return state;
    }

    public final JdbcTemplate jdbc() {
        return state.jdbc();
    }

    /** The platform's; ours is the real one. */
    public final WalkedClock clock() {
        return clock;
    }

    public final Seller seller() {
        return seller;
    }

    public final ShopKey shop() {
        return seller.key();
    }

    public final Map<ShopKey, Tokens.Token> tokens() {
        return tokens;
    }

    /** A new connector, which remembers nothing; settings in pairs, name and value, in place of the usual ones. */
    public final C connect(String... settings) {
        return connectWithin(patience, settings);
    }

    /** The same for a shop in another zone. */
    public final C connectIn(ZoneId shopZone) {
        return connect(shopZone, patience);
    }

    /** The same with calls that may take another time. */
    public final C connectWithin(Duration timeout, String... settings) {
        return connect(zone, timeout, settings);
    }

    private C connect(ZoneId shopZone, Duration timeout, String... settings) {
        var all = new HashMap<>(settings());
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return connect(
                new Shop(seller.key(), platform, seller.nick(), uri(), shopZone, all),
                new Tools(
                        meter.counting(new JavaHttpCalls(timeout)),
                        new Remembered(tokens),
                        (name, perSecond) -> meter,
                        Clock.systemUTC(),
                        ahead));
    }

    /** Empty again, healthy, and authorised. */
    public final void begin() {
        List.of("sim_order", "sim_line", "sim_item", "sim_sku", "sim_refund", "sim_review", "sim_token")
                .forEach(table -> jdbc().update("DELETE FROM " + table));
        faults().clear();
        meter.reset();
        patience = PATIENCE;
        var pair = issueToken();
        tokens.put(
                seller.key(),
                new Tokens.Token(
                        pair.accessToken(),
                        Optional.of(pair.refreshToken()),
                        Optional.of(pair.expiresAt()),
                        Optional.of(pair.refreshExpiresAt()),
                        Long.toString(seller.userId()),
                        seller.nick()));
    }

    /** The next call hangs; who connects from now on does not wait long. */
    final void stallNext() {
        faults().stallNext(1);
        patience = SHORT_PATIENCE;
    }

    @Override
    public void close() {
        ahead.shutdownNow();
    }

    /**
     * What connectors used so far.
     *
     * @param calls over HTTP
     * @param places of the quota
     */
    public record Usage(int calls, int places) {

        public Usage since(Usage before) {
            return new Usage(calls - before.calls, places - before.places);
        }
    }

    public final Usage usage() {
        return new Usage(meter.calls.get(), meter.places.get());
    }

    /** From now on no place comes free for so long. */
    public final void spendQuota(Duration wait) {
        meter.spent = Optional.of(wait);
    }

    /** What the platform asked to wait, since {@link #begin}. */
    public final List<Duration> quotaClosedFor() {
        return List.copyOf(meter.closed);
    }

    /** A quota that is never spent of itself, and counts. */
    private static final class Meter implements Quotas.Quota {

        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger places = new AtomicInteger();
        private final List<Duration> closed = new CopyOnWriteArrayList<>();
        private volatile Optional<Duration> spent = Optional.empty();

        private HttpCalls counting(HttpCalls http) {
            return request -> {
                calls.incrementAndGet();
                return http.send(request);
            };
        }

        private void reset() {
            closed.clear();
            spent = Optional.empty();
        }

        @Override
        public void take(Duration patience) {
            spent.ifPresent(wait -> {
                throw new RateLimitedException("The quota is spent", wait);
            });
            places.incrementAndGet();
        }

        @Override
        public void closeFor(Duration wait) {
            closed.add(wait);
        }
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
