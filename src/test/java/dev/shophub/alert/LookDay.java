package dev.shophub.alert;

import static dev.shophub.alert.MailWorld.NOON;

import dev.shophub.settings.ReportSettings;
import dev.shophub.support.OutboxRow;
import dev.shophub.support.Rows;
import dev.shophub.support.TakesStock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** What a bad day leaves in the database. */
final class LookDay {

    private LookDay() {}

    static void lowStock(MailWorld world) {
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

    /** One SKU that two shops sold three times too often, and one of which everything is shipped. */
    static void oversold(MailWorld world) {
        var trade = new OversoldWorld(world);
        var second = trade.shop("second", "shop", "live");
        world.orderPages.put(
                "taobao",
                new ReportSettings.Pages("", "", "", "", "https://seller.example.com/orders/{order}", "", ""));
        trade.offered("TEA-SET-0017-WH", -1);
        trade.product("TEA-SET-0017-WH", "手工陶瓷茶具套装 家用简约盖碗茶壶 送礼盒");
        trade.map(second, "TEA-SET-17", "TEA-SET-0017-WH");
        trade.order(second, "3045678901234598001", "UNPAID", Duration.ofMinutes(50), "TEA-SET-17", 1);
        trade.order("3045678901234598002", "PAID", Duration.ofMinutes(20), "TEA-SET-0017-WH", 1);
        trade.order("3045678901234598003", "PAID", Duration.ofHours(7), "TEA-SET-0017-WH", 1);
        trade.called("3045678901234598003", NOON.minus(Duration.ofHours(7)), NOON.minus(Duration.ofHours(7)));
        trade.order("3045678901234598004", "PAID", Duration.ofHours(9), "TEA-SET-0017-WH", 1);
        trade.called("3045678901234598004", NOON.minus(Duration.ofHours(9)), NOON.minus(Duration.ofHours(9)));
        trade.offered("CUP-BLUE-1", -2);
        trade.product("CUP-BLUE-1", "青花手绘品茗杯 单只");
        world.oversold.look();
    }

    static void full(MailWorld world) {
        var rows = new Rows(world.data);
        var shop = world.shop.id();
        var old = NOON.minus(Duration.ofHours(30));
        OutboxRow.order("3045678901234567890")
                .of(shop)
                .state("dead", "invalid-sku", "The ERP refuses the document (code=invalid-sku, line=2)")
                .since(old)
                .into(rows);
        OutboxRow.order("3045678901234567891")
                .of(shop)
                .state("parked", "unmapped-sku", "CUP-9")
                .since(old)
                .into(rows);
        OutboxRow.order("3045678901234567892")
                .of(shop)
                .state("parked", "held-by-route", "deliver-erp")
                .with("created_at", NOON)
                .with("due_at", old)
                .into(rows);
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
            waiting(rows, second, "erp", "order", "304567890123457" + number);
        }
        waiting(rows, second, "mail", "review", "r77");
        world.connectors.put(world.shop.key(), new TakesStock(NOON));
        stock(rows, shop, old);
    }

    /** What the shop shows beside what the ERP has: given up, waiting, and set right by the hub. */
    private static void stock(Rows rows, long shop, Instant old) {
        var erp = rows.insert(
                "shop",
                "shop_key",
                "erp",
                "role",
                "erp",
                "title",
                "ERP",
                "state",
                "live",
                "time_zone",
                "Asia/Shanghai");
        for (int number = 0; number < 6; number++) {
            var item = "67123460" + number;
            var code = "TEA-SET-001" + number + "-WH";
            var listing = rows.insert(
                    "listing",
                    "shop_id",
                    shop,
                    "external_id",
                    item,
                    "title",
                    "手工陶瓷茶具套装 家用简约盖碗茶壶 第" + number + "款",
                    "state",
                    "UP");
            rows.insert("listing_variant", "listing_id", listing, "sku_id", "1", "shop_id", shop, "code", code);
            rows.insert("sku_mapping", "shop_id", shop, "code", code, "erp_sku", "E-TEA-" + number, "origin", "auto");
            rows.insert("erp_stock", "shop_id", erp, "external_id", "E-TEA-" + number, "available", 10 + number);
            rows.insert(
                    "stock_level",
                    "shop_id",
                    shop,
                    "item_id",
                    item,
                    "sku_id",
                    "1",
                    "code",
                    code,
                    "quantity",
                    number < 3 ? 40 - number : 10 + number);
            if (number < 4) {
                rows.insert(
                        "stock_drift",
                        "shop_id",
                        shop,
                        "item_id",
                        item,
                        "sku_id",
                        "1",
                        "ours",
                        10 + number,
                        "shown",
                        40,
                        "since",
                        old.plus(Duration.ofHours(number)),
                        "seen_at",
                        NOON);
            }
        }
        OutboxRow.to("listing", "stock", "671234600")
                .of(shop)
                .state("dead", "isv.item-not-exist", "The platform rejected the call (code=isv.item-not-exist)")
                .since(old)
                .into(rows);
        OutboxRow.to("listing", "stock", "671234601").of(shop).since(old).into(rows);
        rows.jdbc()
                .update("UPDATE stock_drift SET asked_at = '2026-11-05 03:00:00', ended_at = '2026-11-05 03:05:00'"
                        + " WHERE item_id = '671234603'");
    }

    private static void waiting(Rows rows, long shop, String destination, String kind, String subject) {
        OutboxRow.to(destination, kind, subject).of(shop).since(NOON).into(rows);
    }
}
