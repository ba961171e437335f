package dev.shophub.webhook;

import dev.shophub.connector.Connectors;
import dev.shophub.connector.WebhookSource;
import dev.shophub.connector.WebhookSource.Delivery;
import dev.shophub.model.ShopKey;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes deliveries: the shop's connector says whether one is genuine and what it says; that is looked at, once. */
public final class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final Connectors connectors;
    private final Hurry hurry;
    private final Repetitions repetitions;
    private final MeterRegistry meters;

    public Deliveries(Connectors connectors, Hurry hurry, MeterRegistry meters, Clock clock) {
        this.connectors = connectors;
        this.hurry = hurry;
        this.repetitions = new Repetitions(clock);
        this.meters = meters;
    }

    /** How one was taken. */
    public enum Taken {
        /** What it says is looked at. */
        ACCEPTED,
        /** It came before. */
        REPEATED,
        /** Its signature is not the platform's. */
        REFUSED,
        /** No connected shop of this name hears of changes. */
        NOBODY
    }

    /** @param shop as it stands in the address, a stranger's text */
    public Taken take(String shop, Delivery delivery) {
        var source = source(shop);
        if (source == null) {
            return Taken.NOBODY;
        }
        var key = source.shop().key();
        var taken = take(key, source, delivery);
        meters.counter(
                        "shophub.webhooks",
                        "shop",
                        key.value(),
                        "outcome",
                        taken.name().toLowerCase(java.util.Locale.ROOT))
                .increment();
        return taken;
    }

    private Taken take(ShopKey shop, WebhookSource source, Delivery delivery) {
        var notice = source.read(delivery);
        if (notice.isEmpty()) {
            LOG.debug(
                    "{}: a delivery that is not the platform's was refused",
                    source.shop().title());
            return Taken.REFUSED;
        }
        if (notice.get().changed().isEmpty()) {
            return Taken.ACCEPTED;
        }
        if (repetitions.knows(shop, notice.get(), delivery)) {
            return Taken.REPEATED;
        }
        hurry.look(shop, notice.get().changed());
        return Taken.ACCEPTED;
    }

    private WebhookSource source(String shop) {
        try {
            return connectors.of(new ShopKey(shop)).orElse(null) instanceof WebhookSource source ? source : null;
        } catch (IllegalArgumentException noKey) {
            return null;
        }
    }
}
