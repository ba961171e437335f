package dev.shophub.camel;

import dev.shophub.camel.gate.GateDesk;
import dev.shophub.camel.gate.RouteGate;
import dev.shophub.camel.gate.Surroundings;
import dev.shophub.outbox.Bell;
import dev.shophub.route.RouteDesk;
import dev.shophub.settings.Release;
import dev.shophub.settings.RouteSettings;
import dev.shophub.store.Pauses;
import dev.shophub.store.PersonalReadings;
import dev.shophub.store.Queries;
import dev.shophub.store.QueryTrial;
import dev.shophub.store.RawRecords;
import dev.shophub.store.RouteBell;
import dev.shophub.store.RouteRevisions;
import dev.shophub.store.Sealer;
import dev.shophub.store.ShippedBook;
import dev.shophub.store.TroubleBell;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/** The route gate and what it borrows from the hub. */
@Configuration(proxyBeanMethods = false)
class GateConfiguration {

    private static final Duration DRAIN = Duration.ofSeconds(60);
    private static final String OURS = "dev.shophub.";
    /** What routes name by {@code #name}. */
    private static final List<String> BOUND = List.of("hubMail", "dataSource");

    @Bean
    RouteGate routeGate(
            CamelContext context,
            RouteSettings settings,
            @Value("${hub.config.dir:config}") Path config,
            Surroundings.Books books,
            Surroundings.Hub hub,
            JdbcTemplate jdbc,
            Queries queries) {
        return new RouteGate(new Surroundings(
                new Surroundings.Limits(
                        context,
                        settings.dir(),
                        config.resolve("sql"),
                        settings.schemes(),
                        settings.hosts(),
                        settings.files(),
                        settings.proof(),
                        DRAIN),
                books,
                hub,
                new Surroundings.Sql(queries, new QueryTrial(jdbc)::columns)));
    }

    /** Camel takes a bean of this name for its component {@code sql:}. */
    @Bean("sql-component")
    RunningSqlComponent sqlComponent(@Value("${hub.config.dir:config}") Path config, Queries queries) {
        return new RunningSqlComponent(config.resolve("sql"), queries);
    }

    @Bean
    RouteDesk routeDesk(RouteGate gate) {
        return new GateDesk(gate);
    }

    @Bean
    Surroundings.Books gateBooks(
            RouteRevisions revisions, Pauses pauses, TroubleBell troubles, RouteBell edits, Clock clock) {
        return new Surroundings.Books(revisions, pauses, troubles, edits, clock);
    }

    @Bean
    Surroundings.Hub gateHub(
            BeanFactory beans, Environment environment, ShopComponent polls, Bell bell, RecordedPages recorded) {
        return new Surroundings.Hub(
                recorded::pages,
                () -> nudge(polls, bell),
                ours(beans),
                bound(beans),
                name -> property(environment, name));
    }

    @Bean
    ShippedFiles shippedFiles(
            RouteSettings settings,
            @Value("${hub.config.dir:config}") Path config,
            JdbcTemplate jdbc,
            TroubleBell troubles,
            Clock clock) {
        return new ShippedFiles(
                Map.of(
                        "routes",
                        settings.dir(),
                        "config/sql",
                        config.resolve("sql"),
                        "config/mail",
                        config.resolve("mail")),
                new ShippedBook(jdbc, clock),
                troubles,
                Release.name());
    }

    @Bean
    RecordedPages recordedPages(
            RawRecords records, ShopDirectory directory, Sealer master, JdbcTemplate jdbc, Clock clock) {
        return new RecordedPages(records, directory, master, new PersonalReadings(jdbc, clock));
    }

    private static void nudge(ShopComponent polls, Bell bell) {
        polls.consumers().forEach(ShopConsumer::trigger);
        bell.ring();
    }

    /** Only what the hub itself made may be called. */
    private static Function<String, Optional<Class<?>>> ours(BeanFactory beans) {
        return name -> beans.containsBean(name)
                ? Optional.<Class<?>>ofNullable(beans.getType(name))
                        .filter(type -> type.getName().startsWith(OURS))
                : Optional.empty();
    }

    private static Map<String, Object> bound(BeanFactory beans) {
        return Map.of(BOUND.get(0), beans.getBean(BOUND.get(0)), BOUND.get(1), beans.getBean(BOUND.get(1)));
    }

    private static Optional<String> property(Environment environment, String name) {
        return Optional.ofNullable(environment.getProperty(name));
    }
}
