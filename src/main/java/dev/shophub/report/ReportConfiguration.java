package dev.shophub.report;

import dev.shophub.alert.Recipients;
import dev.shophub.alert.ShopTitles;
import dev.shophub.alert.TroubleText;
import dev.shophub.alert.Words;
import dev.shophub.outbox.Outbox;
import dev.shophub.reconcile.DailyCensus;
import dev.shophub.reconcile.Preview;
import dev.shophub.reconcile.StockDrift;
import dev.shophub.settings.CensusSettings;
import dev.shophub.settings.LiveSettings;
import dev.shophub.settings.MailSettings;
import dev.shophub.settings.ReportSettings;
import dev.shophub.store.CensusBook;
import dev.shophub.store.DailyFacts;
import dev.shophub.store.MailTopics;
import dev.shophub.store.OverRefunds;
import dev.shophub.store.Shops;
import dev.shophub.store.TroubleBook;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the reports together. */
@Configuration(proxyBeanMethods = false)
class ReportConfiguration {

    @Bean
    DailyMail daily(LiveSettings settings, Recipients recipients, MailTopics topics, Outbox outbox, Clock clock) {
        return new DailyMail(
                settings.of(ReportSettings.class), settings.of(MailSettings.class), recipients, topics, outbox, clock);
    }

    @Bean
    DailyComposer dailyComposer(
            DailyFacts facts,
            OverRefunds overRefunds,
            TroubleBook troubles,
            Shops shops,
            Words words,
            ObjectProvider<Preview> preview,
            StockDrift drift,
            CensusBook censusBook,
            LiveSettings settings,
            Clock clock) {
        var known = preview.getIfAvailable();
        var titles = new ShopTitles(shops);
        var zone = settings.of(MailSettings.class, MailSettings::timeZone);
        return new DailyComposer(
                new DailySections(
                        facts,
                        overRefunds,
                        troubles,
                        titles,
                        new TroubleText(words, titles, zone),
                        words,
                        settings.of(ReportSettings.class, ReportSettings::rows),
                        known == null ? DailySections.Observed.none() : DailySections.Observed.of(shops, known)),
                new DriftSections(drift, titles, words, settings.of(ReportSettings.class), clock),
                new CensusSections(
                        shops,
                        censusBook,
                        words,
                        settings.of(CensusSettings.class, now -> new DailyCensus.Pace(now.time(), now.days())),
                        settings.of(ReportSettings.class, ReportSettings::rows),
                        clock),
                facts,
                words,
                settings.of(MailSettings.class),
                clock);
    }
}
