package dev.shophub.settings;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The configuration as a start would read it now: arguments, variables and profiles of this process, files as they stand on disk. */
final class FreshEnvironment {

    /** How Spring Boot names what it read from files. */
    private static final String FROM_A_FILE = "Config resource";

    private FreshEnvironment() {}

    static ConfigurableEnvironment like(ConfigurableEnvironment running) {
        var fresh = new StandardEnvironment();
        var sources = fresh.getPropertySources();
        sources.stream().map(PropertySource::getName).toList().forEach(sources::remove);
        running.getPropertySources().stream()
                .filter(source -> !isFile(source))
                .filter(source -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
                .forEach(sources::addLast);
        fresh.setIgnoreUnresolvableNestedPlaceholders(true);
        fresh.setActiveProfiles(running.getActiveProfiles());
        ConfigDataEnvironmentPostProcessor.applyTo(fresh);
        ConfigurationPropertySources.attach(fresh);
        return fresh;
    }

    static boolean isFile(PropertySource<?> source) {
        return source.getName().startsWith(FROM_A_FILE);
    }
}
