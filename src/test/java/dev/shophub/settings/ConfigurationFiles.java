package dev.shophub.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;

/** An environment made of one file, read as Spring Boot reads it, and of nothing of this computer. */
final class ConfigurationFiles {

    private ConfigurationFiles() {}

    static StandardEnvironment environment(Path folder, String yaml, Map<String, Object> variables) {
        try {
            var file = Files.writeString(folder.resolve("application.yaml"), yaml);
            var environment = new StandardEnvironment();
            var sources = environment.getPropertySources();
            sources.replace(
                    StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                    new SystemEnvironmentPropertySource(
                            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
            sources.replace(
                    StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
                    new MapPropertySource(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, Map.of()));
            new YamlPropertySourceLoader()
                    .load("file", new FileSystemResource(file))
                    .forEach(sources::addLast);
            return environment;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
