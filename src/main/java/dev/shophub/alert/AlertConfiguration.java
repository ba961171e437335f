package dev.shophub.alert;

import dev.shophub.chat.ChatRobots;
import dev.shophub.connector.HttpCalls;
import dev.shophub.outbox.Outbox;
import dev.shophub.review.BadRatings;
import dev.shophub.review.CriticalWords;
import dev.shophub.review.QuietHours;
import dev.shophub.review.ReviewDesk;
import dev.shophub.settings.AlertSettings;
import dev.shophub.settings.ChatSettings;
import dev.shophub.settings.ConfiguredShops;
import dev.shophub.settings.LiveSettings;
import dev.shophub.settings.LiveShops;
import dev.shophub.settings.MailSettings;
import dev.shophub.store.LateBook;
import dev.shophub.store.LowStockBook;
import dev.shophub.store.MailOutages;
import dev.shophub.store.MailTopics;
import dev.shophub.store.MutedSkus;
import dev.shophub.store.ReviewAnswers;
import dev.shophub.store.ReviewFacts;
import dev.shophub.store.RouteRevisions;
import dev.shophub.store.Shops;
import dev.shophub.store.StageFacts;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** Puts the alerts and the mail room together. */
@Configuration(proxyBeanMethods = false)
class AlertConfiguration {

    @Bean
    Recipients recipients(LiveSettings settings) {
        return new Recipients(settings.of(MailSettings.class));
    }

    @Bean
    Words mailWords(LiveSettings settings) {
        return new Words(settings.of(MailSettings.class, MailSettings::language));
    }

    @Bean
    Supplier<QuietHours> quietHours(LiveSettings settings) {
        var quiet = settings.of(AlertSettings.class, AlertSettings::quietHours);
        var zone = settings.of(MailSettings.class, MailSettings::timeZone);
        return () -> QuietHours.of(quiet.get().from(), quiet.get().to(), zone.get());
    }

    @Bean
    CriticalWords criticalWords(@Value("${hub.config.dir:config}") Path folder) {
        return new CriticalWords(folder.resolve("reviews").resolve("critical.txt"));
    }

    @Bean
    Thresholds lowStockThresholds(@Value("${hub.config.dir:config}") Path folder) {
        return new Thresholds(folder.resolve("low-stock.csv"));
    }

    @Bean
    ReviewDesk reviewDesk(
            LiveSettings settings,
            CriticalWords criticalWords,
            Recipients recipients,
            Supplier<QuietHours> quietHours) {
        return new ReviewDesk(
                settings.of(AlertSettings.class, alert -> badRatings(alert.review())),
                criticalWords,
                recipients,
                quietHours);
    }

    @Bean
    LowStockWatch lowStock(
            LiveSettings settings,
            Thresholds thresholds,
            LowStockBook book,
            MutedSkus muted,
            Outbox outbox,
            Recipients recipients,
            Troubles troubles,
            Supplier<QuietHours> quietHours,
            TransactionOperations transaction,
            Clock clock) {
        return new LowStockWatch(
                settings.of(AlertSettings.class, AlertSettings::lowStock),
                thresholds,
                book,
                muted,
                outbox,
                recipients,
                troubles,
                quietHours,
                transaction,
                clock);
    }

    @Bean
    LateWatch late(
            LiveSettings settings,
            LateBook book,
            Outbox outbox,
            Recipients recipients,
            Troubles troubles,
            Supplier<QuietHours> quietHours,
            TransactionOperations transaction,
            Clock clock) {
        return new LateWatch(
                settings.of(AlertSettings.class, AlertSettings::late),
                book,
                outbox,
                recipients,
                troubles,
                quietHours,
                transaction,
                clock);
    }

    @Bean
    MailComposer lateComposer(
            Shops shops,
            LateBook book,
            Outbox outbox,
            Supplier<QuietHours> quietHours,
            LiveSettings settings,
            Words words,
            Clock clock) {
        return new LateComposer(
                shops,
                book,
                new Digest(outbox, settings.of(AlertSettings.class, AlertSettings::digestWindow), quietHours, clock),
                words,
                clock);
    }

    @Bean
    StageWatch stages(
            LiveSettings settings,
            StageFacts facts,
            Troubles troubles,
            ObjectProvider<LiveShops> shops,
            MeterRegistry meters,
            Clock clock) {
        return new StageWatch(
                settings.of(AlertSettings.class, AlertSettings::stuck),
                facts,
                troubles,
                shops.getIfAvailable(() -> new LiveShops(new ConfiguredShops(List.of(), List.of()))),
                meters,
                clock);
    }

    @Bean
    MailComposer reviewComposer(
            Shops shops,
            ReviewFacts reviews,
            ReviewAnswers answers,
            MailTopics topics,
            Outbox outbox,
            Supplier<QuietHours> quietHours,
            LiveSettings settings,
            Words words,
            Clock clock) {
        return new ReviewComposer(
                shops,
                reviews,
                answers,
                topics,
                new Digest(outbox, settings.of(AlertSettings.class, AlertSettings::digestWindow), quietHours, clock),
                new ReviewCards(settings.of(AlertSettings.class, AlertSettings::review), words, clock),
                words);
    }

    @Bean
    MailComposer replyTaskComposer(
            Shops shops, ReviewFacts reviews, ReviewAnswers answers, LiveSettings settings, Words words, Clock clock) {
        return new ReplyTaskComposer(
                shops,
                reviews,
                answers,
                new ReviewCards(settings.of(AlertSettings.class, AlertSettings::review), words, clock),
                words);
    }

    @Bean
    MailComposer lowStockComposer(
            Shops shops,
            LowStockBook book,
            Outbox outbox,
            Supplier<QuietHours> quietHours,
            LiveSettings settings,
            Words words,
            Clock clock) {
        return new LowStockComposer(
                shops,
                book,
                new Digest(outbox, settings.of(AlertSettings.class, AlertSettings::digestWindow), quietHours, clock),
                words);
    }

    @Bean
    Edits edits(Outbox outbox, Recipients recipients, TransactionOperations transaction, Clock clock) {
        return new Edits(outbox, recipients, transaction, clock);
    }

    @Bean
    TroubleText troubleText(Words words, Shops shops, LiveSettings settings) {
        return new TroubleText(words, new ShopTitles(shops), settings.of(MailSettings.class, MailSettings::timeZone));
    }

    @Bean
    MailComposer editComposer(RouteRevisions revisions, Words words, TroubleText text, LiveSettings settings) {
        return new EditComposer(revisions, words, text, settings.of(MailSettings.class));
    }

    @Bean
    TemplateFaults templateFaults(Troubles troubles) {
        return new TemplateFaults(troubles);
    }

    @Bean
    MailRoom mail(
            List<MailComposer> composers,
            @Value("${hub.config.dir:config}") Path folder,
            TemplateFaults faults,
            Words words,
            LiveSettings settings,
            Recipients recipients,
            MailTopics topics,
            MailOutages outages,
            Outbox outbox,
            TransactionOperations transaction,
            MeterRegistry meters,
            Clock clock) {
        return new MailRoom(
                composers,
                new MailTemplates(folder.resolve("mail"), MailTemplates.class.getClassLoader(), words, faults),
                words,
                settings.of(MailSettings.class),
                recipients,
                topics,
                outages,
                outbox,
                transaction,
                meters,
                clock);
    }

    @Bean
    MailComposer mailTest(Words words) {
        return new MailTest(words);
    }

    @Bean
    MailWatch mailFlow(
            MailOutages outages,
            Troubles troubles,
            TemplateFaults faults,
            HttpCalls http,
            Words words,
            TroubleText text,
            LiveSettings settings,
            Clock clock) {
        return new MailWatch(
                outages,
                troubles,
                settings.of(ChatSettings.class),
                new ChatRobots(http, clock),
                words,
                text,
                faults,
                clock);
    }

    @Bean
    AlertHealth alerts(Recipients recipients, CriticalWords criticalWords, Thresholds thresholds) {
        return new AlertHealth(recipients, criticalWords, thresholds);
    }

    private static BadRatings badRatings(AlertSettings.Reviews settings) {
        return new BadRatings(settings.bad().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> new BadRatings.Rule(
                                entry.getValue().words(),
                                Optional.of(entry.getValue().stars()).filter(stars -> stars > 0),
                                entry.getValue().neutral()))));
    }
}
