package dev.shophub.alert;

import dev.shophub.outbox.Outbox;
import dev.shophub.review.QuietHours;
import dev.shophub.settings.AlertSettings;
import dev.shophub.settings.LiveSettings;
import dev.shophub.settings.MailSettings;
import dev.shophub.settings.ReportSettings;
import dev.shophub.store.MailTopics;
import dev.shophub.store.OversoldBook;
import dev.shophub.store.OversoldFacts;
import dev.shophub.store.Shops;
import java.time.Clock;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** Puts together what tells that more was sold than there is. */
@Configuration(proxyBeanMethods = false)
class OversoldConfiguration {

    /** It is told at any hour: who ordered what is not there waits also at night, and every hour more may. */
    static final String NO_QUIET = "00:00";

    @Bean
    OversoldWatch oversold(
            LiveSettings settings,
            OversoldFacts facts,
            OversoldBook book,
            Outbox outbox,
            Recipients recipients,
            Supplier<QuietHours> quietHours,
            TransactionOperations transaction,
            Clock clock) {
        return new OversoldWatch(
                settings.of(AlertSettings.class, AlertSettings::oversold),
                facts,
                book,
                outbox,
                recipients,
                quietHours,
                transaction,
                clock);
    }

    @Bean
    MailComposer oversoldComposer(
            Shops shops,
            OversoldBook book,
            OversoldFacts facts,
            MailTopics topics,
            Outbox outbox,
            LiveSettings settings,
            Words words,
            Clock clock) {
        Supplier<ZoneId> zone = settings.of(MailSettings.class, MailSettings::timeZone);
        return new OversoldComposer(
                shops,
                book,
                facts,
                new OrderPages(settings.of(
                        ReportSettings.class, report -> report.morning().links())),
                new Digest(
                        outbox,
                        settings.of(
                                AlertSettings.class, alert -> alert.oversold().digest()),
                        () -> QuietHours.of(NO_QUIET, NO_QUIET, zone.get()),
                        clock),
                topics,
                words,
                zone);
    }
}
