package dev.shophub.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.MailWorld;
import dev.shophub.store.InboxFile.State;
import dev.shophub.support.Rows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layout that is shipped reads an export that looks as its sheet or its own head says, and tells what stands in it. */
class ShippedLayoutsIT {

    private static InboxWorld world;

    @BeforeAll
    static void open() {
        world = new InboxWorld(new MailWorld());
        var rows = new Rows(world.mails.data);
        for (int item = 0; item < 2; item++) {
            rows.insert(
                    "listing",
                    "shop_id",
                    world.other.id(),
                    "external_id",
                    "1000" + item,
                    "title",
                    "茶",
                    "state",
                    "UP",
                    "currency",
                    "CNY",
                    "price",
                    "99.00");
        }
    }

    @BeforeEach
    void clear() {
        for (var table : List.of("metric_value", "metric_item_value", "metric_source_day", "inbox_file")) {
            world.mails.jdbc.update("DELETE FROM " + table);
        }
    }

    static Stream<Arguments> exports() {
        var item = InboxWorld.id(0);
        return Stream.of(
                export(
                        "sycm-shop",
                        "taobao-one",
                        "生意参谋.csv",
                        "统计日期,访客数,浏览量,跳失率,平均停留时长,商品收藏人数,商品加购人数,商品加购件数,支付买家数,支付父订单数,支付件数,支付金额,支付转化率,成功退款金额",
                        "2026-11-04,\"1,000\",4000,45.00%,30.5,40,90,120,50,55,80,\"9,000.50\",5.00%,120.00",
                        "visitors=1000 bounces=450 stay-seconds=30500 cart-buyers=90 cart-pieces=120 favourite-buyers=40 console-paid-buyers=50"
                                + " console-paid-orders=55 console-paid-pieces=80 console-paid-amount=9000.5 console-refunds=120 page-views=4000"),
                export(
                        "sycm-items",
                        "taobao-one",
                        "商品.csv",
                        "统计日期,商品ID,商品名称,商品访客数,商品浏览量,商品加购人数,支付买家数,支付件数,支付金额,商品支付转化率",
                        "2026-11-04," + item + ",茶,200,600,20,10,12,1200.00,5.00%",
                        "visitors=200 page-views=600 cart-buyers=20 console-paid-buyers=10 console-paid-pieces=12 console-paid-amount=1200"),
                export(
                        "sycm-sources",
                        "taobao-one",
                        "来源.csv",
                        "流量载体,统计日期,一级来源,二级来源,访客数,加购人数,支付买家数,支付金额,支付转化率",
                        "全店流量,2026-11-04,平台流量,手淘搜索,500,40,25,3000.00,5.00%",
                        "手淘搜索:visitors=500 手淘搜索:cart-buyers=40 手淘搜索:console-paid-buyers=25 手淘搜索:console-paid-amount=3000"),
                export(
                        "sz-shop",
                        "jd-two",
                        "商智.csv",
                        "时间,访客数(UV),浏览量(PV),跳失率,平均停留时长(秒),加购客户数,关注客户数,成交客户数,成交单量,成交商品件数,成交金额,成交转化率,取消及售后退款金额",
                        "20261104,800,2400,50.00%,20,60,30,40,44,50,5000.00,5.00%,88.00",
                        "visitors=800 page-views=2400 bounces=400 stay-seconds=16000 cart-buyers=60 favourite-buyers=30 console-paid-buyers=40"
                                + " console-paid-orders=44 console-paid-pieces=50 console-paid-amount=5000 console-refunds=88"),
                export(
                        "sz-items",
                        "jd-two",
                        "商品明细.csv",
                        "时间,SKU,商品名称,商品访客数,商品浏览量,加购客户数,成交客户数,成交单量,成交商品件数,成交金额,成交转化率",
                        "2026-11-04,10000,茶,100,300,9,5,6,7,700.00,5.00%",
                        "visitors=100 page-views=300 cart-buyers=9 console-paid-buyers=5 console-paid-orders=6 console-paid-pieces=7 console-paid-amount=700"),
                export(
                        "sz-sources",
                        "jd-two",
                        "渠道.csv",
                        "日期,一级渠道,二级渠道,访客数(UV),浏览量(PV),成交客户数,成交金额,成交转化率",
                        "2026-11-04,京东免费,搜索,300,900,15,1500.00,5.00%",
                        "搜索:visitors=300 搜索:page-views=900 搜索:console-paid-buyers=15 搜索:console-paid-amount=1500"),
                export(
                        "compass-shop",
                        "pdd-three",
                        "罗盘.csv",
                        "日期,商品点击人数,商品点击次数,成交人数,成交订单数,用户支付金额,退款金额（退款时间）,商品点击-成交转化率（人数）",
                        "2026-11-04,1000,3000,50,52,4000.00,90.00,0.05",
                        "visitors=1000 page-views=3000 console-paid-buyers=50 console-paid-orders=52 console-paid-amount=4000 console-refunds=90"),
                export(
                        "compass-score",
                        "pdd-three",
                        "体验分.csv",
                        "统计日期,商家体验分,商品体验,物流体验",
                        "2026-11-04,92,91,95",
                        "experience-score=92"),
                export(
                        "dsr",
                        "taobao-one",
                        "店铺评分.csv",
                        "日期,描述相符,服务态度,物流服务,真实体验分",
                        "2026-11-04,4.82,4.85,4.79,4.6",
                        "score-goods=4.82 score-service=4.85 score-logistics=4.79 experience-score=4.6"),
                export(
                        "pinduoduo-shop",
                        "pdd-three",
                        "拼多多.csv",
                        "统计时间,店铺访客数,店铺浏览量,成交买家数,成交订单数,成交金额,成交转化率",
                        "2026-11-04,2000,9000,100,110,1.25万,5.00%",
                        "visitors=2000 page-views=9000 console-paid-buyers=100 console-paid-orders=110 console-paid-amount=12500"),
                export(
                        "pinduoduo-items",
                        "pdd-three",
                        "拼多多商品.csv",
                        "统计日期,商品ID,商品名称,商品访客数,商品浏览量,商品收藏用户数,支付买家数,支付订单数,支付件数,支付金额,支付转化率",
                        "2026-11-04,77001,茶,400,900,31,20,21,22,1999.00,5.00%",
                        "visitors=400 page-views=900 favourite-buyers=31 console-paid-buyers=20 console-paid-orders=21 console-paid-pieces=22"
                                + " console-paid-amount=1999"),
                export(
                        "baidu-tongji",
                        "pdd-three",
                        "百度统计.csv",
                        "日期,浏览量(PV),访客数(UV),IP数,跳出率",
                        "2026/11/04,3000,900,880,40.00%",
                        "page-views=3000 visitors=900 bounces=360"),
                export(
                        "google-analytics",
                        "pdd-three",
                        "GA.csv",
                        "Date,Total users,Views,Bounce rate,Average engagement time,Ecommerce purchases,Total purchasers,Purchase revenue",
                        "20261104,500,2100,0.4,61.5,12,11,830.25",
                        "visitors=500 page-views=2100 bounces=200 stay-seconds=30750 console-paid-orders=12 console-paid-buyers=11"
                                + " console-paid-amount=830.25"),
                plan("wanxiangtai", "taobao-one", "万相台 报表.csv", "ad-sales-15"),
                plan("zhitongche", "taobao-one", "直通车 报表.csv", "ad-sales-15"),
                plan("yinlimofang", "taobao-one", "引力魔方 7天.csv", "ad-sales-7"),
                plan("kuaiche", "jd-two", "京东快车.csv", "ad-sales-15"),
                plan("qianchuan", "pdd-three", "千川.csv", "ad-sales-1"),
                export(
                        "rivals",
                        "taobao-one",
                        "竞品.csv",
                        "日期,竞品,价格,销量,评分",
                        "2026-11-04,老茶铺 盖碗,189.00,1.2万,4.8",
                        "rival-price=189 rival-sales=12000 rival-rating=4.8"));
    }

    private static Arguments plan(String layout, String shop, String name, String sales) {
        return export(
                layout,
                shop,
                name,
                "日期,计划名字,花费,展现量,点击量,总成交金额,投入产出比,点击率",
                "2026-11-04,秋茶,100.00,5000,250,320.00,3.20000,0.05000",
                ("ad-spend=100 ad-impressions=5000 ad-clicks=250 %1$s=320 秋茶:ad-spend=100 秋茶:ad-impressions=5000"
                                + " 秋茶:ad-clicks=250 秋茶:%1$s=320")
                        .formatted(sales));
    }

    private static Arguments export(String layout, String shop, String name, String head, String row, String figures) {
        return Arguments.of(layout, shop, name, head + "\n" + row + "\n", figures);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exports")
    void tellsWhatStandsInIt(String layout, String shop, String name, String text, String figures) {
        var taken = world.drop(name, shop, text.getBytes(StandardCharsets.UTF_8));
        assertThat(taken.state()).as(taken.reason() + taken.particulars()).isEqualTo(State.READ);
        assertThat(taken.layout()).isEqualTo(layout);
        assertThat(stored()).containsExactlyInAnyOrder(figures.split(" "));
    }

    @Test
    void noneIsForgotten() {
        assertThat(exports().map(one -> one.get()[0].toString()).toList())
                .containsExactlyInAnyOrderElementsOf(
                        InboxWorld.LAYOUTS.get().stream().map(Layout::name).toList());
    }

    private static List<String> stored() {
        var stored = new ArrayList<String>();
        world.mails.jdbc.query(
                "SELECT figure, channel, value FROM metric_value WHERE source <> 'books' AND day = '2026-11-04'"
                        + " UNION ALL SELECT figure, '', value FROM metric_item_value WHERE source <> 'books' AND day = '2026-11-04'",
                row -> {
                    stored.add((row.getString("channel").isEmpty() ? "" : row.getString("channel") + ":")
                            + row.getString("figure")
                            + "="
                            + row.getBigDecimal("value").stripTrailingZeros().toPlainString());
                });
        return stored;
    }
}
