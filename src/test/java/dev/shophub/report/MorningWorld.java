package dev.shophub.report;

import dev.shophub.alert.MailWorld;
import dev.shophub.alert.Words;
import dev.shophub.metric.MetricWorld;
import dev.shophub.metric.Morning;
import dev.shophub.settings.AlertSettings;
import dev.shophub.settings.ReportSettings;
import dev.shophub.store.ReportBook;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Lets a test's world write morning reports. */
public final class MorningWorld {

    public static final String OWNER = "owner@example.com";
    private static final Map<String, ReportSettings.Pages> LINKS = Map.of(
            "taobao",
            new ReportSettings.Pages(
                    "https://shop.example/",
                    "https://shop.example/item/{item}",
                    "",
                    "",
                    "",
                    "https://ads.example/",
                    ""),
            "erp",
            new ReportSettings.Pages(
                    "https://erp.example/", "", "", "", "", "", "https://erp.example/products?sku={sku}"));
    static final ReportSettings.Morning SETTINGS = new ReportSettings.Morning(
            "08:30",
            "11:00",
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Map.of("boss", MailWorld.BOSS),
            Map.of("owner", OWNER),
            "inbox@shop.example",
            LINKS);

    static final AlertSettings.Reviews REVIEWS = new AlertSettings.Reviews(
            Map.of(), Map.of("taobao", 30), Map.of("taobao", "https://shop.example/reviews/{review}"));

    public final MetricWorld metrics;
    public final Morning morning;
    private final MorningReport report;

    public MorningWorld(MailWorld world) {
        this(world, world.words);
    }

    public MorningWorld(MailWorld world, Words words) {
        this(world, words, new Charts(new ChartFont(), words));
    }

    MorningWorld(MailWorld world, Words words, Charts charts) {
        this(world, words, charts, SETTINGS, () -> world.mail.get().timeZone());
    }

    MorningWorld(MailWorld world, Words words, Charts charts, ReportSettings.Morning settings, Supplier<ZoneId> zone) {
        metrics = new MetricWorld(world.data, world.clock);
        morning = metrics.morning;
        world.add(new MorningComposer(morning, MetricWorld.CATALOGUE, charts, words, () -> SETTINGS, () -> REVIEWS));
        report = new MorningReport(
                () -> settings,
                zone,
                () -> List.of(MailWorld.ADMIN),
                morning,
                metrics.figures,
                new ReportBook(world.client, world.clock),
                world.outbox,
                () -> {},
                world.clock);
    }

    /** The bean of the route. */
    public Object bean() {
        return report;
    }

    public void look() {
        report.look();
    }
}
