package dev.shophub.settings;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code hub.outbox}: how deliveries are tried again.
 *
 * @param backOff waits after the first, second … failed attempt; the last one repeats
 * @param maxAttempts failed attempts until a message is a dead letter; the default rides out about a day
 */
@Validated
@ConfigurationProperties(prefix = "hub.outbox", ignoreUnknownFields = false)
public record OutboxSettings(
        @DefaultValue({"5s", "30s", "2m", "10m", "30m", "1h"}) @NotEmpty List<Duration> backOff,
        @DefaultValue("28") @Min(1) int maxAttempts) {}
