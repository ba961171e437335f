package dev.shophub.platform.acme;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shophub.connector.Json;
import dev.shophub.connector.UnavailableException;
import dev.shophub.connector.WebhookSource.Changed;
import dev.shophub.connector.WebhookSource.Delivery;
import dev.shophub.connector.WebhookSource.Notice;
import dev.shophub.connector.WebhookSource.Subscription;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Stream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Subscriptions, and deliveries signed with the application's secret. */
final class AcmeHooks {

    static final String ORDERS = "order.changed";
    static final String ITEMS = "item.changed";
    static final Set<String> TOPICS = Set.of(ORDERS, ITEMS);

    private final AcmeClient client;
    private final String secret;

    AcmeHooks(AcmeClient client, String secret) {
        this.client = client;
        this.secret = secret;
    }

    List<Subscription> subscriptions(URI address) {
        return StreamSupport.stream(
                        client.call("hook.list", Map.of("address", address.toString()))
                                .content()
                                .path("rows")
                                .spliterator(),
                        false)
                .map(row -> new Subscription(
                        row.path("topic").asText(), row.path("on").asBoolean()))
                .toList();
    }

    void subscribe(String topic, URI address) {
        client.call("hook.set", Map.of("topic", topic, "address", address.toString()));
    }

    void unsubscribe(String topic, URI address) {
        client.call("hook.end", Map.of("topic", topic, "address", address.toString()));
    }

    Optional<Notice> read(Delivery delivery) {
        var signed = AcmeSigner.sign(delivery.body(), secret);
        boolean genuine = MessageDigest.isEqual(
                signed.getBytes(StandardCharsets.UTF_8),
                delivery.header("x-acme-sign").orElse("").getBytes(StandardCharsets.UTF_8));
        if (!genuine) {
            return Optional.empty();
        }
        var event = delivery.header("x-acme-event").filter(id -> !id.isEmpty());
        return Optional.of(new Notice(event, changed(delivery.body())));
    }

    private static List<Changed> changed(byte[] body) {
        JsonNode told;
        try {
            told = Json.answer(body);
        } catch (UnavailableException noJson) {
            return List.of();
        }
        var id = Optional.of(told.path("id").asText(""))
                .filter(text -> !text.isEmpty())
                .map(ExternalId::new);
        return switch (told.path("topic").asText("")) {
            case ORDERS -> List.of(new Changed(Stream.ORDERS, id));
            case ITEMS -> List.of(new Changed(Stream.STOCK, id));
            default -> List.of();
        };
    }
}
