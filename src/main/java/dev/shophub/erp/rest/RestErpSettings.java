package dev.shophub.erp.rest;

import dev.shophub.connector.SettingsException;
import dev.shophub.connector.Shop;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the plain REST ERP wants to know under {@code settings:}.
 *
 * @param token sent as {@code Authorization: Bearer}
 * @param pageSize rows of stock and products asked for at once, 1 to 500
 * @param callsPerSecond at most, reading and writing together
 */
record RestErpSettings(String token, int pageSize, int callsPerSecond) {

    private static final String TOKEN = "token";
    private static final String PAGE_SIZE = "page-size";
    private static final String CALLS = "calls-per-second";
    private static final int LARGEST_PAGE = 500;

    /** @throws SettingsException naming the key that is unknown, missing or wrong */
    static RestErpSettings of(Shop erp) {
        var unknown = new TreeSet<>(erp.settings().keySet());
        unknown.removeAll(Set.of(TOKEN, PAGE_SIZE, CALLS));
        if (!unknown.isEmpty()) {
            throw new SettingsException(
                    "settings." + unknown.first(),
                    "is not known; known are " + String.join(", ", TOKEN, PAGE_SIZE, CALLS));
        }
        var token = erp.settings().getOrDefault(TOKEN, "").strip();
        if (token.isEmpty()) {
            throw new SettingsException("settings." + TOKEN, "is missing; expected is the token the ERP issued");
        }
        if (!token.chars().allMatch(character -> character > ' ' && character < 127)) {
            throw new SettingsException("settings." + TOKEN, "holds a character that cannot stand in an HTTP header");
        }
        return new RestErpSettings(
                token, number(erp, PAGE_SIZE, LARGEST_PAGE, LARGEST_PAGE), number(erp, CALLS, 100, 10_000));
    }

    private static int number(Shop erp, String key, int standard, int largest) {
        var text = erp.settings().getOrDefault(key, Integer.toString(standard)).strip();
        if (!text.matches("[1-9][0-9]{0,5}") || Integer.parseInt(text) > largest) {
            throw new SettingsException("settings." + key, "is no whole number from 1 to " + largest);
        }
        return Integer.parseInt(text);
    }

    @Override
    public String toString() {
        return "RestErpSettings[pageSize=" + pageSize + ", callsPerSecond=" + callsPerSecond + "]";
    }
}
