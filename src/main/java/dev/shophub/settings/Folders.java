package dev.shophub.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where configuration and routes lie, found the same way whatever the working directory. */
public final class Folders {

    private static final String CONFIG = "--config=";
    private static final String ROUTES = "--routes=";

    private final Map<String, String> variables;
    private final Path workingDirectory;
    private final Path home;

    /**
     * @param variables the process's environment
     * @param home folder of the jar or of the classes
     */
    public Folders(Map<String, String> variables, Path workingDirectory, Path home) {
        this.variables = variables;
        this.workingDirectory = workingDirectory;
        this.home = home;
    }

    /**
     * The arguments as Spring reads them: every {@code application.yaml} of the folder and of the folders right below it.
     *
     * @throws StartRefusedException when no configuration or routes folder is found, or a configuration file is no YAML
     */
    public String[] resolve(String... arguments) {
        var resolved = locate(arguments);
        new YamlFiles(config(given(CONFIG, "HUB_CONFIG_DIR", arguments)), workingDirectory).refuseUnreadable();
        return resolved;
    }

    /** The same without a look into the files. */
    String[] locate(String... arguments) {
        var config = config(given(CONFIG, "HUB_CONFIG_DIR", arguments));
        var routes = given(ROUTES, "HUB_ROUTES_DIR", arguments)
                .map(workingDirectory::resolve)
                .orElseGet(() -> config.resolveSibling("routes"))
                .toAbsolutePath()
                .normalize();
        if (!Files.isDirectory(routes)) {
            throw new StartRefusedException(
                    "No routes folder was found (searched=[%s]); it lies beside the configuration folder, or give --routes=DIR"
                            .formatted(routes));
        }
        List<String> resolved = new ArrayList<>();
        resolved.add(
                "--spring.config.location=optional:classpath:/,file:%1$s/,optional:file:%1$s/*/".formatted(config));
        resolved.add("--hub.config.dir=" + config);
        resolved.add("--hub.routes.dir=" + routes);
        Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith(CONFIG) && !argument.startsWith(ROUTES))
                .forEach(resolved::add);
        return resolved.toArray(String[]::new);
    }

    private Path config(Optional<String> given) {
        var searched = new LinkedHashSet<Path>();
        if (given.isPresent()) {
            searched.add(workingDirectory.resolve(given.get()).normalize());
        } else {
            searched.add(workingDirectory.resolve("config"));
            searched.add(home.resolve("config"));
            if (home.getParent() != null) {
                searched.add(home.getParent().resolve("config"));
            }
        }
        return searched.stream()
                .filter(Files::isDirectory)
                .findFirst()
                .map(folder -> folder.toAbsolutePath().normalize())
                .orElseThrow(() -> new StartRefusedException(
                        "No configuration folder was found (searched=%s); start the hub where its folder config/ lies, or give --config=DIR"
                                .formatted(searched)));
    }

    private Optional<String> given(String option, String variable, String... arguments) {
        return Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(option))
                .map(argument -> argument.substring(option.length()))
                .findFirst()
                .or(() -> Optional.ofNullable(variables.get(variable)))
                .filter(folder -> !folder.isBlank());
    }
}
