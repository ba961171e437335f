package dev.shophub.report;

import dev.shophub.alert.Recipients;
import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.settings.MailSettings;
import dev.shophub.settings.ReportSettings;
import dev.shophub.store.MailTopics;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.scheduling.support.CronExpression;

/** Asks for the daily mail, one an admin: the bean {@code daily} of the report routes. */
public final class DailyMail {

    /** The kind of the daily mail. */
    static final String KIND = "daily";

    private final Supplier<ReportSettings> settings;
    private final Supplier<MailSettings> mail;
    private final Recipients recipients;
    private final MailTopics topics;
    private final Outbox outbox;
    private final Clock clock;

    DailyMail(
            Supplier<ReportSettings> settings,
            Supplier<MailSettings> mail,
            Recipients recipients,
            MailTopics topics,
            Outbox outbox,
            Clock clock) {
        this.topics = topics;
        this.settings = settings;
        this.mail = mail;
        this.recipients = recipients;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** When it is sent, a Quartz expression in {@link #zone}. */
    public String cron() {
        return settings.get().dailyCron();
    }

    /** The IANA name of the zone of {@link #cron}. */
    public String zone() {
        return mail.get().timeZone().getId();
    }

    /** Writes today's messages unless they are written; what the mail says is read when it is sent. */
    public void enqueue() {
        var now = clock.instant();
        var day = LocalDate.ofInstant(now, mail.get().timeZone()).toString();
        var group = KIND + "/" + day;
        if (topics.askedFor(group)) {
            return;
        }
        outbox.write(recipients.admins().stream()
                .map(admin -> NewMessage.mail(KIND, 0, group, day, admin, Map.of(), now))
                .toList());
    }

    /** Writes today's messages when their hour has passed without: the hub was down, or its database. */
    public void catchUp() {
        var now = clock.instant().atZone(mail.get().timeZone());
        var midnight = now.toLocalDate().atStartOfDay();
        if (CronExpression.isValidExpression(settings.get().dailyCron())) {
            // by the clock on the wall: an hour that is skipped when clocks are put forward has passed, too
            var due = CronExpression.parse(settings.get().dailyCron()).next(midnight.minusSeconds(1));
            if (due != null && !due.atZone(now.getZone()).isAfter(now)) {
                enqueue();
            }
        }
    }
}
