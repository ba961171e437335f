package dev.shophub.settings;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * {@code hub.disk}: when space on this machine's volumes is told to be short, and when reading pauses.
 *
 * @param every how often it is looked
 * @param warnPercent less free than this is mailed
 * @param pausePercent less free than this, and less than {@code pauseBelow}: reading pauses
 * @param pauseBelow free space; a large volume has room with few percent left
 * @param paths further folders whose volumes are watched, by a name
 */
@Validated
@ConfigurationProperties(prefix = "hub.disk", ignoreUnknownFields = false)
public record DiskSettings(
        @DefaultValue("1m") @DurationMin(seconds = 1) Duration every,
        @DefaultValue("10") @DecimalMin("0") @DecimalMax("100") BigDecimal warnPercent,
        @DefaultValue("3") @DecimalMin("0") @DecimalMax("100") BigDecimal pausePercent,
        @DefaultValue("1GB") @NotNull DataSize pauseBelow,
        @DefaultValue Map<String, String> paths) {

    public DiskSettings {
        paths = paths == null ? Map.of() : Map.copyOf(paths);
    }
}
