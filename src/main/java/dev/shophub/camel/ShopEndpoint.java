package dev.shophub.camel;

import dev.shophub.connector.Platform.Pace;
import java.time.Duration;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** One stream of one shop. */
final class ShopEndpoint extends DefaultEndpoint {

    private final ActiveShop shop;
    private final Door door;
    private final Pace pace;
    private final Duration every;

    ShopEndpoint(String uri, ShopComponent component, ActiveShop shop, Door door, Pace pace, Duration every) {
        super(uri, component);
        this.shop = shop;
        this.door = door;
        this.pace = pace;
        this.every = every;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new ShopConsumer(this, processor, (ShopComponent) getComponent());
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException(
                "shop: is read from; what is written to a shop goes through the outbox");
    }

    @Override
    public boolean isSingleton() {
        return true;
    }

    ActiveShop shop() {
        return shop;
    }

    Door door() {
        return door;
    }

    Pace pace() {
        return pace;
    }

    Duration every() {
        return every;
    }
}
