package dev.shophub.camel;

import dev.shophub.outbox.Destination;
import dev.shophub.outbox.Outbox;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** The outbox seen from outside; counters are there at 0 before anything was counted. */
@Component
class HubGauges {

    static final List<Destination> DESTINATIONS =
            List.of(Destination.ERP, Destination.LISTING, Destination.SHIPMENT, Destination.CHANGE, Destination.MAIL);

    private final Outbox outbox;
    private final MeterRegistry meters;

    HubGauges(Outbox outbox, MeterRegistry meters) {
        this.outbox = outbox;
        this.meters = meters;
        for (var destination : DESTINATIONS) {
            gauge("shophub.outbox.pending", destination, Outbox::pending);
            gauge("shophub.outbox.dead", destination, Outbox::dead);
            gauge(
                    "shophub.outbox.age.seconds",
                    destination,
                    (box, to) -> box.age(to).toMillis() / 1000.0);
            Counter.builder("shophub.outbox.delivered")
                    .tag("destination", destination.name())
                    .register(meters);
        }
    }

    /** A figure of one destination. */
    private interface Figure {
        double of(Outbox outbox, Destination destination);
    }

    private void gauge(String name, Destination destination, Figure figure) {
        ToDoubleFunction<Outbox> value = box -> {
            try {
                return figure.of(box, destination);
            } catch (DataAccessException databaseAway) {
                return Double.NaN;
            }
        };
        Gauge.builder(name, outbox, value)
                .tag("destination", destination.name())
                .register(meters);
    }
}
