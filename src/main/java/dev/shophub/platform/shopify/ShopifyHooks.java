package dev.shophub.platform.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.Json;
import dev.shophub.connector.RecordFields;
import dev.shophub.connector.UnavailableException;
import dev.shophub.connector.WebhookSource.Changed;
import dev.shophub.connector.WebhookSource.Delivery;
import dev.shophub.connector.WebhookSource.Notice;
import dev.shophub.connector.WebhookSource.Subscription;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Stream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Subscriptions to what changes, and deliveries signed with the app's secret over their raw body. */
final class ShopifyHooks {

    private static final String ORDER_CREATED = "orders/create";
    private static final String ORDER_UPDATED = "orders/updated";
    private static final String REFUND_CREATED = "refunds/create";
    private static final String STOCK_CHANGED = "inventory_levels/update";
    private static final String PRODUCT_CHANGED = "products/update";
    private static final Set<String> TOPICS =
            Set.of(ORDER_CREATED, ORDER_UPDATED, REFUND_CREATED, STOCK_CHANGED, PRODUCT_CHANGED);
    private static final String METHOD = "HmacSHA256";

    private final ShopifySettings settings;
    private final ShopifyClient client;

    ShopifyHooks(ShopifySettings settings, ShopifyClient client) {
        this.settings = settings;
        this.client = client;
    }

    /** None where no secret is known by which a delivery could be checked. */
    Set<String> topics() {
        return settings.clientSecret().isEmpty() ? Set.of() : TOPICS;
    }

    List<Subscription> subscriptions(URI address) {
        return at(address).stream()
                .map(row -> new Subscription(topic(row), true))
                .toList();
    }

    /** The platform removes what fails again and again: what is there is on, and another of the same topic is too many. */
    void subscribe(String topic, URI address) {
        var same = of(topic, address);
        same.stream().skip(1).forEach(this::remove);
        if (same.isEmpty()) {
            client.change(
                    ShopifyMutations.SUBSCRIBE,
                    Map.of(
                            "topic",
                            topic.toUpperCase(Locale.ROOT).replace('/', '_'),
                            "subscription",
                            Map.of("uri", address.toString(), "format", "JSON")));
        }
    }

    /** The platform shows an app its own subscriptions and nobody else's. */
    void unsubscribe(String topic, URI address) {
        of(topic, address).forEach(this::remove);
    }

    private List<JsonNode> of(String topic, URI address) {
        return at(address).stream().filter(row -> topic(row).equals(topic)).toList();
    }

    private void remove(JsonNode row) {
        client.change(ShopifyMutations.UNSUBSCRIBE, Map.of("id", row.path("id").asText()));
    }

    private List<JsonNode> at(URI address) {
        var rows = new ArrayList<JsonNode>();
        var variables = new HashMap<String, Object>();
        while (true) {
            var found = client.call(ShopifyQueries.SUBSCRIPTIONS, variables)
                    .content()
                    .path("webhookSubscriptions");
            found.path("nodes").forEach(row -> {
                if (row.path("uri").asText("").equals(address.toString())) {
                    rows.add(row);
                }
            });
            if (!found.path("pageInfo").path("hasNextPage").asBoolean()) {
                return rows;
            }
            variables.put("after", found.path("pageInfo").path("endCursor").asText());
        }
    }

    /** {@code ORDERS_UPDATED} is the topic that deliveries call {@code orders/updated}. */
    private static String topic(JsonNode row) {
        var word = row.path("topic").asText("").toLowerCase(Locale.ROOT);
        return word.replaceFirst("_(?=[a-z]+$)", "/");
    }

    Optional<Notice> read(Delivery delivery) {
        var signed = delivery.header("x-shopify-hmac-sha256").orElse("").getBytes(StandardCharsets.UTF_8);
        if (settings.clientSecret().isEmpty()
                || !MessageDigest.isEqual(
                        signature(delivery.body(), settings.clientSecret()).getBytes(StandardCharsets.UTF_8), signed)) {
            return Optional.empty();
        }
        var event = delivery.header("x-shopify-event-id")
                .filter(id -> !id.isEmpty())
                .or(() -> delivery.header("x-shopify-webhook-id").filter(id -> !id.isEmpty()));
        return Optional.of(
                new Notice(event, changed(delivery.header("x-shopify-topic").orElse(""), delivery.body())));
    }

    private static List<Changed> changed(String topic, byte[] body) {
        JsonNode told;
        try {
            told = Json.answer(body);
        } catch (UnavailableException noJson) {
            return List.of();
        }
        return switch (topic) {
            case ORDER_CREATED, ORDER_UPDATED -> List.of(new Changed(Stream.ORDERS, id(told.path("id"))));
            case REFUND_CREATED -> List.of(
                    new Changed(Stream.ORDERS, id(told.path("order_id"))),
                    new Changed(Stream.REFUNDS, Optional.empty()));
            case STOCK_CHANGED -> List.of(new Changed(Stream.STOCK, Optional.empty()));
            case PRODUCT_CHANGED -> List.of(
                    new Changed(Stream.LISTINGS, id(told.path("id"))), new Changed(Stream.STOCK, id(told.path("id"))));
            default -> List.of();
        };
    }

    private static Optional<ExternalId> id(JsonNode id) {
        return RecordFields.id(id).map(ExternalId::new);
    }

    static String signature(byte[] body, String secret) {
        try {
            var mac = Mac.getInstance(METHOD);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), METHOD));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has " + METHOD, impossible);
        }
    }
}
