package dev.shophub.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/** Refuses what strict binding does not see: unknown keys right below {@code hub}, and misspelt {@code HUB_*} variables. */
public final class HubWideCheck {

    private static final Logger log = LoggerFactory.getLogger(HubWideCheck.class);
    private static final Pattern NAMED = Pattern.compile("\\$\\{\\s*(HUB_[A-Z0-9_]+)");
    private static final Pattern OF_AN_ORCHESTRATOR = Pattern.compile("HUB_(SERVICE_.*|PORT(_.*)?)");
    private static final String SHOPS = "hub.shops";
    private static final int TOO_FAR = 4;

    private final ConfigurableEnvironment environment;
    private final HubNames names;

    public HubWideCheck(ConfigurableEnvironment environment) {
        this(environment, HubNames.scan());
    }

    HubWideCheck(ConfigurableEnvironment environment, HubNames names) {
        this.environment = environment;
        this.names = names;
    }

    /**
     * @param variables names of the process's environment
     * @throws StartRefusedException naming the first wrong key by file and line, or the wrong variable
     */
    public void run(Collection<String> variables) {
        faults(variables).stream().findFirst().ifPresent(fault -> {
            throw new StartRefusedException(fault);
        });
    }

    /** A sentence for each fault, naming file and line. */
    List<String> faults(Collection<String> variables) {
        var faults = new ArrayList<String>();
        keys(faults);
        secrets(faults);
        variables(variables, faults);
        return faults;
    }

    private void keys(List<String> faults) {
        var origins = new Origins(environment);
        var known = names.prefixes().stream().map(ConfigurationPropertyName::of).toList();
        for (var name : origins.below(ConfigurationPropertyName.of("hub"))) {
            if (known.stream().noneMatch(prefix -> prefix.equals(name) || prefix.isAncestorOf(name))) {
                faults.add("%s: the key '%s' is unknown; below hub stand %s"
                        .formatted(origins.of(name), name, names.prefixes()));
            }
        }
    }

    private void secrets(List<String> faults) {
        var origins = new Origins(environment);
        var prefixes = new TreeSet<>(names.prefixes());
        prefixes.remove(SHOPS);
        prefixes.add("spring.mail");
        for (var prefix : prefixes) {
            origins.unresolved(ConfigurationPropertyName.of(prefix))
                    .ifPresent(missing -> faults.add(origins.of(missing.name()) + ": " + missing));
        }
    }

    private void variables(Collection<String> variables, List<String> faults) {
        var named = namedInFiles();
        for (var variable : new TreeSet<>(variables)) {
            if (!variable.startsWith("HUB_") || names.isVariable(variable) || named.contains(variable)) {
                continue;
            }
            if (OF_AN_ORCHESTRATOR.matcher(variable).matches()) {
                log.warn("The environment variable {} is set and means nothing to the hub", variable);
                continue;
            }
            faults.add(
                    "The environment variable %s is unknown: no setting has this name and no configuration file names it in ${}%s"
                            .formatted(
                                    variable,
                                    nearest(variable, named)
                                            .map(name -> "; did you mean " + name + "?")
                                            .orElse("; unset it")));
        }
    }

    private TreeSet<String> namedInFiles() {
        var named = new TreeSet<String>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> listed && !Origins.isProcessWide(source)) {
                for (var name : listed.getPropertyNames()) {
                    var matcher = NAMED.matcher(String.valueOf(listed.getProperty(name)));
                    while (matcher.find()) {
                        named.add(matcher.group(1));
                    }
                }
            }
        }
        return named;
    }

    private Optional<String> nearest(String variable, Collection<String> named) {
        var candidates = names.variables();
        candidates.addAll(named);
        return candidates.stream()
                .filter(candidate -> distance(candidate, variable) < TOO_FAR)
                .min(Comparator.comparingInt(candidate -> distance(candidate, variable)));
    }

    /** How many letters must be added, dropped or replaced to make one word of the other. */
    private static int distance(String one, String other) {
        var previous = new int[other.length() + 1];
        for (var column = 0; column <= other.length(); column++) {
            previous[column] = column;
        }
        for (var row = 1; row <= one.length(); row++) {
            var present = new int[other.length() + 1];
            present[0] = row;
            for (var column = 1; column <= other.length(); column++) {
                var replaced = previous[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                present[column] = Math.min(replaced, Math.min(previous[column], present[column - 1]) + 1);
            }
            previous = present;
        }
        return previous[other.length()];
    }
}
