package dev.shophub.simulator.woocommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.woocommerce.WoocommerceRows.Order;
import dev.shophub.simulator.woocommerce.WoocommerceRows.Webhook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells webhooks of changed orders: once, without another try; five failures in a row switch one off. */
final class WoocommerceDeliveries implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WoocommerceDeliveries.class);
    private static final int MOST_FAILURES = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String shop;
    private final WoocommerceHookState hooks;
    private final WoocommerceOrderState orders;
    private final Clock clock;
    private final String site;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ScheduledExecutorService thread;
    private Instant toldUntil;

    /**
     * @param site its address
     * @param catchUp brings the trade up to now
     */
    WoocommerceDeliveries(
            String shop,
            WoocommerceHookState hooks,
            WoocommerceOrderState orders,
            Clock clock,
            String site,
            Function<Order, ObjectNode> payload,
            Runnable catchUp) {
        this.shop = shop;
        this.hooks = hooks;
        this.orders = orders;
        this.clock = clock;
        this.site = site;
        this.toldUntil = second().minusSeconds(1);
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            var made = new Thread(work, "woocommerce-simulator-webhooks");
            made.setDaemon(true);
            return made;
        });
        thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        tell(payload, catchUp);
                    } catch (RuntimeException goOn) {
                        LOG.warn("Webhooks were not told", goOn);
                    }
                },
                1,
                1,
                TimeUnit.SECONDS);
    }

    private synchronized void tell(Function<Order, ObjectNode> payload, Runnable catchUp) {
        // The second that still runs may bring more.
        var until = second();
        var since = toldUntil;
        toldUntil = until.minusSeconds(1);
        var active = hooks.all(shop).stream()
                .filter(hook -> hook.status().equals("active") && hook.topic().startsWith("order."))
                .toList();
        if (active.isEmpty()) {
            return;
        }
        catchUp.run();
        for (var order : orders.modified(shop, since, until)) {
            boolean made = !order.created().isBefore(order.modified());
            active.stream()
                    .filter(hook -> hook.topic().equals(made ? "order.created" : "order.updated"))
                    .forEach(hook -> deliver(hook, payload.apply(order).toString()));
        }
    }

    private Instant second() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** The first call to a new webhook is a form, without a signature. */
    void ping(Webhook hook) {
        thread.execute(() ->
                send(hook, Map.of("Content-Type", "application/x-www-form-urlencoded"), "webhook_id=" + hook.id()));
    }

    private void deliver(Webhook hook, String body) {
        // A webhook that a delivery of this round switched off gets none of the rest.
        if (hooks.webhook(shop, hook.id())
                .filter(now -> now.status().equals("active"))
                .isEmpty()) {
            return;
        }
        var status = send(hook, headers(site, hook, body), body);
        if (status.filter(code -> code >= 200 && code < 300).isPresent()) {
            hooks.delivered(hook.id());
        } else {
            hooks.failed(hook.id(), MOST_FAILURES);
        }
    }

    /** Of one delivery. */
    static Map<String, String> headers(String site, Webhook hook, String body) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("X-WC-Webhook-Source", site + "/");
        headers.put("X-WC-Webhook-Topic", hook.topic());
        headers.put("X-WC-Webhook-Resource", hook.topic().split("\\.")[0]);
        headers.put("X-WC-Webhook-Event", hook.topic().split("\\.")[1]);
        headers.put(
                "X-WC-Webhook-Signature",
                WoocommerceKeys.hmac("HmacSHA256", hook.secret(), body.getBytes(StandardCharsets.UTF_8)));
        headers.put("X-WC-Webhook-ID", Long.toString(hook.id()));
        headers.put("X-WC-Delivery-ID", UUID.randomUUID().toString().replace("-", ""));
        return headers;
    }

    private Optional<Integer> send(Webhook hook, Map<String, String> headers, String body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(hook.address()))
                    .timeout(PATIENCE)
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            headers.forEach(request::header);
            return Optional.of(http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode());
        } catch (IOException | IllegalArgumentException failed) {
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
