package dev.shophub.camel;

import dev.shophub.outbox.Bell;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.Outbox;
import dev.shophub.settings.OutboxSettings;
import dev.shophub.store.Shops;
import dev.shophub.store.TroubleBell;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code outbox:erp?concurrency=4}: messages of one destination, one an exchange, the oldest of each aggregate first. */
final class OutboxComponent extends DefaultComponent {

    /**
     * What deliveries need.
     *
     * @param retries how failed attempts are repeated, as it is in force
     */
    record Deliveries(
            Outbox outbox,
            Shops shops,
            TroubleBell troubles,
            MeterRegistry meters,
            Bell bell,
            Clock clock,
            Supplier<OutboxSettings> retries) {}

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
