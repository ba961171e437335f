package dev.shophub.camel.gate;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** The ends of the running routes in tests: what takes from them is handed to by the test, what they send is counted. */
final class Ends extends DefaultComponent {

    private final Map<String, Taker> takers = new ConcurrentHashMap<>();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final Consumer<Exchange> send;

    Ends(Consumer<Exchange> send) {
        this.send = send;
    }

    /** Routes that stand ready, by id. */
    Map<String, Taker> takers() {
        return takers;
    }

    List<String> sent() {
        return sent;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        parameters.clear();
        return new End(uri, this, remaining);
    }

    private final class End extends DefaultEndpoint {

        private final String name;

        private End(String uri, Ends component, String name) {
            super(uri, component);
            this.name = name;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    send.accept(exchange);
                    sent.add(name);
                }
            };
        }

        @Override
        public org.apache.camel.Consumer createConsumer(Processor processor) {
            return new Taker(this, processor);
        }

        @Override
        public boolean isSingleton() {
            return true;
        }
    }

    /** One route that takes from here. */
    final class Taker extends DefaultConsumer {

        private final String name;

        private Taker(End endpoint, Processor processor) {
            super(endpoint, processor);
            this.name = endpoint.name;
        }

        String name() {
            return name;
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            takers.put(getRoute().getRouteId(), this);
        }

        @Override
        protected void doStop() throws Exception {
            takers.remove(getRoute().getRouteId(), this);
            super.doStop();
        }

        Exchange take(Object body) {
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
}
