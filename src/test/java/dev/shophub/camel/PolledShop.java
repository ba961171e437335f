package dev.shophub.camel;

import dev.shophub.camel.gate.PollRoute;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.OrderSource;
import dev.shophub.connector.Page;
import dev.shophub.connector.Platform.Pace;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Window;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Order;
import dev.shophub.model.RawRecord;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import dev.shophub.outbox.Bell;
import dev.shophub.outbox.Requeue;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.Said;
import dev.shophub.store.Shops;
import dev.shophub.store.SyncRuns;
import dev.shophub.store.TroubleBell;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.apache.camel.Component;
import org.springframework.jdbc.core.JdbcTemplate;

/** A shop in which an order is placed every five milliseconds, polled by the real endpoint: each order is named by its moment. */
public final class PolledShop implements AutoCloseable {

    private static final ShopKey KEY = new ShopKey("polled");
    private static final int APART_MILLIS = 5;
    private static final int PAGE = 50;
    private static final Duration EVERY = Duration.ofMillis(100);

    private final Clock clock = Clock.systemUTC();
    private final ShopDirectory directory = new ShopDirectory();
    private final Checkpoints checkpoints;
    private final ShopComponent component;
    private final long shopId;

    /** @param toOrder the order of a record */
    public PolledShop(DataSource data, Function<RawRecord, Order> toOrder, Function<ExternalId, RawRecord> raw) {
        var jdbc = new JdbcTemplate(data);
        var shops = new Shops(jdbc, clock);
        checkpoints = new Checkpoints(jdbc, clock);
        var row = shops.ensure(KEY, "test", "shop", "polled", ZoneOffset.UTC);
        shopId = row.id();
        var source = new Source(clock, toOrder, raw);
        var pace = new Pace(EVERY, Duration.ZERO, Duration.ZERO);
        directory.add(new ActiveShop(row, source, Map.of(Stream.ORDERS, pace), new Lane("polled", 2)));
        component = new ShopComponent(new Polls(
                directory,
                checkpoints,
                shops,
                new SyncRuns(jdbc, clock),
                new Silence(),
                new SimpleMeterRegistry(),
                new Bell(),
                new Requeue(jdbc, clock),
                clock));
    }

    public Component component() {
        return component;
    }

    public PollRoute route() {
        return PollRoute.of(KEY, Stream.ORDERS, EVERY, false);
    }

    /** Up to where all is stored, as the checkpoint believes; empty before the first contact. */
    public Optional<Instant> watermark() {
        return checkpoints.find(shopId, Stream.ORDERS.name()).map(dev.shophub.store.Checkpoint::watermark);
    }

    /** Ids of all orders between two moments. */
    public static Set<String> placed(Instant from, Instant to) {
        var ids = new TreeSet<String>();
        moments(from, to).mapToObj(Long::toString).forEach(ids::add);
        return ids;
    }

    private static LongStream moments(Instant from, Instant to) {
        var first = Math.floorDiv(from.toEpochMilli() + APART_MILLIS - 1, APART_MILLIS);
        var end = Math.floorDiv(to.toEpochMilli() + APART_MILLIS - 1, APART_MILLIS);
        return LongStream.range(first, end);
    }

    @Override
    public void close() {
        directory.close();
    }

    private record Source(Clock clock, Function<RawRecord, Order> orders, Function<ExternalId, RawRecord> raw)
            implements OrderSource {

        @Override
        public Shop shop() {
            return new Shop(KEY, "test", "polled", URI.create("http://127.0.0.1"), ZoneOffset.UTC, Map.of());
        }

        @Override
        public Instant platformNow() {
            return clock.instant();
        }

        @Override
        public Reach ordersReach(Instant now) {
            return new Reach(Duration.ofMinutes(1), Duration.ofSeconds(10), now.minusSeconds(1));
        }

        @Override
        public Page orders(Window window, Cursor cursor) {
            var at = cursor.value().isEmpty() ? 0 : Integer.parseInt(cursor.value());
            var all = moments(window.from(), window.to()).toArray();
            var end = Math.min(all.length, at + PAGE);
            var page = LongStream.range(at, end)
                    .mapToObj(index -> raw.apply(new ExternalId(Long.toString(all[(int) index]))))
                    .toList();
            return end < all.length
                    ? new Page(page, Optional.of(new Cursor(Integer.toString(end))), all.length - end)
                    : Page.last(page);
        }

        @Override
        public Order toOrder(RawRecord record) {
            return orders.apply(record);
        }
    }

    private static final class Silence implements TroubleBell {

        @Override
        public void raise(String key, String kind, Optional<Long> shopId, Said said) {
            // what the polls meet during a swap is theirs to read again
        }

        @Override
        public void cure(String key) {
            // nothing was told
        }
    }
}
