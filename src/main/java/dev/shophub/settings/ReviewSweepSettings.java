package dev.shophub.settings;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code hub.review-sweep}: past reviews are read again, so that changes of old ones are found and deleted ones noticed.
 *
 * @param every from the end of one sweep to the next
 * @param depth how far back in time of writing, as far as the platform shows
 */
@Validated
@ConfigurationProperties(prefix = "hub.review-sweep", ignoreUnknownFields = false)
public record ReviewSweepSettings(
        @DefaultValue("24h") @DurationMin(seconds = 1) Duration every,
        @DefaultValue("30d") @DurationMin(minutes = 1) Duration depth) {}
