package dev.shophub.report;

import dev.shophub.alert.Recipients;
import dev.shophub.alert.Words;
import dev.shophub.outbox.Outbox;
import dev.shophub.settings.MailSettings;
import dev.shophub.settings.ReportSettings;
import dev.shophub.store.DailyFacts;
import dev.shophub.store.MailTopics;
import dev.shophub.store.OverRefunds;
import dev.shophub.store.TroubleBook;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the reports together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReportSettings.class)
class ReportConfiguration {

    @Bean
    DailyMail daily(
            ReportSettings settings,
            MailSettings mail,
            Recipients recipients,
            MailTopics topics,
            Outbox outbox,
            Clock clock) {
        return new DailyMail(settings, mail, recipients, topics, outbox, clock);
    }

    @Bean
    DailyComposer dailyComposer(
            DailyFacts facts,
            OverRefunds overRefunds,
            TroubleBook troubles,
            Words words,
            ReportSettings settings,
            MailSettings mail,
            Clock clock) {
        return new DailyComposer(
                new DailySections(facts, overRefunds, troubles, words, settings.rows()), facts, words, mail, clock);
    }
}
