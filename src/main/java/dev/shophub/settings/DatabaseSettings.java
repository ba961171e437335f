package dev.shophub.settings;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code hub.db}: the operations database in production.
 *
 * @param url JDBC address, {@code jdbc:mariadb://host:3306/schema}; empty: not configured, which stops a production start
 * @param connectTimeout until the server answers a new connection
 * @param socketTimeout longest silence within one statement
 * @param connections at most, in the pool
 */
@Validated
@NeedsRestart
@ConfigurationProperties(prefix = "hub.db", ignoreUnknownFields = false)
public record DatabaseSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("10s") @DurationMin(millis = 100) Duration connectTimeout,
        @DefaultValue("5m") @DurationMin(seconds = 1) Duration socketTimeout,
        @DefaultValue("20") @Min(4) int connections) {

    @Override
    public String toString() {
        return "DatabaseSettings[user=" + user + "]";
    }
}
