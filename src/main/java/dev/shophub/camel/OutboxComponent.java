package dev.shophub.camel;

import dev.shophub.outbox.Bell;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.Outbox;
import dev.shophub.store.Shops;
import dev.shophub.store.TroubleBell;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code outbox:erp?concurrency=4}: messages of one destination, one an exchange, the oldest of each aggregate first. */
final class OutboxComponent extends DefaultComponent {

    /**
     * What deliveries need.
     *
     * @param backOff waits after the first, second … failed attempt; the last one repeats
     * @param maxAttempts then a message is a dead letter
     */
    record Deliveries(
            Outbox outbox,
            Shops shops,
            TroubleBell troubles,
            MeterRegistry meters,
            Bell bell,
            Clock clock,
            List<Duration> backOff,
            int maxAttempts) {}

    private final Deliveries deliveries;

    OutboxComponent(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        var concurrency = getAndRemoveParameter(parameters, "concurrency", Integer.class, 4);
        return new OutboxEndpoint(uri, this, new Destination(remaining), concurrency);
    }

    Deliveries deliveries() {
        return deliveries;
    }
}
