package dev.shophub.settings;

import dev.shophub.connector.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/** Reads the configuration's files as the next start would, without starting anything, and says all that is wrong with them. */
public final class ConfigurationReader {

    private final ConfigurableEnvironment started;
    private final Path folder;
    private final Collection<? extends Platform> platforms;
    private final Collection<? extends Platform> erps;

    /**
     * @param started what this process was started with
     * @param folder of the configuration
     * @param platforms of shops that the hub knows
     * @param erps the kinds of ERP
     */
    public ConfigurationReader(
            ConfigurableEnvironment started,
            Path folder,
            Collection<? extends Platform> platforms,
            Collection<? extends Platform> erps) {
        this.started = started;
        this.folder = folder;
        this.platforms = List.copyOf(platforms);
        this.erps = List.copyOf(erps);
    }

    /** The files whose saves count. */
    public List<Path> files() {
        return new YamlFiles(folder, here()).files();
    }

    /** Reads them. */
    public ReadConfiguration read() {
        return read(List.of());
    }

    /** @param strangers names of variables that are not the hub's, though they look like it */
    ReadConfiguration read(Collection<String> strangers) {
        var unreadable = new YamlFiles(folder, here()).faults();
        if (!unreadable.isEmpty()) {
            return ReadConfiguration.unreadable(unreadable);
        }
        var now = FreshEnvironment.like(started);
        var variables = new HashSet<>(started.getSystemEnvironment().keySet());
        variables.removeAll(strangers);
        var faults = new ArrayList<>(new HubWideCheck(now).faults(variables));
        var records = new SettingsRecords(now, faults).bound();
        var accounts = new AccountReader(now);
        var shops = accounts.shops(shopsPrefix(started), platforms);
        Optional<ErpSettings> erp = Optional.empty();
        try {
            erp = Optional.of(accounts.erp("hub.erp", erps));
        } catch (StartRefusedException wrong) {
            faults.add(wrong.getMessage());
        }
        return new ReadConfiguration(
                records, shops, erp, faults.stream().distinct().toList(), LiveKeys.waiting(started, now));
    }

    /** Below which key the shops of this mode stand: simulators never stand beside real shops. */
    public static String shopsPrefix(ConfigurableEnvironment environment) {
        return environment.acceptsProfiles(Profiles.of("demo")) ? "demo.shops" : "hub.shops";
    }

    private static Path here() {
        return Path.of("").toAbsolutePath();
    }
}
