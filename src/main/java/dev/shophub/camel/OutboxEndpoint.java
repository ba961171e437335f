package dev.shophub.camel;

import dev.shophub.outbox.Destination;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** One destination of the outbox. */
final class OutboxEndpoint extends DefaultEndpoint {

    private final Destination destination;
    private final int concurrency;

    OutboxEndpoint(String uri, OutboxComponent component, Destination destination, int concurrency) {
        super(uri, component);
        this.destination = destination;
        this.concurrency = concurrency;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new OutboxConsumer(this, processor, ((OutboxComponent) getComponent()).deliveries());
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("Messages are written in the transaction of the change they tell of");
    }

    @Override
    public boolean isSingleton() {
        return true;
    }

    Destination destination() {
        return destination;
    }

    int concurrency() {
        return concurrency;
    }
}
