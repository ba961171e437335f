package dev.shophub.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code hub.report}: the daily mail to the admins, and the operator's morning report.
 *
 * @param dailyCron when the daily mail is sent, a Quartz expression in {@code hub.mail.time-zone}
 * @param rows most rows a section; what is more is counted
 * @param drift when our stock is held against what shops show
 */
@Validated
@ConfigurationProperties(prefix = "hub.report", ignoreUnknownFields = false)
public record ReportSettings(
        @DefaultValue("0 0 9 * * ?") @Cron String dailyCron,
        @DefaultValue("50") @Min(1) @Max(1000) int rows,
        @DefaultValue @Valid Drift drift,
        @DefaultValue @Valid Morning morning) {

    /**
     * Our number of a variant beside the shop's.
     *
     * @param every how often they are compared
     * @param after what differs for less is on its way: neither told nor asked for
     */
    public record Drift(
            @DefaultValue("5m") @DurationMin(seconds = 10) Duration every,
            @DefaultValue("15m") @DurationMin(seconds = 0) Duration after) {}

    /**
     * Web addresses; {@code {item}}, {@code {order}}, {@code {review}}, {@code {code}} and {@code {sku}} (the ERP's) stand for ids.
     *
     * @param home where everything else is found
     */
    public record Pages(
            @DefaultValue("") @Pattern(regexp = ADDRESS, message = NO_ADDRESS) String home,
            @DefaultValue("") @Pattern(regexp = ADDRESS, message = NO_ADDRESS) String item,
            @DefaultValue("") @Pattern(regexp = ADDRESS, message = NO_ADDRESS) String reviews,
            @DefaultValue("") @Pattern(regexp = ADDRESS, message = NO_ADDRESS) String refunds,
            @DefaultValue("") @Pattern(regexp = ADDRESS, message = NO_ADDRESS) String orders,
            @DefaultValue("") @Pattern(regexp = ADDRESS, message = NO_ADDRESS) String ads,
            @DefaultValue("") @Pattern(regexp = ADDRESS, message = NO_ADDRESS) String product) {

        private static final String ADDRESS = "|https?://\\S+";
        private static final String NO_ADDRESS = "is no web address";

        /**
         * A page with its ids in place; empty where none is configured, or an id is wanted that is not known: a page of nothing helps
         * nobody.
         *
         * @param template null: none
         * @param ids by name; an empty one is not known
         */
        public static Optional<String> address(String template, Map<String, String> ids) {
            var address = Objects.requireNonNullElse(template, "");
            for (var id : ids.entrySet()) {
                if (!id.getValue().isEmpty()) {
                    address = address.replace(
                            "{" + id.getKey() + "}", URLEncoder.encode(id.getValue(), StandardCharsets.UTF_8));
                }
            }
            return address.isBlank() || address.contains("{") ? Optional.empty() : Optional.of(address);
        }
    }

    /**
     * The morning report.
     *
     * @param first when it is sent, in {@code hub.mail.time-zone}
     * @param second until when a second edition may follow
     * @param every how often it is looked at whether an edition is due
     * @param together exports come in together: a second edition waits until none has come for so long
     * @param unheard the same while a shop is without visitors of which none ever came: perhaps its first are on their way
     * @param figures who reads it; none: {@code hub.mail.admins}
     * @param profit who also reads profit; none: nobody
     * @param exportsTo the address that exports are mailed to, named where one is missing
     * @param links by shop or platform, {@code erp} for the ERP: where that is done which a report says needs doing
     */
    public record Morning(
            @DefaultValue("08:30") @Pattern(regexp = TIME, message = "is not a time like \"08:30\"") String first,
            @DefaultValue("11:00") @Pattern(regexp = TIME, message = "is not a time like \"11:00\"") String second,
            @DefaultValue("20s") @DurationMin(seconds = 1) Duration every,
            @DefaultValue("20s") @DurationMin(seconds = 0) Duration together,
            @DefaultValue("60s") @DurationMin(seconds = 0) Duration unheard,
            @DefaultValue Map<String, @Email String> figures,
            @DefaultValue Map<String, @Email String> profit,
            @DefaultValue("") @Email String exportsTo,
            @DefaultValue Map<String, @Valid Pages> links) {

        private static final String TIME = "\\d{2}:\\d{2}|\\d{1,4}";

        public LocalTime firstAt() {
            return time(first);
        }

        public LocalTime secondUntil() {
            return time(second);
        }

        /** YAML reads an unquoted 11:00 as the number of its minutes. */
        private static LocalTime time(String text) {
            return text.contains(":") ? LocalTime.parse(text) : LocalTime.ofSecondOfDay(Integer.parseInt(text) * 60L);
        }
    }
}
