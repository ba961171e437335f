package dev.shophub.settings;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code hub.routes}: where route files lie and what their routes may reach.
 *
 * @param dir the folder; {@code --routes=DIR}
 * @param schemes the kinds of endpoints that route files may name
 * @param hosts remote hosts that routes may call by http, https or smtp; this computer needs none
 * @param files the only folder that {@code file:} may read and write, from the working directory
 * @param proof how long a route that was swapped in may take until its first success; a failure before takes it back
 */
@Validated
@NeedsRestart
@ConfigurationProperties(prefix = "hub.routes", ignoreUnknownFields = false)
public record RouteSettings(
        @DefaultValue("routes") @NotNull Path dir,
        @DefaultValue({
                    "bean", "direct", "file", "http", "https", "log", "outbox", "quartz", "shop", "smtp", "smtps", "sql"
                })
                Set<String> schemes,
        @DefaultValue Set<String> hosts,
        @DefaultValue("data/files") @NotNull Path files,
        @DefaultValue("15s") @NotNull Duration proof) {

    public RouteSettings {
        schemes = Set.copyOf(schemes);
        hosts = Set.copyOf(hosts);
    }
}
