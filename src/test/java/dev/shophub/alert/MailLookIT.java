package dev.shophub.alert;

import static dev.shophub.alert.MailWorld.NOON;
import static dev.shophub.alert.MailWorld.bad;
import static dev.shophub.alert.MailWorld.body;
import static dev.shophub.alert.MailWorld.review;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.model.Review;
import dev.shophub.model.Review.Rating;
import dev.shophub.model.SkuCode;
import dev.shophub.report.DailyMails;
import dev.shophub.review.ReviewChange;
import dev.shophub.support.Rows;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Writes every mail to {@code target/look} and, where Chromium is, draws it narrow and wide, light and dark. */
@Tag("look")
class MailLookIT {

    private static final Path FOLDER = Path.of("target", "look").toAbsolutePath();
    private static final List<String> TEXTS = List.of(
            "用了两次壶盖就裂了，客服一直不回复，太失望了！",
            "收到就是碎的，包装就一层纸，打我电话13800138000没人理",
            "颜色和图片差太多，跟描述不符",
            "等了十天才到，物流太慢",
            "茶壶漏水，根本没法用😡",
            "味道刺鼻，不敢用");

    private final MailWorld world = new MailWorld(
            Map.of("taobao", "https://rate.example.com/detail?order={order}"), Path.of("config/low-stock.csv"));
    private final Rows rows = new Rows(world.data);
    private final DailyMails daily = new DailyMails(world);

    @Test
    void drawEveryMail() throws Exception {
        Files.createDirectories(FOLDER);
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
        lowStock();
        mails.put("low-stock", only());
        world.troubles.raise(
                "taobao-one",
                "auth",
                Optional.of(world.shop.id()),
                "The shop's access was refused twice (shop=taobao-one, code=27, request=15q2w3e4r5t): authorise it again");
        mails.put("trouble", only());
        world.clock.advance(Duration.ofMinutes(95));
        fullDay();
        mails.put("daily-full", daily());
        world.troubles.cure("taobao-one");
        mails.put("cured", only());
        for (var mail : mails.entrySet()) {
            Files.writeString(FOLDER.resolve(mail.getKey() + ".html"), body(mail.getValue(), "text/html"));
            Files.writeString(
                    FOLDER.resolve(mail.getKey() + ".txt"),
                    mail.getValue().getSubject() + "\n\n" + body(mail.getValue(), "text/plain"));
        }
        assertThat(mails).hasSize(9);
        draw();
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

    private void lowStock() {
        world.lowStock.found(IntStream.range(0, 5)
                .mapToObj(number -> {
                    var row = new HashMap<String, Object>();
                    row.put("shop_id", world.shop.id());
                    row.put("shop_key", "taobao-one");
                    row.put("code", "TEA-SET-00" + number);
                    row.put("title", "手工陶瓷茶具套装 家用简约盖碗茶壶 送礼盒 第" + number + "款");
                    row.put("sellable", number * 7L);
                    row.put("sold_14_days", 40L + number);
                    row.put("days_of_cover", String.valueOf(number * 7 * 14 / (40.0 + number)));
                    row.put("threshold", null);
                    row.put("reason", number % 2 == 0 ? "erp" : "shop");
                    return (Map<String, Object>) row;
                })
                .toList());
    }

    private void fullDay() {
        var shop = world.shop.id();
        var old = NOON.minus(Duration.ofHours(30));
        rows.insert(
                "outbox",
                "destination",
                "erp",
                "kind",
                "order",
                "shop_id",
                shop,
                "aggregate",
                "3045678901234567890",
                "subject",
                "3045678901234567890",
                "state",
                "dead",
                "reason",
                "invalid-sku",
                "attributes",
                "{}",
                "detail",
                "The ERP refuses the document (code=invalid-sku, line=2)",
                "created_at",
                old,
                "due_at",
                old);
        rows.insert(
                "outbox",
                "destination",
                "erp",
                "kind",
                "order",
                "shop_id",
                shop,
                "aggregate",
                "3045678901234567891",
                "subject",
                "3045678901234567891",
                "state",
                "parked",
                "reason",
                "unmapped-sku",
                "attributes",
                "{}",
                "detail",
                "CUP-9",
                "created_at",
                old,
                "due_at",
                old);
        rows.insert(
                "outbox",
                "destination",
                "erp",
                "kind",
                "order",
                "shop_id",
                shop,
                "aggregate",
                "3045678901234567892",
                "subject",
                "3045678901234567892",
                "state",
                "parked",
                "reason",
                "held-by-route",
                "attributes",
                "{}",
                "detail",
                "deliver-erp",
                "created_at",
                NOON,
                "due_at",
                old);
        var order = rows.insert(
                "sales_order",
                "shop_id",
                shop,
                "external_id",
                "3045678901234567891",
                "placed_at",
                old,
                "status",
                "PAID");
        rows.insert(
                "order_line",
                "order_id",
                order,
                "external_id",
                "1",
                "code",
                "CUP 9",
                "title",
                "青花手绘品茗杯 单只",
                "quantity",
                2,
                "status",
                "PAID");
        rows.insert(
                "quarantine",
                "shop_id",
                shop,
                "stream",
                "orders",
                "external_id",
                "3045678901234567893",
                "field",
                "payment",
                "reason",
                "Order not readable (shop=taobao-one, order=3045678901234567893, field=payment)",
                "first_at",
                old,
                "last_at",
                old);
        rows.insert(
                "listing",
                "shop_id",
                shop,
                "external_id",
                "6712345678",
                "title",
                "手工陶瓷茶具套装",
                "state",
                "DOWN",
                "currency",
                "CNY",
                "modified_at",
                old);
        rows.insert("checkpoint", "shop_id", shop, "stream", "orders", "last_good_at", world.clock.instant());
        rows.insert(
                "checkpoint",
                "shop_id",
                shop,
                "stream",
                "reviews",
                "last_good_at",
                old,
                "last_failure",
                "The platform did not answer within 10 s (shop=taobao-one, stream=reviews)");
        var second = rows.insert(
                "shop",
                "shop_key",
                "taobao-two",
                "platform",
                "taobao",
                "role",
                "shop",
                "title",
                "茶语时光企业店",
                "state",
                "observing",
                "time_zone",
                "Asia/Shanghai");
        for (var number = 0; number < 12; number++) {
            rows.insert(
                    "outbox",
                    "destination",
                    "erp",
                    "kind",
                    "order",
                    "shop_id",
                    second,
                    "aggregate",
                    "a" + number,
                    "subject",
                    "a" + number,
                    "state",
                    "waiting",
                    "attributes",
                    "{}",
                    "created_at",
                    NOON,
                    "due_at",
                    NOON);
        }
    }

    private static void draw() throws IOException, InterruptedException {
        var chromium = Path.of("/usr/bin/chromium");
        if (!Files.isExecutable(chromium)) {
            return;
        }
        try (var files = Files.list(FOLDER)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".html")).toList()) {
                for (var width : List.of(375, 900)) {
                    for (var dark : List.of(false, true)) {
                        draw(chromium, file, width, dark);
                    }
                }
            }
        }
    }

    /** Chromium's window is never narrower than 500 pixels, so the page is drawn in a frame of the width. */
    private static void draw(Path chromium, Path file, int width, boolean dark)
            throws IOException, InterruptedException {
        var name = file.getFileName().toString().replace(".html", "");
        var frame = Files.writeString(
                FOLDER.resolve("frame.htm"),
                "<meta name=color-scheme content='light dark'><body style='margin:0'><iframe src='" + file.getFileName()
                        + "' style='border:0;width:" + width + "px;height:1800px;color-scheme:"
                        + (dark ? "dark" : "light")
                        + "'></iframe>");
        var home = Files.createTempDirectory("look");
        var command = new java.util.ArrayList<>(List.of(
                chromium.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--allow-file-access-from-files",
                "--user-data-dir=" + home,
                "--window-size=" + Math.max(width, 500) + ",1800",
                "--screenshot=" + FOLDER.resolve(name + "-" + width + (dark ? "-dark" : "-light") + ".png")));
        if (dark) {
            command.add("--force-dark-mode");
            command.add("--blink-settings=preferredColorScheme=0");
        }
        command.add(frame.toUri().toString());
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("chromium.log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
}
