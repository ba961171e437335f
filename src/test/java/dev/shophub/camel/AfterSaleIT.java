package dev.shophub.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shophub.alert.MailWorld;
import dev.shophub.connector.Connector;
import dev.shophub.connector.OrderSource;
import dev.shophub.connector.RefundSource;
import dev.shophub.erp.BooksInMemory;
import dev.shophub.erp.ErpDocument;
import dev.shophub.erp.ErpRoom;
import dev.shophub.erp.ErpRule;
import dev.shophub.model.SkuCode;
import dev.shophub.model.Stream;
import dev.shophub.outbox.Destination;
import dev.shophub.outbox.OutboxMessage;
import dev.shophub.outbox.Outcome;
import dev.shophub.store.ErpLinks;
import dev.shophub.store.OrderHolds;
import dev.shophub.store.PersonalReadings;
import dev.shophub.store.StoredOrders;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of after-sale from the platform through the shipped routes to the ERP, which hears of it once it has ended. */
class AfterSaleIT {

    private static final long ORDER = 3_028_689_418_086_124_000L;
    private static final long SECOND_LINE = ORDER + 2;
    private static final long CASE = 71;

    private static PlayedTaobao taobao;
    private static MailWorld world;

    private BooksInMemory erp;
    private ErpRoom room;
    private Connector connector;

    @BeforeAll
    static void play() throws Exception {
        taobao = new PlayedTaobao();
        world = taobao.world;
    }

    @AfterAll
    static void stopPlaying() {
        taobao.close();
    }

    /** Two lines of two pieces at 50.00 and one at 20.00, freight 6.00: paid 126.00, and the ERP has it. */
    @BeforeEach
    void anOrderThatWasShippedAndCompleted() {
        taobao.reset();
        connector = taobao.connect("tmall-disputes", "true");
        erp = new BooksInMemory();
        room = new ErpRoom(
                new StoredOrders(world.jdbc, taobao.master, new PersonalReadings(world.jdbc, Clock.systemUTC())),
                taobao.mappings,
                new ErpLinks(world.jdbc, world.clock),
                new OrderHolds(world.jdbc, world.clock),
                world.shops,
                any -> ErpRule.DEFAULT,
                erp,
                world.outbox,
                world.clock);
        taobao.mappings.map(world.shop.id(), new SkuCode("TEA"), new SkuCode("10001"), "test");
        var at = MailWorld.utc(world.clock.instant().minus(Duration.ofHours(3)));
        taobao.played
                .jdbc()
                .update(
                        "INSERT INTO sim_order (shop_key, tid, status, kind, created_at, modified_at, paid_at, buyer,"
                                + " buyer_nick, receiver, goods, freight, payment) VALUES (?, ?, 'COMPLETED', 'fixed', ?, ?, ?,"
                                + " 'AAbuyer1', '买家', '{}', 120, 6, 126)",
                        PlayedTaobao.SHOP.value(),
                        ORDER,
                        at,
                        at,
                        at);
        line(ORDER + 1, 1, 2, "50");
        line(SECOND_LINE, 2, 1, "20");
        readOrders();
        deliver();
        assertThat(erp.contentOf("taobao:" + ORDER)).containsEntry("total", "126.00");
    }

    @ParameterizedTest
    @CsvSource({
        "undelivered, BUYER_NOT_RECEIVED,   不想要了, 100.00, 100.00, UNDELIVERED, false",
        "return,      BUYER_RETURNED_GOODS, 不想要了, 100.00, 100.00, RETURN,      true",
        "return,      BUYER_RETURNED_GOODS, 不想要了, 50.00,  50.00,  RETURN,      true",
        "goodwill,    BUYER_RECEIVED,       商品瑕疵, 9.99,   9.99,   GOODWILL,    false",
        "shipping,    BUYER_RECEIVED,       退运费,   6.00,   6.00,   SHIPPING,    false",
        "exchange,    BUYER_RETURNED_GOODS, 尺码不合适, 0.00,  0.00,   EXCHANGE,    true"
    })
    void eachKindIsKeptFromItsFirstStateAndReachesTheErpInItsLast(
            String kind, String goods, String reason, String asked, String amount, String stored, boolean returned) {
        refund(CASE, ORDER + 1, kind, goods, reason, asked);
        readRefunds();
        assertThat(deliver()).as("pending: nothing for the ERP").isEmpty();
        assertThat(column("SELECT CONCAT_WS(' ', kind, status, amount) FROM refund"))
                .containsExactly(stored + " OPEN " + new BigDecimal(amount).setScale(4));

        moves(CASE, "WAIT_SELLER_CONFIRM_GOODS");
        readRefunds();
        moves(CASE, "SUCCESS");
        readRefunds();
        assertThat(deliver()).hasSize(1);
        assertThat(erp.contentOf("taobao:refund:" + CASE))
                .containsEntry("orderReference", "taobao:" + ORDER)
                .containsEntry("line", Long.toString(ORDER + 1))
                .containsEntry("kind", stored.toLowerCase(java.util.Locale.ROOT))
                .containsEntry("amount", amount)
                .containsEntry("goodsReturned", returned);
        assertThat(column("SELECT CONCAT_WS(' ', h.platform_status, h.status) FROM refund_status_history h"
                        + " JOIN refund r ON r.id = h.refund_id ORDER BY h.at"))
                .containsExactly("WAIT_SELLER_AGREE OPEN", "WAIT_SELLER_CONFIRM_GOODS OPEN", "SUCCESS SUCCEEDED");
        readRefunds();
        assertThat(deliver()).as("read again: no news").isEmpty();
    }

    @Test
    void aCaseThatIsClosedNeverReachesTheErp() {
        refund(CASE, ORDER + 1, "return", "BUYER_RETURNED_GOODS", "不想要了", "100.00");
        readRefunds();
        moves(CASE, "CLOSED");
        readRefunds();
        assertThat(deliver()).isEmpty();
        assertThat(column("SELECT status FROM refund")).containsExactly("CLOSED");
    }

    @Test
    void severalOfOneOrderTieToTheCentAndMoreThanPaidIsKept() {
        refund(CASE, ORDER + 1, "return", "BUYER_RETURNED_GOODS", "不想要了", "100.00");
        refund(CASE + 1, SECOND_LINE, "goodwill", "BUYER_RECEIVED", "商品瑕疵", "20.00");
        refund(CASE + 2, SECOND_LINE, "shipping", "BUYER_RECEIVED", "退运费", "6.00");
        refund(CASE + 3, SECOND_LINE, "goodwill", "BUYER_RECEIVED", "商品瑕疵", "0.01");
        for (var id = CASE; id < CASE + 4; id++) {
            moves(id, "SUCCESS");
        }
        readRefunds();
        assertThat(deliver()).hasSize(4);
        assertThat(column("SELECT SUM(amount) FROM refund WHERE status = 'SUCCEEDED'"))
                .containsExactly("126.0100");
        assertThat(erp.contentOf("taobao:refund:" + (CASE + 3)))
                .containsEntry("amount", "0.01")
                .containsEntry("line", Long.toString(SECOND_LINE));
    }

    @Test
    void theClassicListTellsThePiecesOfAWholeLineAndNoExchanges() {
        connector = taobao.connect();
        refund(CASE, ORDER + 1, "return", "BUYER_RETURNED_GOODS", "不想要了", "100.00");
        refund(CASE + 1, SECOND_LINE, "exchange", "BUYER_RETURNED_GOODS", "尺码不合适", "0.00");
        readRefunds();
        assertThat(column("SELECT CONCAT_WS(' ', external_id, kind, quantity) FROM refund"))
                .containsExactly(CASE + " RETURN 2");
    }

    private void readOrders() {
        taobao.read(connector, Stream.ORDERS, ((OrderSource) connector)::orders);
    }

    private void readRefunds() {
        taobao.read(connector, Stream.REFUNDS, ((RefundSource) connector)::refunds);
    }

    /** Delivers all that waits for the ERP; answers what it took. */
    private List<OutboxMessage> deliver() {
        var taken = new ArrayList<OutboxMessage>();
        for (var claimed = world.outbox.claim(Destination.ERP, 10);
                !claimed.isEmpty();
                claimed = world.outbox.claim(Destination.ERP, 10)) {
            for (var message : claimed) {
                var outcome = room.prepare(message);
                if (outcome instanceof ErpDocument document) {
                    outcome = room.send(message, document, new byte[0]);
                    taken.add(message);
                }
                world.outbox.finish(List.of(message.id()), (Outcome) outcome, Duration.ZERO);
            }
        }
        return taken;
    }

    private static void line(long oid, int position, int quantity, String price) {
        taobao.played
                .jdbc()
                .update(
                        "INSERT INTO sim_line (shop_key, tid, oid, position, item_id, sku_id, code, title, quantity, price,"
                                + " paid_share, status) VALUES (?, ?, ?, ?, 600000000001, 0, 'TEA', '高山红茶', ?, ?, ?,"
                                + " 'COMPLETED')",
                        PlayedTaobao.SHOP.value(),
                        ORDER,
                        oid,
                        position,
                        quantity,
                        new BigDecimal(price),
                        new BigDecimal(price).multiply(BigDecimal.valueOf(quantity)));
    }

    private static void refund(long id, long oid, String kind, String goods, String reason, String amount) {
        var at = MailWorld.utc(world.clock.instant().minus(Duration.ofHours(2)));
        taobao.played
                .jdbc()
                .update(
                        "INSERT INTO sim_refund (shop_key, refund_id, tid, oid, kind, status, amount, quantity, phase,"
                                + " good_status, has_good_return, reason, created_at, modified_at) VALUES (?, ?, ?, ?, ?,"
                                + " 'WAIT_SELLER_AGREE', ?, 1, 'aftersale', ?, ?, ?, ?, ?)",
                        PlayedTaobao.SHOP.value(),
                        id,
                        ORDER,
                        oid,
                        kind,
                        new BigDecimal(amount),
                        goods,
                        goods.equals("BUYER_RETURNED_GOODS"),
                        reason,
                        at,
                        at);
    }

    /** The case takes a state, ten minutes after the one before it. */
    private static void moves(long id, String status) {
        world.clock.advance(Duration.ofMinutes(10));
        taobao.played
                .jdbc()
                .update(
                        "UPDATE sim_refund SET status = ?, modified_at = ? WHERE refund_id = ?",
                        status,
                        MailWorld.utc(world.clock.instant()),
                        id);
    }

    private static List<String> column(String sql) {
        return world.client.sql(sql).query(String.class).list();
    }
}
