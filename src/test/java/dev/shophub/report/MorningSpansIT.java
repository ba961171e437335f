package dev.shophub.report;

import static dev.shophub.report.MorningStory.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.MailWorld;
import dev.shophub.alert.Words;
import dev.shophub.metric.Unit;
import dev.shophub.model.ShopKey;
import dev.shophub.store.Span;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports beside yesterday's in Chinese: of weeks and months, of a running day, in English, of several zones, and without a part. */
class MorningSpansIT {

    private MailWorld world;

    @BeforeEach
    void halfPastEight() {
        world = new MailWorld();
        world.clock.advance(Duration.ofMinutes(-210));
        new MorningStory(world).tell(9);
    }

    @Test
    void onMondaysTheWeekAndOnTheFirstTheMonth() throws Exception {
        var morning = new MorningWorld(world);
        read(Duration.ofDays(4));
        morning.look();
        assertThat(subjects(world.deliver()))
                .containsExactlyInAnyOrder("【早报】2026-11-08", "【早报】2026-11-08", "【周报】2026-11-02", "【周报】2026-11-02");
        read(Duration.ofDays(22));
        morning.look();
        assertThat(subjects(world.deliver()))
                .containsExactlyInAnyOrder("【早报】2026-11-30", "【早报】2026-11-30", "【月报】2026-11", "【月报】2026-11");
        var month = morning.morning.brief(morning.morning.scopes().get(0), Span.of(Span.Kind.MONTH, DAY));
        assertThat(month.line("paid-buyers").orElseThrow().value().orElseThrow())
                .as("a buyer of two days once")
                .isEqualByComparingTo(world.jdbc.queryForObject(
                        "SELECT COUNT(DISTINCT buyer) FROM sales_order WHERE paid_at >= '2026-10-31 16:00'",
                        BigDecimal.class));
    }

    /** Moves on, with orders read up to there. */
    private void read(Duration by) {
        world.clock.advance(by);
        world.jdbc.update("UPDATE checkpoint SET watermark = '2026-12-31' WHERE stream = 'orders'");
    }

    private static List<String> subjects(List<? extends MimeMessage> mails) throws Exception {
        var subjects = new ArrayList<String>();
        for (var mail : mails) {
            subjects.add(mail.getSubject().split(" ")[0]);
        }
        return subjects;
    }

    @Test
    void aRunningDayIsComparedWithTheSamePartOfTheOthers() {
        var morning = new MorningWorld(world);
        morning.metrics.figures.refresh();
        var today = morning.morning.brief(morning.morning.scopes().get(0), Span.day(DAY.plusDays(1)));
        assertThat(today.running()).isTrue();
        var before =
                today.line("paid-amount").orElseThrow().previous().orElseThrow().before();
        assertThat(before)
                .as("until half past eight, not the whole day")
                .isEqualByComparingTo(world.jdbc.queryForObject(
                        "SELECT SUM(total) FROM sales_order WHERE paid_at >= '2026-11-03 16:00' AND paid_at < '2026-11-04 00:30'",
                        BigDecimal.class))
                .isPositive();
        assertThat(today.line("visitors").orElseThrow().previous())
                .as("an export tells whole days")
                .isEmpty();
    }

    @Test
    void inEnglishForThoseWhoReadIt() throws Exception {
        var morning = new MorningWorld(world, new Words(() -> "en"));
        morning.look();
        var mail = world.deliver().get(0);
        assertThat(mail.getSubject()).startsWith("[Morning] 2026-11-04 茶语时光旗舰店 paid ");
        assertThat(text(mail))
                .contains("Paid amount: ", "Visitors: —", "without an answer", "of sales have a cost price");
    }

    @Test
    void aPartThatCannotBeMadeIsNamedAndTheMailGoes() throws Exception {
        new MorningWorld(world, world.words, new Charts(null, world.words)).look();
        var mail = world.deliver().get(0);
        assertThat(text(mail)).contains("这一部分没有做出来：支付金额走势", "支付金额: ¥");
    }

    @Test
    void aShopWhoseDayEndsLaterIsReportedWhenItEnds() throws Exception {
        world.shops.ensure(new ShopKey("store-us"), "acme", "shop", "US Store", ZoneId.of("America/New_York"));
        world.jdbc.update(
                "INSERT INTO checkpoint (shop_id, stream, watermark, target, started_from, last_good_at) SELECT s.id, c.stream,"
                        + " c.watermark, c.target, c.started_from, c.last_good_at FROM shop s JOIN checkpoint c ON c.stream LIKE 'orders%'"
                        + " WHERE s.shop_key = 'store-us'");
        read(Duration.ZERO);
        var morning = new MorningWorld(world);
        morning.look();
        var first = subjectsOf(world.deliver());
        assertThat(first).anySatisfy(subject -> assertThat(subject).startsWith("【早报】2026-11-04 茶语时光旗舰店"));
        assertThat(first).anySatisfy(subject -> assertThat(subject).startsWith("【早报】2026-11-04 1/2 家店铺"));
        assertThat(first).filteredOn(subject -> subject.contains("US Store")).allSatisfy(subject -> assertThat(subject)
                .startsWith("【早报】2026-11-03"));
        world.clock.advance(Duration.ofMinutes(4 * 60 + 29));
        morning.look();
        assertThat(subjectsOf(world.deliver())).as("12:59 here, 23:59 there").isEmpty();
        world.clock.advance(Duration.ofMinutes(2));
        morning.look();
        assertThat(subjectsOf(world.deliver())).isNotEmpty().allSatisfy(subject -> assertThat(subject)
                .startsWith("【早报】2026-11-04 US Store"));
    }

    @Test
    void eachThingToDoHasItsNumberAndItsLink() throws Exception {
        var morning = new MorningWorld(world);
        morning.look();
        var text = text(world.deliver().get(0));
        assertThat(text)
                .contains("https://shop.example/item/673", "https://shop.example/reviews/r1", "https://erp.example/")
                .contains("回复期限还剩 25 天", "库存告急", "PUER-357", "待回复的差评");
        var briefing = morning.morning.brief(morning.morning.scopes().get(0), Span.day(DAY));
        var links = new Links(() -> MorningWorld.SETTINGS.links(), () -> MorningWorld.REVIEWS);
        assertThat(briefing.todos()).isNotEmpty().allSatisfy(todo -> assertThat(links.to(todo.place()))
                .as(todo.kind())
                .startsWith("https://"));
        var none = new Links(Map::of, () -> MorningWorld.REVIEWS);
        assertThat(none.to(briefing.todos().get(0).place()))
                .as("nothing is configured")
                .isEmpty();
    }

    /** Nothing stands in columns there: the number belongs into the sentence, behind the shop that it is of. */
    @Test
    void inPlainTextAThingToDoIsASentence() throws Exception {
        world.shops.ensure(new ShopKey("store-us"), "acme", "shop", "US Store", ZoneId.of("America/New_York"));
        read(Duration.ZERO);
        new MorningWorld(world).look();
        var mails = world.deliver();
        assertThat(textOf(mails, "1/2 家店铺"))
                .containsPattern("(?m)^- 茶语时光旗舰店 · \\d+ 条差评没有回复，最早的已经 \\d+ 天，回复期限还剩 25 天 → ")
                .containsPattern("(?m)^- 茶语时光旗舰店：\\d+ 条，最早的已经 \\d+ 天$");
        assertThat(textOf(mails, "2026-11-04 茶语时光旗舰店"))
                .containsPattern("(?m)^- \\d+ 条差评没有回复，最早的已经 \\d+ 天，回复期限还剩 25 天 → ")
                .containsPattern("(?m)^- 只有 [\\d.]+% 的销售额有成本价");
    }

    private static String textOf(List<MimeMessage> mails, String subject) throws Exception {
        for (var mail : mails) {
            if (mail.getSubject().contains(subject)) {
                return text(mail);
            }
        }
        throw new AssertionError("No mail of this subject (" + subject + ")");
    }

    @Test
    void watchedItemsOfOthersAreToldWithWhatChanged() throws Exception {
        for (var told : List.of("2026-11-02 199.00 12000", "2026-11-04 189.05 12400")) {
            var words = told.split(" ");
            for (var figure :
                    List.of("rival-price " + words[1] + " CNY", "rival-sales " + words[2] + " ", "rival-rating 4.8 ")) {
                var parts = figure.split(" ");
                world.jdbc.update(
                        "INSERT INTO metric_item_value (shop_id, day, source, figure, item, currency, value)"
                                + " VALUES (?, ?, 'rivals', ?, '老茶铺 盖碗', ?, ?)",
                        world.shop.id(),
                        words[0],
                        parts[0],
                        parts.length > 2 ? parts[2] : "",
                        parts[1]);
            }
        }
        new MorningWorld(world).look();
        assertThat(text(world.deliver().get(0)))
                .contains("老茶铺 盖碗: ¥189.05 (-5.0%) 销量 12,400（+400） · 评分 4.80（0.00） · 与 2026-11-02 比较");
    }

    @Test
    void beyondAYearOfCoverNobodyPlansAndADashHasNoColour() {
        var numbers = new Numbers(Locale.CHINESE, "CNY");
        assertThat(numbers.value(Unit.DAYS, new BigDecimal("7103.4"))).isEqualTo("> 365 天");
        assertThat(numbers.value(Unit.DAYS, new BigDecimal("365"))).isEqualTo("365.0 天");
        var morning = new MorningWorld(world);
        morning.metrics.figures.refresh();
        var briefing = morning.morning.brief(morning.morning.scopes().get(0), Span.day(DAY));
        var rows = new ReportText(world.words, briefing).rows(briefing.lines(), List.of());
        assertThat(rows.stream().flatMap(row -> row.changes().stream()))
                .filteredOn(cell -> cell.text().equals(Numbers.UNKNOWN))
                .isNotEmpty()
                .allSatisfy(cell -> assertThat(cell.tone()).isEmpty());
    }

    private static List<String> subjectsOf(List<? extends MimeMessage> mails) throws Exception {
        var subjects = new ArrayList<String>();
        for (var mail : mails) {
            subjects.add(mail.getSubject());
        }
        return subjects;
    }

    private static String text(Part part) throws Exception {
        return part.getContent() instanceof Multipart parts
                ? text(parts.getBodyPart(0))
                : part.getContent().toString();
    }
}
