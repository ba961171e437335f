package dev.shophub.settings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code hub.listing}: what happens to a listing when nothing of it can be sold.
 *
 * @param zero at sellable 0
 */
@ConfigurationProperties(prefix = "hub.listing", ignoreUnknownFields = false)
public record ListingSettings(@DefaultValue("take-down") Zero zero) {

    /** What the hub does at sellable 0. */
    public enum Zero {
        /** The item is taken down, and put up again by the hub when stock is back. */
        TAKE_DOWN,
        /** The item stays up with quantity 0. */
        ZERO
    }
}
