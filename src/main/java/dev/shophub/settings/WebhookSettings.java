package dev.shophub.settings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code hub.webhooks}: the door at which platforms say that something changed. Without an address there is no door, and changes
 * are found by polling alone.
 *
 * @param address under which platforms reach the door from outside, https or on this computer http; the path
 *     {@code /hooks/<shop>} is added. Empty as none
 * @param listen the address of this computer on which the door answers; a reverse proxy with TLS stands in front of it
 * @param port 0: any free one
 */
@Validated
@NeedsRestart
@ConfigurationProperties(prefix = "hub.webhooks", ignoreUnknownFields = false)
public record WebhookSettings(
        @DoorAddress Optional<URI> address,
        @DefaultValue("127.0.0.1") String listen,
        @DefaultValue("8082") @Min(0) @Max(65535) int port) {

    /** What the binder leaves out is empty, and so is what was left empty. */
    public WebhookSettings {
        address = address == null
                ? Optional.empty()
                : address.filter(given -> !given.toString().isBlank());
    }
}
