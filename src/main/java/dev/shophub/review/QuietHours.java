package dev.shophub.review;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Hours of the day in which nothing but the critical is mailed.
 *
 * @param from first quiet minute, in {@code zone}
 * @param to first minute after them; before {@code from} the night passes midnight, equal to it there are none
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

    private static final int MINUTES_OF_A_DAY = 24 * 60;

    /**
     * @param from {@code 22:00}, or minutes after midnight: YAML reads an unquoted 22:00 as the number 1320
     * @throws IllegalArgumentException when a time is neither
     */
    public static QuietHours of(String from, String to, ZoneId zone) {
        return new QuietHours(time(from), time(to), zone);
    }

    /**
     * {@code moment}, or the end of the quiet hours it falls into. In the night in which clocks are put back, an end that the clock
     * shows twice is the first; in the one in which they are put forward, an end that it never shows is the moment of the change.
     */
    public Instant next(Instant moment) {
        var local = moment.atZone(zone);
        var time = local.toLocalTime();
        var passesMidnight = to.isBefore(from);
        var quiet =
                passesMidnight ? !time.isBefore(from) || time.isBefore(to) : !time.isBefore(from) && time.isBefore(to);
        if (!quiet) {
            return moment;
        }
        var day = passesMidnight && !time.isBefore(from) ? local.toLocalDate().plusDays(1) : local.toLocalDate();
        var end = day.atTime(to);
        var change = zone.getRules().getTransition(end);
        var ends = change != null && change.isGap()
                ? change.getInstant()
                : end.atZone(zone).toInstant();
        return ends.isAfter(moment) ? ends : moment;
    }

    private static LocalTime time(String text) {
        var trimmed = text.strip();
        try {
            if (trimmed.matches("\\d{1,4}")) {
                var minutes = Integer.parseInt(trimmed);
                if (minutes < MINUTES_OF_A_DAY) {
                    return LocalTime.ofSecondOfDay(minutes * 60L);
                }
            } else {
                return LocalTime.parse(trimmed.length() == 4 ? "0" + trimmed : trimmed);
            }
        } catch (java.time.format.DateTimeParseException notATime) {
            // told below, as for a number that is too large
        }
        throw new IllegalArgumentException("Not a time of day (value=" + trimmed + "); write it like \"22:00\"");
    }
}
