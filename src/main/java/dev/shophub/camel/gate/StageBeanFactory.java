package dev.shophub.camel.gate;

import java.lang.reflect.Method;
import java.util.Set;
import org.apache.camel.BeanScope;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.component.bean.DefaultBeanProcessorFactory;
import org.apache.camel.spi.BeanProcessorFactory;

/** The step {@code bean: {ref: …, method: …}}, played by {@link StageBeans}; a bean that has a double of its own is called. */
final class StageBeanFactory implements BeanProcessorFactory {

    private final StageBeans beans;
    private final Set<String> doubles;
    private final DefaultBeanProcessorFactory real = new DefaultBeanProcessorFactory();

    StageBeanFactory(CamelContext context, StageBeans beans, Set<String> doubles) {
        real.setCamelContext(context);
        real.start();
        this.beans = beans;
        this.doubles = doubles;
    }

    @Override
    public Processor createBeanProcessor(CamelContext context, Object bean, Method method) throws Exception {
        return real.createBeanProcessor(context, bean, method);
    }

    @Override
    public Processor createBeanProcessor(
            CamelContext context,
            Object bean,
            String beanType,
            Class<?> beanClass,
            String reference,
            String method,
            BeanScope scope)
            throws Exception {
        return reference == null || doubles.contains(reference)
                ? real.createBeanProcessor(context, bean, beanType, beanClass, reference, method, scope)
                : beans.step(reference, method);
    }
}
