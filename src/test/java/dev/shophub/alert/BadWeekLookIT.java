package dev.shophub.alert;

import static dev.shophub.alert.MailWorld.NOON;
import static dev.shophub.alert.MailWorld.bad;
import static dev.shophub.alert.MailWorld.review;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.model.ExternalId;
import dev.shophub.model.Review.Rating;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.NewMessage;
import dev.shophub.settings.ChatSettings;
import dev.shophub.store.ReviewAnswers;
import dev.shophub.store.Said;
import dev.shophub.support.OutboxRow;
import dev.shophub.support.Rows;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes the mails of an ordinary bad week to {@code target/look} and draws them as {@link MailLookIT} does. */
@Tag("look")
class BadWeekLookIT {

    private static final long GIGABYTE = 1L << 30;

    private final MailWorld world = new MailWorld(
            Map.of("taobao", "https://rate.example.com/detail?order={order}"), Path.of("config/low-stock.csv"));
    private final Rows rows = new Rows(world.data);
    private final Map<String, MimeMessage> mails = new LinkedHashMap<>();

    @TempDir
    private Path volume;

    @BeforeEach
    void alone() {
        world.reset();
    }

    @Test
    void drawWhatAdminsAndSupportGetInABadWeek() throws Exception {
        LookDay.oversold(world);
        mails.put("oversold", only(world.deliver()));
        world.reset();
        standingStill();
        refusedToken();
        manyTroubles();
        fullDisk();
        answered();
        openReviews();
        mails.put("test", only(test()));
        backlog();
        assertThat(mails).hasSize(13);
        LookPictures.draw(mails);
    }

    private void standingStill() throws Exception {
        for (var number = 0; number < 63; number++) {
            stand("parked", "unmapped-sku", "TEA-SET-00" + number % 4 + "-WH", "30456789012345" + (67000 + number));
        }
        stand("dead", "invalid-sku", "The ERP refuses the document (code=invalid-sku, line=2)", "3045678901234599001");
        OutboxRow.to("listing", "stock", "600000000123")
                .of(world.shop.id())
                .state(
                        "dead",
                        "isv.item-is-locked",
                        "Taobao refuses the call (shop=taobao-one, method=taobao.skus.quantity.update, code=isv.item-is-locked)")
                .since(NOON)
                .into(rows);
        world.held.look();
        var told = world.deliver();
        assertThat(told).hasSize(3);
        for (var mail : told) {
            var subject = mail.getSubject();
            mails.put(
                    subject.contains("暂存") ? "held-parked" : subject.contains("写入") ? "held-refused" : "held-dead",
                    mail);
        }
        world.jdbc.update("DELETE FROM outbox");
        world.jdbc.update("DELETE FROM held_record");
        world.jdbc.update("DELETE FROM held_group");
    }

    private void refusedToken() throws Exception {
        var shop = world.shop.id();
        for (var stream : List.of("orders", "refunds", "reviews")) {
            var last = NOON.minus(Duration.ofHours(5));
            rows.insert("checkpoint", "shop_id", shop, "stream", stream, "watermark", last, "last_good_at", last);
        }
        world.connectors.put(world.shop.key(), new ReachesBackADay(world.clock));
        for (var number = 0; number < 37; number++) {
            var order = "" + number;
            world.outbox.write(List.of(NewMessage.state(Destination.ERP, "order", shop, order, order, NOON)));
        }
        world.troubles.raise(
                "taobao-one",
                "auth",
                Optional.of(shop),
                Said.quoting(
                        "access-refused",
                        "The shop's access was refused twice (shop=taobao-one, code=27, request=15q2w3e4r5t): authorise it again"));
        mails.put("trouble-auth", only(world.deliver()));
        world.troubles.cure("taobao-one");
        world.deliver();
        world.reset();
    }

    private void manyTroubles() throws Exception {
        for (var number = 0; number < 12; number++) {
            var key = "taobao-n" + number;
            var shop = rows.insert(
                    "shop",
                    "shop_key",
                    key,
                    "platform",
                    "taobao",
                    "role",
                    "shop",
                    "title",
                    "茶语时光 " + (number + 1) + " 号店",
                    "state",
                    "live",
                    "time_zone",
                    "Asia/Shanghai");
            world.troubles.raise(
                    key + "/reviews",
                    "permission",
                    Optional.of(shop),
                    Said.quoting(
                            "request-refused",
                            "The app lacks the permission for reviews (shop=" + key
                                    + ", stream=reviews, method=taobao.traderates.get): apply for it in the platform's console",
                            "reviews"));
            if (number == 0) {
                only(world.deliver());
            }
            world.clock.advance(Duration.ofMinutes(2));
        }
        world.clock.advance(Duration.ofMinutes(40));
        mails.put("trouble-digest", only(world.deliver()));
        world.reset();
    }

    private void fullDisk() throws Exception {
        large("var/lib/mysql/ibdata", 61);
        large("var/log/journal/old", 22);
        large("opt/shophub/backup/2026-11-01.zip", 9);
        world.volumes = () -> List.of(new Volumes.Volume(volume, 100 * GIGABYTE, 7 * GIGABYTE));
        world.disk.look();
        mails.put("trouble-disk", only(world.deliver()));
        world.volumes = () -> List.of(new Volumes.Volume(volume, 100 * GIGABYTE, 60 * GIGABYTE));
        world.disk.look();
        mails.put("cured-disk", only(world.deliver()));
        world.reset();
    }

    private void answered() throws Exception {
        world.read(bad("r1", "收到第二天壶嘴就裂了，客服一直不回复。", NOON), Optional.empty(), "TEA-SET-0017-WH");
        only(world.deliver());
        world.clock.advance(Duration.ofMinutes(122));
        var answer = "亲，非常抱歉，已经为您补发新的茶壶，三天内送到。";
        new ReviewAnswers(world.jdbc, world.clock).ask(world.shop.id(), new ExternalId("r1"), answer, "li");
        world.jdbc.update(
                "UPDATE review_answer SET state = 'written', ended_at = ?", MailWorld.utc(world.clock.instant()));
        var before = bad("r1", "收到第二天壶嘴就裂了，客服一直不回复。", NOON);
        world.read(
                review("r1", Rating.BAD, "收到第二天壶嘴就裂了，客服一直不回复。", "", answer, NOON),
                Optional.of(before),
                "TEA-SET-0017-WH");
        mails.put("review-answered", only(world.deliver()));
        world.reset();
    }

    private void openReviews() throws Exception {
        world.read(
                bad("11", "用了两次壶盖就裂了，客服一直不回复，太失望了！", NOON.minus(Duration.ofDays(9))),
                Optional.empty(),
                "TEA-SET-0017-WH");
        world.read(bad("12", "颜色和图片差太多，跟描述不符", NOON.minus(Duration.ofDays(3))), Optional.empty(), "CUP-1");
        world.read(
                review("13", Rating.GOOD, "外观好看，但是底座漏电，孩子手被烫伤了", "", "", NOON.minus(Duration.ofDays(1))),
                Optional.empty(),
                "KETTLE-220V");
        world.jdbc.update("DELETE FROM outbox");
        world.clock.advance(Duration.ofDays(3).plusHours(22));
        world.openReviews.look();
        mails.put("open-reviews", only(world.deliver()));
        world.reset();
    }

    private List<MimeMessage> test() throws Exception {
        var now = world.clock.instant();
        world.outbox.write(List.of(NewMessage.mail("test", 0, "", "test", MailWorld.ADMIN, Map.of(), now)));
        return world.deliver();
    }

    private void backlog() throws Exception {
        world.reset();
        for (var number = 0; number < 4; number++) {
            world.read(
                    bad("r" + number, "第 " + (number + 1) + " 次买了，这次收到就是碎的，包装就一层纸", world.clock.instant()),
                    Optional.empty(),
                    "TEA-SET-00" + number);
            world.clock.advance(Duration.ofMinutes(7));
        }
        for (var message : world.claim()) {
            world.outbox.retry(
                    message.id(),
                    world.clock.instant().plusSeconds(30),
                    true,
                    "Unavailable",
                    "The mail server does not take it for now (MailConnectException)",
                    Duration.ZERO);
        }
        world.clock.advance(Duration.ofMinutes(20));
        world.mailWatch(() -> new ChatSettings("", "", "")).look();
        world.clock.advance(Duration.ofHours(2));
        for (var claimed = world.outbox.claim(Destination.MAIL, 1); !claimed.isEmpty(); ) {
            if (world.room().compose(claimed.get(0)) instanceof MimeMessage mail) {
                mails.put(mail.getSubject().contains("补发") ? "backlog" : "trouble-mail", mail);
                world.outbox.finish(List.of(claimed.get(0).id()), world.room().sent(mail), Duration.ZERO);
            }
            claimed = world.outbox.claim(Destination.MAIL, 1);
        }
    }

    private void stand(String state, String reason, String detail, String order) {
        OutboxRow.order(order)
                .of(world.shop.id())
                .state(state, reason, detail)
                .since(world.clock.instant())
                .into(rows);
    }

    /** As long as it says, and empty: it takes no room. */
    private void large(String name, long gigabytes) throws IOException {
        var file = volume.resolve(name);
        Files.createDirectories(file.getParent());
        try (var open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(gigabytes * GIGABYTE);
        }
    }

    private static MimeMessage only(List<MimeMessage> mails) {
        assertThat(mails).hasSize(1);
        return mails.get(0);
    }
}
