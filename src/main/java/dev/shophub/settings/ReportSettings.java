package dev.shophub.settings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code hub.report}: the daily mail to the admins.
 *
 * @param dailyCron when it is sent, a Quartz expression in {@code hub.mail.time-zone}
 * @param rows most rows a section; what is more is counted
 */
@Validated
@ConfigurationProperties(prefix = "hub.report", ignoreUnknownFields = false)
public record ReportSettings(
        @DefaultValue("0 0 9 * * ?") String dailyCron, @DefaultValue("50") @Min(1) @Max(1000) int rows) {}
