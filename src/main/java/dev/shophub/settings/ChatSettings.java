package dev.shophub.settings;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code hub.alerts}: who hears that no mail can leave.
 *
 * @param webhook address of a DingTalk, WeCom or Feishu robot, as {@code ${NAME}}: it is a secret; empty: nobody hears
 * @param secret of the robot's signature, as {@code ${NAME}}; empty: it wants none
 * @param keyword that the robot wants in every text; written before it
 */
@Validated
@ConfigurationProperties(prefix = "hub.alerts", ignoreUnknownFields = false)
public record ChatSettings(
        @DefaultValue("") @Pattern(regexp = "(https?://\\S+)?", message = "is no web address") String webhook,
        @DefaultValue("") String secret,
        @DefaultValue("运营告警") String keyword) {

    /** Without address and secret. */
    @Override
    public String toString() {
        return "ChatSettings[webhook=" + (webhook.isEmpty() ? "none" : "set") + "]";
    }
}
