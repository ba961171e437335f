package dev.shophub.settings;

import dev.shophub.connector.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The configuration looked at while no hub runs.
 *
 * @param config its folder
 * @param routesFolder the folder of the route files
 * @param routes what routes may reach; empty when that cannot be read
 * @param faults a sentence each
 * @param notes what a start in production would still want, a sentence each
 * @param environment as it would be started with
 */
public record CheckedFiles(
        Path config,
        Path routesFolder,
        Optional<RouteSettings> routes,
        List<String> faults,
        List<String> notes,
        ConfigurableEnvironment environment) {

    /** Set for the command line alone. */
    private static final List<String> OF_THE_COMMAND_LINE = List.of("HUB_HOME", "HUB_DATA");

    /**
     * Reads it.
     *
     * @param options {@code --config=DIR}, {@code --routes=DIR}
     * @throws StartRefusedException when no folder is found
     */
    public static CheckedFiles read(
            Collection<? extends Platform> platforms, Collection<? extends Platform> erps, String... options) {
        var home = Optional.ofNullable(System.getenv("HUB_HOME"))
                .map(Path::of)
                .orElseGet(
                        () -> new ApplicationHome(CheckedFiles.class).getDir().toPath());
        var folders = new Folders(System.getenv(), Path.of("").toAbsolutePath(), home);
        var plain = new StandardEnvironment();
        plain.getPropertySources().addFirst(new SimpleCommandLinePropertySource(folders.locate(options)));
        var config = Path.of(plain.getRequiredProperty("hub.config.dir"));
        var routes = Path.of(plain.getRequiredProperty("hub.routes.dir"));
        var unreadable = new YamlFiles(config, Path.of("").toAbsolutePath()).faults();
        if (!unreadable.isEmpty()) {
            return new CheckedFiles(config, routes, Optional.empty(), unreadable, List.of(), plain);
        }
        var read = new ConfigurationReader(plain, config, platforms, erps).read(OF_THE_COMMAND_LINE);
        var notes = new ArrayList<String>();
        var environment = FreshEnvironment.like(plain);
        return new CheckedFiles(
                config,
                routes,
                Optional.ofNullable((RouteSettings) read.records().get(RouteSettings.class)),
                faults(read, environment, notes),
                notes,
                environment);
    }

    /** Variables may be set where the hub runs and not here; who only tries the demo configures neither shop nor ERP. */
    private static List<String> faults(
            ReadConfiguration read, ConfigurableEnvironment environment, List<String> notes) {
        var faults = new ArrayList<>(read.allFaults());
        var unset = faults.stream().filter(Origins.Unresolved::isTold).toList();
        faults.removeAll(unset);
        notes.addAll(unset);
        if (read.shops().none()) {
            notes.add("No shop is configured: only the demo can run");
            if (!isWritten(environment, "hub.erp")) {
                faults.removeIf(fault -> fault.contains("'hub.erp."));
            }
        }
        return faults;
    }

    private static boolean isWritten(ConfigurableEnvironment environment, String block) {
        return !new Origins(environment)
                .below(ConfigurationPropertyName.of(block))
                .isEmpty();
    }

    /** The value of a key. */
    public Optional<String> property(String name) {
        return Optional.ofNullable(environment.getProperty(name));
    }
}
