package dev.shophub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.WebhookSource.Changed;
import dev.shophub.connector.WebhookSource.Delivery;
import dev.shophub.connector.WebhookSource.Notice;
import dev.shophub.connector.WebhookSource.Subscription;
import dev.shophub.model.ExternalId;
import dev.shophub.model.Stream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What hearing of changes promises, tried against the platform's simulator. */
public interface WebhookSourceContract {

    URI ADDRESS = URI.create("https://hub.example/hooks/shop-1");

    Rehearsal rehearsal();

    WebhookSource webhooks();

    /** A topic of {@link WebhookSource#topics} that tells of orders. */
    String topicOfOrders();

    /** The platform switches this subscription off, as after failures; where it removes them instead, it does that. */
    void switchOff(String topic);

    /** Somebody removes it. */
    void remove(String topic);

    /** What the platform sends when this order changed, as it arrives: headers and raw body. */
    Delivery deliveryOf(ExternalId order);

    @Test
    default void aNewShopHasNoSubscription() {
        rehearsal().fill(0);

        assertThat(webhooks().subscriptions(ADDRESS)).isEmpty();
        assertThat(webhooks().topics()).isNotEmpty().contains(topicOfOrders());
    }

    @Test
    default void subscribesToEveryTopicOnce() {
        rehearsal().fill(0);

        subscribeToAll();
        subscribeToAll();

        assertThat(webhooks().subscriptions(ADDRESS))
                .containsExactlyInAnyOrderElementsOf(webhooks().topics().stream()
                        .map(topic -> new Subscription(topic, true))
                        .toList());
        assertThat(webhooks().subscriptions(URI.create("https://another.example/hooks/shop-1")))
                .isEmpty();
    }

    @Test
    default void whatWasSwitchedOffIsSeenAndMended() {
        rehearsal().fill(0);
        subscribeToAll();

        switchOff(topicOfOrders());
        assertThat(webhooks().subscriptions(ADDRESS)).doesNotContain(new Subscription(topicOfOrders(), true));

        webhooks().subscribe(topicOfOrders(), ADDRESS);
        assertThat(webhooks().subscriptions(ADDRESS))
                .filteredOn(one -> one.topic().equals(topicOfOrders()))
                .containsExactly(new Subscription(topicOfOrders(), true));
    }

    @Test
    default void whatWasRemovedIsMissedAndMadeAgain() {
        rehearsal().fill(0);
        subscribeToAll();

        remove(topicOfOrders());
        assertThat(webhooks().subscriptions(ADDRESS))
                .noneMatch(one -> one.topic().equals(topicOfOrders()));

        webhooks().subscribe(topicOfOrders(), ADDRESS);
        assertThat(webhooks().subscriptions(ADDRESS)).contains(new Subscription(topicOfOrders(), true));
    }

    @Test
    default void whatIsGivenUpAtOneAddressStaysAtAnother() {
        rehearsal().fill(0);
        var earlier = URI.create("https://earlier.example/hooks/shop-1");
        subscribeToAll();
        webhooks().topics().forEach(topic -> webhooks().subscribe(topic, earlier));

        webhooks().unsubscribe(topicOfOrders(), earlier);
        webhooks().unsubscribe(topicOfOrders(), earlier);

        assertThat(webhooks().subscriptions(earlier))
                .hasSize(webhooks().topics().size() - 1)
                .noneMatch(one -> one.topic().equals(topicOfOrders()));
        assertThat(webhooks().subscriptions(ADDRESS))
                .hasSize(webhooks().topics().size());
    }

    @Test
    default void aGenuineDeliveryNamesTheOrder() {
        var id = rehearsal().fill(1).get(0);
        subscribeToAll();

        assertThat(webhooks().read(deliveryOf(id)))
                .get()
                .extracting(Notice::changed)
                .asList()
                .contains(new Changed(Stream.ORDERS, Optional.of(id)));
    }

    @Test
    default void aForgedDeliveryIsNone() {
        var id = rehearsal().fill(1).get(0);
        subscribeToAll();
        var genuine = deliveryOf(id);
        var otherBody = genuine.body().clone();
        otherBody[otherBody.length / 2] ^= 1;

        assertThat(webhooks().read(new Delivery(genuine.headers(), otherBody))).isEmpty();
        assertThat(webhooks().read(new Delivery(Map.of(), genuine.body()))).isEmpty();
        assertThat(webhooks().read(new Delivery(Map.of(), new byte[0])).map(Notice::changed))
                .satisfiesAnyOf(none -> assertThat(none).isEmpty(), ping -> assertThat(ping.orElseThrow())
                        .isEmpty());
        genuine.headers().forEach((name, value) -> {
            var forged = new HashMap<>(genuine.headers());
            forged.put(name, "");
            assertThat(webhooks().read(new Delivery(forged, genuine.body())).map(Notice::changed))
                    .satisfiesAnyOf(refused -> assertThat(refused).isEmpty(), harmless -> assertThat(
                                    harmless.orElseThrow())
                            .isSubsetOf(webhooks().read(genuine).orElseThrow().changed()));
        });
    }

    private void subscribeToAll() {
        webhooks().topics().forEach(topic -> webhooks().subscribe(topic, ADDRESS));
    }
}
