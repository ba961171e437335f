package dev.shophub.camel.gate;

import java.util.Map;
import java.util.Set;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.bean.BeanComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** {@code bean:intake?method=saveOrders}, played by {@link StageBeans}; a bean that has a double of its own is called. */
final class StageBeanComponent extends BeanComponent {

    private final StageBeans beans;
    private final Set<String> doubles;

    StageBeanComponent(StageBeans beans, Set<String> doubles) {
        this.beans = beans;
        this.doubles = doubles;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        if (doubles.contains(remaining)) {
            return super.createEndpoint(uri, remaining, parameters);
        }
        var method = getAndRemoveParameter(parameters, "method", String.class, "");
        return new BeanStep(uri, this, beans.step(remaining, method));
    }

    private static final class BeanStep extends DefaultEndpoint {

        private final Processor step;

        private BeanStep(String uri, StageBeanComponent component, Processor step) {
            super(uri, component);
            this.step = step;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) throws Exception {
                    step.process(exchange);
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("A bean is called, it calls nobody");
        }

        @Override
        public boolean isSingleton() {
            return true;
        }
    }
}
