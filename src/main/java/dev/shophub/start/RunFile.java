package dev.shophub.start;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shophub.settings.ConfiguredShops;
import dev.shophub.settings.DatabaseSettings;
import dev.shophub.settings.DueSettings;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/** {@code data/run.json}, for its owner only: how {@code ./hub} finds this hub, and a stopped demo's database. */
final class RunFile {

    private static final String NAME = "run.json";
    private static final String PORT = "demo.listens.";

    private final DataFolder data;
    private final Mode mode;
    private final DatabaseSettings database;
    private final ConfigurableEnvironment environment;
    private final ConfiguredShops shops;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();
    private Map<String, Object> written = Map.of();

    RunFile(
            DataFolder data,
            Mode mode,
            DatabaseSettings database,
            ConfigurableEnvironment environment,
            ConfiguredShops shops,
            Clock clock) {
        this.data = data;
        this.mode = mode;
        this.database = database;
        this.environment = environment;
        this.shops = shops;
        this.clock = clock;
    }

    /** Before anybody is told that the hub is ready: who hears of it may ask at once. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void write() {
        var ports = ports();
        var content = new LinkedHashMap<String, Object>();
        content.put("state", "running");
        content.put("mode", mode.word());
        content.put("pid", ProcessHandle.current().pid());
        content.put(
                "database", Map.of("url", database.url(), "user", database.user(), "password", database.password()));
        content.put("databaseUrl", database.url());
        content.put("databaseUser", database.user());
        content.put("databasePassword", database.password());
        Optional.ofNullable(environment.getProperty("demo.simulators.url"))
                .ifPresent(url -> content.put("simulators", Map.of("url", url)));
        content.put("ports", ports);
        content.put("due", due());
        content.put("token", environment.getRequiredProperty(StartInitializer.TOKEN));
        content.put("startedAt", clock.instant().toString());
        content.put("config", environment.getProperty("hub.config.dir", ""));
        content.put("routes", environment.getProperty("hub.routes.dir", ""));
        store(content);
    }

    /** When each shop's orders go to the ERP: a stopped demo is audited by the rule it ran with. */
    private Map<String, DueSettings> due() {
        var due = new TreeMap<String, DueSettings>();
        shops.good().forEach(shop -> due.put(shop.shop().key().value(), shop.due()));
        return due;
    }

    @EventListener(ContextClosedEvent.class)
    void stopped() {
        if (!written.isEmpty()) {
            var content = new LinkedHashMap<>(written);
            content.put("state", "stopped");
            store(content);
        }
    }

    private void store(Map<String, Object> content) {
        try {
            data.writePrivately(
                    NAME, json.writerWithDefaultPrettyPrinter().writeValueAsString(content) + System.lineSeparator());
            written = content;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts and numbers are always written", impossible);
        }
    }

    private Map<String, Integer> ports() {
        var ports = new TreeMap<String, Integer>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> listed) {
                for (var name : listed.getPropertyNames()) {
                    if (name.startsWith(PORT)) {
                        ports.put(name.substring(PORT.length()), environment.getProperty(name, Integer.class, 0));
                    }
                }
            }
        }
        var management = environment.getProperty("local.management.port", Integer.class);
        ports.put(
                "management",
                management != null ? management : environment.getProperty("local.server.port", Integer.class, 8081));
        return ports;
    }
}
