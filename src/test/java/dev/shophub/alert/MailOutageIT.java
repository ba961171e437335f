package dev.shophub.alert;

import static dev.shophub.alert.MailWorld.NOON;
import static dev.shophub.alert.MailWorld.bad;
import static dev.shophub.alert.MailWorld.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.outbox.Destination;
import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.settings.ChatSettings;
import dev.shophub.simulator.robot.RobotSimulator;
import dev.shophub.simulator.robot.RobotSimulator.Kind;
import dev.shophub.store.MailOutages;
import dev.shophub.store.Said;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When mail itself fails: a text elsewhere, and afterwards one digest a kind. */
class MailOutageIT {

    private static MailWorld world;

    private RobotSimulator robot;
    private MailWatch watch;

    @BeforeAll
    static void open() {
        world = new MailWorld();
    }

    @BeforeEach
    void clear() {
        world.reset();
        robot = RobotSimulator.start(0, "", "运营告警", world.clock);
        var chat = new ChatSettings(robot.webhook(Kind.DINGTALK).toString(), "", "运营告警");
        watch = world.mailWatch(() -> chat);
    }

    @AfterEach
    void stop() {
        robot.close();
    }

    @Test
    void nothingLeavesForFifteenMinutesIsOneTextAndATroubleUntilMailsLeave() throws Exception {
        world.read(bad("r1", "差", NOON), Optional.empty(), "SKU-1");
        for (var minute = 0; minute < 15; minute++) {
            fail();
            watch.look();
            assertThat(robot.texts()).isEmpty();
            world.clock.advance(Duration.ofMinutes(1));
        }
        robot.failNext(1);
        watch.look();
        assertThat(robot.texts()).as("the robot is asked again").isEmpty();
        for (var look = 0; look < 5; look++) {
            watch.look();
            world.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(robot.texts()).singleElement().satisfies(text -> assertThat(text)
                .contains("运营告警", "自 2026-11-05 12:00 起没有一封邮件能发出去：邮件服务器连不上，或暂时不收。", "mail-outage-"));
        assertThat(world.troubles.open()).extracting(open -> open.kind()).containsExactly("mail");
        assertThat(world.outages.lasting()).isPresent();
        world.clock.advance(Duration.ofHours(1));
        assertThat(deliver()).isNotEmpty();
        watch.look();
        assertThat(world.outages.lasting()).isEmpty();
        assertThat(world.troubles.open()).isEmpty();
        assertThat(robot.texts()).hasSize(1);
    }

    @Test
    void afterwardsWhatWaitedComesAsOneDigestAKindWithTheTimeEachThingHappened() throws Exception {
        for (var shop : List.of("jd-one", "jd-two", "jd-three")) {
            world.troubles.raise(
                    shop,
                    "auth",
                    Optional.empty(),
                    Said.quoting("access-refused", "Session expired (shop=" + shop + ")"));
            world.clock.advance(Duration.ofMinutes(7));
        }
        for (var number = 0; number < 4; number++) {
            world.read(
                    bad("r" + number, "差评内容n" + number + "。", world.clock.instant()),
                    Optional.empty(),
                    "SKU-" + number);
            world.clock.advance(Duration.ofMinutes(7));
        }
        fail();
        world.troubles.cure("jd-one");
        world.clock.advance(Duration.ofMinutes(20));
        watch.look();
        assertThat(world.outages.lasting()).isPresent();
        world.clock.advance(Duration.ofHours(2));
        var mails = deliver();
        var own =
                mails.stream().filter(mail -> !subject(mail).contains("邮件发不出去")).toList();
        assertThat(own).hasSize(3);
        var troubles = one(own, "【补发】故障");
        assertThat(body(troubles, "text/plain"))
                .contains("11-05 12:00", "11-05 12:07", "11-05 12:14", "shop=jd-one", "shop=jd-two", "shop=jd-three")
                .contains("./hub");
        var reviews = one(own, "【补发】评价 · 4 件");
        assertThat(body(reviews, "text/plain")).contains("11-05 12:21", "11-05 12:42", "差评内容n0", "差评内容n3", "茶语时光旗舰店");
        assertThat(one(own, "店铺授权失效").getSubject()).startsWith("Re: ");
        assertThat(deliver()).isEmpty();
        assertThat(world.messages("delivered")).isEqualTo(9);
    }

    @Test
    void aReaderWhoseAddressIsRefusedIsNoOutage() throws Exception {
        world.read(bad("r1", "差", NOON), Optional.empty(), "SKU-1");
        for (var message : world.claim()) {
            world.outbox.dead(
                    message.id(), "smtp-550", "The mail server refuses this address (code=550)", Duration.ZERO);
        }
        world.clock.advance(Duration.ofHours(1));
        watch.look();
        assertThat(robot.texts()).isEmpty();
        world.outbox.write(
                List.of(NewMessage.mail("test", 0, "", "t", MailWorld.ADMIN, Map.of(), world.clock.instant())));
        for (var message : world.claim()) {
            world.outbox.dead(message.id(), "smtp-sending-553", "check hub.mail.from (code=553)", Duration.ZERO);
        }
        world.clock.advance(Duration.ofMinutes(16));
        watch.look();
        assertThat(robot.texts()).as("a refused sender is everybody's").hasSize(1);
    }

    @Test
    void whatWaitsForTheMorningOrItsDigestIsNoOutage() throws Exception {
        world.clock.advance(Duration.ofHours(14));
        world.read(bad("r1", "差", world.clock.instant()), Optional.empty(), "SKU-1");
        assertThat(deliver()).isEmpty();
        world.clock.advance(Duration.ofHours(5));
        watch.look();
        assertThat(world.outages.newest().map(MailOutages.Outage::id)).isEmpty();
    }

    /** As the route does it: one at a time, so that all others wait. */
    private static List<MimeMessage> deliver() throws Exception {
        var sent = new ArrayList<MimeMessage>();
        for (var claimed = world.outbox.claim(Destination.MAIL, 1);
                !claimed.isEmpty();
                claimed = world.outbox.claim(Destination.MAIL, 1)) {
            var made = world.room().compose(claimed.get(0));
            if (made instanceof MimeMessage mail) {
                sent.add(mail);
            }
            var outcome = made instanceof MimeMessage mail ? world.room().sent(mail) : (Outcome) made;
            world.outbox.finish(List.of(claimed.get(0).id()), outcome, Duration.ZERO);
        }
        return sent;
    }

    /** A round in which the mail server takes nothing. */
    private static void fail() {
        for (var message : world.claim()) {
            world.outbox.retry(
                    message.id(),
                    world.clock.instant().plusSeconds(30),
                    true,
                    "Unavailable",
                    "The mail server does not take it for now (MailConnectException)",
                    Duration.ZERO);
        }
    }

    private static MimeMessage one(List<MimeMessage> mails, String part) {
        assertThat(mails).filteredOn(mail -> subject(mail).contains(part)).hasSize(1);
        return mails.stream()
                .filter(mail -> subject(mail).contains(part))
                .findFirst()
                .orElseThrow();
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (jakarta.mail.MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
