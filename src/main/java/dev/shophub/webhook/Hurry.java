package dev.shophub.webhook;

import dev.shophub.connector.WebhookSource.Changed;
import dev.shophub.model.ShopKey;
import java.util.List;

/** Looks at once at what is said to have changed. Whatever it does not come to, the next poll reads. */
@FunctionalInterface
public interface Hurry {

    /** Only takes it down: returns before anything is asked of the platform. */
    void look(ShopKey shop, List<Changed> changed);
}
