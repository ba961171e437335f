package dev.shophub.alert;

import static dev.shophub.alert.MailWorld.NOON;
import static dev.shophub.alert.MailWorld.bad;
import static dev.shophub.alert.MailWorld.body;
import static dev.shophub.alert.MailWorld.review;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shophub.connector.RejectedException;
import dev.shophub.model.Review;
import dev.shophub.model.Review.Rating;
import dev.shophub.model.SkuCode;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.NewMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.review.ReviewChange;
import dev.shophub.store.Checkpoints;
import dev.shophub.store.Said;
import dev.shophub.support.Rows;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails from message to mail server's answer, on a real database. */
class MailRoomIT {

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
    void aBadReviewIsMaskedCompleteAndMarkedAsAutomatic() throws Exception {
        world.read(bad("r1", "太差了，打我电话13800138000\r\nBcc: x@evil.example", NOON), Optional.empty(), "SKU-1");
        var mail = only(world.deliver());
        assertThat(mail.getSubject())
                .startsWith("【差评】茶语时光旗舰店 · ")
                .hasSizeLessThan(78)
                .doesNotContain("taobao-one");
        assertThat(mail.getAllRecipients()[0]).hasToString(MailWorld.SUPPORT);
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
        assertThat(mail.getHeader("X-Ops-Shop")).containsExactly("taobao-one");
        assertThat(mail.getHeader("X-Ops-Severity")).containsExactly("warning");
        assertThat(mail.getHeader("X-Priority")).isNull();
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getHeader("Date")[0]).endsWith("+0800 (CST)");
        for (var type : List.of("text/plain", "text/html")) {
            assertThat(body(mail, type))
                    .contains("茶语时光旗舰店", "SKU-1", "304567890123450", "差评（bad）", "还剩 30 天", "〔电话已隐藏〕", "〔邮箱已隐藏〕")
                    .doesNotContain("13800138000", "x@evil.example", "taobao-one", "☆");
        }
        assertThat(world.meters.counter("shophub.mails.sent", "kind", "review").count())
                .isEqualTo(1);
        assertThat(world.meters.counter("shophub.mails.sent", "kind", "report").count())
                .isZero();
    }

    @Test
    void theMessageIdFollowsFromTheMessageAndSurvivesSaving() throws Exception {
        world.read(bad("r1", "差", NOON), Optional.empty(), "SKU-1");
        var claimed = world.claim().get(0);
        var first = (MimeMessage) world.room().compose(claimed);
        world.clock.advance(Duration.ofMinutes(3));
        var again = (MimeMessage) world.room().compose(claimed);
        again.saveChanges();
        var bytes = new ByteArrayOutputStream();
        again.writeTo(bytes);
        assertThat(again.getMessageID()).isEqualTo(first.getMessageID()).endsWith("@shop.example>");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("Message-ID: " + first.getMessageID());
        var lines = bytes.toString(StandardCharsets.UTF_8).lines();
        assertThat(lines.mapToInt(String::length).max().orElse(0)).isLessThan(998);
    }

    @Test
    void aMailTheServerHasIsNotSentAgain() throws Exception {
        world.read(bad("r1", "差", NOON), Optional.empty(), "SKU-1");
        var claimed = world.claim().get(0);
        var outcome = world.room().sent((MimeMessage) world.room().compose(claimed));
        assertThat(world.room().compose(claimed)).isEqualTo(outcome).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void aThousandAlikeGiveTwoMailsAndTheDigestListsEveryOne() throws Exception {
        world.read(changes(0, 100));
        var first = only(world.deliver());
        assertThat(body(first, "text/plain")).contains("差评内容n0").doesNotContain("差评内容n1");
        world.clock.advance(Duration.ofMinutes(10));
        world.read(changes(100, 1000));
        assertThat(world.deliver()).isEmpty();
        world.clock.advance(Duration.ofMinutes(21));
        var digest = only(world.deliver());
        assertThat(digest.getSubject()).startsWith("【差评汇总】").contains("999 条").hasSizeLessThan(78);
        var text = body(digest, "text/plain");
        assertThat(IntStream.range(1, 1000).filter(number -> !text.contains("差评内容n" + number + "。")))
                .isEmpty();
        assertThat(world.messages("delivered")).isEqualTo(1000);
        assertThat(world.deliver()).isEmpty();
    }

    /** Some platforms tie reviews to items only. */
    @Test
    void aReviewWithoutAnOrderIsToldWithoutOne() throws Exception {
        var tied = bad("r1", "壶嘴裂了", NOON);
        var free = new Review(
                tied.id(),
                Optional.empty(),
                tied.lineId(),
                tied.itemId(),
                tied.itemTitle(),
                tied.rating(),
                tied.platformRating(),
                tied.stars(),
                tied.text(),
                tied.followUp(),
                tied.followUpAt(),
                tied.reply(),
                tied.writtenAt(),
                tied.modifiedAt());
        world.read(free, Optional.empty(), "SKU-1");

        var mail = only(world.deliver());

        assertThat(mail.getSubject()).startsWith("【差评】").doesNotContain("订单");
        assertThat(body(mail, "text/plain")).contains("壶嘴裂了").doesNotContain("订单号");
        assertThat(body(mail, "text/html")).contains("壶嘴裂了").doesNotContain("订单号");
    }

    @Test
    void whatWaitedThroughTheNightComesAsOne() throws Exception {
        world.clock.advance(Duration.ofHours(14));
        world.read(changes(0, 5));
        assertThat(world.deliver()).isEmpty();
        world.clock.advance(Duration.ofHours(6));
        assertThat(only(world.deliver()).getSubject()).contains("5 条");
    }

    @Test
    void theCriticalGoesAloneAtNightToTheSecondList() throws Exception {
        world.clock.advance(Duration.ofHours(14));
        var now = world.clock.instant();
        world.read(review("r1", Rating.GOOD, "很好看，就是孩子过敏了", "", "", now), Optional.empty(), "SKU-1");
        world.read(review("r2", Rating.BAD, "漏电！", "", "", now), Optional.empty(), "SKU-1");
        var mails = world.deliver();
        assertThat(mails).hasSize(2).allSatisfy(mail -> {
            assertThat(mail.getSubject()).startsWith("【紧急评价】");
            assertThat(mail.getAllRecipients()[0]).hasToString(MailWorld.BOSS);
            assertThat(mail.getHeader("X-Priority")).containsExactly("1");
        });
        assertThat(body(mails.get(0), "text/plain")).contains("过敏").contains("好评（good）");
    }

    @Test
    void aChangeFollowsInTheThreadAndTheSameIsNotToldTwice() throws Exception {
        var before = bad("r1", "差", NOON);
        world.read(before, Optional.empty(), "SKU-1");
        var first = only(world.deliver());
        var answered = review("r1", Rating.BAD, "差", "", "抱歉，已补发", NOON);
        world.read(answered, Optional.of(before), "SKU-1");
        var follow = only(world.deliver());
        assertThat(follow.getHeader("In-Reply-To")).containsExactly(first.getMessageID());
        assertThat(follow.getHeader("References")).containsExactly(first.getMessageID());
        assertThat(follow.getSubject()).isEqualTo("Re: " + first.getSubject());
        assertThat(body(follow, "text/plain")).contains("抱歉，已补发").contains("已经回复");
        world.clock.advance(Duration.ofHours(1));
        world.read(List.of(new ReviewChange(answered, Optional.of(answered), new SkuCode("SKU-1"), true)));
        assertThat(only(world.deliver()).getHeader("References")).containsExactly(first.getMessageID());
    }

    @Test
    void aChangeThatTheFirstMailAlreadyTellsIsNoNews() throws Exception {
        var before = bad("r1", "差", NOON);
        world.read(before, Optional.empty(), "SKU-1");
        world.read(review("r1", Rating.BAD, "差", "更差了", "", NOON), Optional.of(before), "SKU-1");
        var mails = world.deliver();
        assertThat(mails).hasSize(1);
        assertThat(body(mails.get(0), "text/plain")).contains("更差了");
        world.clock.advance(Duration.ofMinutes(2));
        assertThat(world.deliver()).isEmpty();
        assertThat(world.messages("dropped")).isEqualTo(1);
    }

    @Test
    void aReviewFromBeforeGoLiveIsNotMailed() throws Exception {
        world.read(bad("r1", "差", NOON), Optional.empty(), "SKU-1");
        world.shops.goLive(world.shop.key(), NOON.plusSeconds(1));
        assertThat(world.deliver()).isEmpty();
        assertThat(world.messages("dropped")).isEqualTo(1);
    }

    @Test
    void troublesAreToldAtOnceDailyAndCuredOnceInOneThread() throws Exception {
        world.troubles.raise(
                "taobao-one",
                "auth",
                Optional.of(world.shop.id()),
                Said.quoting("access-refused", "Session expired\r\n(shop=taobao-one)"));
        world.troubles.raise(
                "taobao-one",
                "auth",
                Optional.of(world.shop.id()),
                Said.quoting("access-refused", "Session expired (shop=taobao-one)"));
        var first = only(world.deliver());
        assertThat(first.getSubject()).startsWith("【故障】茶语时光旗舰店 · 店铺授权失效");
        assertThat(first.getAllRecipients()[0]).hasToString(MailWorld.ADMIN);
        assertThat(body(first, "text/plain"))
                .contains("./hub authorize 茶语时光旗舰店", "Session expired (shop=茶语时光旗舰店)")
                .doesNotContain("taobao-one");
        assertThat(first.getSubject()).doesNotContain("taobao-one");
        world.clock.advance(Duration.ofHours(3));
        world.troubles.remind();
        assertThat(world.deliver()).isEmpty();
        world.clock.advance(Duration.ofHours(1));
        world.troubles.remind();
        var further = only(world.deliver());
        assertThat(further.getAllRecipients()[0]).hasToString(MailWorld.OWNER);
        assertThat(further.getHeader("X-Priority")).containsExactly("1");
        assertThat(further.getSubject()).startsWith("【升级】");
        assertThat(body(further, "text/plain")).contains("4 小时");
        world.clock.advance(Duration.ofHours(19));
        world.troubles.remind();
        assertThat(world.deliver()).isEmpty();
        world.clock.advance(Duration.ofHours(1));
        world.troubles.remind();
        assertThat(only(world.deliver()).getHeader("References")).containsExactly(first.getMessageID());
        world.troubles.cure("taobao-one");
        world.troubles.cure("taobao-one");
        var ends = world.deliver();
        assertThat(ends).as("the admin and who was told further up").hasSize(2);
        var cured = ends.get(0);
        assertThat(cured.getHeader("References")).containsExactly(first.getMessageID());
        assertThat(body(cured, "text/plain")).contains("已恢复", "1 天");
        assertThat(world.troubles.open()).isEmpty();
        assertThat(world.meters.counter("shophub.mails.sent", "kind", "cured").count())
                .isEqualTo(2);
    }

    @Test
    void aThousandTroublesAlikeGiveTwoMailsAndTheirCureOne() throws Exception {
        IntStream.range(0, 1000).forEach(number -> permission(number, true));
        assertThat(body(only(world.deliver()), "text/plain")).contains("(scope=s0)");
        world.clock.advance(Duration.ofMinutes(20));
        assertThat(world.deliver()).isEmpty();
        world.clock.advance(Duration.ofMinutes(10));
        var digest = only(world.deliver());
        assertThat(digest.getSubject()).startsWith("【故障】缺少平台权限 · 999 处");
        var text = body(digest, "text/plain");
        assertThat(IntStream.range(1, 1000).filter(number -> !text.contains("(scope=s" + number + ")")))
                .isEmpty();
        IntStream.range(0, 1000).forEach(number -> permission(number, false));
        world.clock.advance(Duration.ofMinutes(1));
        assertThat(only(world.deliver()).getSubject()).contains("缺少平台权限 · 1,000 处");
        world.clock.advance(Duration.ofDays(2));
        world.troubles.remind();
        assertThat(world.deliver()).isEmpty();
    }

    @Test
    void theFatalIsToldAtNightAndAloneTheRestWaitsForTheMorning() throws Exception {
        world.clock.advance(Duration.ofHours(14));
        permission(1, true);
        permission(2, true);
        assertThat(world.deliver()).isEmpty();
        for (var shop : List.of("jd-one", "jd-two")) {
            world.troubles.raise(
                    shop,
                    "auth",
                    Optional.empty(),
                    Said.quoting("access-refused", "Session expired (shop=" + shop + ")"));
        }
        assertThat(world.deliver()).as("each alone, at once").hasSize(2);
        world.clock.advance(Duration.ofHours(6));
        assertThat(only(world.deliver()).getSubject()).contains("2 处");
    }

    @Test
    void whatComesAndGoesOvernightIsToldOnceInTheMorning() throws Exception {
        world.clock.advance(Duration.ofHours(14));
        permission(1, true);
        world.clock.advance(Duration.ofMinutes(7));
        permission(1, false);
        assertThat(world.deliver()).isEmpty();
        world.clock.advance(Duration.ofHours(7));
        var mail = only(world.deliver());
        assertThat(mail.getSubject()).startsWith("【已恢复】茶语时光旗舰店 · 缺少平台权限").doesNotContain("Re:");
        assertThat(mail.getHeader("References")).isNull();
        assertThat(body(mail, "text/plain"))
                .contains("已自行恢复：缺少平台权限", "2026-11-06 02:00", "2026-11-06 02:07", "(scope=s1)");
        world.clock.advance(Duration.ofDays(2));
        world.troubles.remind();
        assertThat(world.deliver()).isEmpty();
        assertThat(world.messages("waiting")).isZero();
    }

    /** Of one night: what stays is told as what it is, what passed, however often, stands in one mail with each time. */
    @Test
    void whatPassedOvernightStandsTogetherBesideWhatStays() throws Exception {
        world.clock.advance(Duration.ofHours(14));
        for (var number : List.of(1, 2, 1)) {
            permission(number, true);
            world.clock.advance(Duration.ofMinutes(10));
            permission(number, false);
        }
        permission(3, true);
        assertThat(world.deliver()).isEmpty();
        world.clock.advance(Duration.ofHours(7));
        var mails = world.deliver();
        assertThat(mails).hasSize(2);
        var stays = mails.get(0).getSubject().startsWith("【故障】") ? mails.get(0) : mails.get(1);
        var passed = stays == mails.get(0) ? mails.get(1) : mails.get(0);
        assertThat(body(stays, "text/plain")).contains("(scope=s3)").doesNotContain("(scope=s1)");
        assertThat(passed.getSubject()).startsWith("【已恢复】缺少平台权限 · 2 处");
        assertThat(body(passed, "text/plain"))
                .contains("2026-11-06 02:00 – 2026-11-06 02:10 · 免打扰时段内来去", "02:10 – ", "02:20 – ")
                .contains("(scope=s1)", "(scope=s2)");
    }

    /** By day the first of a kind is told at once; what comes and goes in its shadow is no mail of its own. */
    @Test
    void whatComesAndGoesByDayWhileOthersGatherIsNotTold() throws Exception {
        permission(1, true);
        only(world.deliver());
        world.clock.advance(Duration.ofMinutes(5));
        permission(2, true);
        permission(2, false);
        world.clock.advance(Duration.ofHours(1));
        assertThat(world.deliver()).isEmpty();
    }

    private static void permission(int number, boolean missing) {
        if (missing) {
            world.troubles.raise(
                    "taobao-one/s" + number,
                    "permission",
                    Optional.of(world.shop.id()),
                    Said.quoting("request-refused", "A permission is missing (scope=s" + number + ")", "reviews"));
        } else {
            world.troubles.cure("taobao-one/s" + number);
        }
    }

    @Test
    void theMailOfARefusedTokenSaysWhatItMeansAndWhatToDo() throws Exception {
        var rows = new Rows(world.data);
        var shop = world.shop.id();
        rows.jdbc().update("DELETE FROM checkpoint");
        rows.insert(
                "checkpoint",
                "shop_id",
                shop,
                "stream",
                "orders",
                "watermark",
                NOON.minus(Duration.ofHours(5)),
                "last_good_at",
                NOON.minus(Duration.ofHours(5)));
        rows.insert(
                "checkpoint",
                "shop_id",
                shop,
                "stream",
                "reviews",
                "watermark",
                NOON.minus(Duration.ofHours(2)),
                "last_good_at",
                NOON.minus(Duration.ofHours(2)));
        world.connectors.put(world.shop.key(), new ReachesBackADay(world.clock));
        world.outbox.write(List.of(
                NewMessage.state(Destination.ERP, "order", shop, "1", "1", NOON),
                NewMessage.state(Destination.ERP, "order", shop, "2", "2", NOON)));
        world.troubles.raise(
                "taobao-one",
                "auth",
                Optional.of(shop),
                Said.quoting("access-refused", "Session refused (shop=taobao-one)"));
        var text = body(only(world.deliver()), "text/plain");
        assertThat(text)
                .contains(
                        "自 2026-11-05 07:00（5 小时）起没有读到任何数据",
                        "等待推送：2 条",
                        "买家看到的仍是最后一次写入的库存和价格",
                        "2026-11-06 07:00 之前恢复授权就不会丢数据",
                        "./hub authorize 茶语时光旗舰店",
                        "是否被冻结或处罚")
                .doesNotContain("taobao-one");
        world.connectors.clear();
    }

    @Test
    void afterARestoreWhatMayHaveBeenMailedWaitsForAPersonUntilTheShopHasCaughtUp() throws Exception {
        var rows = new Rows(world.data);
        var checkpoints = new Checkpoints(world.jdbc, world.clock);
        var shop = world.shop.id();
        rows.jdbc().update("DELETE FROM checkpoint");
        checkpoints.begin(shop, "reviews", NOON.minus(Duration.ofHours(3)), Optional.empty());
        rows.jdbc().update("UPDATE shop SET restored_at = '2026-11-05 04:00:00', caught_up_at = NULL");
        assertThat(checkpoints.restoreGapClosed(shop)).isFalse();

        world.read(bad("gap", "差", NOON.minus(Duration.ofHours(2))), Optional.empty(), "SKU-1");
        world.troubles.raise(
                "taobao-one/x", "config", Optional.of(shop), Said.quoting("config-faults", "Something", 1));
        assertThat(only(world.deliver()).getSubject())
                .as("what is wrong now is told")
                .contains("故障");
        var parked = rows.jdbc()
                .queryForObject("SELECT id FROM outbox WHERE state = 'parked' AND reason = 'restored'", Long.class);

        world.clock.advance(Duration.ofMinutes(1));
        checkpoints.reached(shop, "reviews", NOON.plusSeconds(30), 1);
        assertThat(checkpoints.restoreGapClosed(shop)).isTrue();
        world.clock.advance(Duration.ofMinutes(1));
        world.read(bad("new", "差", world.clock.instant()), Optional.empty(), "SKU-2");
        assertThat(only(world.deliver()).getSubject()).contains("差评");
        assertThat(world.messages("parked")).isEqualTo(1);

        world.clock.advance(Duration.ofHours(1));
        world.outbox.requeue().replay(parked);
        assertThat(world.deliver()).as("a person wants it all the same").hasSize(1);
        rows.jdbc().update("UPDATE shop SET restored_at = NULL, caught_up_at = NULL");
    }

    @Test
    void aKindThatNobodyKnowsIsRejected() {
        world.outbox.write(List.of(NewMessage.mail("riddle", 0, "", "x", MailWorld.ADMIN, Map.of(), NOON)));
        var claimed = world.claim().get(0);
        assertThatThrownBy(() -> world.room().compose(claimed))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("riddle");
    }

    private static List<ReviewChange> changes(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> bad("r" + number, "差评内容n" + number + "。", NOON))
                .map(review -> new ReviewChange(review, Optional.empty(), new SkuCode("SKU-1"), false))
                .toList();
    }

    private static MimeMessage only(List<MimeMessage> mails) {
        assertThat(mails).hasSize(1);
        return mails.get(0);
    }
}
