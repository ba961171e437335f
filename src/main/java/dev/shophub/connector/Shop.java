package dev.shophub.connector;

import dev.shophub.model.ShopKey;
import java.net.URI;
import java.time.ZoneId;
import java.util.Map;

/**
 * One account on a platform, as configured.
 *
 * @param title for people; mails and reports show it, never the key
 * @param baseUrl where the platform answers; plain http only for loopback
 * @param settings the platform's own keys under {@code settings:}, kebab-case, nested keys joined by dots; bound strictly
 *     by the platform to its own record. May hold secrets: never logged
 */
public record Shop(ShopKey key, String platform, String title, URI baseUrl, ZoneId zone, Map<String, String> settings) {

    public Shop {
        settings = Map.copyOf(settings);
    }

    @Override
    public String toString() {
        return "Shop[" + key + " on " + platform + "]";
    }
}
