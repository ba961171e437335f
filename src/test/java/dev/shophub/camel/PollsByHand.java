package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.springframework.context.ApplicationContext;

/** Polls a running hub's streams out of turn, side by side as its lanes do, and wants every poll to go well. */
public final class PollsByHand implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LANES = 3;

    private final List<ShopConsumer> consumers;
    private final ExecutorService lanes = Executors.newFixedThreadPool(LANES);
    private final Map<String, Duration> took = new LinkedHashMap<>();

    public PollsByHand(ApplicationContext hub) {
        this.consumers = hub.getBean(ShopComponent.class).consumers();
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

    /** How long the polls of each stream took so far. */
    public synchronized Map<String, Duration> took() {
        return Map.copyOf(took);
    }

    private void poll(ShopConsumer consumer) {
        var began = System.nanoTime();
        if (!consumer.pollNow()) {
            Awaitility.await().atMost(PATIENCE).until(consumer::pollNow);
        }
        assertThat(consumer.freshness())
                .withFailMessage("The poll of %s did not go well", consumer.stream())
                .isZero();
        add(consumer.shop().row().key() + "/" + consumer.stream(), Duration.ofNanos(System.nanoTime() - began));
    }

    private synchronized void add(String stream, Duration duration) {
        took.merge(stream, duration, Duration::plus);
    }

    @Override
    public void close() {
        lanes.shutdownNow();
    }
}
