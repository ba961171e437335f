package dev.shophub.demo;

import dev.shophub.settings.ConfiguredShops;
import dev.shophub.settings.DatabaseSettings;
import dev.shophub.settings.ErpSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/**
 * In the profile {@code demo}: starts the world beside the hub and, once it runs, points the hub's settings at it; stops it
 * after the hub, however the process ends.
 */
public final class DemoInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Logger log = LoggerFactory.getLogger(DemoInitializer.class);
    private static final String ADDRESSES = "worldAddresses";
    /** What is read from settings that lead to the world: it must not be read before they are there. */
    private static final List<Class<?>> LED_THERE =
            List.of(DatabaseSettings.class, ErpSettings.class, ConfiguredShops.class, MailProperties.class);

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        if (!environment.acceptsProfiles(Profiles.of("demo"))) {
            return;
        }
        var settings = settings(environment);
        context.getBeanFactory().registerSingleton("demoSettings", settings);
        if (settings.worldFile().isPresent()) {
            var addresses = WorldFile.read(settings.worldFile().get());
            context.getBeanFactory().registerSingleton(ADDRESSES, pointedAt(environment, addresses));
        } else {
            beside(context, started(environment, settings));
        }
    }

    private static void beside(ConfigurableApplicationContext context, WorldStart start) {
        var environment = context.getEnvironment();
        var beans = (BeanDefinitionRegistry) context.getBeanFactory();
        beans.registerBeanDefinition("world", bean(World.class, start::world));
        beans.registerBeanDefinition(
                ADDRESSES,
                bean(
                        WorldAddresses.class,
                        () -> pointedAt(environment, start.world().addresses())));
        context.addBeanFactoryPostProcessor(DemoInitializer::waitForAddresses);
    }

    static DemoSettings settings(Environment environment) {
        return Binder.get(environment)
                .bindOrCreate(
                        "demo", Bindable.of(DemoSettings.class), new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
    }

    static Path data(Environment environment) {
        return Path.of(environment.getProperty("hub.data.dir", "data"))
                .toAbsolutePath()
                .normalize();
    }

    private static WorldStart started(ConfigurableEnvironment environment, DemoSettings settings) {
        log.info("Starting the demo's database, platform, ERP and mailbox; the first time takes up to half a minute");
        var start = WorldStart.begin(() -> World.start(settings, environment, data(environment), Clock.systemUTC()));
        SpringApplication.getShutdownHandlers().add(start::close);
        return start;
    }

    private static WorldAddresses pointedAt(ConfigurableEnvironment environment, WorldAddresses addresses) {
        environment.getPropertySources().addFirst(new MapPropertySource("demo world", addresses.settings()));
        return addresses;
    }

    private static void waitForAddresses(ConfigurableListableBeanFactory beans) {
        for (var type : LED_THERE) {
            for (var name : beans.getBeanNamesForType(type, true, false)) {
                beans.getBeanDefinition(name).setDependsOn(ADDRESSES);
            }
        }
    }

    /** One that the context does not close: the world ends after the hub. */
    private static <T> BeanDefinition bean(Class<T> type, Supplier<T> made) {
        var definition = new RootBeanDefinition(type, made);
        definition.setDestroyMethodName("");
        return definition;
    }
}
