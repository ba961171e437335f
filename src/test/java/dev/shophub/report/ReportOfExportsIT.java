package dev.shophub.report;

import static dev.shophub.report.MorningStory.DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shophub.alert.MailWorld;
import dev.shophub.inbox.InboxWorld;
import dev.shophub.metric.Briefing;
import dev.shophub.metric.Briefing.Shift;
import dev.shophub.metric.Briefing.TwoSides.Cause;
import dev.shophub.store.FigureTables.Verdict;
import dev.shophub.store.InboxFile;
import dev.shophub.store.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What files make of a report: figures, both sides, the split by source and item, what to do, what is missing. */
class ReportOfExportsIT {

    private static final LocalDate WEEK_BEFORE = DAY.minusWeeks(1);

    private static MailWorld world;
    private static MorningWorld morning;
    private static InboxWorld inbox;
    private static Briefing briefing;
    private static Briefing all;

    @BeforeAll
    static void read() {
        world = new MailWorld();
        morning = new MorningWorld(world);
        world.reset();
        world.clock.advance(Duration.ofMinutes(-210));
        new MorningStory(world).tell(9);
        inbox = new InboxWorld(world);
        world.jdbc.update("UPDATE listing SET state = 'DOWN' WHERE external_id = '671'");
        morning.metrics.figures.refresh();
        shop(DAY, 4000, "1.01");
        shop(WEEK_BEFORE, 3000, "1.00");
        items(DAY, 12, 900);
        items(WEEK_BEFORE, 60, 900);
        sources(DAY, 60);
        sources(WEEK_BEFORE, 90);
        drop(
                "万相台 7天.csv",
                "taobao-one",
                "日期,计划名字,花费,展现量,点击量,总成交金额\n" + DAY + ",秋茶,400.00,9000,300,2400.00\n" + DAY
                        + ",新品测款,300.00,9000,300,150.00\n");
        drop("罗盘.csv", "pdd-three", "日期,商品点击人数,成交人数,成交订单数,用户支付金额\n" + DAY + ",7000,70,75,9100.00\n");
        briefing = brief("taobao-one");
        all = brief("");
    }

    private static Briefing brief(String shop) {
        var scope = morning.morning.scopes().stream()
                .filter(one ->
                        one.shop().map(row -> row.key().value()).orElse("").equals(shop))
                .findFirst()
                .orElseThrow();
        return morning.morning.brief(scope, Span.day(DAY));
    }

    private static void drop(String name, String folder, String text) {
        var taken = inbox.drop(name, folder, text.getBytes(StandardCharsets.UTF_8));
        assertThat(taken.state()).as(taken.reason() + taken.particulars()).isEqualTo(InboxFile.State.READ);
    }

    private static BigDecimal books(LocalDate day, String figure) {
        return world.jdbc.queryForObject(
                "SELECT value FROM metric_value WHERE source = 'books' AND period = 'day' AND day = ? AND figure = ?",
                BigDecimal.class,
                day,
                figure);
    }

    private static void shop(LocalDate day, int visitors, String times) {
        drop(
                "生意参谋 " + day + ".csv",
                "taobao-one",
                "统计日期,访客数,浏览量,支付买家数,支付父订单数,支付金额\n"
                        + String.join(
                                ",",
                                day.toString(),
                                Integer.toString(visitors),
                                Integer.toString(visitors * 4),
                                books(day, "paid-buyers").setScale(0).toString(),
                                books(day, "paid-orders").setScale(0).toString(),
                                books(day, "paid-amount")
                                        .multiply(new BigDecimal(times))
                                        .setScale(2, RoundingMode.HALF_UP)
                                        .toString()));
    }

    private static void items(LocalDate day, int buyers, int visitors) {
        drop(
                "商品 " + day + ".csv",
                "taobao-one",
                "统计日期,商品ID,商品访客数,支付买家数,支付金额,商品支付转化率\n"
                        + row(
                                day,
                                "670",
                                visitors,
                                buyers,
                                books(day, "paid-amount").toBigInteger() + ".00")
                        + row(day, "671", 260, 2, "80.00")
                        + row(day, "672", 500, 25, "600.00"));
    }

    private static String row(LocalDate day, String item, int visitors, int buyers, String amount) {
        return "%s,%s,%d,%d,%s,%.2f%%%n".formatted(day, item, visitors, buyers, amount, buyers * 100.0 / visitors);
    }

    private static void sources(LocalDate day, int searched) {
        var paid = books(day, "paid-amount");
        drop(
                "来源 " + day + ".csv",
                "taobao-one",
                ("流量载体,统计日期,一级来源,二级来源,访客数,支付买家数,支付金额\n全店流量,%1$s,汇总,汇总,4000,120,%2$s\n"
                                + "全店流量,%1$s,平台流量,手淘搜索,2000,%3$d,100.00\n全店流量,%1$s,广告流量,万相台,1000,30,50.00\n")
                        .formatted(day, paid.setScale(2, RoundingMode.HALF_UP), searched));
    }

    @Test
    void trafficIsOfOneSourceAndBothSidesStandTogether() {
        assertThat(value("visitors")).isEqualByComparingTo("4000");
        assertThat(value("ad-spend")).isEqualByComparingTo("700");
        assertThat(value("roi-7").doubleValue()).isCloseTo(2550 / 700.0, within(0.001));
        assertThat(briefing.line("roi-15").orElseThrow().value()).isEmpty();
        assertThat(briefing.sides())
                .filteredOn(side -> side.figure().key().equals("paid-amount"))
                .singleElement()
                .satisfies(side -> {
                    assertThat(side.cause()).as("one percent").isEqualTo(Cause.NONE);
                    assertThat(side.console()).isGreaterThan(side.ours());
                });
        assertThat(briefing.why().orElseThrow().console()).isTrue();
    }

    private static BigDecimal value(String figure) {
        return briefing.line(figure).orElseThrow().value().orElseThrow();
    }

    @Test
    void sourcesAndItemsSayWhatMovedTheConversion() {
        assertThat(briefing.channels()).containsOnlyKeys("手淘搜索", "万相台");
        var sources = briefing.shifts().stream()
                .filter(shift -> shift.of() == Shift.Of.SOURCE)
                .toList();
        assertThat(sources.get(0).name()).isEqualTo("手淘搜索");
        assertThat(sources.stream()
                        .mapToDouble(shift -> shift.mix() + shift.rate())
                        .sum())
                .as("exactly the change")
                .isCloseTo(90 / 3000.0 - 120 / 3000.0, within(1e-12));
        assertThat(briefing.shifts())
                .filteredOn(shift -> shift.of() == Shift.Of.ITEM)
                .first()
                .satisfies(shift -> assertThat(shift.name()).startsWith("TEA-SET-0017"));
    }

    @Test
    void whatExportsShowIsToBeDone() {
        assertThat(briefing.todos()).extracting(Briefing.Todo::kind).contains("roi", "down-visited", "converts-less");
        assertThat(briefing.todos())
                .filteredOn(todo -> todo.kind().equals("roi"))
                .singleElement()
                .satisfies(todo -> assertThat(todo.subject()).startsWith("新品测款"));
        assertThat(briefing.todos())
                .filteredOn(todo -> todo.kind().equals("converts-less"))
                .singleElement()
                .satisfies(todo -> {
                    assertThat(todo.subject()).startsWith("TEA-SET-0017").endsWith("(6.67%)");
                    assertThat(todo.number().doubleValue()).isCloseTo(12 / 900.0, within(1e-9));
                });
    }

    @Test
    void aShopOfExportsAloneIsReportedAndPeopleCountedOtherwiseAreNotAdded() {
        var own = brief("pdd-three");
        assertThat(own.line("paid-amount").orElseThrow().value().orElseThrow()).isEqualByComparingTo("9100");
        assertThat(own.missing()).as("it has no books to miss").isEmpty();
        var paid = all.line("paid-amount").orElseThrow();
        assertThat(paid.shops()).isEqualTo(2);
        assertThat(paid.value().orElseThrow())
                .isEqualByComparingTo(books(DAY, "paid-amount").add(new BigDecimal("9100")));
        var visitors = all.line("visitors").orElseThrow();
        assertThat(visitors.shops()).as("clicks are no visitors").isEqualTo(1);
        assertThat(visitors.value().orElseThrow()).isIn(new BigDecimal("4000.000000"), new BigDecimal("7000.000000"));
    }

    @Test
    void everySourceHasAVerdict() {
        assertThat(all.missing())
                .as("%s", all.missing())
                .extracting(Briefing.Missing::shopKey)
                .containsOnly("jd-two");
        assertThat(briefing.sources())
                .allSatisfy(state -> assertThat(state.verdict()).isEqualTo(Verdict.COMPLETE))
                .extracting(Briefing.SourceState::source)
                .containsExactlyInAnyOrder("books", "sycm-shop", "sycm-items", "sycm-sources", "wanxiangtai");
        var before = morning.morning.brief(briefing.scope(), Span.day(WEEK_BEFORE.plusDays(1)));
        assertThat(before.missing())
                .extracting(Briefing.Missing::source)
                .containsExactlyInAnyOrder("sycm-shop", "sycm-items", "sycm-sources");
        var text = new VerdictText(world.words, before, "2025-10-29");
        assertThat(String.join("\n", text.missing("inbox@shop.example")))
                .contains("缺生意参谋·店铺", "inbox/taobao-one/", "inbox@shop.example");
        assertThat(String.join("\n", text.verdicts(true))).contains("生意参谋·商品 未到");
        assertThat(String.join("\n", text.verdicts(false))).contains("生意参谋·商品 缺");
    }

    @Test
    void theMailTellsAllOfIt() throws Exception {
        morning.look();
        var mail = world.deliver().stream()
                .filter(one -> texts(one).contains("茶语时光旗舰店"))
                .filter(one -> texts(one).contains("新品测款"))
                .findFirst();
        assertThat(mail).isPresent();
        assertThat(texts(mail.get()))
                .contains("来源 手淘搜索", "的转化率 1.33%，明显下降", "已下架，仍有 260 位访客", "万相台 完整")
                .doesNotContain("{0}", "{1}");
    }

    private static String texts(jakarta.mail.internet.MimeMessage mail) {
        try {
            return text(mail);
        } catch (Exception unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String text(jakarta.mail.Part part) throws Exception {
        if (part.getContent() instanceof jakarta.mail.Multipart parts) {
            return text(parts.getBodyPart(0));
        }
        return part.getContent().toString();
    }
}
