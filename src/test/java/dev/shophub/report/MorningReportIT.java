package dev.shophub.report;

import static dev.shophub.report.MorningStory.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.MailWorld;
import dev.shophub.store.ReportBook;
import dev.shophub.store.Span;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The morning's mails, from orders in the tables to what a reader opens. */
class MorningReportIT {

    private static MailWorld world;
    private static MorningWorld morning;
    private static MorningStory story;

    @BeforeAll
    static void open() {
        world = new MailWorld();
        morning = new MorningWorld(world);
    }

    @BeforeEach
    void halfPastEight() {
        world.reset();
        world.clock.advance(Duration.ofMinutes(-210));
        story = new MorningStory(world).tell(9);
    }

    @Test
    void goesAtHalfPastEightWithWhatIsThereAndOnceMoreWhenTheVisitorsAreRead() throws Exception {
        world.clock.advance(Duration.ofMinutes(-1));
        morning.look();
        assertThat(world.deliver()).as("too early").isEmpty();
        world.clock.advance(Duration.ofMinutes(1));
        morning.look();
        morning.look();
        var first = world.deliver();
        assertThat(first)
                .extracting(mail -> mail.getAllRecipients()[0].toString())
                .containsExactlyInAnyOrder(MailWorld.BOSS, MorningWorld.OWNER);
        assertThat(first.get(0).getSubject()).startsWith("【早报】2026-11-04 茶语时光旗舰店 支付 ¥");
        var text = texts(first.get(0)).get("text/plain");
        assertThat(text)
                .contains("缺访客数据", "inbox/taobao-one/", "inbox@shop.example")
                .contains("访客数: —", "支付转化率: —")
                .contains("支付金额: ¥")
                .contains("本月计划 ¥400,000.00")
                .contains("只能拆到买家数与客单价")
                .contains("PUER-357");

        world.clock.advance(Duration.ofMinutes(20));
        story.visitors(DAY, 3120, 38, "11000.00").visitors(DAY.minusDays(7), 2880, 30, "9000.00");
        morning.look();
        assertThat(world.deliver()).as("others may come with it").isEmpty();
        world.clock.advance(Duration.ofSeconds(20));
        morning.look();
        var second = world.deliver();
        assertThat(second).hasSize(2);
        assertThat(second.get(0).getSubject()).startsWith("【早报·第二版】2026-11-04");
        assertThat(second.get(0).getHeader("References"))
                .containsExactly(mailFor(first, second.get(0)).getMessageID());
        assertThat(texts(second.get(0)).get("text/plain"))
                .contains("访客数: 3,120", "有变化", "平台口径")
                .doesNotContain("缺访客数据");

        story.visitors(DAY, 3300, 40, "11100.00");
        world.clock.advance(Duration.ofMinutes(10));
        morning.look();
        assertThat(world.deliver()).as("no third").isEmpty();
    }

    private static MimeMessage mailFor(List<MimeMessage> mails, MimeMessage other) throws Exception {
        for (var mail : mails) {
            if (mail.getAllRecipients()[0].equals(other.getAllRecipients()[0])) {
                return mail;
            }
        }
        throw new AssertionError("No first edition for this reader");
    }

    /** Refunds of yesterday would be too few, and nobody would see it. */
    @Test
    void aNewHubWaitsForPastRefundsTwoHoursAtMost() throws Exception {
        world.jdbc.update("INSERT INTO checkpoint (shop_id, stream, watermark, target, started_from) SELECT shop_id,"
                + " 'refunds-history', watermark - INTERVAL 1 DAY, target, started_from FROM checkpoint"
                + " WHERE stream = 'orders-history'");
        var hub = new MorningWorld(world);
        hub.look();
        assertThat(world.deliver()).isEmpty();
        world.jdbc.update("UPDATE checkpoint SET watermark = target WHERE stream = 'refunds-history'");
        hub.look();
        assertThat(world.deliver()).hasSize(2);

        world.reset();
        world.clock.advance(Duration.ofMinutes(-210));
        story = new MorningStory(world).tell(9);
        world.jdbc.update("INSERT INTO checkpoint (shop_id, stream, watermark, target, started_from) SELECT shop_id,"
                + " 'refunds-history', watermark - INTERVAL 1 DAY, target, started_from FROM checkpoint"
                + " WHERE stream = 'orders-history'");
        var patient = new MorningWorld(world);
        world.clock.advance(Duration.ofMinutes(119));
        patient.look();
        assertThat(world.deliver()).isEmpty();
        world.clock.advance(Duration.ofMinutes(2));
        patient.look();
        assertThat(world.deliver())
                .as("a stream that is never read keeps no report")
                .hasSize(2);
    }

    @Test
    void withoutExportsThereIsNoSecondEdition() throws Exception {
        morning.look();
        assertThat(world.deliver()).hasSize(2);
        world.clock.advance(Duration.ofMinutes(150));
        morning.look();
        assertThat(world.deliver()).isEmpty();
    }

    @Test
    void onlyReadersOfProfitReadProfitAndEveryFigureTiesWithTheTables() throws Exception {
        morning.look();
        for (var mail : world.deliver()) {
            var owner = mail.getAllRecipients()[0].toString().equals(MorningWorld.OWNER);
            var parts = texts(mail);
            assertThat(parts.get("text/plain").contains("毛利率")).isEqualTo(owner);
            assertThat(parts.get("text/html").contains("毛利率")).isEqualTo(owner);
        }
        var paid = world.client
                .sql(
                        "SELECT SUM(total) FROM sales_order WHERE paid_at >= '2026-11-03 16:00' AND paid_at < '2026-11-04 16:00'")
                .query(BigDecimal.class)
                .single();
        var briefing = morning.morning.brief(morning.morning.scopes().get(0), Span.day(DAY));
        assertThat(briefing.line("paid-amount").orElseThrow().value().orElseThrow())
                .isEqualByComparingTo(paid);
        assertThat(briefing.line("visitors").orElseThrow().value()).isEmpty();
        assertThat(briefing.aligned().day()).as("as far from Double 11").isEqualTo(DAY.minusYears(1));
        assertThat(briefing.line("paid-amount").orElseThrow().lastYear()).isPresent();
        var why = briefing.why().orElseThrow();
        assertThat(why.effects().stream().map(effect -> effect.effect()).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(why.now().subtract(why.before()));
        assertThat(briefing.profit().get(2).value().orElseThrow())
                .isBetween(new BigDecimal("0.3"), new BigDecimal("0.99"));
    }

    @Test
    void carriesPicturesAndAWorkbook(@TempDir Path folder) throws Exception {
        morning.look();
        var parts = parts(world.deliver().get(0));
        assertThat(parts.keySet())
                .anyMatch(name -> name.endsWith(".xlsx"))
                .contains("trend-light.png", "trend-dark.png", "split-light.png", "top-light.png");
        var picture = ImageIO.read(new ByteArrayInputStream(parts.get("trend-light.png")));
        assertThat(picture.getWidth()).isEqualTo(1168);
        var sheet = parts.entrySet().stream()
                .filter(part -> part.getKey().endsWith(".xlsx"))
                .findFirst()
                .orElseThrow();
        var file = Files.write(folder.resolve("report.xlsx"), sheet.getValue());
        try (var zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .contains("xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml");
        }
    }

    @Test
    void whatMovedSinceItWasMailedStandsInTheNextReport() throws Exception {
        morning.look();
        world.deliver();
        world.jdbc.update(
                "UPDATE sales_order SET total = total * 2 WHERE paid_at >= '2026-11-03 16:00' AND paid_at < '2026-11-04 16:00'");
        morning.metrics.touched.days(world.shop.id(), List.of(DAY.minusDays(1), DAY));
        world.jdbc.update("UPDATE checkpoint SET watermark = watermark + INTERVAL 1 DAY WHERE stream = 'orders'");
        world.clock.advance(Duration.ofDays(1));
        morning.look();
        assertThat(texts(world.deliver().get(0)).get("text/plain")).contains("更正：2026-11-04 的支付金额，当时报 ¥");
        world.jdbc.update("UPDATE checkpoint SET watermark = watermark + INTERVAL 1 DAY WHERE stream = 'orders'");
        world.clock.advance(Duration.ofDays(1));
        morning.look();
        assertThat(texts(world.deliver().get(0)).get("text/plain"))
                .as("said once")
                .doesNotContain("2026-11-04 的支付金额，当时报");
        var said = new ReportBook(world.client, world.clock).mailed(world.shop.id(), Span.Kind.DAY, DAY, DAY);
        assertThat(said)
                .filteredOn(one -> one.figure().equals("paid-amount"))
                .allSatisfy(one -> assertThat(one.mailed()).isGreaterThan(one.first()));
    }

    @Test
    void missingBooksAreNamedAndComparedWithNothing() throws Exception {
        world.jdbc.update(
                "DELETE FROM sales_order WHERE placed_at >= '2026-10-27 16:00' AND placed_at < '2026-10-28 16:00'");
        world.jdbc.update(
                "UPDATE checkpoint SET started_from = '2026-10-29', watermark = '2026-11-01', target = '2026-11-01' WHERE stream = 'orders-history'");
        morning.look();
        var briefing = morning.morning.brief(morning.morning.scopes().get(0), Span.day(DAY));
        var paid = briefing.line("paid-amount").orElseThrow();
        assertThat(paid.previous()).isPresent();
        assertThat(paid.usual())
                .as("the day was never read: neither 0 nor a change")
                .isEmpty();
    }

    private static Map<String, String> texts(MimeMessage mail) throws Exception {
        var texts = new HashMap<String, String>();
        walk(mail, part -> {
            if (part.isMimeType("text/*")) {
                texts.put(
                        part.getContentType().split(";")[0].toLowerCase(),
                        part.getContent().toString());
            }
        });
        return texts;
    }

    private static Map<String, byte[]> parts(MimeMessage mail) throws Exception {
        var parts = new HashMap<String, byte[]>();
        walk(mail, part -> {
            if (part instanceof BodyPart body && body.getFileName() != null) {
                parts.put(body.getFileName(), body.getInputStream().readAllBytes());
            }
        });
        return parts;
    }

    private interface Look {
        void at(Part part) throws Exception;
    }

    private static void walk(Part part, Look look) throws Exception {
        if (part.getContent() instanceof Multipart parts) {
            for (int at = 0; at < parts.getCount(); at++) {
                walk(parts.getBodyPart(at), look);
            }
        } else {
            look.at(part);
        }
    }
}
