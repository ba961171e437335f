package dev.shophub.erp.rest;

import dev.shophub.connector.SettingsException;
import dev.shophub.connector.SettingsReader;
import dev.shophub.connector.Shop;

/**
 * What the plain REST ERP wants to know under {@code settings:}.
 *
 * @param token sent as {@code Authorization: Bearer}
 * @param pageSize rows of stock and products asked for at once, 1 to 500
 * @param callsPerSecond at most, reading and writing together
 */
record RestErpSettings(String token, int pageSize, int callsPerSecond) {

    private static final int LARGEST_PAGE = 500;

    /** @throws SettingsException naming the key that is unknown, missing or wrong */
    static RestErpSettings of(Shop erp) {
        var read = new SettingsReader(erp);
        var token = read.text("token");
        if (!token.chars().allMatch(character -> character > ' ' && character < 127)) {
            throw new SettingsException(
                    "settings.token", "settings.token holds a character that cannot stand in an HTTP header");
        }
        var settings = new RestErpSettings(token, (int) read.number("page-size", LARGEST_PAGE, 1, LARGEST_PAGE), (int)
                read.number("calls-per-second", 100, 1, 10_000));
        read.refuseOthers();
        return settings;
    }

    @Override
    public String toString() {
        return "RestErpSettings[pageSize=" + pageSize + ", callsPerSecond=" + callsPerSecond + "]";
    }
}
