package dev.shophub.store;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A figure as an export tells it.
 *
 * @param day in the shop's zone
 * @param channel where visitors came from, or an advertising plan; empty: all together
 * @param item the platform's item; empty: of the shop
 * @param currency ISO 4217; empty for what is no money
 * @param value money in the main unit, shares as fractions
 */
public record ExportValue(
        LocalDate day, String figure, String channel, String item, String currency, BigDecimal value) {}
