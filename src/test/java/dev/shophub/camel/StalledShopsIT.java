package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shophub.connector.Connector;
import dev.shophub.connector.Cursor;
import dev.shophub.connector.OrderSource;
import dev.shophub.connector.Page;
import dev.shophub.connector.Platform.Pace;
import dev.shophub.connector.Shop;
import dev.shophub.connector.Window;
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
import dev.shophub.support.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Twenty streams that hang hold up neither a healthy shop nor a schedule: Quartz only triggers, each shop has its lane. */
class StalledShopsIT {

    private static final Pace PACE = new Pace(Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ZERO);

    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger hanging = new AtomicInteger();
    private final AtomicInteger healthy = new AtomicInteger();
    private final AtomicInteger ticks = new AtomicInteger();

    @Test
    void twentyStalledStreamsHoldUpNobodyElse() throws Exception {
        var clock = Clock.systemUTC();
        var jdbc = new JdbcTemplate(TestDatabase.operations());
        var shops = new Shops(jdbc, clock);
        var directory = new ShopDirectory();
        for (int i = 0; i < 20; i++) {
            add(directory, shops, "stalled-" + i, () -> {
                hanging.incrementAndGet();
                over.await();
            });
        }
        add(directory, shops, "healthy", healthy::incrementAndGet);
        var polls = new Polls(
                directory,
                new Checkpoints(jdbc, clock),
                shops,
                new SyncRuns(jdbc, clock),
                new SilentBell(),
                new SimpleMeterRegistry(),
                new Bell(),
                new Requeue(jdbc, clock),
                clock);
        try (var context = new DefaultCamelContext()) {
            context.addComponent("shop", new ShopComponent(polls));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    for (var shop : directory.all()) {
                        from("shop:orders?shop=" + shop.row().key()).to("mock:none");
                    }
                    from("quartz:test/tick?trigger.repeatInterval=100&trigger.repeatCount=-1")
                            .process(exchange -> ticks.incrementAndGet());
                }
            });
            context.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> hanging.get() >= 20);
            int polled = healthy.get();
            int ticked = ticks.get();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> healthy.get() >= polled + 5 && ticks.get() >= ticked + 10);
            assertThat(hanging)
                    .as("a stalled stream is asked once, not again and again")
                    .hasValueLessThanOrEqualTo(40);
        } finally {
            over.countDown();
            directory.close();
        }
    }

    /** What a connector does when it is asked. */
    private interface Asked {
        void run() throws InterruptedException;
    }

    private static void add(ShopDirectory directory, Shops shops, String key, Asked asked) {
        var row = shops.ensure(new ShopKey(key), "test", "shop", key, ZoneOffset.UTC);
        var shop = new Shop(row.key(), "test", key, URI.create("http://127.0.0.1"), ZoneOffset.UTC, Map.of());
        directory.add(new ActiveShop(row, new Orders(shop, asked), Map.of(Stream.ORDERS, PACE), new Lane(key, 1)));
    }

    private record Orders(Shop shop, Asked asked) implements OrderSource, Connector {

        @Override
        public Instant platformNow() {
            return Instant.now(Clock.systemUTC());
        }

        @Override
        public Reach ordersReach(Instant now) {
            return new Reach(Duration.ofDays(1), Duration.ofMinutes(30), now.minusSeconds(60));
        }

        @Override
        public Page orders(Window window, Cursor cursor) {
            try {
                asked.run();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            return Page.last(List.of());
        }

        @Override
        public Order toOrder(RawRecord raw) {
            throw new IllegalStateException("There are no orders here");
        }
    }

    private static final class SilentBell implements TroubleBell {

        @Override
        public void raise(String key, String kind, Optional<Long> shopId, Said said) {}

        @Override
        public void cure(String key) {}
    }
}
