package dev.shophub.alert;

import static dev.shophub.alert.MailWorld.NOON;
import static dev.shophub.alert.MailWorld.bad;
import static dev.shophub.alert.MailWorld.body;
import static dev.shophub.alert.MailWorld.review;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.model.Review.Rating;
import dev.shophub.store.Said;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One inbox, several agents: where replies go, who answered, and Monday's list of what is open. NOON is a Thursday. */
class SupportInboxIT {

    private static MailWorld world;

    @BeforeAll
    static void open() {
        world = new MailWorld();
    }

    @BeforeEach
    void clear() {
        world.reset();
    }

    @Test
    void repliesToSupportsMailsGoToTheTeamThoseToTheAdminsDoNot() throws Exception {
        world.read(bad("r1", "差", NOON), Optional.empty(), "SKU-1");
        var mail = only(world.deliver());
        assertThat(mail.getReplyTo()).singleElement().hasToString(MailWorld.TEAM);
        assertThat(body(mail, "text/plain")).contains("直接回复会发到团队邮箱");
        world.troubles.raise(
                "taobao-one",
                "auth",
                Optional.empty(),
                Said.quoting("access-refused", "Session expired (shop=taobao-one)"));
        var trouble = only(world.deliver());
        assertThat(trouble.getReplyTo()).singleElement().hasToString("shophub@shop.example");
        assertThat(body(trouble, "text/plain")).contains("请勿直接回复");
    }

    @Test
    void anAnswerOnThePlatformIsToldWithTheTimeItWasSeen() throws Exception {
        var before = bad("r1", "差", NOON);
        world.read(before, Optional.empty(), "SKU-1");
        var first = only(world.deliver());
        world.clock.advance(Duration.ofMinutes(122));
        world.read(review("r1", Rating.BAD, "差", "", "抱歉，已补发", NOON), Optional.of(before), "SKU-1");
        var follow = only(world.deliver());
        assertThat(follow.getHeader("References")).containsExactly(first.getMessageID());
        assertThat(body(follow, "text/plain")).contains("11-05 14:02 由店铺在平台后台回复");
    }

    @Test
    void onMondaysSupportGetsWhatIsOpenOnce() throws Exception {
        var old = NOON.minus(Duration.ofDays(9));
        store("bad", Rating.BAD, "差评还没回复", "", NOON.minus(Duration.ofDays(3)));
        store("oldest", Rating.BAD, "更早的差评", "", old);
        store("critical", Rating.GOOD, "孩子过敏了", "", NOON.minus(Duration.ofDays(1)));
        store("good", Rating.GOOD, "很好看", "", NOON);
        store("answered", Rating.BAD, "已经回复的差评", "抱歉", NOON);
        world.read(List.of(new dev.shophub.review.ReviewChange(
                bad("gone", "删掉的差评", NOON), Optional.empty(), new dev.shophub.model.SkuCode("SKU-1"), true)));
        world.jdbc.update("DELETE FROM outbox");
        world.openReviews.look();
        assertThat(world.deliver()).as("a Thursday").isEmpty();
        world.clock.advance(Duration.ofDays(3).plusHours(21).minusMinutes(1));
        world.openReviews.look();
        assertThat(world.deliver()).as("Monday, a minute before nine").isEmpty();
        world.clock.advance(Duration.ofMinutes(90));
        world.openReviews.look();
        world.openReviews.look();
        var list = only(world.deliver());
        assertThat(list.getSubject()).isEqualTo("【待回复】2026-11-09 · 3 条评价");
        assertThat(list.getAllRecipients()[0]).hasToString(MailWorld.SUPPORT);
        assertThat(list.getReplyTo()).singleElement().hasToString(MailWorld.TEAM);
        var text = body(list, "text/plain");
        assertThat(text)
                .contains("茶语时光旗舰店 · 3", "差评还没回复", "孩子过敏了", "还剩 18 天")
                .doesNotContain("很好看", "已经回复的差评", "删掉的差评");
        assertThat(text.indexOf("更早的差评")).as("least time left first").isLessThan(text.indexOf("差评还没回复"));
        world.clock.advance(Duration.ofHours(3));
        world.openReviews.look();
        assertThat(world.deliver()).isEmpty();
        assertThat(world.meters
                        .counter("shophub.mails.sent", "kind", "open-reviews")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whatIsOlderThanTheTimeToAnswerIsNotOpenAndNothingOpenIsNoMail() throws Exception {
        world.shops.goLive(world.shop.key(), NOON.minus(Duration.ofDays(60)));
        store("late", Rating.BAD, "过期的差评", "", NOON.minus(Duration.ofDays(28)));
        world.clock.advance(Duration.ofDays(3).plusHours(22));
        world.openReviews.look();
        assertThat(world.deliver()).isEmpty();
        assertThat(world.messages("dropped")).isEqualTo(1);
    }

    private static void store(String id, Rating rating, String text, String reply, java.time.Instant writtenAt) {
        world.read(review(id, rating, text, "", reply, writtenAt), Optional.empty(), "SKU-1");
    }

    private static MimeMessage only(List<MimeMessage> mails) {
        assertThat(mails).hasSize(1);
        return mails.get(0);
    }
}
