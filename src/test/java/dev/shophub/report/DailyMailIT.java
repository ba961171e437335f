package dev.shophub.report;

import static dev.shophub.alert.MailWorld.NOON;
import static dev.shophub.alert.MailWorld.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.MailWorld;
import dev.shophub.store.Said;
import dev.shophub.support.OutboxRow;
import dev.shophub.support.Rows;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DailyMailIT {

    private static final Instant YESTERDAY = NOON.minus(Duration.ofHours(20));

    private static MailWorld world;
    private static DailyMails daily;

    private final Rows rows = new Rows(world.data);

    @BeforeAll
    static void open() {
        world = new MailWorld();
        daily = new DailyMails(world);
    }

    @BeforeEach
    void clear() {
        world.reset();
    }

    @Test
    void comesWhenThereIsNothingToTell() throws Exception {
        daily.enqueue();
        var mails = world.deliver();
        assertThat(mails).hasSize(1);
        assertThat(mails.get(0).getSubject()).isEqualTo("【日报】2026-11-05 一切正常");
        assertThat(mails.get(0).getAllRecipients()[0]).hasToString(MailWorld.ADMIN);
        assertThat(body(mails.get(0), "text/html")).contains("收到这封邮件就说明系统在运行");
        assertThat(world.meters.counter("shophub.mails.sent", "kind", "daily").count())
                .isEqualTo(1);
    }

    @Test
    void isMadeUpForWhenItsHourPassedWithoutAndNeverTwice() throws Exception {
        world.clock.advance(Duration.ofHours(-4));
        daily.catchUp();
        assertThat(world.messages("waiting")).isZero();
        world.clock.advance(Duration.ofHours(2));
        daily.catchUp();
        daily.enqueue();
        assertThat(world.deliver()).hasSize(1);
        daily.catchUp();
        assertThat(world.deliver()).isEmpty();
        world.clock.advance(Duration.ofHours(24));
        daily.catchUp();
        assertThat(world.deliver()).hasSize(1);
    }

    @Test
    void tellsOfOrdersWithMoreRefundedThanPaid() throws Exception {
        var shop = world.shop.id();
        for (var order : List.of("even", "over")) {
            rows.insert(
                    "sales_order",
                    "shop_id",
                    shop,
                    "external_id",
                    order,
                    "currency",
                    "CNY",
                    "total",
                    25,
                    "status",
                    "CLOSED");
            refund(order, order + "-1", "25.00", "UNDELIVERED", "SUCCEEDED");
            refund(order, order + "-2", "9.00", "GOODWILL", "OPEN");
        }
        refund("over", "over-3", "0.01", "GOODWILL", "SUCCEEDED");
        daily.enqueue();
        assertThat(body(world.deliver().get(0), "text/plain"))
                .contains("退款多于实付", "订单 over", "实付 25.00 CNY，已退 25.01 CNY")
                .doesNotContain("订单 even");
    }

    private void refund(String order, String id, String amount, String kind, String status) {
        rows.insert(
                "refund",
                "shop_id",
                world.shop.id(),
                "external_id",
                id,
                "order_external_id",
                order,
                "kind",
                kind,
                "status",
                status,
                "currency",
                "CNY",
                "amount",
                new BigDecimal(amount),
                "completed_at",
                YESTERDAY);
    }

    @Test
    void namesWhatWaitsWhyHowLongAndTheNextCommand() throws Exception {
        var shop = world.shop.id();
        var dead = outbox(shop, "erp", "order", "o1", "dead", "invalid", "The ERP refuses it (code=invalid)");
        outbox(shop, "erp", "order", "o2", "parked", "unmapped-sku", "CUP 9");
        outbox(shop, "erp", "order", "o3", "parked", "held-by-route", "deliver-erp");
        var order = rows.insert(
                "sales_order", "shop_id", shop, "external_id", "o2", "placed_at", YESTERDAY, "status", "PAID");
        rows.insert(
                "order_line", "order_id", order, "external_id", "1", "code", "CUP 9", "title", "杯", "status", "PAID");
        rows.insert(
                "quarantine",
                "shop_id",
                shop,
                "stream",
                "orders",
                "external_id",
                "o4",
                "field",
                "payTime",
                "reason",
                "Order not readable (order=o4, field=payTime)",
                "first_at",
                YESTERDAY);
        rows.insert(
                "listing",
                "shop_id",
                shop,
                "external_id",
                "i1",
                "title",
                "手工茶壶",
                "state",
                "DOWN",
                "modified_at",
                YESTERDAY);
        var up = rows.insert("listing", "shop_id", shop, "external_id", "i2", "title", "公道杯", "state", "UP");
        rows.insert("listing_variant", "listing_id", up, "sku_id", "1", "shop_id", shop, "code", "GDB-1");
        rows.insert("listing_variant", "listing_id", up, "sku_id", "2", "shop_id", shop, "code", "GDB-2");
        rows.insert("sku_mapping", "shop_id", shop, "code", "GDB-2", "erp_sku", "E-2", "origin", "auto");
        var observing = rows.insert(
                "shop",
                "shop_key",
                "taobao-two",
                "platform",
                "taobao",
                "role",
                "shop",
                "title",
                "企业店",
                "state",
                "observing",
                "time_zone",
                "Asia/Shanghai");
        outbox(observing, "erp", "order", "x1", "waiting", "", "");
        outbox(observing, "mail", "review", "x2", "waiting", "", "");
        rows.insert("checkpoint", "shop_id", shop, "stream", "orders", "last_good_at", NOON.minusSeconds(120));
        world.troubleBook.save(
                "taobao-one/reviews",
                "permission",
                java.util.Optional.of(shop),
                Said.quoting("request-refused", "No permission (stream=reviews)", "reviews"),
                YESTERDAY);
        daily.enqueue();
        var mail = world.deliver().get(0);
        assertThat(mail.getSubject()).isEqualTo("【日报】2026-11-05 有 10 件事要看");
        for (var type : java.util.List.of("text/plain", "text/html")) {
            var text = org.springframework.web.util.HtmlUtils.htmlUnescape(body(mail, type));
            assertThat(text)
                    .contains("./hub replay " + dead, "The ERP refuses it", "20 小时")
                    .contains("./hub map 茶语时光旗舰店 'CUP 9' ERP_SKU", "1 个订单")
                    .contains("./hub parked --shop 茶语时光旗舰店", "被路由拦下", "deliver-erp")
                    .contains("字段 payTime")
                    .contains("手工茶壶")
                    .contains("./hub map 茶语时光旗舰店 GDB-1 ERP_SKU")
                    .contains("GDB-2 → ERP E-2")
                    .contains("./hub go-live 企业店", "评价邮件")
                    .contains("只读的 企业店 本来会发：订单", "x1", "没有存下", "x2")
                    .contains("缺少平台权限", "./hub status 茶语时光旗舰店")
                    .contains("订单 2 分钟");
        }
    }

    private long outbox(long shop, String to, String kind, String subject, String state, String reason, String detail) {
        return OutboxRow.to(to, kind, subject)
                .of(shop)
                .state(state, reason, detail)
                .since(YESTERDAY)
                .into(rows);
    }
}
