package dev.shophub.report;

import static dev.shophub.alert.MailWorld.NOON;
import static dev.shophub.alert.MailWorld.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.MailWorld;
import dev.shophub.reconcile.Difference;
import dev.shophub.support.OutboxRow;
import dev.shophub.support.Rows;
import dev.shophub.support.TakesStock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pain point 33: items that never sync are named every day, our number beside the shop's, with age and reason. */
class DriftMailIT {

    private static final int MOST = 50;

    private static MailWorld world;
    private static DailyMails daily;

    private final Rows rows = new Rows(world.data);
    private long shop;
    private long erp;

    @BeforeAll
    static void open() {
        world = new MailWorld();
        daily = new DailyMails(world);
    }

    @BeforeEach
    void aLiveShopAndAnErp() {
        world.reset();
        shop = world.shop.id();
        erp = rows.insert(
                "shop", "shop_key", "erp", "role", "erp", "title", "ERP", "state", "live", "time_zone", "UTC");
        rows.insert("checkpoint", "shop_id", erp, "stream", "stock", "watermark", NOON, "last_good_at", NOON);
        rows.insert("checkpoint", "shop_id", shop, "stream", "orders", "watermark", NOON, "last_good_at", NOON);
        world.connectors.put(world.shop.key(), new TakesStock(NOON));
    }

    @Test
    void whereNothingDiffersOneLineSaysHowMuchWasComparedAndWhatWasNot() throws Exception {
        item("A", 5, 5L);
        item("B", 0, 0L);
        item("unread", 7, null);
        rows.insert("erp_stock", "shop_id", erp, "external_id", "E-unlisted", "available", 3);
        unmapped("unmapped");
        silent("silent");
        var text = mailed();
        assertThat(text)
                .contains("== 店铺库存与我方不一致 ==")
                .contains("已核对 2 个规格：茶语时光旗舰店 2。 全部一致。")
                .contains("未核对：1 个没有对应的 ERP SKU，1 个 ERP 没有给出库存，1 个还没读到店铺库存");
    }

    @Test
    void whereNothingCouldBeComparedThatIsSaid() throws Exception {
        rows.jdbc().update("UPDATE shop SET state = 'observing' WHERE id = ?", shop);
        item("A", 5, 9L);
        assertThat(mailed()).contains("没有可核对的规格：0 个已上线店铺").doesNotContain("全部一致");
    }

    @Test
    void whatDiffersForAShortWhileIsOnItsWayAndForLongerNamed() throws Exception {
        item("A", 5, 9L);
        waiting("A", NOON);
        daily.drift().look();
        world.clock.advance(Duration.ofMinutes(14));
        assertThat(mailed()).contains("一切正常", "已核对 1 个规格", "另有 1 个不一致还不到 15 分钟").doesNotContain("我方 5");
        nextDay();
        assertThat(mailed())
                .contains("有 1 件事要看")
                .contains("- 茶语时光旗舰店 · 手工茶壶 A · A → ERP E-A · 1 天")
                .contains("我方 5，店铺 9 · 写入排队中")
                .contains("./hub show A");
    }

    @Test
    void eachSaysWhyItDoesNotMove() throws Exception {
        item("brake", 0, 9L);
        OutboxRow.to("listing", "stock", "brake")
                .of(shop)
                .state("parked", "brake", "9 -> 0")
                .into(rows);
        item("dead", 1, 9L);
        var dead = OutboxRow.to("listing", "stock", "dead")
                .of(shop)
                .state("dead", "isv.item-not-exist", "The shop rejected it")
                .into(rows);
        item("retried", 1, 9L);
        var retried = OutboxRow.to("listing", "stock", "retried")
                .of(shop)
                .since(NOON)
                .with("attempts", 2)
                .into(rows);
        rows.insert("attempt", "outbox_id", retried, "at", NOON, "outcome", "Unavailable", "detail", "no answer");
        item("orders", 9, 1L);
        waiting("orders", NOON.plusSeconds(1));
        item("waits", 1, 9L);
        waiting("waits", NOON.plusSeconds(1));
        item("erp", 9, 4L);
        waiting("erp", NOON.plusSeconds(1));
        justInErp("erp", 2);
        item("held", 1, 9L);
        rows.jdbc().update("UPDATE listing SET held_down_at = ? WHERE external_id = 'held'", utc(NOON));
        item("counted", 1, 9L);
        var freeze =
                rows.insert("stock_freeze", "typed", "E-counted", "since", NOON, "until_at", NOON.plusSeconds(86_400));
        rows.insert("frozen_level", "erp_sku", "E-counted", "freeze_id", freeze, "sellable", 4);
        daily.drift().look();
        world.clock.advance(Duration.ofMinutes(15));
        var found = daily.drift().tell(MOST).shops().get(0);
        assertThat(found.compared()).isEqualTo(8);
        assertThat(found.differing())
                .extracting(Difference::itemId, one -> one.why().word())
                .containsExactlyInAnyOrder(
                        tuple("brake", "parked"),
                        tuple("dead", "dead"),
                        tuple("retried", "retried"),
                        tuple("orders", "orders-first"),
                        tuple("waits", "waiting"),
                        tuple("erp", "erp-stock-first"),
                        tuple("held", "unasked"),
                        tuple("counted", "unasked"));
        assertThat(found.differing())
                .filteredOn(Difference::frozen)
                .singleElement()
                .satisfies(counted -> assertThat(counted.ours()).isEqualTo(4));
        assertThat(found.differing())
                .filteredOn(Difference::heldDown)
                .extracting(Difference::itemId)
                .containsExactly("held");
        var text = mailed();
        assertThat(text)
                .contains("我方 0，店铺 9 · 被拦下 · 被刹车拦下 · 9 -> 0", "./hub release 茶语时光旗舰店")
                .contains("写入被放弃 · isv.item-not-exist · The shop rejected it", "./hub replay " + dead)
                .contains("写入失败，正在重试 · no answer")
                .contains("等待读完该店铺的订单后才调高")
                .contains("等待再次读完 ERP 库存后才调高")
                .contains("我方 1，店铺 9 · 此前没有任何写入任务，系统刚刚补发 · 商品由人工下架")
                .contains("我方 4，店铺 9 · 此前没有任何写入任务，系统刚刚补发 · 该 SKU 正在盘点");
    }

    @Test
    void aShopThatRefusesAccessAndAPlatformThatTakesNoStockAreNamed() {
        item("A", 5, 9L);
        daily.drift().look();
        world.clock.advance(Duration.ofHours(1));
        world.connectors.remove(world.shop.key());
        assertThat(reasons()).containsExactly("no-sink");
        rows.jdbc().update("UPDATE shop SET state = 'paused', paused_reason = 'refused' WHERE id = ?", shop);
        assertThat(reasons()).containsExactly("paused");
        daily.drift().look();
        assertThat(world.messages("waiting")).isZero();
    }

    @Test
    void whatNobodyAskedForIsAskedForOnceADayAndToldOnceItIsRight() throws Exception {
        item("A", 5, 9L);
        item("B", 5, 9L);
        waiting("B", NOON);
        item("fresh", 5, 5L);
        daily.drift().look();
        world.clock.advance(Duration.ofMinutes(14));
        shows("fresh", 4);
        daily.drift().look();
        assertThat(asked()).isEmpty();
        world.clock.advance(Duration.ofMinutes(1));
        daily.drift().look();
        assertThat(asked()).containsExactly("A");
        rows.jdbc().update("UPDATE outbox SET state = 'dropped', waiting_key = NULL WHERE aggregate = 'A'");
        world.clock.advance(Duration.ofHours(23));
        daily.drift().look();
        assertThat(asked()).containsExactly("fresh");
        assertThat(daily.drift().tell(MOST).shops().get(0).differing())
                .filteredOn(one -> one.itemId().equals("A"))
                .extracting(one -> one.why().word())
                .containsExactly("in-vain");
        world.clock.advance(Duration.ofHours(1));
        daily.drift().look();
        assertThat(asked()).containsExactly("A", "fresh");
        world.clock.advance(Duration.ofMinutes(1));
        shows("A", 5);
        shows("B", 5);
        var text = mailed();
        assertThat(text)
                .contains("== 系统自行改正的库存（24 小时内） ==", "有 1 个规格长时间不一致")
                .contains("- 茶语时光旗舰店 · 手工茶壶 A · A", "我方 5，店铺原显示 9；不一致 1 天 后由系统补发")
                .doesNotContain("手工茶壶 B");
        world.clock.advance(Duration.ofDays(3));
        daily.drift().look();
        assertThat(rows.jdbc().queryForList("SELECT item_id FROM stock_drift", String.class))
                .containsExactly("fresh");
    }

    @Test
    void whatWasWrittenInBetweenBeginsAnew() {
        item("A", 5, 9L);
        waiting("A", NOON);
        daily.drift().look();
        world.clock.advance(Duration.ofMinutes(20));
        rows.jdbc()
                .update(
                        "UPDATE stock_level SET pushed_at = ?",
                        utc(world.clock.instant().minusSeconds(30)));
        daily.drift().look();
        var found = daily.drift().tell(MOST).shops().get(0);
        assertThat(found.onTheirWay()).isEqualTo(1);
        assertThat(found.differing()).isEmpty();
    }

    @Test
    void theOldestAndBiggestStandFirstAndTheRestIsCounted() throws Exception {
        IntStream.range(10, 10 + MOST + 2).forEach(number -> {
            item("N" + number, 1, 1L + number);
            waiting("N" + number, NOON);
        });
        daily.drift().look();
        world.clock.advance(Duration.ofMinutes(1));
        item("late", 1, 900L);
        waiting("late", NOON);
        daily.drift().look();
        world.clock.advance(Duration.ofHours(1));
        var text = mailed();
        assertThat(text).contains("有 53 件事要看", "另有 3 项未列出：./hub audit --stock").doesNotContain("手工茶壶 late");
        assertThat(text.indexOf("手工茶壶 N61")).isLessThan(text.indexOf("手工茶壶 N60"));
        assertThat(text).contains("手工茶壶 N12").doesNotContain("手工茶壶 N11");
    }

    private List<String> reasons() {
        return daily.drift().tell(MOST).shops().get(0).differing().stream()
                .map(one -> one.why().word())
                .toList();
    }

    private List<String> asked() {
        return rows.jdbc()
                .queryForList(
                        "SELECT aggregate FROM outbox WHERE destination = 'listing' AND state = 'waiting'"
                                + " AND waiting_key IS NOT NULL ORDER BY aggregate",
                        String.class);
    }

    private void nextDay() {
        world.clock.advance(Duration.ofHours(24));
    }

    private String mailed() throws Exception {
        daily.enqueue();
        var mails = new ArrayList<>(world.deliver());
        return body(mails.get(mails.size() - 1), "text/plain");
    }

    private void item(String name, long available, Long shown) {
        rows.insert("erp_stock", "shop_id", erp, "external_id", "E-" + name, "available", available);
        rows.insert("sku_mapping", "shop_id", shop, "code", name, "erp_sku", "E-" + name, "origin", "auto");
        listed(name);
        if (shown != null) {
            rows.insert("stock_level", "shop_id", shop, "item_id", name, "sku_id", "", "code", name, "quantity", shown);
        }
    }

    private void unmapped(String name) {
        listed(name);
    }

    private void silent(String name) {
        rows.insert("sku_mapping", "shop_id", shop, "code", name, "erp_sku", "E-" + name, "origin", "auto");
        listed(name);
    }

    private void listed(String name) {
        var listing =
                rows.insert("listing", "shop_id", shop, "external_id", name, "title", "手工茶壶 " + name, "state", "UP");
        rows.insert("listing_variant", "listing_id", listing, "sku_id", "", "shop_id", shop, "code", name);
    }

    private void shows(String name, long quantity) {
        rows.jdbc().update("UPDATE stock_level SET quantity = ? WHERE item_id = ?", quantity, name);
    }

    private void waiting(String name, Instant since) {
        OutboxRow.to("listing", "stock", name)
                .of(shop)
                .since(since)
                .with("due_at", NOON.plusSeconds(9_000_000))
                .into(rows);
    }

    private void justInErp(String name, long pieces) {
        var order = rows.insert(
                "sales_order",
                "shop_id",
                shop,
                "external_id",
                "o1",
                "status",
                "PAID",
                "placed_at",
                NOON,
                "paid_at",
                NOON);
        rows.insert(
                "order_line",
                "order_id",
                order,
                "external_id",
                "1",
                "code",
                name,
                "quantity",
                pieces,
                "status",
                "PAID");
        rows.insert(
                "erp_link",
                "shop_id",
                shop,
                "order_external_id",
                "o1",
                "kind",
                "order",
                "external_id",
                "o1",
                "accepted_at",
                NOON.plusSeconds(1));
    }

    private static org.assertj.core.groups.Tuple tuple(String item, String why) {
        return org.assertj.core.groups.Tuple.tuple(item, why);
    }

    private static java.time.LocalDateTime utc(Instant at) {
        return java.time.LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
