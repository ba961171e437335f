package dev.shophub.report;

import dev.shophub.alert.MailWorld;
import dev.shophub.support.Rows;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A tea shop's autumn before Double 11, and the same days a year ago, in the tables as the hub would have read them. */
final class MorningStory {

    /** The day that is reported. */
    static final LocalDate DAY = LocalDate.parse("2026-11-04");

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String[][] ITEMS = {
        {"TEA-SET-0017", "手工陶瓷茶具套装 家用简约盖碗茶壶 送礼盒", "268.00"},
        {"CUP-QH-02", "青花手绘品茗杯 单只", "39.90"},
        {"KETTLE-220V", "恒温烧水壶 泡茶专用 电热", "199.00"},
        {"PUER-357", "云南普洱熟茶饼 357克", "128.00"},
        {"GDB-GLASS", "耐热玻璃公道杯 加厚", "29.90"},
        {"TRAY-BAMBOO", "竹制茶盘 家用小号排水", "89.00"},
        {"LONGJING-250", "明前龙井 250克 罐装", "318.00"},
    };

    private final MailWorld world;
    private final Rows rows;
    private final Random random = new Random(8);
    private int number;

    MorningStory(MailWorld world) {
        this.world = world;
        this.rows = new Rows(world.data);
    }

    /** @param days of trade, this year and last */
    MorningStory tell(int days) {
        List.of(
                        "metric_touched",
                        "metric_value",
                        "metric_item_value",
                        "metric_source_day",
                        "metric_target",
                        "report_edition",
                        "report_figure",
                        "refund",
                        "erp_product")
                .forEach(table -> rows.jdbc().update("DELETE FROM " + table));
        listings();
        for (int back = days - 1; back >= 0; back--) {
            trade(DAY.minusDays(back), 26 + (back % 7) * 2 + (back == 0 ? 14 : 0), 2);
            trade(DAY.minusYears(1).minusDays(back), 20 + (back % 7), 1);
        }
        rows.insert(
                "checkpoint",
                "shop_id",
                world.shop.id(),
                "stream",
                "orders",
                "watermark",
                world.clock.instant(),
                "last_good_at",
                world.clock.instant());
        rows.insert(
                "checkpoint",
                "shop_id",
                world.shop.id(),
                "stream",
                "orders-history",
                "watermark",
                Instant.parse("2026-11-01T00:00:00Z"),
                "target",
                Instant.parse("2026-11-01T00:00:00Z"),
                "started_from",
                Instant.parse("2025-01-01T00:00:00Z"));
        rows.jdbc()
                .update(
                        "INSERT INTO metric_touched (shop_id, day) SELECT DISTINCT shop_id, DATE(placed_at) FROM sales_order");
        rows.insert(
                "metric_target",
                "shop_id",
                world.shop.id(),
                "month",
                LocalDate.parse("2026-11-01"),
                "figure",
                "paid-amount",
                "currency",
                "CNY",
                "value",
                new BigDecimal("400000"),
                "author",
                "test");
        rows.insert(
                "low_stock",
                "shop_id",
                world.shop.id(),
                "code",
                "PUER-357",
                "title",
                ITEMS[3][1],
                "sellable",
                9,
                "sold_14_days",
                42,
                "days_of_cover",
                "3.0",
                "limit_kind",
                "days",
                "reason",
                "erp");
        rows.insert(
                "review",
                "shop_id",
                world.shop.id(),
                "external_id",
                "r1",
                "rating",
                "BAD",
                "text",
                "壶盖裂了",
                "written_at",
                world.clock.instant().minusSeconds(5 * 86_400));
        return this;
    }

    /** Exports of a day: the console's shop and sources, and two advertising plans. */
    MorningStory visitors(LocalDate day, int visitors, int buyers, String amount) {
        value(day, "sycm-shop", "", "visitors", Integer.toString(visitors), "");
        value(day, "sycm-shop", "", "page-views", Integer.toString(visitors * 4), "");
        value(day, "sycm-shop", "", "cart-buyers", Integer.toString(visitors / 11), "");
        value(day, "sycm-shop", "", "console-paid-buyers", Integer.toString(buyers), "");
        value(day, "sycm-shop", "", "console-paid-amount", amount, "CNY");
        var left = visitors;
        for (var channel : new String[] {"手淘搜索", "万相台", "手淘推荐", "我的淘宝", "短视频"}) {
            left = left * 9 / 20;
            value(day, "sycm-sources", channel, "visitors", Integer.toString(left), "");
            value(
                    day,
                    "sycm-sources",
                    channel,
                    "console-paid-buyers",
                    Integer.toString(
                            Math.max(1, buyers * left / visitors - (channel.equals("万相台") ? visitors / 900 : 0))),
                    "");
        }
        plan(day, "", "820.50", "2990.00");
        plan(day, "秋茶主推", "560.20", "2740.00");
        plan(day, "新品测款", "260.30", "250.00");
        for (var source : new String[] {"sycm-shop traffic", "sycm-sources traffic", "wanxiangtai ads"}) {
            rows.jdbc()
                    .update(
                            "REPLACE INTO metric_source_day (shop_id, day, source, kind, people, verdict, as_of)"
                                    + " VALUES (?, ?, ?, ?, 'visitors', 'complete', ?)",
                            world.shop.id(),
                            day,
                            source.split(" ")[0],
                            source.split(" ")[1],
                            LocalDateTime.ofInstant(world.clock.instant(), ZoneOffset.UTC));
        }
        return this;
    }

    /** The same, near what our own books say of the day; some hundred visitors a hundred buyers. */
    MorningStory console(LocalDate day, int visitors) {
        var told = rows.jdbc()
                .queryForMap(
                        "SELECT SUM(IF(figure = 'paid-buyers', value, 0)) AS buyers, SUM(IF(figure = 'paid-amount', value, 0)) AS amount"
                                + " FROM metric_value WHERE source = 'books' AND period = 'day' AND day = ?",
                        day);
        return visitors(
                day,
                visitors,
                ((BigDecimal) told.get("buyers")).intValue(),
                ((BigDecimal) told.get("amount"))
                                .multiply(new BigDecimal("1.004"))
                                .toBigInteger() + ".00");
    }

    /** Two items of others, watched on three days. */
    MorningStory rivals() {
        rival("老茶铺 手工盖碗三件套", DAY.minusDays(2), "199.00", "12000", "4.80");
        rival("老茶铺 手工盖碗三件套", DAY, "179.00", "12460", "4.80");
        rival("山里人 普洱熟茶饼 357克", DAY.minusDays(1), "118.00", "8300", "4.90");
        rival("山里人 普洱熟茶饼 357克", DAY, "118.00", "8312", "4.88");
        return this;
    }

    private void rival(String name, LocalDate day, String price, String sales, String rating) {
        watched(name, day, "rival-price", price, "CNY");
        watched(name, day, "rival-sales", sales, "");
        watched(name, day, "rival-rating", rating, "");
    }

    private void watched(String name, LocalDate day, String figure, String value, String currency) {
        rows.jdbc()
                .update(
                        "REPLACE INTO metric_item_value (shop_id, day, source, figure, item, currency, value)"
                                + " VALUES (?, ?, 'rivals', ?, ?, ?, ?)",
                        world.shop.id(),
                        day,
                        figure,
                        name,
                        currency,
                        value);
    }

    private void plan(LocalDate day, String plan, String spend, String sales) {
        value(day, "wanxiangtai", plan, "ad-spend", spend, "CNY");
        value(day, "wanxiangtai", plan, "ad-sales-7", sales, "CNY");
    }

    private void value(LocalDate day, String source, String channel, String figure, String value, String currency) {
        rows.jdbc()
                .update(
                        "REPLACE INTO metric_value (shop_id, period, day, source, figure, channel, currency, value, batch)"
                                + " VALUES (?, 'day', ?, ?, ?, ?, ?, ?, 1)",
                        world.shop.id(),
                        day,
                        source,
                        figure,
                        channel,
                        currency,
                        value);
    }

    private void listings() {
        var erp = rows.insert(
                "shop",
                "shop_key",
                "erp",
                "platform",
                "rest",
                "role",
                "erp",
                "title",
                "ERP",
                "state",
                "live",
                "time_zone",
                "UTC");
        for (int at = 0; at < ITEMS.length; at++) {
            var listing = rows.insert(
                    "listing",
                    "shop_id",
                    world.shop.id(),
                    "external_id",
                    "67" + at,
                    "title",
                    ITEMS[at][1],
                    "state",
                    "UP",
                    "currency",
                    "CNY",
                    "price",
                    ITEMS[at][2]);
            rows.insert(
                    "listing_variant",
                    "listing_id",
                    listing,
                    "sku_id",
                    "",
                    "shop_id",
                    world.shop.id(),
                    "code",
                    ITEMS[at][0]);
            rows.insert(
                    "stock_level",
                    "shop_id",
                    world.shop.id(),
                    "item_id",
                    "67" + at,
                    "sku_id",
                    "",
                    "code",
                    ITEMS[at][0],
                    "quantity",
                    at == 4 ? 0 : 9 + at * 31);
            if (at != 6) {
                rows.insert(
                        "sku_mapping",
                        "shop_id",
                        world.shop.id(),
                        "code",
                        ITEMS[at][0],
                        "erp_sku",
                        ITEMS[at][0],
                        "origin",
                        "auto");
                rows.insert(
                        "erp_product",
                        "shop_id",
                        erp,
                        "external_id",
                        ITEMS[at][0],
                        "currency",
                        "CNY",
                        "cost_price",
                        new BigDecimal(ITEMS[at][2]).multiply(new BigDecimal("0.55")));
            }
        }
    }

    private void trade(LocalDate day, int orders, int favourite) {
        var sales = new ArrayList<Object[]>();
        var lines = new ArrayList<Object[]>();
        for (int order = 0; order < orders; order++) {
            var at = day.atTime(8 + order % 14, order % 60).atZone(ZONE).toInstant();
            var when = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
            int item = order % 5 == 0 && favourite == 2 ? 0 : random.nextInt(ITEMS.length);
            int pieces = 1 + random.nextInt(3);
            var amount = new BigDecimal(ITEMS[item][2]).multiply(BigDecimal.valueOf(pieces));
            var id = ++number;
            sales.add(new Object[] {
                id,
                world.shop.id(),
                "o" + id,
                when,
                when,
                order % 3 == 0 ? null : when.plusHours(20),
                amount,
                amount,
                "b" + random.nextInt(400)
            });
            lines.add(new Object[] {id, "67" + item, ITEMS[item][0], ITEMS[item][1], pieces, ITEMS[item][2], amount});
            if (order % 17 == 3) {
                rows.insert(
                        "refund",
                        "shop_id",
                        world.shop.id(),
                        "external_id",
                        "r" + id,
                        "order_external_id",
                        "o" + id,
                        "line_external_id",
                        "1",
                        "status",
                        "SUCCEEDED",
                        "currency",
                        "CNY",
                        "amount",
                        amount,
                        "quantity",
                        pieces,
                        "goods_returned",
                        true,
                        "completed_at",
                        at.plusSeconds(86_400L * (order % 5)));
            }
        }
        rows.jdbc()
                .batchUpdate(
                        "INSERT INTO sales_order (id, shop_id, external_id, status, platform_status, kind, placed_at, paid_at, shipped_at,"
                                + " currency, total, goods, freight, discount, buyer, buyer_key_id, region, city, district, sealed, seller_flag,"
                                + " cash_on_delivery, shipping_forbidden, balance_due, line_count, first_read_at, read_at, batch, status_batch,"
                                + " content_hash, modified_at) VALUES (?, ?, ?, 'PAID', '', '', ?, ?, ?, 'CNY', ?, ?, 0, 0, ?, 0, '', '', '', '',"
                                + " 0, 0, 0, 0, 1, '2026-01-01', '2026-01-01', 1, 1, '', '2026-01-01')",
                        sales);
        rows.jdbc()
                .batchUpdate(
                        "INSERT INTO order_line (order_id, external_id, position, item_id, sku_id, code, title, variant, quantity,"
                                + " unit_price, paid, status, platform_status, refund, batch)"
                                + " VALUES (?, '1', 1, ?, '', ?, ?, '', ?, ?, ?, 'PAID', '', 'NONE', 1)",
                        lines);
    }
}
