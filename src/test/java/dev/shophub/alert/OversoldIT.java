package dev.shophub.alert;

import static dev.shophub.alert.MailWorld.NOON;
import static dev.shophub.alert.MailWorld.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.model.SkuCode;
import dev.shophub.settings.ReportSettings.Pages;
import dev.shophub.store.OversoldFacts;
import dev.shophub.support.OutboxRow;
import dev.shophub.support.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pain point 39: what shops sold beyond what there is, and what is mailed of it, on a real database. */
class OversoldIT {

    /** After the ERP's stock was last read. */
    private static final Instant READ_LATER = NOON.minus(Duration.ofSeconds(30));

    private static MailWorld world;
    private OversoldWorld trade;

    @BeforeAll
    static void open() {
        world = new MailWorld();
    }

    @BeforeEach
    void clear() {
        trade = new OversoldWorld(world);
        world.orderPages.clear();
    }

    @Test
    void theLastPieceSoldTwiceIsToldAtAnyHourWithTheNewestOrderToCancel() throws Exception {
        trade.offered("CUP-1", 1);
        trade.product("CUP-1", "青花品茗杯");
        trade.order(world.shop.id(), "A100", "PAID", hours(3), "CUP-1", 1, "buyer", "ouid-77", "city", "杭州市");
        assertThat(trade.look()).as("one piece, one order").isEmpty();

        trade.order(world.shop.id(), "A200", "PAID", hours(1), "CUP-1", 1, "buyer", "ouid-88", "city", "杭州市");
        world.clock.advance(hours(11));
        assertThat(trade.look()).as("at 23:00").containsExactly("CUP-1=1");
        trade.look();
        assertThat(world.deliver()).singleElement().satisfies(mail -> {
            assertThat(mail.getSubject()).isEqualTo("【超卖】青花品茗杯（CUP-1）多卖 1 件");
            assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly(MailWorld.SUPPORT);
            assertThat(mail.getReplyTo()).extracting(Object::toString).containsExactly(MailWorld.TEAM);
            assertThat(mail.getHeader("X-Ops-Severity")).containsExactly("critical");
            assertThat(body(mail, "text/plain"))
                    .startsWith("有 1 个 SKU 卖超了\nOne SKU is oversold\n")
                    .contains(
                            "青花品茗杯 (CUP-1) · 多卖 1 件 · 自 11-05 23:00 起",
                            "A200 · 茶语时光旗舰店 · 11-05 11:00 下单 · 已付款 · 1 件 · 128.00 CNY",
                            "hub 不会替你取消订单")
                    .doesNotContain("A100", "ouid", "杭州");
            assertThat(body(mail, "text/html")).contains("A200").doesNotContain("A100", "ouid", "杭州", "<a ");
        });
        assertThat(world.meters
                        .get("shophub.mails.sent")
                        .tag("kind", "oversold")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(world.messages("waiting")).as("nothing is done but told").isZero();
    }

    @Test
    void silenceIsNotZeroAndWhatIsNotOursIsNotCounted() {
        trade.map(world.shop.id(), "UNKNOWN", "UNKNOWN");
        trade.order("1", "PAID", hours(1), "UNKNOWN", 5);
        trade.stock("UNMAPPED", 0);
        trade.order("2", "PAID", hours(1), "UNMAPPED", 5);
        trade.stock("NOBODY-SELLS", -5);
        trade.offered("OLD", 0);
        trade.order("3", "PAID", Duration.ofDays(11), "OLD", 5);
        trade.order("4", "SHIPPED", hours(5), "OLD", 5);
        trade.order("5", "CLOSED", hours(5), "OLD", 5);
        var observing = trade.shop("new", "shop", "observing");
        trade.map(observing, "OLD", "OLD");
        trade.order(observing, "6", "PAID", hours(5), "OLD", 5);
        assertThat(trade.look()).isEmpty();

        world.jdbc.update("DELETE FROM checkpoint");
        trade.offered("CUP-1", 0);
        trade.order("7", "PAID", hours(1), "CUP-1", 1);
        assertThat(trade.look()).as("the ERP's stock was never read to its end").isEmpty();
    }

    @Test
    void shopsThatSellTheSamePieceCountTogetherAndTheErpsOwnShortageToo() {
        var second = trade.shop("second", "shop", "live");
        trade.offered("CUP-1", 1);
        trade.map(second, "CUP-1-B", "CUP-1");
        trade.order("1", "PAID", hours(2), "CUP-1", 1);
        trade.order(second, "2", "UNPAID", hours(1), "CUP-1-B", 1);
        trade.offered("POT-1", -2);
        trade.order("3", "PARTLY_SHIPPED", hours(1), "POT-1", 1);
        trade.offered("TRAY", 2);
        trade.order("4", "PAID", hours(1), "TRAY", 2);
        assertThat(trade.look()).containsExactly("CUP-1=1", "POT-1=3");
    }

    @Test
    void whatTheErpTookAMomentAgoIsNeitherCountedTwiceNorTheEnd() throws Exception {
        trade.offered("CUP-1", 1);
        trade.order("1", "PAID", hours(2), "CUP-1", 1);
        trade.order("2", "PAID", hours(1), "CUP-1", 1);
        trade.called("1", READ_LATER, READ_LATER);
        assertThat(trade.look())
                .as("the ERP may have set that piece aside already")
                .isEmpty();

        trade.stock("CUP-1", 0, NOON.plusSeconds(30));
        world.clock.advance(Duration.ofMinutes(1));
        trade.read();
        assertThat(trade.look()).containsExactly("CUP-1=1");
        assertThat(world.deliver()).hasSize(1);

        world.clock.advance(Duration.ofSeconds(5));
        trade.called("2", world.clock.instant(), world.clock.instant());
        assertThat(trade.look()).as("taken, and its stock not read since").containsExactly("CUP-1=1");
        trade.stock("CUP-1", -1, world.clock.instant());
        trade.read();
        assertThat(trade.look()).containsExactly("CUP-1=1");
        assertThat(world.deliver()).as("neither well nor worse").isEmpty();
    }

    @Test
    void aCallWithoutAnAnswerIsNoShortageUnlessTheStockIsOlder() {
        trade.offered("CUP-1", 0);
        trade.order("1", "PAID", hours(2), "CUP-1", 1);
        trade.called("1", OversoldWorld.READ.minus(Duration.ofMinutes(6)), null);
        assertThat(trade.look())
                .as("what was read since may be without that piece")
                .isEmpty();
        trade.called("1", READ_LATER, null);
        assertThat(trade.look()).containsExactly("CUP-1=1");
    }

    /** Shipped by hand while the ERP was away: its stock holds the piece still. */
    @Test
    void whatLeftBeforeTheErpHasItsOrderIsGoneAllTheSame() throws Exception {
        trade.offered("CUP-1", 1);
        var gone = trade.order("gone", "SHIPPED", hours(3), "CUP-1", 1);
        new Rows(world.data)
                .insert(
                        "left_early",
                        "order_id",
                        gone,
                        "external_id",
                        "1",
                        "shop_id",
                        world.shop.id(),
                        "code",
                        "CUP-1");
        trade.order("open", "PAID", hours(5), "CUP-1", 1);
        assertThat(trade.look()).containsExactly("CUP-1=1");
        assertThat(world.deliver()).singleElement().satisfies(mail -> assertThat(body(mail, "text/plain"))
                .contains("open · ")
                .doesNotContain("gone · "));
        trade.called("gone", READ_LATER, READ_LATER);
        assertThat(trade.look()).as("its stock was not read since").containsExactly("CUP-1=1");
        world.clock.advance(Duration.ofMinutes(1));
        trade.read();
        assertThat(trade.look()).as("and says 1 without it").isEmpty();
    }

    /** The shop sells a piece again that a cancelled order gave back: the ERP hears of both in a moment. */
    @Test
    void aPieceThatACancelledOrderFreedIsNotMissing() {
        trade.offered("CUP-1", 0);
        trade.order("old", "PAID", hours(5), "CUP-1", 1);
        trade.called("old", NOON.minus(hours(5)), NOON.minus(hours(5)));
        trade.close("old");
        trade.order("new", "PAID", hours(0), "CUP-1", 1);
        var told = OutboxRow.order("old").of(world.shop.id()).into(new Rows(world.data));
        assertThat(trade.look()).as("the ERP does not know yet").isEmpty();
        world.jdbc.update(
                "UPDATE outbox SET state = 'delivered', finished_at = ? WHERE id = ?", MailWorld.utc(NOON), told);
        assertThat(trade.look()).as("its stock was not read since").isEmpty();

        world.clock.advance(Duration.ofMinutes(1));
        trade.read();
        assertThat(trade.look()).as("it says 0 all the same").containsExactly("CUP-1=1");
    }

    @Test
    void whileItIsCountedTheLevelStandsThatWasWhenThatBegan() {
        trade.offered("KNOWN", -2);
        assertThat(trade.look()).containsExactly("KNOWN=2");
        world.clock.advance(hours(2));
        var since = NOON.plus(hours(1));
        trade.freeze(null, "KNOWN", 0);
        trade.offered("SOLD", 50);
        trade.freeze(null, "SOLD", 1);
        trade.offered("COUNTED", -5);
        trade.freeze(null, "COUNTED", 3);
        world.jdbc.update("UPDATE stock_freeze SET since = ?", MailWorld.utc(since));
        trade.order("1", "SHIPPED", hours(-2), "SOLD", 2);
        trade.order("2", "PAID", hours(-2), "COUNTED", 3);
        trade.order("3", "PAID", hours(5), "COUNTED", 9);
        assertThat(trade.look()).containsExactly("KNOWN=2", "SOLD=1");

        trade.close("1");
        assertThat(trade.look()).as("what began while it is counted can end").containsExactly("KNOWN=2");
        world.jdbc.update("DELETE FROM stock_freeze");
        world.jdbc.update("DELETE FROM frozen_level");
        trade.stock("KNOWN", 4);
        trade.stock("COUNTED", 12);
        assertThat(trade.look()).isEmpty();
    }

    /** One shop keeps its numbers; the pieces are the ERP's while another sells them too. */
    @Test
    void aRecountOfOneShopDoesNotHideWhatAnotherOversells() {
        trade.offered("CUP-1", 0);
        trade.freeze(world.shop.id(), "CUP-1", 5);
        trade.order("1", "PAID", Duration.ofMinutes(10), "CUP-1", 1);
        assertThat(trade.look()).isEmpty();
        trade.map(trade.shop("second", "shop", "live"), "B", "CUP-1");
        assertThat(trade.look()).containsExactly("CUP-1=1");
    }

    @Test
    void aBiggerShortageIsToldAgainASmallerOneNotAndTheEndOnce() throws Exception {
        trade.offered("CUP-1", 1);
        trade.order("1", "PAID", hours(4), "CUP-1", 1);
        trade.order("2", "PAID", hours(3), "CUP-1", 1);
        trade.look();
        var first = world.deliver();
        assertThat(first).hasSize(1);

        trade.order("3", "PAID", hours(2), "CUP-1", 1);
        trade.look();
        assertThat(world.deliver()).as("within ten minutes").isEmpty();
        world.clock.advance(Duration.ofMinutes(11));
        trade.order("4", "PAID", hours(1), "CUP-1", 1);
        trade.look();
        assertThat(world.deliver()).singleElement().satisfies(mail -> {
            assertThat(mail.getSubject()).startsWith("Re: 【超卖】").endsWith("多卖 3 件");
            assertThat(mail.getHeader("References"))
                    .containsExactly(first.get(0).getMessageID());
        });

        trade.close("4");
        assertThat(trade.look()).containsExactly("CUP-1=2");
        assertThat(world.deliver()).isEmpty();
        trade.close("3");
        trade.close("2");
        assertThat(trade.look()).isEmpty();
        assertThat(world.deliver()).singleElement().satisfies(mail -> {
            assertThat(mail.getSubject()).startsWith("Re: ").contains("卖出的比库存多", "CUP-1");
            assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly(MailWorld.SUPPORT);
            assertThat(mail.getHeader("References"))
                    .containsExactly(first.get(0).getMessageID());
            assertThat(body(mail, "text/plain")).contains("不再超卖");
        });
        trade.look();
        assertThat(world.deliver()).isEmpty();
    }

    @Test
    void whatEndedBeforeItsMailLeftIsNotTold() throws Exception {
        trade.offered("CUP-1", 0);
        trade.order("1", "PAID", hours(4), "CUP-1", 1);
        trade.look();
        trade.close("1");
        trade.look();
        assertThat(world.deliver()).isEmpty();
        assertThat(world.messages("dropped")).isEqualTo(2);
    }

    @Test
    void aShopThatIsPausedEndsNothing() {
        trade.offered("CUP-1", 0);
        trade.order("1", "PAID", hours(4), "CUP-1", 1);
        trade.look();
        world.jdbc.update("UPDATE shop SET state = 'paused' WHERE id = ?", world.shop.id());
        assertThat(trade.look()).containsExactly("CUP-1=1");
    }

    @Test
    void unpaidBeforePaidAndNothingThatIsOnItsWay() throws Exception {
        var second = trade.shop("second", "shop", "live");
        world.orderPages.put("taobao", new Pages("https://seller.example.com/", "", "", "", "", "", ""));
        world.orderPages.put("second", new Pages("", "", "", "", "https://orders.example.com/?id={order}", "", ""));
        trade.offered("CUP-1", -2);
        trade.map(second, "B", "CUP-1");
        trade.order("paid", "PAID", hours(3), "CUP-1", 1);
        trade.called("paid", NOON.minus(hours(3)), NOON.minus(hours(3)));
        trade.order("too-old", "PAID", hours(9), "CUP-1", 1);
        trade.called("too-old", NOON.minus(hours(9)), NOON.minus(hours(9)));
        trade.order(second, "unpaid/1", "UNPAID", hours(8), "B", 1);
        trade.order("shipped", "SHIPPED", hours(1), "CUP-1", 1);
        trade.order("partly", "PARTLY_SHIPPED", hours(1), "CUP-1", 1);
        trade.called("partly", NOON.minus(hours(1)), NOON.minus(hours(1)));
        trade.line(trade.order("one-line", "PAID", hours(1), "CUP-1", 1), "2", "POT-1", 1, "SHIPPED");
        trade.called("one-line", NOON.minus(hours(1)), NOON.minus(hours(1)));
        trade.order("parcel", "PAID", hours(1), "CUP-1", 1);
        trade.called("parcel", NOON.minus(hours(1)), NOON.minus(hours(1)));
        OutboxRow.to("shipment", "parcel", "p1")
                .of(world.shop.id())
                .with("aggregate", "parcel")
                .state("delivered")
                .into(new Rows(world.data));
        assertThat(trade.look()).containsExactly("CUP-1=3");
        assertThat(world.deliver()).singleElement().satisfies(mail -> {
            var text = body(mail, "text/plain");
            assertThat(text.lines().filter(line -> line.contains("下单")))
                    .extracting(line -> line.strip().split(" ")[0])
                    .containsExactly("unpaid/1", "paid", "too-old");
            assertThat(text)
                    .contains("unpaid/1 · 茶语时光企业店 · 11-05 04:00 下单 · 未付款，可直接关闭 · 1 件")
                    .contains("https://orders.example.com/?id=unpaid%2F1", "https://seller.example.com/");
            assertThat(body(mail, "text/html")).contains("href=\"https://orders.example.com/?id=unpaid%2F1\"");
        });
    }

    @Test
    void whereNothingCanBeCancelledItSaysSo() throws Exception {
        trade.offered("CUP-1", -3);
        trade.order("1", "PAID", hours(3), "CUP-1", 1);
        trade.called("1", NOON.minus(hours(3)), NOON.minus(hours(3)));
        trade.offered("POT-1", -1);
        trade.look();
        assertThat(world.deliver()).singleElement().satisfies(mail -> {
            assertThat(mail.getSubject()).isEqualTo("【超卖】2 个 SKU 卖出的比库存多");
            assertThat(body(mail, "text/plain")).containsSubsequence("CUP-1", "只够补回 1 件，共缺 3 件", "POT-1", "没有可以取消的订单");
        });
    }

    @Test
    void manyAtOnceComeInOneMail() throws Exception {
        for (var number = 0; number < 60; number++) {
            trade.offered("SKU-" + number, -1 - number);
        }
        trade.order("1", "UNPAID", hours(1), "SKU-59", 1);
        for (var number = 0; number < 70; number++) {
            trade.order("n" + number, "PAID", Duration.ofMinutes(number), "SKU-59", 1);
            trade.called("n" + number, NOON.minus(hours(3)), NOON.minus(hours(3)));
        }
        trade.look();
        assertThat(world.deliver()).singleElement().satisfies(mail -> assertThat(body(mail, "text/plain"))
                .contains("SKU-0", "SKU-58", "还有 41 个订单没有列出"));
    }

    /** What is delivered is never looked at: neither to find a shortage nor to propose what to cancel. */
    @Test
    void historyCostsNothing() {
        trade.offered("CUP-1", 0);
        trade.order("open", "PAID", hours(1), "CUP-1", 1);
        trade.order("past", "COMPLETED", Duration.ofDays(5), "CUP-1", 1);
        trade.history("past");
        assertThat(world.jdbc.queryForObject("SELECT COUNT(*) FROM order_line", Long.class))
                .isGreaterThan(20_000);
        world.transaction.executeWithoutResult(status -> {
            long before = rowsRead();
            world.oversold.look();
            assertThat(rowsRead() - before).as("rows read to find it").isLessThan(500);
        });
        world.transaction.executeWithoutResult(status -> {
            long before = rowsRead();
            assertThat(new OversoldFacts(world.jdbc).openOrders(List.of(new SkuCode("CUP-1"))))
                    .hasSize(1);
            assertThat(rowsRead() - before).as("rows read to propose").isLessThan(500);
        });
    }

    private static Duration hours(long hours) {
        return Duration.ofHours(hours);
    }

    private static long rowsRead() {
        return world.jdbc.queryForList("SHOW SESSION STATUS LIKE 'Handler_read%'").stream()
                .mapToLong(row -> Long.parseLong(row.get("Value").toString()))
                .sum();
    }
}
