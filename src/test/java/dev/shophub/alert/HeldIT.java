package dev.shophub.alert;

import static dev.shophub.alert.MailWorld.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.outbox.Outcome;
import dev.shophub.support.OutboxRow;
import dev.shophub.support.Rows;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands still is told: at once, then hourly, once when it goes on; mails are counted. */
class HeldIT {

    private static final Duration NIGHT = Duration.ofHours(14);

    private static MailWorld world;

    private Rows rows;

    @BeforeAll
    static void open() {
        world = new MailWorld();
    }

    @BeforeEach
    void clear() {
        world.reset();
        rows = new Rows(world.data);
    }

    @Test
    void aThousandAlikeGiveTwoMailsAndTheCureOne() throws Exception {
        stand("parked", "unmapped-sku", "CUP-9", 0, 100);
        var first = only(look());
        assertThat(first.getSubject()).startsWith("【滞留】茶语时光旗舰店 · 暂存 · SKU 未对应");
        assertThat(first.getAllRecipients()[0]).hasToString(MailWorld.ADMIN);
        assertThat(body(first, "text/plain"))
                .contains("100 个订单", "CUP-9", "./hub map 茶语时光旗舰店 CUP-9 ERP_SKU", "订单 o0")
                .contains("还有 50 条：./hub parked --shop 茶语时光旗舰店")
                .doesNotContain("taobao-one", "0 分钟");
        for (var from = 100; from < 1000; from += 100) {
            world.clock.advance(Duration.ofMinutes(6));
            stand("parked", "unmapped-sku", "CUP-9", from, from + 100);
            assertThat(look()).isEmpty();
        }
        world.clock.advance(Duration.ofMinutes(6));
        var digest = only(look());
        assertThat(digest.getSubject()).isEqualTo("Re: " + first.getSubject());
        assertThat(digest.getHeader("References")).containsExactly(first.getMessageID());
        assertThat(body(digest, "text/plain")).contains("1,000 个订单", "新增 900 条");
        world.jdbc.update("UPDATE outbox SET state = 'waiting' WHERE destination = 'erp'");
        assertThat(look()).isEmpty();
        world.clock.advance(Duration.ofMinutes(5));
        var cured = only(look());
        assertThat(cured.getHeader("References")).containsExactly(first.getMessageID());
        assertThat(cured.getSubject()).startsWith("Re: ").contains("SKU 未对应");
        assertThat(body(cured, "text/plain")).contains("已恢复", "恢复于");
        world.clock.advance(Duration.ofHours(30));
        assertThat(look()).isEmpty();
    }

    @Test
    void whatIsGivenUpIsToldWithTheOtherSidesWordsAndItsCommand() throws Exception {
        var id = stand("dead", "invalid-sku", "The ERP refuses the document (code=invalid-sku, line=2)", 0, 1);
        assertThat(body(only(look()), "text/plain"))
                .contains("The ERP refuses the document (code=invalid-sku, line=2)", "./hub replay " + id, "订单 o0");
    }

    @Test
    void aWriteThatAShopDidNotTakeIsToldUntilALaterOneArrives() throws Exception {
        rows.insert("listing", "shop_id", world.shop.id(), "external_id", "item-7", "title", "青瓷茶杯");
        var id = OutboxRow.to("listing", "stock", "item-7")
                .of(world.shop.id())
                .state("dead", "refused", "The item is locked for a campaign")
                .since(world.clock.instant())
                .into(rows);
        var told = only(look());
        assertThat(told.getSubject()).contains("写入失败");
        assertThat(body(told, "text/plain"))
                .contains("店里还是旧的", "The item is locked for a campaign", "./hub replay " + id, "库存 item-7 青瓷茶杯");

        var later = OutboxRow.to("listing", "stock", "item-7")
                .of(world.shop.id())
                .since(world.clock.instant())
                .into(rows);
        world.outbox.finish(List.of(later), new Outcome.Delivered("stock [3]"), Duration.ZERO);
        look();
        world.clock.advance(Duration.ofMinutes(6));
        assertThat(only(look()).getSubject()).startsWith("Re: ").contains("写入店铺失败");
    }

    @Test
    void aNewOneAfterTheCureIsToldAtOnceAgain() throws Exception {
        stand("parked", "unmapped-sku", "CUP-9", 0, 1);
        only(look());
        world.jdbc.update("DELETE FROM outbox WHERE destination = 'erp'");
        look();
        world.clock.advance(Duration.ofMinutes(6));
        only(look());
        world.clock.advance(Duration.ofMinutes(1));
        stand("parked", "unmapped-sku", "CUP-8", 1, 2);
        assertThat(body(only(look()), "text/plain")).contains("CUP-8").doesNotContain("CUP-9");
    }

    @Test
    void whatGoesOnBeforeItsMailIsNotTold() throws Exception {
        world.clock.advance(NIGHT);
        stand("parked", "unmapped-sku", "CUP-9", 0, 3);
        assertThat(look()).isEmpty();
        world.jdbc.update("DELETE FROM outbox WHERE destination = 'erp'");
        look();
        world.clock.advance(Duration.ofMinutes(6));
        assertThat(look()).isEmpty();
        world.clock.advance(Duration.ofHours(8));
        assertThat(look()).isEmpty();
    }

    @Test
    void fewInQuarantineWaitForTheMorningManyBreakTheNight() throws Exception {
        world.clock.advance(NIGHT);
        readable("orders", 2000);
        setAside("orders", 0, 3);
        assertThat(look()).isEmpty();
        setAside("orders", 3, 11);
        world.clock.advance(Duration.ofMinutes(1));
        var mail = only(look());
        assertThat(body(mail, "text/plain")).contains("11 条记录", "payment", "./hub show q0");
        world.clock.advance(Duration.ofMinutes(30));
        setAside("orders", 11, 20);
        assertThat(look()).isEmpty();
        world.clock.advance(Duration.ofMinutes(31));
        assertThat(body(only(look()), "text/plain")).contains("20 条记录", "新增 9 条");
        world.clock.advance(Duration.ofHours(8));
        assertThat(look())
                .as("nothing new for the morning, but further up")
                .allSatisfy(further -> assertThat(further.getAllRecipients()[0]).hasToString(MailWorld.OWNER));
    }

    @Test
    void moreThanOnePercentOfAnyStreamBreaksTheNight() throws Exception {
        world.clock.advance(NIGHT);
        readable("reviews", 300);
        setAside("reviews", 0, 3);
        assertThat(look()).as("3 of 303 are less than one percent").isEmpty();
        world.clock.advance(Duration.ofMinutes(1));
        setAside("reviews", 3, 4);
        assertThat(only(look()).getSubject()).contains("隔离 · 评价");
    }

    /** Two of fifty are four percent and may be chance; a third is not. */
    @Test
    void fewOfASmallStreamSleepUntilTheLeastNumberIsThere() throws Exception {
        world.clock.advance(NIGHT);
        readable("orders", 48);
        setAside("orders", 0, 2);
        assertThat(look()).isEmpty();
        world.clock.advance(Duration.ofMinutes(1));
        setAside("orders", 2, 3);
        assertThat(body(only(look()), "text/plain")).contains("3 条记录");
    }

    /** Where nothing of a quiet stream can be read any more, the third record tells it, however few they are. */
    @Test
    void aSmallStreamThatCannotBeReadAtAllIsToldAtNight() throws Exception {
        world.clock.advance(NIGHT);
        for (var number = 0; number < 3; number++) {
            assertThat(look()).isEmpty();
            world.clock.advance(Duration.ofMinutes(19));
            setAside("refunds", number, number + 1);
        }
        assertThat(only(look()).getSubject()).contains("隔离 · 退款");
    }

    @Test
    void whatLastsIsToldFurtherUpOnceAndItsCureToo() throws Exception {
        stand("parked", "unmapped-sku", "CUP-9", 0, 2);
        only(look());
        world.clock.advance(Duration.ofHours(4));
        var further = only(look());
        assertThat(further.getAllRecipients()[0]).hasToString(MailWorld.OWNER);
        assertThat(further.getHeader("X-Priority")).containsExactly("1");
        assertThat(body(further, "text/plain")).contains("2 个订单", "4 小时");
        world.clock.advance(Duration.ofHours(1));
        assertThat(look()).isEmpty();
        world.jdbc.update("DELETE FROM outbox WHERE destination = 'erp'");
        look();
        world.clock.advance(Duration.ofMinutes(6));
        assertThat(look()).hasSize(2);
    }

    private List<MimeMessage> look() throws Exception {
        world.held.look();
        return world.deliver();
    }

    private long stand(String state, String reason, String detail, int from, int to) {
        return IntStream.range(from, to)
                .mapToLong(number -> OutboxRow.order("o" + number)
                        .of(world.shop.id())
                        .state(state, reason, detail)
                        .since(world.clock.instant())
                        .into(rows))
                .max()
                .orElseThrow();
    }

    private void setAside(String stream, int from, int to) {
        for (var number = from; number < to; number++) {
            rows.insert(
                    "quarantine",
                    "shop_id",
                    world.shop.id(),
                    "stream",
                    stream,
                    "external_id",
                    "q" + number,
                    "field",
                    "payment",
                    "reason",
                    "Order not readable (shop=taobao-one, order=q" + number + ", field=payment)",
                    "first_at",
                    world.clock.instant(),
                    "last_at",
                    world.clock.instant());
        }
    }

    private void readable(String stream, int records) {
        var now = MailWorld.utc(world.clock.instant());
        world.jdbc.update(
                "INSERT INTO raw_record (shop_id, stream, external_id, content_hash, modified_at, read_at, size_bytes,"
                        + " payload) SELECT ?, ?, CONCAT('r', seq), REPEAT('x', 32), ?, ?, 1, 'x' FROM seq_1_to_"
                        + records,
                world.shop.id(),
                stream,
                now,
                now);
    }

    private static MimeMessage only(List<MimeMessage> mails) {
        assertThat(mails).hasSize(1);
        return mails.get(0);
    }
}
