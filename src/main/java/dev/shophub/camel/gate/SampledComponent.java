package dev.shophub.camel.gate;

import java.util.List;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.util.TimeUtils;

/** Stands for {@code shop:} or {@code outbox:} in a scratch context: takes the same parameters as the real component, and no other. */
final class SampledComponent extends DefaultComponent {

    private final List<String> parameters;

    SampledComponent(String... parameters) {
        this.parameters = List.of(parameters);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> given) {
        for (var parameter : parameters) {
            var value = getAndRemoveParameter(given, parameter, String.class, "");
            if (parameter.equals("concurrency") && !value.isEmpty() && !value.matches("[1-9]\\d?")) {
                throw new IllegalArgumentException("concurrency is not a number from 1 to 99 (value=" + value + ")");
            }
            if (parameter.equals("every") && !value.isEmpty()) {
                TimeUtils.toMilliSeconds(value);
            }
        }
        return new Sample(uri, this);
    }

    /** Is replaced at once. */
    private static final class Sample extends DefaultEndpoint {

        private Sample(String uri, SampledComponent component) {
            super(uri, component);
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException("It is read from");
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("It is replaced before");
        }
    }
}
