package dev.shophub.camel.gate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.model.errorhandler.RefErrorHandlerDefinition;
import org.apache.camel.spi.BeanProcessorFactory;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.spi.PropertiesSource;
import org.quartz.CronExpression;
import org.quartz.SchedulerException;

/**
 * A context apart from the running one in which files are built and started whole. Its endpoints are made by the real components,
 * so that every option is checked, and replaced by {@link StageEndpoint}; its beans are doubles.
 */
final class Scratch implements AutoCloseable {

    private static final Set<String> INSIDE = Set.of("bean", "direct");

    private final Stage stage = new Stage();
    private final DefaultCamelContext context = new DefaultCamelContext(false);
    private final QuartzComponent quartz = quartz();

    /** @throws RefusedException naming the block that cannot be built or started */
    Scratch(Collection<RouteFile> files, Samples samples, Rehearsal.Borrowed borrowed) throws RefusedException {
        try {
            equip(files, samples, borrowed);
            context.start();
            build(files, samples);
        } catch (RefusedException refused) {
            close();
            throw refused;
        } catch (Exception broken) {
            close();
            throw new IllegalStateException("The scratch context does not start", broken);
        }
    }

    private void equip(Collection<RouteFile> files, Samples samples, Rehearsal.Borrowed borrowed) {
        var beans = new StageBeans(borrowed.beans(), stage);
        var watches = files.stream()
                .flatMap(file -> file.askedBeans().stream())
                .filter(beans::isWatch)
                .collect(Collectors.toSet());
        var doubles = Doubles.of(stage, samples.documents(), watches);
        doubles.forEach(context.getRegistry()::bind);
        borrowed.bound().forEach(context.getRegistry()::bind);
        context.getPropertiesComponent().addPropertiesSource(new Borrowing(borrowed));
        context.getPropertiesComponent().addPropertiesFunction(new BeanValues(borrowed));
        context.getGlobalOptions().put(Exchange.LOG_EIP_NAME, "shophub.rehearsal");
        context.setAllowUseOriginalMessage(false);
        context.disableJMX();
        context.addComponent("bean", new StageBeanComponent(beans, doubles.keySet()));
        context.getCamelContextExtension()
                .addContextPlugin(BeanProcessorFactory.class, new StageBeanFactory(context, beans, doubles.keySet()));
        context.addComponent("shop", new SampledComponent("shop", "every"));
        context.addComponent("outbox", new SampledComponent("concurrency"));
        var direct = new DirectComponent();
        direct.setBlock(false);
        context.addComponent("direct", direct);
        context.addComponent("quartz", quartz);
        context.getExecutorServiceManager().setThreadPoolFactory(new SameThreads());
        context.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> staged(endpoint));
    }

    /** Where nothing else is said Camel's own handler tries once and logs; here the same without the log. */
    private static void beSilent(RouteDefinition route) {
        if (route.getErrorHandlerFactory() instanceof RefErrorHandlerDefinition
                && route.getOutputs().stream().noneMatch(OnExceptionDefinition.class::isInstance)) {
            route.setErrorHandlerFactory(new NoErrorHandlerDefinition());
        }
    }

    private static QuartzComponent quartz() {
        var properties = new HashMap<String, Object>();
        properties.put("org.quartz.threadPool.threadCount", "1");
        properties.put("org.quartz.scheduler.instanceName", "rehearsal");
        var quartz = new QuartzComponent();
        quartz.setProperties(properties);
        quartz.setAutoStartScheduler(false);
        return quartz;
    }

    /** Quartz remembers every scheduler until it is shut down, and Camel ends only those it let start. */
    private void endScheduler() {
        try {
            if (quartz.getScheduler() != null) {
                quartz.getScheduler().shutdown();
            }
        } catch (SchedulerException impossible) {
            throw new IllegalStateException("A scheduler that never started ends", impossible);
        }
    }

    private Endpoint staged(Endpoint endpoint) {
        if (endpoint instanceof QuartzEndpoint quartz) {
            checkTimes(quartz);
        }
        var uri = endpoint.getEndpointUri();
        var scheme = uri.substring(0, Math.max(0, uri.indexOf(':')));
        return endpoint instanceof DirectEndpoint || INSIDE.contains(scheme)
                ? endpoint
                : new StageEndpoint(endpoint, stage);
    }

    private static void checkTimes(QuartzEndpoint quartz) {
        if (quartz.getCron() == null) {
            return;
        }
        try {
            new CronExpression(quartz.getCron());
        } catch (java.text.ParseException wrong) {
            throw new IllegalArgumentException("The cron expression is wrong: " + wrong.getMessage(), wrong);
        }
    }

    private void build(Collection<RouteFile> files, Samples samples) throws RefusedException {
        var model = Definitions.model(context);
        for (var file : files) {
            model.addRouteConfigurations(Definitions.read(context, file).configurations());
        }
        for (var file : files) {
            // read again: a route takes the configurations that are there when it is read
            var definitions = Definitions.read(context, file);
            try {
                definitions.templates().forEach(template -> beSilent(template.getRoute()));
                model.addRouteTemplateDefinitions(definitions.templates());
                for (var route : definitions.routes()) {
                    beSilent(route);
                    model.addRouteDefinitions(List.of(route));
                }
            } catch (Exception broken) {
                throw new RefusedException(Reasons.finding(file, broken));
            }
        }
        for (var file : files) {
            if (file.ids(RouteFile.Kind.TEMPLATE).contains(PollRoute.TEMPLATE)) {
                polls(file, samples);
            }
        }
        danglingTargets(files);
    }

    private void polls(RouteFile file, Samples samples) throws RefusedException {
        for (var page : samples.pages()) {
            try {
                Definitions.model(context)
                        .addRouteFromTemplate(
                                page.route().id(),
                                PollRoute.TEMPLATE,
                                page.route().parameters());
            } catch (Exception broken) {
                throw new RefusedException(new Finding(
                        file.name(),
                        file.line(RouteFile.Kind.TEMPLATE, PollRoute.TEMPLATE),
                        Reasons.clause(broken),
                        "mend the template; docs/routes.md explains its parameters"));
            }
        }
    }

    private void danglingTargets(Collection<RouteFile> files) throws RefusedException {
        var taken = new HashSet<String>();
        for (var route : context.getRoutes()) {
            if (route.getEndpoint() instanceof DirectEndpoint) {
                taken.add(route.getEndpoint().getEndpointUri().replaceFirst("^direct:(//)?", ""));
            }
        }
        for (var target : AllowedEndpoints.directTargets(files).entrySet()) {
            if (!taken.contains(target.getKey())) {
                var finding = target.getValue();
                throw new RefusedException(Nearest.to(target.getKey(), taken)
                        .map(near -> new Finding(
                                        finding.file(), finding.line(), finding.what(), "did you mean direct:" + near)
                                .known("direct-near", target.getKey(), near))
                        .orElse(finding));
            }
        }
    }

    Stage stage() {
        return stage;
    }

    Set<String> routes() {
        return context.getRoutes().stream().map(Route::getRouteId).collect(Collectors.toUnmodifiableSet());
    }

    Optional<StageConsumer> consumer(String route) {
        return Optional.ofNullable(stage.consumers().get(route));
    }

    /** Routes that take from an endpoint. */
    List<StageConsumer> takers(String scheme, String target) {
        return stage.consumers().values().stream()
                .filter(consumer -> consumer.endpoint().scheme().equals(scheme)
                        && consumer.endpoint().target().equals(target))
                .toList();
    }

    /** Routes that begin by themselves. */
    List<StageConsumer> schedules() {
        var found = new ArrayList<>(stage.consumers().entrySet());
        found.sort(Map.Entry.comparingByKey());
        return found.stream()
                .map(Map.Entry::getValue)
                .filter(consumer ->
                        !Set.of("shop", "outbox").contains(consumer.endpoint().scheme()))
                .toList();
    }

    @Override
    public void close() {
        endScheduler();
        try {
            context.close();
        } catch (IOException impossible) {
            throw new IllegalStateException("A scratch context closes", impossible);
        }
    }

    /** The running hub's configuration. */
    private record Borrowing(Rehearsal.Borrowed borrowed) implements PropertiesSource {

        @Override
        public String getName() {
            return "hub";
        }

        @Override
        public String getProperty(String name) {
            return borrowed.properties().apply(name).orElse(null);
        }
    }

    /** What beans of the running hub say of times, {@code {{bean:daily.cron}}}. */
    private record BeanValues(Rehearsal.Borrowed borrowed) implements PropertiesFunction {

        @Override
        public String getName() {
            return "bean";
        }

        @Override
        public String apply(String call) {
            return borrowed.beanValues().apply(call);
        }
    }
}
