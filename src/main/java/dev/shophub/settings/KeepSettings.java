package dev.shophub.settings;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code hub.keep}: how long rows stay that only explain the past; older ones are removed nightly in batches.
 *
 * @param rawRecords since the payload was last read
 * @param attempts of deliveries
 * @param syncRuns of polls
 * @param outbox delivered messages; waiting and dead ones stay
 * @param mails accepted by the mail server
 * @param deeds what people steered by {@code ./hub}
 */
@Validated
@ConfigurationProperties(prefix = "hub.keep", ignoreUnknownFields = false)
public record KeepSettings(
        @DefaultValue("180d") @DurationMin(days = 1) Duration rawRecords,
        @DefaultValue("90d") @DurationMin(days = 1) Duration attempts,
        @DefaultValue("30d") @DurationMin(days = 1) Duration syncRuns,
        @DefaultValue("90d") @DurationMin(days = 1) Duration outbox,
        @DefaultValue("365d") @DurationMin(days = 1) Duration mails,
        @DefaultValue("730d") @DurationMin(days = 1) Duration deeds) {}
