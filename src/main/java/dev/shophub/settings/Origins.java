package dev.shophub.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/** Where a setting was written, as people and editors read it: {@code FILE:LINE}. */
final class Origins {

    private static final Pattern LEFT_OVER = Pattern.compile("\\$\\{([^:}]+)");

    private final ConfigurableEnvironment environment;

    Origins(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** Where this name, or else the first name below it, is written; "the configuration" when nobody knows. */
    String of(ConfigurationPropertyName name) {
        return first(name::equals)
                .or(() -> first(name::isAncestorOf))
                .map(Origins::text)
                .orElse("the configuration");
    }

    /** Where this name is written, else the nearest block around it that is, up to {@code outermost}. */
    String of(ConfigurationPropertyName name, ConfigurationPropertyName outermost) {
        for (var present = name; !present.equals(outermost); present = present.getParent()) {
            var written = present;
            var found = first(one -> written.equals(one) || written.isAncestorOf(one));
            if (found.isPresent()) {
                return text(found.get());
            }
        }
        return of(outermost);
    }

    /** All names at or below a name, as the sources that can be listed write them, without repeats. */
    List<ConfigurationPropertyName> below(ConfigurationPropertyName parent) {
        var names = new ArrayList<ConfigurationPropertyName>();
        for (var source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource listed
                    && !isProcessWide(source.getUnderlyingSource())) {
                listed.stream()
                        .filter(parent::isAncestorOf)
                        .filter(name -> !names.contains(name))
                        .forEach(names::add);
            }
        }
        return names;
    }

    /** The first setting at or below a name whose {@code ${…}} nothing resolves. */
    Optional<Unresolved> unresolved(ConfigurationPropertyName parent) {
        var names = new ArrayList<>(List.of(parent));
        names.addAll(below(parent));
        for (var name : names) {
            for (var source : ConfigurationPropertySources.get(environment)) {
                var property = source.getConfigurationProperty(name);
                if (property != null) {
                    var matcher =
                            LEFT_OVER.matcher(environment.resolvePlaceholders(String.valueOf(property.getValue())));
                    if (matcher.find()) {
                        return Optional.of(new Unresolved(name, matcher.group(1)));
                    }
                    break;
                }
            }
        }
        return Optional.empty();
    }

    /** {@code FILE:LINE} for a file, the source's own words for anything else. */
    static String text(Origin origin) {
        return inFile(origin)
                .map(place -> file(place) + ":" + (place.getLocation().getLine() + 1))
                .orElseGet(() -> String.valueOf(origin));
    }

    private static Optional<TextResourceOrigin> inFile(Origin origin) {
        if (origin instanceof PropertySourceOrigin wrapped) {
            return inFile(wrapped.getOrigin());
        }
        return origin instanceof TextResourceOrigin place && place.getLocation() != null
                ? Optional.of(place)
                : Optional.empty();
    }

    private Optional<Origin> first(Predicate<ConfigurationPropertyName> wanted) {
        var found = new ArrayList<Origin>();
        for (var source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource listed) {
                listed.stream()
                        .filter(wanted)
                        .map(listed::getConfigurationProperty)
                        .filter(property -> property != null && property.getOrigin() != null)
                        .map(property -> property.getOrigin())
                        .forEach(found::add);
                if (!found.isEmpty()) {
                    return found.stream().min(Comparator.comparingInt(Origins::line));
                }
            }
        }
        return Optional.empty();
    }

    private static int line(Origin origin) {
        return inFile(origin).map(place -> place.getLocation().getLine()).orElse(Integer.MAX_VALUE);
    }

    /** Relative to the working directory where the file lies below it. */
    private static String file(TextResourceOrigin origin) {
        try {
            var path = origin.getResource().getFile().toPath().toAbsolutePath().normalize();
            var here = Path.of("").toAbsolutePath();
            return (path.startsWith(here) ? here.relativize(path) : path).toString();
        } catch (IOException notAFile) {
            return origin.getResource().getDescription();
        }
    }

    static boolean isProcessWide(Object source) {
        return source instanceof PropertySource<?> named
                && (named.getName().startsWith("systemEnvironment")
                        || named.getName().startsWith("systemProperties"));
    }

    /** A setting that waits for an environment variable which is not set. */
    record Unresolved(ConfigurationPropertyName name, String variable) {

        private static final Pattern TOLD = Pattern.compile("needs the environment variable \\S+, which is not set$");

        /** Whether a sentence tells of such a setting. */
        static boolean isTold(String sentence) {
            return TOLD.matcher(sentence).find();
        }

        @Override
        public String toString() {
            return "'%s' needs the environment variable %s, which is not set".formatted(name, variable);
        }
    }
}
