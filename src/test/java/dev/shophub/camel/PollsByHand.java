package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Polls a running hub's streams out of turn, side by side as its lanes do, and wants each read to its end. */
public final class PollsByHand implements AutoCloseable {

    private static final String CLAIMABLE =
            "SELECT o.destination, o.kind, o.subject, o.state, o.attempts, o.due_at, o.detail FROM outbox o"
                    + " WHERE o.state = 'sending' OR (o.state = 'waiting' AND o.due_at <= ? AND NOT EXISTS"
                    + " (SELECT 1 FROM outbox b WHERE b.destination = o.destination AND b.shop_id <=> o.shop_id"
                    + " AND b.aggregate = o.aggregate AND b.id < o.id AND b.state IN ('waiting', 'sending')))";

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LANES = 3;

    private final List<ShopConsumer> consumers;
    private final Clock clock;
    private final boolean faulty;
    private final ExecutorService lanes = Executors.newFixedThreadPool(LANES);
    private final Map<String, Duration> took = new LinkedHashMap<>();

    private PollsByHand(ApplicationContext hub, boolean faulty) {
        this.consumers = hub.getBean(ShopComponent.class).consumers();
        this.clock = hub.getBean(Clock.class);
        this.faulty = faulty;
    }

    /** Every poll is to go well. */
    public PollsByHand(ApplicationContext hub) {
        this(hub, false);
    }

    /** A poll that does not go well is made again. */
    public static PollsByHand amongFaults(ApplicationContext hub) {
        return new PollsByHand(hub, true);
    }

    /** What a shop held before first contact, of every stream. */
    public void readPast() {
        pollAll();
        consumers.forEach(consumer -> Awaitility.await().atMost(PATIENCE).until(() -> {
            consumer.readPastNow();
            return consumer.pastComplete();
        }));
    }

    /** Reads every stream up to now. */
    public void pollAll() {
        CompletableFuture.allOf(consumers.stream()
                        .map(consumer -> CompletableFuture.runAsync(() -> poll(consumer), lanes))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /**
     * Messages that are being sent or could be: none behind an older one about the same thing, which may wait for an hour that a
     * standing clock does not bring.
     */
    public static List<Map<String, Object>> claimable(ApplicationContext hub) {
        return new JdbcTemplate(hub.getBean(DataSource.class))
                .queryForList(
                        CLAIMABLE,
                        LocalDateTime.ofInstant(hub.getBean(Clock.class).instant(), ZoneOffset.UTC));
    }

    /** How long the polls of each stream took so far. */
    public synchronized Map<String, Duration> took() {
        return Map.copyOf(took);
    }

    private void poll(ShopConsumer consumer) {
        var began = System.nanoTime();
        // a poll of the hub's own that the moving clock caught under way may have made this one's call old, too: the
        // next one counts
        var well = wentWell(consumer) || !faulty && wentWell(consumer);
        assertThat(well || faulty)
                .withFailMessage("The poll of %s did not go well", consumer.stream())
                .isTrue();
        if (!well) {
            patiently().until(() -> wentWell(consumer));
        }
        add(consumer.shop().row().key() + "/" + consumer.stream(), Duration.ofNanos(System.nanoTime() - began));
    }

    /** A good poll makes the stream fresh. */
    private boolean wentWell(ShopConsumer consumer) {
        var before = clock.instant();
        patiently().until(consumer::pollNow);
        var freshness = consumer.freshness();
        return freshness.compareTo(Duration.between(before, clock.instant())) <= 0;
    }

    private static ConditionFactory patiently() {
        return Awaitility.await().pollInSameThread().pollDelay(Duration.ZERO).atMost(PATIENCE);
    }

    private synchronized void add(String stream, Duration duration) {
        took.merge(stream, duration, Duration::plus);
    }

    @Override
    public void close() {
        lanes.shutdownNow();
    }
}
