package dev.shophub.connector;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Stream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A shop whose platform calls an address when something changed. Polling stays the truth: a delivery only says what to look at now,
 * nothing in it is ever stored. The hub subscribes, looks hourly at the subscriptions, makes those again that are gone or switched
 * off, and tells the admins.
 */
public interface WebhookSource extends Connector {

    /** What the hub wants to hear of, in the platform's words ({@code orders/updated}); the same for every call. */
    Set<String> topics();

    /**
     * What the platform keeps for exactly this address now, topics of others too; subscriptions at other addresses are not told.
     *
     * @param address where deliveries go; every shop has one of its own
     */
    List<Subscription> subscriptions(URI address);

    /**
     * Leaves exactly one subscription of this topic at this address, switched on: makes it, or mends what is there. Harmless when
     * repeated.
     *
     * @throws RejectedException when the platform does not take the address or the topic
     */
    void subscribe(String topic, URI address);

    /**
     * Removes the hub's own subscriptions of this topic at exactly this address; what others made stays. Harmless when there are none.
     */
    void unsubscribe(String topic, URI address);

    /**
     * Whether a delivery is genuine, and what it says. Called before anything else looks at it, with whatever a stranger sent: makes no
     * call and throws nothing.
     *
     * @return empty when the signature, over the raw body, is not the platform's (compare in constant time); a genuine one of which
     *     nothing follows, such as a first "ping", is a notice without changes. A ping that the platform does not sign may be
     *     told as such too: nothing follows from it
     */
    Optional<Notice> read(Delivery delivery);

    /** @param on false: the platform delivers no more, for instance after failures */
    record Subscription(String topic, boolean on) {}

    /**
     * A call as it came.
     *
     * @param headers names in lower case, the first value of each; unchecked text of a stranger
     * @param body raw bytes, 1 MB at most
     */
    record Delivery(Map<String, String> headers, byte[] body) {

        public Delivery {
            headers = Map.copyOf(headers);
        }

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        /** Without what came: it may be a buyer's. */
        @Override
        public String toString() {
            return "Delivery[" + body.length + " bytes]";
        }
    }

    /**
     * What a genuine delivery says.
     *
     * @param event the platform's id of the event, the same when it is delivered again; empty where there is none
     */
    record Notice(Optional<String> event, List<Changed> changed) {

        public Notice {
            changed = List.copyOf(changed);
        }
    }

    /**
     * Look at this.
     *
     * @param stream what changed; of orders with an id and {@link OrderDetail} the order is fetched, of all else the stream is polled
     * @param id as the stream's records are named; empty where the platform does not say
     */
    record Changed(Stream stream, Optional<ExternalId> id) {}
}
