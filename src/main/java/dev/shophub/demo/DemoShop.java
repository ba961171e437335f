package dev.shophub.demo;

import java.util.Map;

/**
 * A shop that the demo runs, as a configuration block would say it.
 *
 * @param settings the platform's own keys
 */
record DemoShop(String key, String title, String platform, String baseUrl, String timeZone, Map<String, String> settings) {

    /** Without the settings, which hold a secret. */
    @Override
    public String toString() {
        return "DemoShop[" + key + " on " + platform + "]";
    }
}
