package dev.shophub.alert;

import static dev.shophub.alert.MailWorld.NOON;
import static dev.shophub.alert.MailWorld.bad;
import static dev.shophub.alert.MailWorld.review;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.model.Review;
import dev.shophub.model.Review.Rating;
import dev.shophub.model.SkuCode;
import dev.shophub.report.DailyMails;
import dev.shophub.review.ReviewChange;
import dev.shophub.store.Said;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Writes the mails of a day to {@code target/look} and, where Chromium is, draws it narrow and wide, light and dark. */
@Tag("look")
class MailLookIT {

    private static final List<String> TEXTS = List.of(
            "用了两次壶盖就裂了，客服一直不回复，太失望了！",
            "收到就是碎的，包装就一层纸，打我电话13800138000没人理",
            "颜色和图片差太多，跟描述不符",
            "等了十天才到，物流太慢",
            "茶壶漏水，根本没法用😡",
            "味道刺鼻，不敢用");

    private final MailWorld world = new MailWorld(
            Map.of("taobao", "https://rate.example.com/detail?order={order}"), Path.of("config/low-stock.csv"));
    private final DailyMails daily = new DailyMails(world);

    @Test
    void drawEveryMail() throws Exception {
        var mails = new HashMap<String, MimeMessage>();
        mails.put("daily-empty", daily());
        world.jdbc.update("DELETE FROM outbox");
        var first = bad(
                "r1",
                "收到第二天壶嘴就裂了，联系客服让我加微信 teahouse_88 再说，电话 138-0013-8000 也没人接。\n住在杭州市余杭区文一西路969号3幢2单元501室，附近也没有维修点。",
                NOON);
        world.read(first, Optional.empty(), "TEA-SET-0017-WH");
        mails.put("review-bad", only());
        var followed = new Review(
                first.id(),
                first.orderId(),
                Optional.empty(),
                first.itemId(),
                first.itemTitle(),
                Rating.BAD,
                "bad",
                Optional.of(1),
                first.text(),
                "三天过去了还是没有人处理，已经不抱希望了。",
                Optional.of(NOON.plus(Duration.ofHours(5))),
                "亲，非常抱歉，已经为您补发新的茶壶。",
                NOON,
                NOON);
        world.clock.advance(Duration.ofHours(5));
        world.read(followed, Optional.of(first), "TEA-SET-0017-WH");
        mails.put("review-follow-up", only());
        world.read(
                review("r3", Rating.GOOD, "外观好看，但是烧水的时候底座漏电，孩子手被烫伤了，已经打12315", "", "", world.clock.instant()),
                Optional.empty(),
                "KETTLE-220V");
        mails.put("review-critical", only());
        world.clock.advance(Duration.ofHours(1));
        world.read(IntStream.range(10, 22)
                .mapToObj(number -> new ReviewChange(
                        bad("r" + number, TEXTS.get(number % TEXTS.size()), world.clock.instant()),
                        Optional.empty(),
                        new SkuCode("CUP-1"),
                        false))
                .toList());
        world.clock.advance(Duration.ofMinutes(40));
        mails.put("review-digest", only());
        LookDay.lowStock(world);
        mails.put("low-stock", only());
        world.troubles.raise(
                "taobao-one",
                "auth",
                Optional.of(world.shop.id()),
                Said.quoting(
                        "access-refused",
                        "The shop's access was refused twice (shop=taobao-one, code=27, request=15q2w3e4r5t): authorise it again"));
        mails.put("trouble", only());
        world.clock.advance(Duration.ofMinutes(95));
        LookDay.full(world);
        mails.put("daily-full", daily());
        world.troubles.cure("taobao-one");
        mails.put("cured", only());
        assertThat(mails).hasSize(9);
        LookPictures.draw(mails);
    }

    private MimeMessage daily() throws Exception {
        daily.enqueue();
        return only();
    }

    private MimeMessage only() throws Exception {
        var mails = world.deliver();
        assertThat(mails).hasSize(1);
        return mails.get(0);
    }
}
