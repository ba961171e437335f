package dev.shophub.settings;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.math.BigDecimal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code hub.change}: which changes that people make need a second look.
 *
 * @param maxPercent a price that changes by more than this part of the old one wants {@code --yes}
 */
@Validated
@ConfigurationProperties(prefix = "hub.change", ignoreUnknownFields = false)
public record ChangeSettings(@DefaultValue("30") @DecimalMin("0") @DecimalMax("1000") BigDecimal maxPercent) {}
