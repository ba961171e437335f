package dev.shophub.settings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code hub.stock}: how a shop's SKUs find the ERP's.
 *
 * @param autoMap codes that are equal and unique on both sides map themselves
 */
@ConfigurationProperties(prefix = "hub.stock", ignoreUnknownFields = false)
public record StockSettings(@DefaultValue("true") boolean autoMap) {}
