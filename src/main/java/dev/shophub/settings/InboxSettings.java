package dev.shophub.settings;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * {@code hub.inbox}: where exports come in.
 *
 * @param dir the watched folder, from the working directory; below it one folder a shop
 * @param every how often it is looked at; a file is read when nothing of it changed between two looks
 * @param most the largest file that is read
 * @param senders who may mail exports, beside those who read the reports
 */
@Validated
@NeedsRestart
@ConfigurationProperties(prefix = "hub.inbox", ignoreUnknownFields = false)
public record InboxSettings(
        @DefaultValue("inbox") @NotNull Path dir,
        @DefaultValue("5s") @DurationMin(seconds = 1) Duration every,
        @DefaultValue("20MB") @NotNull DataSize most,
        @DefaultValue Map<String, @Email String> senders,
        @DefaultValue Mail mail) {

    /**
     * The mailbox that exports are mailed to.
     *
     * @param host empty: none is read
     * @param protocol {@code imaps} or {@code imap}
     * @param port 0: the protocol's own
     * @param every how often it is looked at
     */
    public record Mail(
            @DefaultValue("") String host,
            @DefaultValue("imaps") @Pattern(regexp = "imaps?", message = "is neither imaps nor imap") String protocol,
            @DefaultValue("0") @Min(0) @Max(65535) int port,
            @DefaultValue("") String user,
            @DefaultValue("") String password,
            @DefaultValue("20s") @DurationMin(seconds = 1) Duration every) {

        /** Whether a mailbox is read at all. */
        public boolean isSet() {
            return !host.isBlank();
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Mail[" + protocol + "://" + host + ":" + port + "]";
        }
    }
}
