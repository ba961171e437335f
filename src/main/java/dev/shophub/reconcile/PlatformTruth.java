package dev.shophub.reconcile;

import dev.shophub.model.ExternalId;
import dev.shophub.model.ShopKey;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** What a platform really holds, known without asking its API: so far only of a simulated one. */
@FunctionalInterface
public interface PlatformTruth {

    /**
     * Hands on all orders that the platform's API would still show, each once, page by page.
     *
     * @param now decides how far back the platform shows
     * @param pages takes order ids with the platform's time of their latest modification, UTC
     */
    void ordersShown(ShopKey shop, Instant now, Consumer<Map<ExternalId, Instant>> pages);
}
