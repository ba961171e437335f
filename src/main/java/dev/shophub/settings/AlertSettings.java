package dev.shophub.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code hub.alert}: what is worth a mail and when.
 *
 * @param digestWindow after a mail, further ones alike wait this long and come as one digest
 * @param troubleRepeat an open trouble is told again after this long
 * @param openReviewsCron when support gets the list of reviews that want an answer, a Quartz expression in {@code
 *     hub.mail.time-zone}
 * @param fatal by kind of trouble: whether it is told at once at any hour, alone; missing: as shipped
 * @param escalateAfter what is fatal, and orders that stand still, are told further up after this long; 0: never
 */
@Validated
@ConfigurationProperties(prefix = "hub.alert", ignoreUnknownFields = false)
public record AlertSettings(
        @DefaultValue @Valid Quiet quietHours,
        @DefaultValue("30m") @DurationMin(seconds = 1) Duration digestWindow,
        @DefaultValue @Valid Reviews review,
        @DefaultValue @Valid LowStock lowStock,
        @DefaultValue @Valid Oversold oversold,
        @DefaultValue @Valid Late late,
        @DefaultValue @Valid Stuck stuck,
        @DefaultValue("24h") @DurationMin(minutes = 1) Duration troubleRepeat,
        @DefaultValue("0 0 9 ? * MON") @Cron String openReviewsCron,
        @DefaultValue Map<String, Boolean> fatal,
        @DefaultValue("4h") @DurationMin Duration escalateAfter,
        @DefaultValue @Valid Held held) {

    private static final String TIME = "([01]?\\d|2[0-3]):[0-5]\\d|\\d{1,4}";
    private static final String NO_TIME = "is no time of day; write it like \"22:00\"";

    /**
     * Hours in which only the critical is mailed, in {@code hub.mail.time-zone}. The same time twice: none.
     *
     * @param from {@code "22:00"}
     * @param to {@code "08:00"}
     */
    public record Quiet(
            @DefaultValue("22:00") @Pattern(regexp = TIME, message = NO_TIME) String from,
            @DefaultValue("08:00") @Pattern(regexp = TIME, message = NO_TIME) String to) {}

    /**
     * By the platform's word; a platform that is missing takes what the hub itself makes of a rating.
     *
     * @param bad which ratings count as bad
     * @param answerDays days after writing in which the shop may answer; missing: no limit is named
     * @param links where a person answers; {@code {order}}, {@code {item}} and {@code {review}} stand for their ids
     */
    public record Reviews(
            @DefaultValue Map<String, @Valid Bad> bad,
            @DefaultValue Map<String, @Min(1) @Max(3650) Integer> answerDays,
            @DefaultValue
                    Map<String, @Pattern(regexp = "https?://\\S+", message = "is no web address") String> links) {}

    /**
     * @param words the platform's rating words in lower case, and whether each is bad; decides first
     * @param stars this many or fewer are bad, where the platform has stars; 0: stars do not decide
     * @param neutral whether neutral is bad where neither words nor stars decide
     */
    public record Bad(
            @DefaultValue Map<String, Boolean> words,
            @DefaultValue("0") @Min(0) @Max(5) int stars,
            @DefaultValue("false") boolean neutral) {}

    /**
     * @param every how often stock is looked at
     * @param days fewer days of cover than this are low, at the speed of the last 14 days
     * @param recovery low ends at this multiple of the limit, so that a mail is not repeated at every sale
     * @param repeat what stays low is told again after this long; 0: never
     */
    public record LowStock(
            @DefaultValue("5m") @DurationMin(seconds = 1) Duration every,
            @DefaultValue("7") @Min(0) @Max(365) int days,
            @DefaultValue("1.25") @DecimalMin("1.0") @DecimalMax("10.0") BigDecimal recovery,
            @DefaultValue("24h") Duration repeat) {}

    /**
     * SKUs of which shops promised more than there is.
     *
     * @param every how often it is looked
     * @param digest after a mail, what is found next waits this long and comes as one
     */
    public record Oversold(
            @DefaultValue("1m") @DurationMin(seconds = 1) Duration every,
            @DefaultValue("10m") @DurationMin Duration digest) {}

    /**
     * Orders that the shop promised to ship soon.
     *
     * @param every how often orders are looked at
     * @param promised by the platform's word: the time from payment (cash on delivery: from placing) within which a shop there has
     *     to ship; missing: nothing is promised
     * @param warn how long before the promised time passes it is told
     * @param lookback orders placed before that are not told of
     */
    public record Late(
            @DefaultValue("5m") @DurationMin(seconds = 1) Duration every,
            @DefaultValue Map<String, @DurationMin(minutes = 1) Duration> promised,
            @DefaultValue("6h") @DurationMin Duration warn,
            @DefaultValue("14d") @DurationMin(hours = 1) Duration lookback) {}

    /**
     * How long the oldest order of a shop may wait at a step of its way until the admins hear of it; 0: as long as it takes.
     *
     * @param every how often it is looked
     * @param read since the last good poll of the shop's orders
     * @param stored in quarantine
     * @param erp on its way to the ERP; what waits for a person is parked and not counted
     * @param shipped in the ERP and not shipped
     */
    public record Stuck(
            @DefaultValue("1m") @DurationMin(seconds = 1) Duration every,
            @DefaultValue("30m") @DurationMin Duration read,
            @DefaultValue("0s") @DurationMin Duration stored,
            @DefaultValue("30m") @DurationMin Duration erp,
            @DefaultValue("0s") @DurationMin Duration shipped) {}

    /**
     * Orders and refunds that stand still: in quarantine, parked, given up.
     *
     * @param every how often it is looked
     * @param digest after a mail, what joins it waits this long and comes as one
     * @param percent more than this share of a stream set aside within an hour is told at any hour
     * @param atLeast fewer than this many are no share: one odd record of a quiet night wakes nobody
     * @param records more than this many of a stream set aside within an hour are told at any hour
     */
    public record Held(
            @DefaultValue("1m") @DurationMin(seconds = 1) Duration every,
            @DefaultValue("1h") @DurationMin(minutes = 1) Duration digest,
            @DefaultValue("1") @Min(0) @Max(100) int percent,
            @DefaultValue("3") @Min(1) int atLeast,
            @DefaultValue("10") @Min(0) int records) {}
}
