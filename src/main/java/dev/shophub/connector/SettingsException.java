package dev.shophub.connector;

/** A shop's settings cannot be used: the message names the key, what is wrong and what is expected, without its value. */
public final class SettingsException extends RuntimeException {

    private final String key;

    /** @param key relative to the shop, for instance {@code settings.app-key} */
    public SettingsException(String key, String message) {
        super(message);
        this.key = key;
    }

    public String key() {
        return key;
    }
}
