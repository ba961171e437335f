package dev.shophub.simulator.trade;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * When a time of the folder happens in this world: moved by whole days, its local clock time read in the platform's
 * zone; what then lies after the start arrives faster where a speed is set.
 *
 * @param shiftDays added to every date
 * @param startedAt end of history
 */
record FolderTime(ZoneId zone, int shiftDays, Instant startedAt, int speed) {

    /** To the whole second, as platforms keep it. */
    Instant of(LocalDateTime local) {
        var moved = local.plusDays(shiftDays).atZone(zone).toInstant();
        if (moved.isAfter(startedAt)) {
            moved = startedAt.plus(Duration.between(startedAt, moved).dividedBy(speed));
        }
        return moved.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * The day of the folder that becomes today: its last of this weekday that has a week after it, or the nearest there
     * is.
     */
    static LocalDate defaultToday(LocalDate first, LocalDate last, LocalDate realToday) {
        var latest = last.minusDays(7);
        var back = Math.floorMod(
                latest.getDayOfWeek().getValue() - realToday.getDayOfWeek().getValue(), 7);
        var day = latest.minusDays(back);
        return day.isBefore(first) ? day.plusDays(7 * (((first.toEpochDay() - day.toEpochDay()) + 6) / 7)) : day;
    }
}
