package dev.shophub.simulator.taobao;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Seller;
import dev.shophub.support.TestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A small world for tests: a clock to set, rows to insert, and the platform that shows them. */
final class TaobaoWorld implements AutoCloseable {

    static final Seller LAMPS =
            new Seller(new ShopKey("lamps"), "23000001", "topsecret0123456789abcdef", "灯具旗舰店", 2206001);
    static final Seller CUPS =
            new Seller(new ShopKey("cups"), "23000001", "topsecret0123456789abcdef", "杯子专营店", 2206002);
    static final Seller STRANGER = new Seller(new ShopKey("stranger"), "23000002", "anothersecret", "别家店", 2206003);
    static final Instant START = Instant.parse("2024-05-20T04:00:00Z");

    private static final String RECEIVER =
            """
            {"name": "张三丰", "mobile": "13812345678", "state": "浙江省", "city": "杭州市", "district": "西湖区",
             "address": "文三路 1 号", "zip": "310000"}""";

    private final SettableClock clock = new SettableClock();
    private final State state = new State(TestDatabase.emptySchema(), clock);
    private final AtomicInteger catchUps = new AtomicInteger();
    private final TaobaoSimulator simulator;

    TaobaoWorld() {
        this.simulator =
                new TaobaoSimulator(state, TaobaoSettings.of(LAMPS, CUPS, STRANGER), catchUps::incrementAndGet);
    }

    /** Forgets all trade, tokens and faults, and turns the clock back to the start. */
    void reset() {
        for (var table : List.of("order", "line", "refund", "item", "sku", "review", "token")) {
            state.jdbc().update("DELETE FROM sim_" + table);
        }
        clock.now = START;
        simulator.faults().clear();
    }

    int catchUps() {
        return catchUps.get();
    }

    /** A second platform in the same world. */
    TaobaoSimulator another(TaobaoSettings settings) {
        return new TaobaoSimulator(state, settings, () -> {});
    }

    TaobaoSimulator simulator() {
        return simulator;
    }

    TaobaoClient client() {
        return new TaobaoClient(
                simulator, clock, simulator.issueToken(LAMPS.key()).accessToken());
    }

    Instant now() {
        return clock.instant();
    }

    void pass(Duration time) {
        clock.now = clock.now.plus(time);
    }

    /** An order of one line for one lamp at 20.00, whose line has the order's number. */
    void order(long tid, String status, Instant created, Instant modified) {
        order(tid, status, "fixed", "", created, modified);
        line(tid, tid, 1, 0, "LAMP-A", "20.00", 1, status);
    }

    void order(long tid, String status, String kind, String step, Instant created, Instant modified) {
        state.jdbc()
                .update(
                        """
                        INSERT INTO sim_order (shop_key, tid, status, kind, step_status, created_at, modified_at, paid_at,
                          buyer, buyer_nick, receiver, oaid, buyer_message, seller_memo, seller_flag, goods, freight,
                          discount, payment, payments)
                        VALUES ('lamps', ?, ?, ?, ?, ?, ?, ?, 'AAFk01', '王小明', ?, 'oaid-1', '请快点', '老客户', 3, 20, 5, 2,
                          23, '[]')
                        """,
                        tid,
                        status,
                        kind,
                        step,
                        utc(created),
                        utc(modified),
                        status.contains("UNPAID") || kind.equals("cod") ? null : utc(created.plusSeconds(60)),
                        RECEIVER);
    }

    void line(long tid, long oid, int position, long sku, String code, String price, int quantity, String status) {
        state.jdbc()
                .update(
                        """
                        INSERT INTO sim_line (shop_key, tid, oid, position, item_id, sku_id, code, title, sku_name, quantity,
                          price, paid_share, status)
                        VALUES ('lamps', ?, ?, ?, 600000000000000001, ?, ?, '台灯', '颜色:白', ?, ?, ?, ?)
                        """,
                        tid,
                        oid,
                        position,
                        sku,
                        code,
                        quantity,
                        new BigDecimal(price),
                        new BigDecimal(price)
                                .multiply(BigDecimal.valueOf(quantity))
                                .subtract(BigDecimal.valueOf(2)),
                        status);
    }

    void refund(long id, long tid, String status, Instant modified) {
        state.jdbc()
                .update(
                        "INSERT INTO sim_refund VALUES ('lamps', ?, ?, ?, 'undelivered', ?, 8.50, 1, 'onsale',"
                                + " 'BUYER_NOT_RECEIVED', FALSE, '不想要了', ?, ?)",
                        id,
                        tid,
                        tid,
                        status,
                        utc(modified),
                        utc(modified));
    }

    void item(long id, String code, boolean up) {
        state.jdbc()
                .update(
                        "INSERT INTO sim_item VALUES ('lamps', ?, ?, '台灯', 20, ?, ?, ?)",
                        id,
                        code,
                        up,
                        utc(START.minusSeconds(86_400)),
                        utc(START.minusSeconds(3600)));
    }

    void sku(long item, long sku, String code, long quantity) {
        state.jdbc().update("INSERT INTO sim_sku VALUES ('lamps', ?, ?, ?, '颜色:白', 20, ?)", item, sku, code, quantity);
    }

    void review(long oid, String result, String content, Instant created) {
        state.jdbc()
                .update(
                        "INSERT INTO sim_review VALUES ('lamps', ?, ?, 600000000000000001, '台灯', '王小明', ?, 1, ?, '', NULL,"
                                + " '', FALSE, ?)",
                        oid,
                        oid,
                        result,
                        content,
                        utc(created));
    }

    void append(long oid, String content, Instant at) {
        state.jdbc()
                .update(
                        "UPDATE sim_review SET append_content = ?, appended_at = ? WHERE oid = ?",
                        content,
                        utc(at),
                        oid);
    }

    private static LocalDateTime utc(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    @Override
    public void close() {
        simulator.close();
    }

    /** Stands still until told. */
    private static final class SettableClock extends Clock {

        private volatile Instant now = START;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
