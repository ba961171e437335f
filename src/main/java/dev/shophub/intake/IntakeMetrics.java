package dev.shophub.intake;

import dev.shophub.model.Stream;
import dev.shophub.store.ShopRow;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counters of what came in, registered at 0 for every configured shop and stream. */
public final class IntakeMetrics {

    private final MeterRegistry registry;

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
    }

    private Counter counter(String name, ShopRow shop, Stream stream) {
        return Counter.builder(name)
                .tag("platform", shop.platform())
                .tag("shop", shop.key().value())
                .tag("stream", stream.name())
                .register(registry);
    }
}
