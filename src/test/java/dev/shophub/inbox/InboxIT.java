package dev.shophub.inbox;

import static dev.shophub.inbox.InboxWorld.DAY;
import static dev.shophub.inbox.InboxWorld.GBK;
import static dev.shophub.inbox.InboxWorld.csv;
import static dev.shophub.inbox.InboxWorld.items;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.MailWorld;
import dev.shophub.store.InboxFile.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that come in, from what is dropped to the figures, the answer and back. */
class InboxIT {

    private static InboxWorld world;

    @BeforeAll
    static void open() {
        world = new InboxWorld(new MailWorld());
    }

    @BeforeEach
    void clear() {
        for (var table : List.of(
                "metric_value",
                "metric_item_value",
                "metric_source_day",
                "inbox_file",
                "inbox_replaced_value",
                "inbox_replaced_item",
                "inbox_replaced_day",
                "outbox")) {
            world.mails.jdbc.update("DELETE FROM " + table);
        }
        world.books(DAY, "99000.00");
    }

    @Test
    void theSameFiguresHoweverTheFileIsWritten() throws IOException {
        world.drop("商品.csv", csv(items(DAY)));
        var expected = values();
        assertThat(expected).hasSize(96);
        for (var content : List.of(
                csv(items(DAY), GBK),
                ("\uFEFF" + new String(csv(items(DAY)), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8),
                tabbed(),
                workbook(items(DAY)))) {
            assertThat(world.drop("商品 2026-11-04", content).state()).isEqualTo(State.READ);
            assertThat(values()).isEqualTo(expected);
        }
    }

    private static List<String> values() {
        return world.figures().stream()
                .filter(line -> !line.contains("complete"))
                .toList();
    }

    private static byte[] tabbed() {
        var text = new StringBuilder();
        items(DAY).forEach(row -> text.append(String.join("\t", row)).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] workbook(List<List<String>> rows) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "test", "1.0")) {
            var sheet = book.newWorksheet("商品");
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < rows.get(row).size(); column++) {
                    var text = rows.get(row).get(column).replace("\"", "");
                    if (row > 1 && column == 4) {
                        sheet.value(row, column, Long.parseLong(text));
                    } else if (row > 1 && column == 0) {
                        sheet.value(row, column, DAY);
                        sheet.style(row, column).format("yyyy-mm-dd").set();
                    } else {
                        sheet.value(row, column, text);
                    }
                }
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void theSameTwiceChangesNothingACorrectedFileReplacesItsDaysAndUndoPutsBack() {
        var first = world.drop("商品 2026-11-04.csv", csv(items(DAY)));
        var before = world.figures();
        var again = world.drop("商品 2026-11-04 (1).csv", csv(items(DAY)));
        assertThat(again.state()).isEqualTo(State.SAME);
        assertThat(world.figures()).isEqualTo(before);

        var corrected = corrected();
        var second = world.drop("商品 2026-11-04.csv", csv(corrected));
        assertThat(second.state()).isEqualTo(State.READ);
        assertThat(item(3, "page-views")).isEqualByComparingTo("9999");
        assertThat(world.book.find(first.id()).orElseThrow().inForce()).isZero();

        assertThat(world.book.undo(first.id())).as("a later file stands").isFalse();
        assertThat(world.book.undo(second.id())).isTrue();
        assertThat(world.figures()).isEqualTo(before);
        assertThat(world.book.undo(second.id())).as("once").isFalse();
        assertThat(world.book.undo(first.id())).isTrue();
        assertThat(world.figures()).isEmpty();
        assertThat(world.drop("商品 2026-11-04.csv", csv(items(DAY))).state())
                .as("what was taken back may come again")
                .isEqualTo(State.READ);
        assertThat(world.book.find("商品 2026-11-04.csv").orElseThrow().state()).isEqualTo(State.READ);
    }

    private static List<List<String>> corrected() {
        var corrected = new ArrayList<>(items(DAY));
        var row = new ArrayList<>(corrected.get(5));
        row.set(4, "9999");
        corrected.set(5, row);
        return corrected;
    }

    private static BigDecimal item(int item, String figure) {
        return world.mails.jdbc.queryForObject(
                "SELECT value FROM metric_item_value WHERE item = ? AND figure = ? AND source <> 'books'",
                BigDecimal.class,
                InboxWorld.id(item),
                figure);
    }

    @Test
    void whatIsUnlikelyIsReadWhenItsNameConfirmsIt() {
        world.books(DAY, "400000.00");
        assertThat(world.drop("商品.csv", csv(items(DAY))).reason()).isEqualTo("off-books");
        assertThat(world.drop("商品 确认.csv", csv(items(DAY))).state()).isEqualTo(State.READ);
    }

    @Test
    void sourcesOfVisitorsKeepTheLevelThatIsWantedAndPlansAddUp() {
        var sources = "流量载体,一级来源,二级来源,三级来源,访客数,访客数环比,支付买家数,支付金额,支付转化率\n"
                + "全店流量,汇总,汇总,汇总,1000,1.2%,50,90000,5.00%\n"
                + "全店流量,平台流量,汇总,汇总,700,-,40,70000,5.71%\n"
                + "全店流量,平台流量,手淘搜索,汇总,500,-,30,50000,6.00%\n"
                + "全店流量,平台流量,手淘搜索,某词,100,-,6,9000,6.00%\n"
                + "全店流量,平台流量,手淘推荐,汇总,260,-,10,20000,3.85%\n"
                + "全店流量,广告流量,汇总,汇总,340,-,10,20000,2.94%\n"
                + "商品流量,汇总,汇总,汇总,900,-,50,90000,5.56%\n";
        assertThat(world.drop("来源 2026-11-04.csv", sources.getBytes(GBK)).state())
                .isEqualTo(State.READ);
        assertThat(channels("visitors")).containsExactlyInAnyOrder(" 1000", "手淘搜索 500", "手淘推荐 260", "广告流量 340");

        var plans = "日期,计划ID,计划名字,主体ID,花费,展现量,点击量,总成交金额,投入产出比\n"
                + "2026-11-04,1,秋茶,11,100.00,1000,50,300.00,3.00000\n"
                + "2026-11-04,1,秋茶,12,50.00,500,20,0.00,0.00000\n"
                + "2026-11-04,2,礼盒,11,0.00,0,0,0.00,\n"
                + "合计,,,,150.00,1500,70,300.00,2.00000\n";
        assertThat(world.drop("万相台 7天.csv", plans.getBytes(StandardCharsets.UTF_8))
                        .state())
                .isEqualTo(State.READ);
        assertThat(channels("ad-spend")).containsExactlyInAnyOrder(" 150", "秋茶 150", "礼盒 0");
        assertThat(channels("ad-sales-7")).containsExactlyInAnyOrder(" 300", "秋茶 300", "礼盒 0");
    }

    private static List<String> channels(String figure) {
        return world.mails.jdbc.queryForList(
                "SELECT CONCAT(channel, ' ', ROUND(value)) FROM metric_value WHERE figure = ? AND source <> 'books'",
                String.class,
                figure);
    }

    @Test
    void aShopWithoutConnectorEntersByItsExports() {
        var pinduoduo = "日期,店铺访客数,店铺浏览量,成交买家数,成交订单数,成交金额(万元),成交转化率,客单价\n"
                + "2026-11-04,2000,9000,100,110,1.25,5.00%,125\n2026/11/3,1000,\"4,000\",30,30,3千,3.00%,100\n";
        var taken = world.drop("pinduoduo.csv", "pdd-three", pinduoduo.getBytes(StandardCharsets.UTF_8));
        assertThat(taken.state()).as(taken.reason() + taken.particulars()).isEqualTo(State.READ);
        assertThat(taken.layout()).isEqualTo("pinduoduo-shop");
        assertThat(taken.visitors().orElseThrow()).isEqualByComparingTo("3000");
        assertThat(channels("console-paid-amount")).containsExactlyInAnyOrder(" 12500", " 30000000");
    }

    @Test
    void rivalsAreKeptByDay() {
        var rivals = "日期,竞品,价格,销量,评分\n2026-11-03,老茶铺 茶具,199.00,1.2万,4.8\n2026-11-04,老茶铺 茶具,189.00,12100,4.8\n";
        assertThat(world.drop("竞品.csv", rivals.getBytes(StandardCharsets.UTF_8)).state())
                .isEqualTo(State.READ);
        assertThat(world.mails.jdbc.queryForList(
                        "SELECT ROUND(value) FROM metric_item_value WHERE figure = 'rival-price' ORDER BY day",
                        Integer.class))
                .containsExactly(199, 189);
    }

    @Test
    void everyFileIsAnsweredByMail() throws Exception {
        world.drop("商品 2026-11-04.csv", csv(items(DAY)));
        world.drop("问卷.csv", "姓名,年龄,城市\n甲,3,杭州\n".getBytes(StandardCharsets.UTF_8));
        var mails = world.mails.deliver();
        assertThat(mails).hasSize(2);
        assertThat(mails.get(0).getSubject()).isEqualTo("【数据】茶语时光旗舰店 已读入 商品 2026-11-04.csv");
        assertThat(text(mails.get(0))).contains("2026-11-04", "行数: 24", "CNY 99,102.00", "./hub inbox undo", "访客数");
        assertThat(mails.get(1).getSubject()).contains("没有读入");
        assertThat(text(mails.get(1))).contains("姓名 | 年龄 | 城市", "config/inbox/");
    }

    private static String text(jakarta.mail.Part part) throws Exception {
        if (part.getContent() instanceof jakarta.mail.Multipart parts) {
            return text(parts.getBodyPart(0));
        }
        return part.getContent().toString();
    }

    @Test
    void theFolderWaitsUntilAFileIsWholeAndKeepsWhatItRead(@TempDir Path folder) throws IOException {
        var inbox = world.folder(folder);
        inbox.look();
        var shop = Files.createDirectories(folder.resolve("taobao-one"));
        var file = Files.write(shop.resolve("商品.csv"), csv(items(DAY.minusDays(1))));
        Files.write(folder.resolve("谁的.csv"), csv(items(DAY)));
        inbox.look();
        Files.write(file, csv(items(DAY)));
        inbox.look();
        assertThat(file).as("it grew since the last look").exists();
        inbox.look();
        assertThat(file).doesNotExist();
        assertThat(folder.resolve("read")).isDirectoryContaining("glob:**-商品.csv");
        assertThat(folder.resolve("refused")).isDirectoryContaining("glob:**-谁的.csv");
        assertThat(world.book.newest(5))
                .extracting(one -> one.state())
                .containsExactlyInAnyOrder(State.READ, State.REFUSED);
    }

    @Test
    void onlyThoseWhoMayMailExports() {
        var mailed = new MailedExports(world.inbox, () -> List.of("boss@example.com"));
        var content = csv(items(DAY));
        assertThat(mailed.take(new Arrival("商品.csv", "taobao-one 商品", "stranger@example.com", content)))
                .isFalse();
        assertThat(mailed.take(new Arrival("照片.png", "taobao-one", "Boss@Example.com", content)))
                .isFalse();
        assertThat(mailed.take(new Arrival("商品.csv", "茶语时光旗舰店 商品", "Boss@Example.com", content)))
                .isTrue();
        assertThat(world.book.newest(5)).singleElement().satisfies(file -> {
            assertThat(file.state()).isEqualTo(State.READ);
            assertThat(file.sender()).isEqualTo("Boss@Example.com");
        });
    }
}
