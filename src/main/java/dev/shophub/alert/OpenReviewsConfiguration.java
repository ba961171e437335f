package dev.shophub.alert;

import dev.shophub.outbox.Outbox;
import dev.shophub.review.ReviewDesk;
import dev.shophub.settings.AlertSettings;
import dev.shophub.settings.LiveSettings;
import dev.shophub.settings.MailSettings;
import dev.shophub.store.MailTopics;
import dev.shophub.store.ReviewFacts;
import dev.shophub.store.Shops;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts support's weekly list together. */
@Configuration(proxyBeanMethods = false)
class OpenReviewsConfiguration {

    @Bean
    OpenReviews openReviews(
            LiveSettings settings, Recipients recipients, MailTopics topics, Outbox outbox, Clock clock) {
        return new OpenReviews(
                settings.of(AlertSettings.class, AlertSettings::openReviewsCron),
                settings.of(MailSettings.class, MailSettings::timeZone),
                recipients,
                topics,
                outbox,
                clock);
    }

    @Bean
    MailComposer openReviewsComposer(
            Shops shops, ReviewFacts reviews, ReviewDesk desk, LiveSettings settings, Words words, Clock clock) {
        return new OpenReviewsComposer(
                shops,
                reviews,
                desk,
                new ReviewCards(settings.of(AlertSettings.class, AlertSettings::review), words, clock),
                settings.of(AlertSettings.class, alert -> alert.review().answerDays()),
                words,
                clock);
    }
}
