package dev.shophub.camel.gate;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** Waits until the rehearsal hands it something. */
final class StageConsumer extends DefaultConsumer {

    private final StageEndpoint endpoint;
    private final Stage stage;

    StageConsumer(StageEndpoint endpoint, Processor processor, Stage stage) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.stage = stage;
    }

    StageEndpoint endpoint() {
        return endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        stage.waits(getRoute().getRouteId(), this);
    }

    @Override
    protected void doStop() throws Exception {
        stage.left(getRoute().getRouteId());
        super.doStop();
    }

    /** Sends a body through the route as the real consumer does; the exchange tells how it ended. */
    Exchange play(Object body) {
        var exchange = createExchange(false);
        exchange.getMessage().setBody(body);
        try {
            getProcessor().process(exchange);
        } catch (Exception failed) {
            exchange.setException(failed);
        }
        return exchange;
    }
}
