package dev.shophub.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.connector.HttpCalls;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.outbox.Parking;
import dev.shophub.reconcile.StockDrift;
import dev.shophub.settings.AlertSettings;
import dev.shophub.settings.LiveSettings;
import dev.shophub.settings.MailSettings;
import dev.shophub.settings.ReportSettings;
import dev.shophub.store.CensusBook;
import dev.shophub.store.DriftBook;
import dev.shophub.store.RouteRevisions;
import dev.shophub.store.Shops;
import dev.shophub.store.ShownStock;
import dev.shophub.support.JavaHttpCalls;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The beans that routes name, and every default of the settings. */
class AlertConfigurationTest {

    private final SimpleDriverDataSource nowhere = new SimpleDriverDataSource();
    private final JdbcTemplate jdbc = new JdbcTemplate(nowhere, true);
    private final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(nowhere));
    private final Clock clock = Clock.systemUTC();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withBean(Clock.class, () -> clock)
            .withBean(JdbcTemplate.class, () -> jdbc)
            .withBean(JdbcClient.class, () -> JdbcClient.create(jdbc))
            .withBean(TransactionTemplate.class, () -> transaction)
            .withBean(Shops.class, () -> new Shops(jdbc, clock))
            .withBean(RouteRevisions.class, () -> new RouteRevisions(jdbc, clock))
            .withBean(Outbox.class, () -> new Outbox(jdbc, transaction, clock, "test"))
            .withBean(LiveSettings.class)
            .withBean(HttpCalls.class, JavaHttpCalls::new)
            .withBean(Parking.class, () -> new Parking(jdbc, clock))
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withBean(StockDrift.class, this::drift)
            .withBean(CensusBook.class, () -> new CensusBook(jdbc))
            .withUserConfiguration(
                    AlertConfiguration.class,
                    DiskConfiguration.class,
                    TroubleConfiguration.class,
                    OpenReviewsConfiguration.class,
                    OversoldConfiguration.class,
                    room("store.MailTables"),
                    room("store.SteeringTables"),
                    room("report.ReportConfiguration"));

    private StockDrift drift() {
        return new StockDrift(
                new StockDrift.Tables(
                        new Shops(jdbc, clock), new ShownStock(jdbc), new DriftBook(jdbc), new OutboxFacts(nowhere)),
                shop -> false,
                new Outbox(jdbc, transaction, clock, "test"),
                transaction,
                () -> new StockDrift.Pace(Duration.ofMinutes(5), Duration.ofMinutes(15)),
                clock);
    }

    @Test
    void theBeansOfTheRoutesAreThereAndEveryKindIsCountedFromZero() {
        runner.run(context -> {
            assertThat(context)
                    .hasNotFailed()
                    .hasBean("lowStock")
                    .hasBean("oversold")
                    .hasBean("late")
                    .hasBean("stages")
                    .hasBean("held")
                    .hasBean("mailFlow")
                    .hasBean("daily")
                    .hasBean("troubles")
                    .hasBean("reviewDesk");
            assertThat(context.getBean("mail", MailRoom.class).kinds())
                    .containsExactly(
                            "cured",
                            "daily",
                            "edit",
                            "held",
                            "late",
                            "low-stock",
                            "open-reviews",
                            "oversold",
                            "reply-task",
                            "report",
                            "review",
                            "test",
                            "trouble");
            var meters = context.getBean(MeterRegistry.class);
            assertThat(meters.find("shophub.mails.sent").counters())
                    .hasSize(13)
                    .allMatch(counter -> counter.count() == 0);
        });
    }

    @Test
    void theDefaults() {
        runner.run(context -> {
            var alert =
                    context.getBean(LiveSettings.class).of(AlertSettings.class).get();
            assertThat(alert.quietHours()).isEqualTo(new AlertSettings.Quiet("22:00", "08:00"));
            assertThat(alert.digestWindow()).isEqualTo(Duration.ofMinutes(30));
            assertThat(alert.troubleRepeat()).isEqualTo(Duration.ofHours(24));
            assertThat(alert.fatal()).isEmpty();
            assertThat(alert.escalateAfter()).isEqualTo(Duration.ofHours(4));
            assertThat(alert.held())
                    .isEqualTo(new AlertSettings.Held(Duration.ofMinutes(1), Duration.ofHours(1), 1, 3, 10));
            assertThat(alert.review().bad()).isEmpty();
            assertThat(alert.review().answerDays()).isEmpty();
            assertThat(alert.review().links()).isEmpty();
            assertThat(alert.lowStock().every()).isEqualTo(Duration.ofMinutes(5));
            assertThat(alert.lowStock().days()).isEqualTo(7);
            assertThat(alert.oversold())
                    .isEqualTo(new AlertSettings.Oversold(Duration.ofMinutes(1), Duration.ofMinutes(10)));
            assertThat(alert.late().promised()).isEmpty();
            assertThat(alert.late().warn()).isEqualTo(Duration.ofHours(6));
            assertThat(alert.stuck().erp()).isEqualTo(Duration.ofMinutes(30));
            assertThat(alert.lowStock().recovery()).isEqualByComparingTo("1.25");
            assertThat(alert.lowStock().repeat()).isEqualTo(Duration.ofHours(24));
            var mail =
                    context.getBean(LiveSettings.class).of(MailSettings.class).get();
            assertThat(mail.from()).isEqualTo("shophub@localhost");
            assertThat(mail.replyTo()).isEmpty();
            assertThat(mail.language()).isEqualTo("zh");
            assertThat(mail.timeZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
            assertThat(mail.admins()).isEmpty();
            assertThat(mail.support()).isEmpty();
            assertThat(mail.critical()).isEmpty();
            assertThat(mail.escalation()).isEmpty();
            assertThat(mail.team()).isEmpty();
            var report =
                    context.getBean(LiveSettings.class).of(ReportSettings.class).get();
            assertThat(report.dailyCron()).isEqualTo("0 0 9 * * ?");
            assertThat(report.rows()).isEqualTo(50);
        });
    }

    @Test
    void listsWithoutReadersAreInTheHealth() {
        runner.withPropertyValues("hub.mail.admins.wang=wang@example.com", "hub.mail.support.li=")
                .run(context -> {
                    var health = context.getBean(AlertHealth.class).health();
                    assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
                    assertThat(health.getDetails().get("nobody"))
                            .asString()
                            .isEqualTo("[hub.mail.support, hub.mail.critical]");
                });
        runner.withPropertyValues(
                        "hub.mail.admins.wang=wang@example.com",
                        "hub.mail.support.li=li@example.com",
                        "hub.mail.critical.li=li@example.com")
                .run(context -> assertThat(
                                context.getBean(AlertHealth.class).health().getStatus())
                        .isEqualTo(Status.UP));
    }

    @Test
    void whatIsMisspeltOrNoAddressIsRefused() {
        runner.withPropertyValues("hub.mail.suport.li=li@example.com")
                .run(context -> assertThat(context).hasFailed());
        runner.withPropertyValues("hub.mail.support.li=li at example")
                .run(context -> assertThat(context).hasFailed());
        runner.withPropertyValues("hub.alert.quiet-hours.from=ten")
                .run(context -> assertThat(context).hasFailed());
        runner.withPropertyValues("hub.alert.review.bad.taobao.wrods.bad=true")
                .run(context -> assertThat(context).hasFailed());
        runner.withPropertyValues("hub.alert.quiet-hours.from=1320", "hub.alert.review.bad.taobao.words.bad=true")
                .run(context -> assertThat(context).hasNotFailed());
    }

    private static Class<?> room(String name) {
        try {
            return Class.forName("dev.shophub." + name);
        } catch (ClassNotFoundException renamed) {
            throw new AssertionError(renamed);
        }
    }
}
