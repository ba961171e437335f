package dev.shophub.camel;

import dev.shophub.camel.gate.FileChecks;
import dev.shophub.route.CheckedConfiguration;
import dev.shophub.route.ConfigurationDesk;
import dev.shophub.settings.ConfigurationReader;
import dev.shophub.settings.RouteSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** {@code ./hub check-config} on a running hub: its files with its own variables, and what its shops' credentials can do. */
@Component
class LiveCheck implements ConfigurationDesk {

    private final ConfigurationReader reader;
    private final RouteSettings routes;
    private final Path config;
    private final Environment environment;
    private final ShopRightsTrial rights;

    LiveCheck(
            ConfigurationReader reader,
            RouteSettings routes,
            @Value("${hub.config.dir:config}") Path config,
            Environment environment,
            ShopDirectory directory) {
        this.reader = reader;
        this.routes = routes;
        this.config = config;
        this.environment = environment;
        this.rights = new ShopRightsTrial(directory);
    }

    @Override
    public CheckedConfiguration check() {
        var read = reader.read();
        var faults = new ArrayList<>(read.allFaults());
        faults.addAll(
                new FileChecks(config, routes, name -> java.util.Optional.ofNullable(environment.getProperty(name)))
                        .faults());
        return new CheckedConfiguration(
                true, config.toString(), routes.dir().toString(), faults, read.waiting(), rights.run());
    }
}
