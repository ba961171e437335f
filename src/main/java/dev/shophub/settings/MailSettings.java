package dev.shophub.settings;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import java.time.ZoneId;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code hub.mail}: who writes and who reads. Readers are maps from a name to an address, because maps merge across files
 * and lists do not; an empty address takes a reader out again.
 *
 * @param from the address mails come from; providers refuse one that is not the login's
 * @param replyTo a mailbox that is read; empty: {@code from}
 * @param team where replies to support's mails go, so that every agent sees them; empty: {@code replyTo}, else all of {@code
 *     support}
 * @param language {@code zh} or {@code en}
 * @param timeZone of dates in mails, of quiet hours and of the daily mail's hour
 * @param admins hear of troubles and get the daily mail
 * @param support hears of bad reviews, low stock and late orders
 * @param critical hears of critical words in reviews, at once and at any hour
 * @param escalation hears of what the admins did not end in time; nobody: the admins once more
 */
@Validated
@ConfigurationProperties(prefix = "hub.mail", ignoreUnknownFields = false)
public record MailSettings(
        @DefaultValue("shophub@localhost") @Email String from,
        @DefaultValue("") @Email String replyTo,
        @DefaultValue("") @Email String team,
        @DefaultValue("zh") @Pattern(regexp = "zh|en", message = "is not zh or en") String language,
        @DefaultValue("Asia/Shanghai") ZoneId timeZone,
        @DefaultValue Map<String, @Email String> admins,
        @DefaultValue Map<String, @Email String> support,
        @DefaultValue Map<String, @Email String> critical,
        @DefaultValue Map<String, @Email String> escalation) {}
