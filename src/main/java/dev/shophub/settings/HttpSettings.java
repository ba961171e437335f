package dev.shophub.settings;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code hub.http}: every call out of the hub.
 *
 * @param connectTimeout until a connection stands
 * @param responseTimeout longest silence of the other side
 * @param connections pooled, at most, of all hosts together
 * @param connectionsPerHost pooled, at most, of one host
 */
@Validated
@NeedsRestart
@ConfigurationProperties(prefix = "hub.http", ignoreUnknownFields = false)
public record HttpSettings(
        @DefaultValue("10s") @DurationMin(millis = 100) Duration connectTimeout,
        @DefaultValue("30s") @DurationMin(millis = 100) Duration responseTimeout,
        @DefaultValue("200") @Min(1) int connections,
        @DefaultValue("20") @Min(1) int connectionsPerHost) {}
