package dev.shophub.intake;

import dev.shophub.model.Stream;
import dev.shophub.store.ShopRow;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counters of what came in, registered at 0 for every configured shop and stream; and when the first order did. */
public final class IntakeMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeMetrics.class);

    private final MeterRegistry registry;
    private final AtomicBoolean firstOrder = new AtomicBoolean();

    public IntakeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Makes the counters appear at 0. */
    public void register(ShopRow shop, Stream stream) {
        counter("shophub.records.stored", shop, stream);
        counter("shophub.records.quarantined", shop, stream);
    }

    void saved(ShopRow shop, Stream stream, int changed, int quarantined) {
        counter("shophub.records.stored", shop, stream).increment(changed);
        counter("shophub.records.quarantined", shop, stream).increment(quarantined);
        if (changed > 0 && stream.equals(Stream.ORDERS) && firstOrder.compareAndSet(false, true)) {
            LOG.info(
                    "The first order was stored {} s after the process began",
                    ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
        }
    }

    private Counter counter(String name, ShopRow shop, Stream stream) {
        return Counter.builder(name)
                .tag("platform", shop.platform())
                .tag("shop", shop.key().value())
                .tag("stream", stream.name())
                .register(registry);
    }
}
