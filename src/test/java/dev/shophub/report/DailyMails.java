package dev.shophub.report;

import dev.shophub.alert.MailWorld;
import dev.shophub.alert.ShopTitles;
import dev.shophub.settings.ReportSettings;
import dev.shophub.store.DailyFacts;
import dev.shophub.store.OverRefunds;

/** Lets a test's world write daily mails. */
public final class DailyMails {

    private final DailyMail daily;

    public DailyMails(MailWorld world) {
        var settings = new ReportSettings("0 0 9 * * ?", 50, MorningWorld.SETTINGS);
        var facts = new DailyFacts(world.client);
        world.add(new DailyComposer(
                new DailySections(
                        facts,
                        new OverRefunds(world.client),
                        world.troubleBook,
                        new ShopTitles(world.shops),
                        world.words,
                        settings::rows),
                facts,
                world.words,
                world.mail,
                world.clock));
        daily = new DailyMail(() -> settings, world.mail, world.recipients, world.topics, world.outbox, world.clock);
    }

    /** The bean of the route. */
    public Object bean() {
        return daily;
    }

    public void catchUp() {
        daily.catchUp();
    }

    public void enqueue() {
        daily.enqueue();
    }
}
