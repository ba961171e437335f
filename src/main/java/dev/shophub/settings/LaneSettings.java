package dev.shophub.settings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code hub.lanes}: each shop polls in threads of its own, so that a stalled platform holds up nobody else.
 *
 * @param threads of one shop
 */
@Validated
@NeedsRestart
@ConfigurationProperties(prefix = "hub.lanes", ignoreUnknownFields = false)
public record LaneSettings(@DefaultValue("3") @Min(1) @Max(32) int threads) {}
