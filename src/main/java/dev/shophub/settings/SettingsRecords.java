package dev.shophub.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.validation.MessageInterpolatorFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.validation.Validator;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/** Binds all settings records as Spring Boot does at the start: strictly, limits checked. */
final class SettingsRecords {

    private static final List<Class<?>> ALL = HubNames.records();
    private static final Validator LIMITS = limits();

    private final Map<Class<?>, Object> bound = new HashMap<>();

    /** @param faults a sentence for each record that does not bind is added */
    SettingsRecords(ConfigurableEnvironment environment, List<String> faults) {
        var binder = Binder.get(environment);
        var origins = new Origins(environment);
        for (var type : ALL) {
            try {
                bound.put(
                        type,
                        binder.bindOrCreate(
                                HubNames.prefix(type),
                                Bindable.of(type),
                                new ValidationBindHandler(
                                        new NoUnboundElementsBindHandler(
                                                BindHandler.DEFAULT, new UnboundElementsSourceFilter()),
                                        LIMITS)));
            } catch (BindException wrong) {
                faults.add(BindFaults.where(wrong, origins) + ": " + BindFaults.what(wrong));
            }
        }
    }

    /** Those that bound, by their type. */
    Map<Class<?>, Object> bound() {
        return Map.copyOf(bound);
    }

    private static Validator limits() {
        var limits = new LocalValidatorFactoryBean();
        limits.setMessageInterpolator(new MessageInterpolatorFactory().getObject());
        limits.afterPropertiesSet();
        return limits;
    }
}
