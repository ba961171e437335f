package dev.shophub.support;

import dev.shophub.connector.Shop;
import dev.shophub.connector.StockSink;
import dev.shophub.model.ExternalId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A shop of which the number can be set; nobody does in tests of what is told of it. */
public record TakesStock(Instant platformNow) implements StockSink {

    @Override
    public void setStock(ExternalId itemId, Map<Optional<ExternalId>, Long> quantities) {
        throw new IllegalStateException("Nothing is delivered to listings in this test");
    }

    @Override
    public Shop shop() {
        throw new IllegalStateException("Not asked for in this test");
    }
}
