package dev.shophub.inbox;

import dev.shophub.alert.MailComposer;
import dev.shophub.alert.Recipients;
import dev.shophub.alert.Words;
import dev.shophub.connector.Platform;
import dev.shophub.metric.Catalogue;
import dev.shophub.outbox.Bell;
import dev.shophub.outbox.Outbox;
import dev.shophub.settings.InboxSettings;
import dev.shophub.settings.LiveSettings;
import dev.shophub.settings.ReportSettings;
import dev.shophub.store.FigureTables;
import dev.shophub.store.InboxBook;
import dev.shophub.store.Shops;
import dev.shophub.store.TroubleBell;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the inbox together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InboxSettings.class)
class InboxConfiguration {

    @Bean
    ExportLayouts exportLayouts(
            @Value("${hub.config.dir:config}") Path config, Catalogue catalogue, TroubleBell troubles) {
        return new ExportLayouts(config, catalogue, troubles);
    }

    @Bean
    Inbox exportInbox(
            ExportLayouts layouts,
            Shops shops,
            InboxBook book,
            FigureTables figures,
            Outbox outbox,
            Recipients recipients,
            LiveSettings settings,
            Bell bell,
            Clock clock) {
        var report = settings.of(ReportSettings.class);
        return new Inbox(
                new ExportReader(layouts),
                new ShopTeller(shops),
                new ExportCheck(book, figures, clock),
                book,
                outbox,
                arrival -> arrival.sender().isEmpty() ? readers(recipients, report.get()) : List.of(arrival.sender()),
                bell::ring,
                clock);
    }

    /** Who reads the figures hears of the files; nobody named: the admins. */
    private static Collection<String> readers(Recipients recipients, ReportSettings report) {
        var readers = new LinkedHashSet<>(report.morning().figures().values());
        readers.removeIf(String::isBlank);
        return readers.isEmpty() ? recipients.admins() : readers;
    }

    /** Who may mail exports in: those named, and who reads figures or runs the hub. */
    @Bean
    MailedExports mailedExports(Inbox inbox, InboxSettings settings, Recipients recipients, LiveSettings live) {
        var report = live.of(ReportSettings.class);
        return new MailedExports(inbox, () -> senders(settings, recipients, report.get()));
    }

    private static Collection<String> senders(InboxSettings settings, Recipients recipients, ReportSettings report) {
        var senders = new LinkedHashSet<>(settings.senders().values());
        senders.addAll(readers(recipients, report));
        senders.addAll(report.morning().profit().values());
        senders.addAll(recipients.admins());
        return senders.stream()
                .filter(sender -> !sender.isBlank())
                .map(sender -> sender.strip().toLowerCase(java.util.Locale.ROOT))
                .toList();
    }

    @Bean("inbox")
    InboxFolder inboxFolder(InboxSettings settings, ExportLayouts layouts, Inbox inbox) {
        return new InboxFolder(
                settings.dir(), settings.every().toMillis(), settings.most().toBytes(), layouts::look, inbox);
    }

    @Bean
    MailComposer inboxComposer(InboxBook book, Shops shops, ExportLayouts layouts, Words words) {
        return new InboxComposer(book, shops, layouts, words);
    }

    @Bean
    Platform fileShops() {
        return new FileShops();
    }
}
