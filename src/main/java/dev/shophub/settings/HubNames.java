package dev.shophub.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Every name that configuration may use below {@code hub}, gathered from the settings records themselves. */
final class HubNames {

    private static final Set<String> SINGLE = Set.of(
            "hub.key",
            "hub.key-file",
            "hub.config.dir",
            "hub.data.dir",
            "hub.demo.db.url",
            "hub.demo.db.user",
            "hub.demo.db.password");

    private final Set<String> prefixes = new TreeSet<>();
    private final Set<String> leaves = new TreeSet<>(SINGLE);
    private final Set<String> trees = new TreeSet<>(Set.of("hub.shops"));

    /** @param records annotated with {@link ConfigurationProperties} */
    HubNames(Collection<Class<?>> records) {
        prefixes.addAll(SINGLE);
        prefixes.add("hub.shops");
        addRecord("hub.erp", AccountBlock.class);
        prefixes.add("hub.erp");
        for (var record : records) {
            var prefix = prefix(record);
            if (prefix.startsWith("hub.")) {
                prefixes.add(prefix);
                addRecord(prefix, record);
            }
        }
    }

    /** The names of this application: all settings records below the root package. */
    static HubNames scan() {
        return new HubNames(records());
    }

    /** All settings records below the root package. */
    static List<Class<?>> records() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        var loader = HubNames.class.getClassLoader();
        List<Class<?>> records = new ArrayList<>();
        scanner.findCandidateComponents("dev.shophub")
                .forEach(found -> records.add(ClassUtils.resolveClassName(found.getBeanClassName(), loader)));
        return records;
    }

    /** Where the keys of a settings record stand. */
    static String prefix(Class<?> record) {
        return MergedAnnotations.from(record).get(ConfigurationProperties.class).getString("prefix");
    }

    /** Below which names keys are bound strictly by their own record. */
    Set<String> prefixes() {
        return prefixes;
    }

    /** Whether an environment variable of this name binds. */
    boolean isVariable(String name) {
        return leaves.stream()
                        .anyMatch(leaf -> variable(leaf, "").equals(name)
                                || variable(leaf, "_").equals(name))
                || trees.stream().anyMatch(tree -> name.startsWith(variable(tree, "_") + "_"));
    }

    /** The variables that bind, in the form in which the docs write them. */
    Set<String> variables() {
        var names = new TreeSet<String>();
        leaves.forEach(leaf -> names.add(variable(leaf, "_")));
        return names;
    }

    private void addRecord(String prefix, Class<?> record) {
        for (var component : record.getRecordComponents()) {
            var name = prefix + "." + kebab(component.getName());
            if (Map.class.isAssignableFrom(component.getType())
                    || Collection.class.isAssignableFrom(component.getType())) {
                leaves.add(name);
                trees.add(name);
            } else if (component.getType().isRecord()) {
                addRecord(name, component.getType());
            } else {
                leaves.add(name);
            }
        }
    }

    private static String kebab(String component) {
        return component.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static String variable(String property, String hyphen) {
        return property.replace("-", hyphen).replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
