package dev.shophub.report;

import dev.shophub.alert.MailWorld;
import dev.shophub.alert.ShopTitles;
import dev.shophub.alert.TroubleText;
import dev.shophub.erp.ErpRule;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.reconcile.DailyCensus;
import dev.shophub.reconcile.Preview;
import dev.shophub.reconcile.StockDrift;
import dev.shophub.settings.MailSettings;
import dev.shophub.settings.ReportSettings;
import dev.shophub.store.AesKey;
import dev.shophub.store.CensusBook;
import dev.shophub.store.DailyFacts;
import dev.shophub.store.DriftBook;
import dev.shophub.store.ItemStock;
import dev.shophub.store.Mappings;
import dev.shophub.store.OrderReader;
import dev.shophub.store.OverRefunds;
import dev.shophub.store.PersonalReadings;
import dev.shophub.store.ReviewFacts;
import dev.shophub.store.ShownStock;
import dev.shophub.store.StoredOrders;
import java.time.Duration;
import java.time.LocalTime;
import java.util.function.Supplier;

/** Lets a test's world write daily mails. */
public final class DailyMails {

    private final DailyMail daily;
    private final StockDrift drift;

    public DailyMails(MailWorld world) {
        this(world, "0 0 9 * * ?", world.mail);
    }

    /** Mails that tell of the platforms' lists. */
    DailyMails(MailWorld world, DailyCensus.Pace census) {
        this(world, "0 0 9 * * ?", world.mail, census);
    }

    DailyMails(MailWorld world, String cron, Supplier<MailSettings> mail) {
        this(world, cron, mail, new DailyCensus.Pace(LocalTime.of(4, 30), 0));
    }

    private DailyMails(MailWorld world, String cron, Supplier<MailSettings> mail, DailyCensus.Pace census) {
        var settings = new ReportSettings(
                cron,
                50,
                new ReportSettings.Drift(Duration.ofMinutes(5), Duration.ofMinutes(15)),
                MorningWorld.SETTINGS);
        drift = new StockDrift(
                new StockDrift.Tables(
                        world.shops, new ShownStock(world.jdbc), new DriftBook(world.jdbc), world.outbox.facts()),
                world.connectors::containsKey,
                world.outbox,
                world.transaction,
                () -> new StockDrift.Pace(
                        settings.drift().every(), settings.drift().after()),
                world.clock);
        var facts = new DailyFacts(world.client);
        world.add(new DailyComposer(
                new DailySections(
                        facts,
                        new OverRefunds(world.client),
                        world.troubleBook,
                        new ShopTitles(world.shops),
                        new TroubleText(world.words, new ShopTitles(world.shops), () -> world.mail
                                .get()
                                .timeZone()),
                        world.words,
                        settings::rows,
                        observed(world)),
                new DriftSections(drift, new ShopTitles(world.shops), world.words, () -> settings, world.clock),
                new CensusSections(
                        world.shops,
                        new CensusBook(world.jdbc),
                        world.words,
                        () -> census,
                        settings::rows,
                        world.clock),
                facts,
                world.words,
                world.mail,
                world.clock));
        daily = new DailyMail(() -> settings, mail, world.recipients, world.topics, world.outbox, world.clock);
    }

    private static DailySections.Observed observed(MailWorld world) {
        return DailySections.Observed.of(
                world.shops,
                new Preview(
                        new Preview.Books(
                                new OutboxFacts(world.data),
                                new OrderReader(world.data),
                                new StoredOrders(
                                        world.jdbc,
                                        new AesKey(new byte[32]),
                                        new PersonalReadings(world.jdbc, world.clock)),
                                new Mappings(world.jdbc, world.clock),
                                new ItemStock(world.jdbc),
                                new ReviewFacts(world.client)),
                        shop -> ErpRule.DEFAULT));
    }

    /** The bean of the route. */
    public Object bean() {
        return daily;
    }

    /** The bean that compares stock. */
    public StockDrift drift() {
        return drift;
    }

    public void catchUp() {
        daily.catchUp();
    }

    public void enqueue() {
        daily.enqueue();
    }
}
