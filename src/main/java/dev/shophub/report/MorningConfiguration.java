package dev.shophub.report;

import dev.shophub.alert.MailComposer;
import dev.shophub.alert.Recipients;
import dev.shophub.alert.Words;
import dev.shophub.metric.Catalogue;
import dev.shophub.metric.Figures;
import dev.shophub.metric.Morning;
import dev.shophub.outbox.Bell;
import dev.shophub.outbox.Outbox;
import dev.shophub.settings.AlertSettings;
import dev.shophub.settings.LiveSettings;
import dev.shophub.settings.MailSettings;
import dev.shophub.settings.ReportSettings;
import dev.shophub.store.ReportBook;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the morning report together. */
@Configuration(proxyBeanMethods = false)
class MorningConfiguration {

    @Bean("morning-report")
    MorningReport morningReport(
            LiveSettings settings,
            Recipients recipients,
            Morning morning,
            Figures figures,
            ReportBook book,
            Outbox outbox,
            Bell bell,
            Clock clock) {
        return new MorningReport(
                settings.of(ReportSettings.class, ReportSettings::morning),
                settings.of(MailSettings.class, MailSettings::timeZone),
                recipients::admins,
                morning,
                figures,
                book,
                outbox,
                bell::ring,
                clock);
    }

    @Bean
    MailComposer morningComposer(Morning morning, Catalogue catalogue, Words words, LiveSettings settings) {
        return new MorningComposer(
                morning,
                catalogue,
                new Charts(new ChartFont(), words),
                words,
                settings.of(ReportSettings.class, ReportSettings::morning),
                settings.of(AlertSettings.class, AlertSettings::review));
    }
}
