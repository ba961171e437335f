package dev.shophub.alert;

import dev.shophub.outbox.Outbox;
import dev.shophub.review.BadRatings;
import dev.shophub.review.CriticalWords;
import dev.shophub.review.QuietHours;
import dev.shophub.review.ReviewDesk;
import dev.shophub.settings.AlertSettings;
import dev.shophub.settings.ConfiguredShops;
import dev.shophub.settings.MailSettings;
import dev.shophub.store.LateBook;
import dev.shophub.store.LowStockBook;
import dev.shophub.store.MailTopics;
import dev.shophub.store.ReviewAnswers;
import dev.shophub.store.ReviewFacts;
import dev.shophub.store.RouteRevisions;
import dev.shophub.store.Shops;
import dev.shophub.store.StageFacts;
import dev.shophub.store.TroubleBook;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** Puts the alerts and the mail room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AlertSettings.class, MailSettings.class})
class AlertConfiguration {

    @Bean
    Recipients recipients(MailSettings settings) {
        return new Recipients(settings);
    }

    @Bean
    Words mailWords(MailSettings settings) {
        return new Words(settings.language());
    }

    @Bean
    QuietHours quietHours(AlertSettings settings, MailSettings mail) {
        return QuietHours.of(settings.quietHours().from(), settings.quietHours().to(), mail.timeZone());
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
            AlertSettings settings, CriticalWords criticalWords, Recipients recipients, QuietHours quietHours) {
        return new ReviewDesk(badRatings(settings.review()), criticalWords, recipients, quietHours);
    }

    @Bean
    Troubles troubles(
            TroubleBook book,
            Outbox outbox,
            Recipients recipients,
            TransactionOperations transaction,
            AlertSettings settings,
            Clock clock) {
        return new Troubles(book, outbox, recipients, transaction, settings.troubleRepeat(), clock);
    }

    @Bean
    LowStockWatch lowStock(
            AlertSettings settings,
            Thresholds thresholds,
            LowStockBook book,
            Outbox outbox,
            Recipients recipients,
            Troubles troubles,
            QuietHours quietHours,
            TransactionOperations transaction,
            Clock clock) {
        return new LowStockWatch(
                settings.lowStock(), thresholds, book, outbox, recipients, troubles, quietHours, transaction, clock);
    }

    @Bean
    LateWatch late(
            AlertSettings settings,
            LateBook book,
            Outbox outbox,
            Recipients recipients,
            Troubles troubles,
            QuietHours quietHours,
            TransactionOperations transaction,
            Clock clock) {
        return new LateWatch(settings.late(), book, outbox, recipients, troubles, quietHours, transaction, clock);
    }

    @Bean
    MailComposer lateComposer(
            Shops shops,
            LateBook book,
            Outbox outbox,
            QuietHours quietHours,
            AlertSettings settings,
            Words words,
            Clock clock) {
        return new LateComposer(
                shops, book, new Digest(outbox, settings.digestWindow(), quietHours, clock), words, clock);
    }

    @Bean
    StageWatch stages(
            AlertSettings settings,
            StageFacts facts,
            Troubles troubles,
            ObjectProvider<ConfiguredShops> shops,
            MeterRegistry meters,
            Clock clock) {
        return new StageWatch(
                settings.stuck(),
                facts,
                troubles,
                shops.getIfAvailable(() -> new ConfiguredShops(List.of(), List.of())),
                meters,
                clock);
    }

    @Bean
    MailComposer reviewComposer(
            Shops shops,
            ReviewFacts reviews,
            MailTopics topics,
            Outbox outbox,
            QuietHours quietHours,
            AlertSettings settings,
            Words words,
            Clock clock) {
        return new ReviewComposer(
                shops,
                reviews,
                topics,
                new Digest(outbox, settings.digestWindow(), quietHours, clock),
                new ReviewCards(settings.review(), words, clock),
                words);
    }

    @Bean
    MailComposer replyTaskComposer(
            Shops shops, ReviewFacts reviews, ReviewAnswers answers, AlertSettings settings, Words words, Clock clock) {
        return new ReplyTaskComposer(shops, reviews, answers, new ReviewCards(settings.review(), words, clock), words);
    }

    @Bean
    MailComposer lowStockComposer(
            Shops shops,
            LowStockBook book,
            Outbox outbox,
            QuietHours quietHours,
            AlertSettings settings,
            Words words,
            Clock clock) {
        return new LowStockComposer(shops, book, new Digest(outbox, settings.digestWindow(), quietHours, clock), words);
    }

    @Bean
    MailComposer troubleComposer(Shops shops, Words words, MailSettings settings, Clock clock) {
        return new TroubleComposer(shops, words, settings, clock);
    }

    @Bean
    Edits edits(Outbox outbox, Recipients recipients, TransactionOperations transaction, Clock clock) {
        return new Edits(outbox, recipients, transaction, clock);
    }

    @Bean
    MailComposer editComposer(RouteRevisions revisions, Words words, MailSettings settings) {
        return new EditComposer(revisions, words, settings);
    }

    @Bean
    MailRoom mail(
            List<MailComposer> composers,
            @Value("${hub.config.dir:config}") Path folder,
            Words words,
            MailSettings settings,
            MailTopics topics,
            Outbox outbox,
            TransactionOperations transaction,
            MeterRegistry meters,
            Clock clock) {
        return new MailRoom(
                composers,
                new MailTemplates(folder.resolve("mail"), words),
                words,
                settings,
                topics,
                outbox,
                transaction,
                meters,
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
