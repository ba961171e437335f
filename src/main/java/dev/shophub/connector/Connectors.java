package dev.shophub.connector;

import dev.shophub.model.ShopKey;
import java.util.Optional;

/** The connected shops. */
public interface Connectors {

    /** Empty when the shop is not configured, or its configuration is faulty. */
    Optional<Connector> of(ShopKey shop);
}
