package dev.shophub.platform.woocommerce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.Json;
import dev.shophub.connector.RecordFields;
import dev.shophub.connector.WebhookSource.Changed;
import dev.shophub.connector.WebhookSource.Delivery;
import dev.shophub.connector.WebhookSource.Notice;
import dev.shophub.connector.WebhookSource.Subscription;
import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import dev.shophub.model.Stream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The shop's webhooks: which there are, made and mended, and what a delivery says. The shop switches one off after five failures in
 * a row and tells nobody.
 */
final class WoocommerceHooks {

    private static final String ORDER = "order";
    private static final String PRODUCT = "product";

    static final Set<String> TOPICS = Set.of(
            "order.created", "order.updated", "order.deleted", "product.created", "product.updated", "product.deleted");

    private static final String PATH = "webhooks";
    private static final String ACTIVE = "active";
    private static final String MAKER = "ShopHub ";
    private static final int MARK = 4;

    private final ShopKey shop;
    private final WoocommerceClient client;
    private final WoocommerceReader reader;
    private final String secret;
    private final String name;

    WoocommerceHooks(ShopKey shop, WoocommerceSettings settings, WoocommerceClient client, WoocommerceReader reader) {
        this.shop = shop;
        this.client = client;
        this.reader = reader;
        this.secret =
                settings.webhookSecret().orElseGet(() -> hex(hmac("webhooks of " + shop, settings.consumerSecret())));
        // What was made with another secret is known by its name, as the shop never tells a secret.
        this.name = MAKER + hex(hmac("name", secret)).substring(0, 2 * MARK);
    }

    /** One made with another secret delivers nothing that we would believe: it counts as off. */
    List<Subscription> subscriptions(URI address) {
        return at(address).stream()
                .map(hook -> new Subscription(
                        hook.path("topic").asText(""),
                        hook.path("status").asText("").equals(ACTIVE)
                                && hook.path("name").asText("").equals(name)))
                .toList();
    }

    void subscribe(String topic, URI address) {
        var there = at(address).stream()
                .filter(hook -> hook.path("topic").asText("").equals(topic))
                .toList();
        var wanted = Map.of(
                "name", name,
                "topic", topic,
                "delivery_url", address.toString(),
                "secret", secret,
                "status", ACTIVE);
        if (there.isEmpty()) {
            client.send("POST", PATH, wanted);
            return;
        }
        client.send("PUT", path(there.get(0)), wanted);
        there.stream().skip(1).forEach(more -> client.delete(path(more)));
    }

    /** Whatever their secret: an earlier one was ours too. */
    void unsubscribe(String topic, URI address) {
        at(address).stream()
                .filter(hook -> hook.path("topic").asText("").equals(topic)
                        && hook.path("name").asText("").startsWith(MAKER))
                .forEach(hook -> client.delete(path(hook)));
    }

    private List<JsonNode> at(URI address) {
        return reader.all(PATH, Map.of("status", "all", "orderby", "id", "order", "asc")).stream()
                .filter(hook -> hook.path("delivery_url").asText("").equals(address.toString()))
                .toList();
    }

    private static String path(JsonNode hook) {
        return PATH + "/" + hook.path("id").asText();
    }

    /** The first call after a webhook is made is a form without a signature, and says nothing. */
    Optional<Notice> read(Delivery delivery) {
        var signature = delivery.header("x-wc-webhook-signature").orElse("");
        if (signature.isEmpty()) {
            return new String(delivery.body(), StandardCharsets.ISO_8859_1).matches("webhook_id=\\d{1,19}")
                    ? Optional.of(new Notice(Optional.empty(), List.of()))
                    : Optional.empty();
        }
        if (!MessageDigest.isEqual(WoocommerceSigner.hmac(delivery.body(), secret), decoded(signature))) {
            return Optional.empty();
        }
        var event = delivery.header("x-wc-webhook-delivery-id")
                .or(() -> delivery.header("x-wc-delivery-id"))
                .filter(id -> id.matches("[\\w-]{1,64}"));
        return Optional.of(new Notice(event, changed(delivery)));
    }

    private static List<Changed> changed(Delivery delivery) {
        var body = parsed(delivery.body());
        var id = RecordFields.id(body.path("id"))
                .filter(text -> RecordFields.isNumber(text))
                .map(ExternalId::new);
        var changed = new ArrayList<Changed>();
        switch (delivery.header("x-wc-webhook-topic").orElse("").split("\\.")[0]) {
            case ORDER -> {
                changed.add(new Changed(Stream.ORDERS, id));
                if (!body.path("refunds").isEmpty()) {
                    changed.add(new Changed(Stream.REFUNDS, Optional.empty()));
                }
            }
            case PRODUCT -> {
                changed.add(new Changed(Stream.LISTINGS, id));
                changed.add(new Changed(Stream.STOCK, id));
            }
            default -> {
                // Signed, and of nothing that is read here.
            }
        }
        return changed;
    }

    private static JsonNode parsed(byte[] body) {
        try {
            var parsed = Json.MAPPER.readTree(body);
            return parsed == null ? Json.MAPPER.createObjectNode() : parsed;
        } catch (JsonProcessingException noJson) {
            return Json.MAPPER.createObjectNode();
        } catch (IOException impossible) {
            throw new IllegalStateException("Bytes in memory can be read", impossible);
        }
    }

    private static byte[] decoded(String signature) {
        try {
            return Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException noBase64) {
            return new byte[0];
        }
    }

    private static byte[] hmac(String text, String key) {
        return WoocommerceSigner.hmac(text.getBytes(StandardCharsets.UTF_8), key);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "WoocommerceHooks[" + shop + "]";
    }
}
