package dev.shophub.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code hub.metrics}: how figures are computed from our own tables.
 *
 * @param every how often days that changed are computed again
 * @param again so many past days are computed again once a day, changed or not
 * @param shops what differs from shop to shop, by the shop's key
 */
@Validated
@ConfigurationProperties(prefix = "hub.metrics", ignoreUnknownFields = false)
public record MetricSettings(
        @DefaultValue("5m") @DurationMin(seconds = 1) Duration every,
        @DefaultValue("35") @Min(0) @Max(400) int again,
        @DefaultValue Map<String, @Valid Rates> shops) {

    /**
     * Rates of a shop that no table knows.
     *
     * @param feeRate share of net sales that the platform takes, a fraction
     * @param freight what sending one order costs, in the shop's currency
     * @param shipWithin promised time from payment to shipping
     */
    public record Rates(
            @DefaultValue("0") @DecimalMin("0") @DecimalMax("1") BigDecimal feeRate,
            @DefaultValue("0") @DecimalMin("0") BigDecimal freight,
            @DefaultValue("48h") @DurationMin(hours = 1) Duration shipWithin) {

        /** What holds where nothing is set. */
        public static final Rates DEFAULT = new Rates(BigDecimal.ZERO, BigDecimal.ZERO, Duration.ofHours(48));
    }

    /** The rates of a shop. */
    public Rates of(String shop) {
        return shops.getOrDefault(shop, Rates.DEFAULT);
    }
}
