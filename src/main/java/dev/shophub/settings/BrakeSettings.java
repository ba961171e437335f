package dev.shophub.settings;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code hub.brake}: when falling stock is held until a person releases it.
 *
 * @param listings more of a shop's listings falling to 0 within the window
 * @param percent or more than this part of them
 * @param atLeast fewer falling, or a shop with fewer listings, are judged by {@code listings} alone
 * @param totalPercent the shop would lose this part of its pieces or more, within a sixth of the window
 * @param window what fell within it counts together; so long a release holds
 */
@Validated
@ConfigurationProperties(prefix = "hub.brake", ignoreUnknownFields = false)
public record BrakeSettings(
        @DefaultValue("20") @Min(0) int listings,
        @DefaultValue("5") @DecimalMin("0") @DecimalMax("100") BigDecimal percent,
        @DefaultValue("5") @Min(1) int atLeast,
        @DefaultValue("50") @DecimalMin("1") @DecimalMax("100") BigDecimal totalPercent,
        @DefaultValue("1h") @DurationMin(minutes = 1) Duration window) {}
