package dev.shophub.camel;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether what is written in the configuration is in force; trade goes on with what was before. */
@Component("configuration")
class ConfigurationHealth implements HealthIndicator {

    private final ConfigurationWatch watch;

    ConfigurationHealth(ConfigurationWatch watch) {
        this.watch = watch;
    }

    @Override
    public Health health() {
        var faults = watch.faults();
        var waiting = watch.waiting();
        var health = faults.isEmpty() && waiting.isEmpty() ? Health.up() : Health.unknown();
        if (!faults.isEmpty()) {
            health.withDetail("faults", faults);
        }
        if (!waiting.isEmpty()) {
            health.withDetail("waits for a restart", waiting);
        }
        return health.build();
    }
}
