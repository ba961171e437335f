package dev.shophub.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.chat.ChatRobots;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.Outbox;
import dev.shophub.outbox.OutboxFacts;
import dev.shophub.outbox.Outcome;
import dev.shophub.reconcile.Patience;
import dev.shophub.settings.ChatSettings;
import dev.shophub.settings.MailSettings;
import dev.shophub.simulator.robot.RobotSimulator;
import dev.shophub.simulator.robot.RobotSimulator.Kind;
import dev.shophub.support.JavaHttpCalls;
import dev.shophub.support.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** {@code ./hub mail test}, with a hand in the place of the delivery route. */
class MailTestIT {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-05T04:00:00Z"), ZoneOffset.UTC);

    private final javax.sql.DataSource data = TestDatabase.operations();
    private final JdbcTemplate jdbc = new JdbcTemplate(data);
    private final Outbox outbox =
            new Outbox(jdbc, new TransactionTemplate(new DataSourceTransactionManager(data)), CLOCK, "test");
    private final RobotSimulator robot = RobotSimulator.start(0, "", "告警", CLOCK);

    @AfterEach
    void stop() {
        robot.close();
    }

    @Test
    void itTellsOfEveryReaderAndTheRobotWhatBecameOfTheTest() {
        var tested = verb(robot.webhook(Kind.FEISHU).toString(), "告警").test(new MailTestVerb.Request(Optional.empty()));
        assertThat(tested.readers())
                .containsExactly(
                        new MailTestVerb.Reader("admin@example.com", true, ""),
                        new MailTestVerb.Reader("away@example.com", false, "The mail server does not take it for now"),
                        new MailTestVerb.Reader(
                                "gone@example.com", false, "The mail server refuses this address (code=550)"));
        assertThat(tested.chat()).contains(new MailTestVerb.Chat(true, ""));
        assertThat(robot.texts()).singleElement().asString().contains("【告警】", "ShopHub");
        assertThat(tested.isGood()).isFalse();
        assertThat(jdbc.queryForList("SELECT state FROM outbox ORDER BY recipient", String.class))
                .as("what did not leave is not sent later")
                .containsExactly("delivered", "dropped", "dead");
        var one = verb("", "").test(new MailTestVerb.Request(Optional.of("li@example.com")));
        assertThat(one.readers()).containsExactly(new MailTestVerb.Reader("li@example.com", true, ""));
        assertThat(one.isGood()).as("no robot is no fault").isTrue();
    }

    @Test
    void aRobotThatRefusesIsToldWithoutItsAddress() {
        var tested = verb(robot.webhook(Kind.DINGTALK).toString(), "")
                .test(new MailTestVerb.Request(Optional.of("li@example.com")));
        assertThat(tested.chat()).hasValueSatisfying(chat -> assertThat(chat.detail())
                .contains("errcode=310000", "hub.alerts.webhook")
                .doesNotContain("robot-token"));
        assertThat(tested.isGood()).isFalse();
    }

    private MailTestVerb verb(String webhook, String keyword) {
        var settings = new MailSettings(
                "shophub@shop.example",
                "",
                "",
                "zh",
                ZoneId.of("Asia/Shanghai"),
                Map.of("admin", "admin@example.com"),
                Map.of("gone", "gone@example.com", "away", "away@example.com"),
                Map.of(),
                Map.of("admin", "admin@example.com"));
        return new MailTestVerb(
                () -> settings,
                () -> new ChatSettings(webhook, "", keyword),
                new ChatRobots(new JavaHttpCalls(), CLOCK),
                outbox,
                new OutboxFacts(data),
                deliver(),
                () -> {},
                CLOCK);
    }

    private Patience deliver() {
        return (done, longest) -> {
            for (var message : outbox.claim(Destination.MAIL, 10)) {
                switch (message.recipient()) {
                    case "gone@example.com" -> outbox.dead(
                            message.id(), "smtp-550", "The mail server refuses this address (code=550)", Duration.ZERO);
                    case "away@example.com" -> outbox.retry(
                            message.id(),
                            CLOCK.instant().plusSeconds(5),
                            true,
                            "Unavailable",
                            "The mail server does not take it for now",
                            Duration.ZERO);
                    default -> outbox.finish(List.of(message.id()), new Outcome.Delivered("x"), Duration.ZERO);
                }
            }
            return done.getAsBoolean();
        };
    }
}
