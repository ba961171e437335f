package dev.shophub.settings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code hub.census}: the platforms' own lists of a day's orders, held against what is stored.
 *
 * @param at when that begins every night, by the clock of each shop
 * @param days how many of the days just over are compared; 0: none
 */
@Validated
@ConfigurationProperties(prefix = "hub.census", ignoreUnknownFields = false)
public record CensusSettings(
        @DefaultValue("04:30") @Pattern(regexp = TIME, message = "is not a time like \"04:30\"") String at,
        @DefaultValue("2") @Min(0) @Max(30) int days) {

    private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d|\\d{1,4}";

    /** YAML reads an unquoted 04:30 as the number of its minutes. */
    public LocalTime time() {
        return at.contains(":") ? LocalTime.parse(at) : LocalTime.ofSecondOfDay(Integer.parseInt(at) % 1_440 * 60L);
    }
}
