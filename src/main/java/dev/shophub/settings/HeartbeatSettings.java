package dev.shophub.settings;

import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code hub.heartbeat}: somebody else notices when the hub falls silent.
 *
 * @param url called with GET while polls, deliveries and mails are fresh; empty: nobody listens
 * @param every how often
 */
@Validated
@ConfigurationProperties(prefix = "hub.heartbeat", ignoreUnknownFields = false)
public record HeartbeatSettings(
        @DefaultValue("") @Pattern(regexp = "(https?://\\S+)?", message = "is no web address") String url,
        @DefaultValue("5m") @DurationMin(seconds = 1) Duration every) {}
