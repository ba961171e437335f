package dev.shophub.settings;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code hub.backfill}: the past that a person has read again.
 *
 * @param quotaShare part of a shop's quota that it may take at most; the rest is left to live polls and to what is written
 */
@Validated
@ConfigurationProperties(prefix = "hub.backfill", ignoreUnknownFields = false)
public record BackfillSettings(@DefaultValue("0.25") @DecimalMin("0.01") @DecimalMax("1") double quotaShare) {}
