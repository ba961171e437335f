package dev.shophub.alert;

import dev.shophub.connector.Connectors;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.Parking;
import dev.shophub.review.QuietHours;
import dev.shophub.settings.AlertSettings;
import dev.shophub.settings.LiveSettings;
import dev.shophub.settings.MailSettings;
import dev.shophub.store.BrakeBook;
import dev.shophub.store.HeldBook;
import dev.shophub.store.MailTopics;
import dev.shophub.store.Shops;
import dev.shophub.store.StatusFacts;
import dev.shophub.store.TroubleBook;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** Puts together what tells the admins that something is wrong, or stands still. */
@Configuration(proxyBeanMethods = false)
class TroubleConfiguration {

    @Bean
    TroubleKinds troubleKinds(LiveSettings settings) {
        return new TroubleKinds(settings.of(AlertSettings.class, AlertSettings::fatal));
    }

    @Bean
    Troubles troubles(
            TroubleBook book,
            TroubleKinds kinds,
            Outbox outbox,
            Recipients recipients,
            Supplier<QuietHours> quietHours,
            TransactionOperations transaction,
            LiveSettings settings,
            Clock clock) {
        return new Troubles(
                book,
                kinds,
                outbox,
                recipients,
                quietHours,
                transaction,
                settings.of(
                        AlertSettings.class, alert -> new Troubles.Pace(alert.troubleRepeat(), alert.escalateAfter())),
                clock);
    }

    @Bean
    HeldWatch held(
            LiveSettings settings,
            HeldBook book,
            Outbox outbox,
            Recipients recipients,
            Supplier<QuietHours> quietHours,
            TransactionOperations transaction,
            Clock clock) {
        return new HeldWatch(
                settings.of(AlertSettings.class, AlertSettings::held),
                settings.of(AlertSettings.class, AlertSettings::escalateAfter),
                book,
                outbox,
                recipients,
                quietHours,
                transaction,
                clock);
    }

    @Bean
    MailComposer heldComposer(
            Shops shops,
            HeldBook book,
            MailTopics topics,
            Outbox outbox,
            Words words,
            LiveSettings settings,
            Supplier<QuietHours> quietHours,
            Clock clock) {
        return new HeldComposer(
                shops,
                book,
                topics,
                outbox,
                words,
                settings.of(MailSettings.class, MailSettings::timeZone),
                settings.of(AlertSettings.class, alert -> alert.held().digest()),
                quietHours,
                clock);
    }

    @Bean
    MailComposer troubleComposer(
            Shops shops,
            BrakeBook brake,
            Parking parking,
            TroubleLists.Disk disk,
            TroubleKinds kinds,
            Troubles troubles,
            MailTopics topics,
            Outbox outbox,
            Supplier<QuietHours> quietHours,
            StatusFacts facts,
            ObjectProvider<Connectors> connectors,
            Words words,
            LiveSettings settings,
            Clock clock) {
        var access = new AccessGap(
                facts,
                outbox.facts(),
                shop -> Optional.ofNullable(connectors.getIfAvailable()).flatMap(known -> known.of(shop)),
                words,
                settings.of(MailSettings.class),
                clock);
        var window = settings.of(AlertSettings.class, AlertSettings::digestWindow);
        return new TroubleComposer(
                shops,
                words,
                new TroubleLists(brake, parking, access, disk, words, clock),
                new TroubleComposer.Rules(kinds, troubles, new Digest(outbox, window, quietHours, clock), topics),
                settings.of(MailSettings.class),
                clock);
    }
}
