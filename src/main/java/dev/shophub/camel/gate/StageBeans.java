package dev.shophub.camel.gate;

import dev.shophub.intake.NormalisedPage;
import dev.shophub.intake.SavedPage;
import dev.shophub.outbox.Outcome;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Plays the beans that steps call, by the signatures of the real ones: a method that answers {@link SavedPage} stores a page, one
 * that answers {@link Outcome} delivers a message, any other is only written down.
 */
final class StageBeans {

    private final Function<String, Optional<Class<?>>> real;
    private final Stage stage;

    /** @param real the class of a bean of the running hub, by name */
    StageBeans(Function<String, Optional<Class<?>>> real, Stage stage) {
        this.real = real;
        this.stage = stage;
    }

    /** Whether a bean asks a question that a query answers. */
    boolean isWatch(String bean) {
        return real.apply(bean).stream()
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .anyMatch(method -> method.getName().equals("question"));
    }

    /** @throws IllegalArgumentException when the running hub has no such bean or method */
    Processor step(String bean, String call) {
        var type = real.apply(bean)
                .orElseThrow(
                        () -> new IllegalArgumentException("There is no bean '" + bean + "' that routes may call"));
        var name = call == null ? "" : call.contains("(") ? call.substring(0, call.indexOf('(')) : call;
        var known = Arrays.stream(type.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class)
                .toList();
        var method = known.stream()
                .filter(one -> one.getName().equals(name.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The bean '" + bean + "' has no method '" + name + "'"
                        + Nearest.to(name, known.stream().map(Method::getName).toList())
                                .map(near -> ", but " + near)
                                .orElse("")));
        var step = bean + "." + name.strip();
        if (SavedPage.class.isAssignableFrom(method.getReturnType())) {
            return exchange -> store(exchange, step, element(method));
        }
        if (Outcome.class.isAssignableFrom(method.getReturnType())) {
            return exchange -> {
                stage.did(step, "");
                exchange.getMessage().setBody(new Outcome.Delivered("rehearsed"));
            };
        }
        return exchange -> stage.did(step, "");
    }

    private void store(Exchange exchange, String step, Class<?> element) {
        if (!(exchange.getMessage().getBody() instanceof NormalisedPage<?> page)) {
            throw new IllegalArgumentException(step + " takes a page that was normalised");
        }
        for (var record : page.records()) {
            if (!element.isInstance(record.value())) {
                throw new IllegalArgumentException(
                        step + " does not take " + record.value().getClass().getSimpleName());
            }
            stage.noted(step, record.raw().id().value());
        }
        page.aside().forEach(aside -> stage.noted("quarantine", aside.raw().id().value()));
        stage.did(step, "");
        exchange.getMessage()
                .setBody(new SavedPage(
                        page.shop(),
                        page.stream(),
                        page.records().size(),
                        page.aside().size()));
    }

    private static Class<?> element(Method method) {
        Type page = method.getGenericParameterTypes()[0];
        var argument = ((ParameterizedType) page).getActualTypeArguments()[0];
        return argument instanceof ParameterizedType list ? (Class<?>) list.getRawType() : (Class<?>) argument;
    }
}
