package dev.shophub.demo;

import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/**
 * In the profile {@code demo}: starts the world before the hub and points the hub's settings at it; stops it after the hub,
 * however the process ends.
 */
public final class DemoInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Logger log = LoggerFactory.getLogger(DemoInitializer.class);

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        if (!environment.acceptsProfiles(Profiles.of("demo"))) {
            return;
        }
        var settings = settings(environment);
        var addresses = settings.worldFile().map(WorldFile::read).orElseGet(() -> started(context, settings));
        environment.getPropertySources().addFirst(new MapPropertySource("demo world", addresses.settings()));
        context.getBeanFactory().registerSingleton("worldAddresses", addresses);
        context.getBeanFactory().registerSingleton("demoSettings", settings);
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

    private static WorldAddresses started(ConfigurableApplicationContext context, DemoSettings settings) {
        var environment = context.getEnvironment();
        log.info("Starting the demo's database, platform, ERP and mailbox; the first time takes up to half a minute");
        var world = World.start(settings, environment, data(environment), Clock.systemUTC());
        SpringApplication.getShutdownHandlers().add(world::close);
        context.getBeanFactory().registerSingleton("world", world);
        return world.addresses();
    }
}
