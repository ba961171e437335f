package dev.shophub.platform.acme;

import dev.shophub.connector.SettingsReader;
import dev.shophub.connector.Shop;
import java.net.URI;

/** What a shop on Acme has under {@code settings:}. */
record AcmeSettings(String appKey, String appSecret, URI consentUrl, String redirectUri) {

    /** @throws dev.shophub.connector.SettingsException naming the key that is unknown, missing or wrong */
    static AcmeSettings of(Shop shop) {
        var settings = new SettingsReader(shop);
        var read = new AcmeSettings(
                settings.text("app-key"),
                settings.text("app-secret"),
                settings.address("consent-url", "https://acme.example/consent"),
                settings.optional("redirect-uri").orElse(""));
        settings.refuseOthers();
        return read;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "AcmeSettings[" + appKey + "]";
    }
}
