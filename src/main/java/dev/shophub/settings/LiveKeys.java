package dev.shophub.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/** Which keys a save changes while the hub runs, and which only the next start reads. */
final class LiveKeys {

    /** Shops are connected one by one; of the ERP, which others hold on to, only the schedule. */
    private static final List<String> BLOCKS = List.of("hub.shops", "hub.erp.poll");

    private static final List<ConfigurationPropertyName> LIVE = Stream.concat(
                    BLOCKS.stream(),
                    HubNames.records().stream().filter(LiveKeys::isLive).map(HubNames::prefix))
            .map(ConfigurationPropertyName::of)
            .toList();

    private LiveKeys() {}

    /** Whether readers ask for this record anew each time. */
    static boolean isLive(Class<?> record) {
        return !record.isAnnotationPresent(NeedsRestart.class);
    }

    static boolean isLive(ConfigurationPropertyName name) {
        return LIVE.stream().anyMatch(block -> block.equals(name) || block.isAncestorOf(name));
    }

    /** A sentence for each key that is written otherwise now and is not live, naming file and line. */
    static List<String> waiting(ConfigurableEnvironment started, ConfigurableEnvironment now) {
        var names = new TreeSet<ConfigurationPropertyName>();
        names.addAll(written(started));
        names.addAll(written(now));
        var origins = new Origins(now);
        return names.stream()
                .filter(name -> !isLive(name))
                .filter(name -> !written(started, name).equals(written(now, name)))
                .map(name -> "%s: '%s' is read at the start only; restart the hub, until then the old value holds"
                        .formatted(origins.of(name), name))
                .toList();
    }

    /** As it is written, variables unresolved. */
    private static Optional<String> written(ConfigurableEnvironment environment, ConfigurationPropertyName name) {
        for (var source : ConfigurationPropertySources.get(environment)) {
            var property = source.getConfigurationProperty(name);
            if (property != null) {
                return Optional.of(String.valueOf(property.getValue()));
            }
        }
        return Optional.empty();
    }

    private static List<ConfigurationPropertyName> written(ConfigurableEnvironment environment) {
        var names = new ArrayList<ConfigurationPropertyName>();
        for (var source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource listed
                    && source.getUnderlyingSource() instanceof PropertySource<?> file
                    && FreshEnvironment.isFile(file)) {
                listed.forEach(names::add);
            }
        }
        return names;
    }
}
