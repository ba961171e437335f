package dev.shophub.simulator.shopify;

import dev.shophub.simulator.shopify.ShopifyRows.Hook;
import dev.shophub.simulator.stage.Seller;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Webhooks (fact sheet, section 6): subscriptions, and the calls that are made when orders change, signed, a second later. The
 * eighth call in a row that is not answered well removes the subscription.
 */
final class ShopifyHooks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ShopifyHooks.class);
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final String UPDATED = "orders/updated";
    private static final String CREATED = "orders/create";

    private final ShopifyLedgerState state;
    private final ShopifyOrderState orders;
    private final ShopifyQueries queries;
    private final List<Seller> sellers;
    private final Clock clock;
    private final Map<String, Instant> told = new HashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "shopify-simulator-hooks");
        thread.setDaemon(true);
        return thread;
    });

    ShopifyHooks(
            ShopifyLedgerState state,
            ShopifyOrderState orders,
            ShopifyQueries queries,
            List<Seller> sellers,
            Clock clock) {
        this.state = state;
        this.orders = orders;
        this.queries = queries;
        this.sellers = sellers;
        this.clock = clock;
    }

    void offer(RuntimeWiring.Builder wiring) {
        wiring.type("Query", query -> query.dataFetcher("webhookSubscriptions", this::list));
        wiring.type("Mutation", mutation -> mutation.dataFetcher("webhookSubscriptionCreate", this::create)
                .dataFetcher("webhookSubscriptionDelete", this::delete));
    }

    /** Looks for changes once a second from now on. */
    void start() {
        sellers.forEach(seller -> told.put(seller.key().value(), clock.instant()));
        teller.scheduleWithFixedDelay(this::tellAll, 1, 1, TimeUnit.SECONDS);
    }

    private Object list(DataFetchingEnvironment field) {
        var call = ShopifyCall.of(field);
        List<String> topics = field.getArgument("topics");
        var all = state.hooks(call.shop()).stream()
                .filter(hook -> topics == null || topics.contains(hook.topic()))
                .toList();
        int first = ShopifyLists.first(field, all.size());
        return ShopifyLists.page(
                all, first, hook -> new ShopifyRows.Mark(hook.created(), hook.id()), ShopifyHooks::node, false);
    }

    private static Map<String, Object> node(Hook hook) {
        var node = ShopifyOrders.node("WebhookSubscription", hook.id());
        node.put("topic", hook.topic());
        node.put("uri", hook.uri());
        node.put("format", "JSON");
        node.put("createdAt", ShopifyTime.text(hook.created()));
        return node;
    }

    private Object create(DataFetchingEnvironment field) {
        var call = ShopifyCall.of(field);
        String topic = field.getArgument("topic");
        Map<String, Object> input = field.getArgument("webhookSubscription");
        var uri = ShopifyChanges.text(input, "uri");
        var name = "webhookSubscription";
        if (!uri.startsWith("https://") && !uri.startsWith("http://127.0.0.1")) {
            return ShopifyChanges.refused(name, ShopifyChanges.error("", "Address is not allowed", name, "uri"));
        }
        return state.inTransaction(() -> {
            boolean taken = state.hooks(call.shop()).stream()
                    .anyMatch(hook -> hook.topic().equals(topic) && hook.uri().equals(uri));
            if (taken) {
                return ShopifyChanges.refused(
                        name, ShopifyChanges.error("", "Address for this topic has already been taken", name, "uri"));
            }
            long id = state.addHook(call.shop(), topic, uri, call.now());
            return ShopifyChanges.done(name, node(new Hook(id, topic, uri, call.now())));
        });
    }

    private Object delete(DataFetchingEnvironment field) {
        var call = ShopifyCall.of(field);
        String gid = field.getArgument("id");
        var name = "deletedWebhookSubscriptionId";
        if (!state.removeHook(call.shop(), ShopifyIds.number(gid, "WebhookSubscription"))) {
            return ShopifyChanges.refused(name, ShopifyChanges.error("", "Webhook subscription does not exist", "id"));
        }
        var answer = new HashMap<String, Object>();
        answer.put(name, gid);
        answer.put("userErrors", List.of());
        return answer;
    }

    /** The call that is made of an order under a topic such as {@code orders/updated}. */
    ShopifySimulator.Delivery delivery(Seller seller, ShopifyCall call, String topic, long order) {
        var body = queries.order(call, order)
                .map(node -> ShopifyRestShapes.order(node).toString())
                .orElse("{\"id\":" + order + "}")
                .getBytes(StandardCharsets.UTF_8);
        var headers = new TreeMap<String, String>();
        headers.put("content-type", "application/json");
        headers.put("x-shopify-topic", topic);
        headers.put("x-shopify-shop-domain", seller.key() + ".myshopify.com");
        headers.put("x-shopify-api-version", call.version());
        headers.put("x-shopify-webhook-id", UUID.randomUUID().toString());
        headers.put("x-shopify-event-id", UUID.randomUUID().toString());
        headers.put("x-shopify-triggered-at", call.now().toString());
        headers.put("x-shopify-hmac-sha256", ShopifySignature.base64(body, seller.appSecret()));
        return new ShopifySimulator.Delivery(headers, body);
    }

    private void tellAll() {
        for (var seller : sellers) {
            try {
                tell(seller);
            } catch (RuntimeException failed) {
                LOG.debug("Webhooks of {} could not be sent", seller.key(), failed);
            }
        }
    }

    private void tell(Seller seller) {
        var now = clock.instant();
        var since = told.put(seller.key().value(), now);
        var hooks = state.hooks(seller.key().value());
        if (hooks.isEmpty()) {
            return;
        }
        var version = ShopifyTime.answering("2000-01", now).orElseThrow();
        var call = new ShopifyCall(seller, version, now, false, false, null);
        for (long order : orders.changedSince(seller.key().value(), since, now)) {
            boolean isNew = queries.row(call, order)
                    .filter(row -> row.created().isAfter(since))
                    .isPresent();
            for (var hook : hooks) {
                var topic = hook.topic().toLowerCase(Locale.ROOT).replaceFirst("_(?=[a-z]+$)", "/");
                if (topic.equals(UPDATED) || topic.equals(CREATED) && isNew) {
                    send(hook, delivery(seller, call, topic, order));
                }
            }
        }
    }

    private void send(Hook hook, ShopifySimulator.Delivery delivery) {
        var request = HttpRequest.newBuilder(URI.create(hook.uri()))
                .timeout(ANSWER)
                .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()));
        delivery.headers().forEach(request::header);
        boolean well = false;
        try {
            int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            well = status >= 200 && status < 300;
        } catch (IOException gone) {
            LOG.debug("A webhook was not taken (hook={})", hook.id());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        state.delivered(hook.id(), well);
    }

    @Override
    public void close() {
        teller.shutdownNow();
    }
}
