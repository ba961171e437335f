package dev.shophub.alert;

import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outbox;
import dev.shophub.store.MailTopics;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.scheduling.support.CronExpression;

/** Asks for support's weekly list of reviews that want an answer: the bean {@code openReviews} of the report routes. */
public final class OpenReviews {

    /** The kind of the weekly list. */
    static final String KIND = "open-reviews";

    private final Supplier<String> cron;
    private final Supplier<ZoneId> zone;
    private final Recipients recipients;
    private final MailTopics topics;
    private final Outbox outbox;
    private final Clock clock;

    OpenReviews(
            Supplier<String> cron,
            Supplier<ZoneId> zone,
            Recipients recipients,
            MailTopics topics,
            Outbox outbox,
            Clock clock) {
        this.cron = cron;
        this.zone = zone;
        this.recipients = recipients;
        this.topics = topics;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Writes today's messages once, when their time has come or passed; what is open is read when the mail is made. */
    public void look() {
        var now = clock.instant().atZone(zone.get());
        if (!CronExpression.isValidExpression(cron.get())) {
            return;
        }
        var due = CronExpression.parse(cron.get())
                .next(now.toLocalDate().atStartOfDay().minusSeconds(1));
        var group = KIND + "/" + LocalDate.from(now);
        if (due == null || due.atZone(now.getZone()).isAfter(now) || topics.askedFor(group)) {
            return;
        }
        outbox.write(recipients.support().stream()
                .map(reader -> NewMessage.mail(
                        KIND, 0, group, LocalDate.from(now).toString(), reader, Map.of(), clock.instant()))
                .toList());
    }
}
