package dev.shophub.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.MailWorld;
import dev.shophub.settings.MailSettings;
import dev.shophub.settings.ReportSettings;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.CronExpression;

/** The nights in which clocks are put forward and back; the hour of the mails is one that is skipped, or comes twice. */
class ClockChangeIT {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Duration STEP = Duration.ofMinutes(10);

    private static MailWorld world;

    @BeforeAll
    static void open() {
        world = new MailWorld();
    }

    @BeforeEach
    void clear() {
        world.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-29", "2026-10-25"})
    void theDailyMailComesOnceADay(LocalDate night) throws ParseException {
        var cron = new CronExpression("0 30 2 * * ?");
        cron.setTimeZone(TimeZone.getTimeZone(BERLIN));
        var daily = new DailyMails(world, cron.getCronExpression(), () -> inBerlin(world.mail.get()));
        walk(night, (before, now) -> {
            var fires = cron.getNextValidTimeAfter(Date.from(before));
            if (!fires.toInstant().isAfter(now)) {
                daily.enqueue();
            }
            daily.catchUp();
        });
        assertThat(world.jdbc.queryForList("SELECT subject FROM outbox WHERE kind = 'daily' ORDER BY id", String.class))
                .containsExactly(
                        night.minusDays(1).toString(),
                        night.toString(),
                        night.plusDays(1).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-29", "2026-10-25"})
    void theMorningReportComesOnceADay(LocalDate night) {
        var settings = new ReportSettings.Morning(
                "02:30",
                "03:30",
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                Map.of("boss", MailWorld.BOSS),
                Map.of(),
                "inbox@shop.example",
                Map.of());
        world.clock.advance(Duration.between(world.clock.instant(), midnight(night.minusDays(1))));
        var morning =
                new MorningWorld(world, world.words, new Charts(new ChartFont(), world.words), settings, () -> BERLIN);
        walk(night, (before, now) -> morning.look());
        var days = List.of(night.minusDays(2), night.minusDays(1), night);
        var subjects =
                world.jdbc.queryForList("SELECT subject FROM outbox WHERE kind = 'report' ORDER BY id", String.class);
        assertThat(subjects).doesNotHaveDuplicates();
        for (var day : days) {
            assertThat(subjects).as("about %s", day).anyMatch(subject -> subject.contains(day.toString()));
        }
    }

    /** From the midnight before the day before until late on the day after. */
    private static void walk(LocalDate night, Step step) {
        var now = midnight(night.minusDays(1));
        var end = midnight(night.plusDays(2)).minus(STEP);
        while (now.isBefore(end)) {
            var before = now;
            now = now.plus(STEP);
            world.clock.advance(Duration.between(world.clock.instant(), now));
            step.at(before, now);
        }
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(BERLIN).toInstant();
    }

    private static MailSettings inBerlin(MailSettings mail) {
        return new MailSettings(
                mail.from(),
                mail.replyTo(),
                mail.team(),
                mail.language(),
                BERLIN,
                mail.admins(),
                mail.support(),
                mail.critical(),
                mail.escalation());
    }

    private interface Step {
        void at(Instant before, Instant now);
    }
}
