package dev.shophub.simulator.trade;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.ConnectionCallback;

/** Writes trade into the simulators' schema, many rows a statement, and keeps what the world was begun with. */
final class TradeState {

    /** Rows a statement: below the driver's limit of parameters for the widest table. */
    static final int ROWS = 500;

    private static final List<String> TABLES = List.of(
            "sim_source",
            "sim_item",
            "sim_sku",
            "sim_order",
            "sim_line",
            "sim_refund",
            "sim_review",
            "sim_event",
            "sim_erp_product");

    private final State state;

    TradeState(State state) {
        this.state = state;
    }

    /**
     * What the world was begun with.
     *
     * @param trade folder, empty when invented
     * @param startedAt what lies before it was written as history
     */
    record World(String trade, long seed, int shiftDays, Instant startedAt, boolean loaded) {}

    Optional<World> world() {
        return state.client()
                .sql("SELECT trade, seed, shift_days, started_at, history_loaded FROM sim_world WHERE id = 1")
                .query((row, number) -> new World(
                        row.getString(1),
                        row.getLong(2),
                        row.getInt(3),
                        State.instant(row.getObject(4, LocalDateTime.class)),
                        row.getBoolean(5)))
                .optional();
    }

    void begin(World world) {
        state.client()
                .sql("INSERT INTO sim_world (id, trade, seed, shift_days, started_at) VALUES (1, ?, ?, ?, ?)")
                .params(world.trade(), world.seed(), world.shiftDays(), State.utc(world.startedAt()))
                .update();
    }

    /** Says that all is written, and lets the database look at how much it is: its plans are wrong by far without. */
    void loaded() {
        state.jdbc().execute("ANALYZE TABLE " + String.join(", ", TABLES));
        state.jdbc().update("UPDATE sim_world SET history_loaded = TRUE WHERE id = 1");
    }

    /** Takes away what an interrupted load has written: nothing a platform keeps about its orders is there yet. */
    void clear() {
        state.jdbc().execute((ConnectionCallback<Void>) connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("SET FOREIGN_KEY_CHECKS = 0"); // what is tied to the orders forbids to truncate them
                for (var table : TABLES) {
                    statement.execute("TRUNCATE TABLE " + table);
                }
                statement.execute("SET FOREIGN_KEY_CHECKS = 1");
            }
            return null;
        });
    }

    void items(ShopKey shop, List<Rows.Item> rows) {
        insert(
                "INSERT INTO sim_item (shop_key, item_id, code, title, price, up, created_at, modified_at)",
                rows,
                item -> {
                    var at = State.utc(item.at());
                    return new Object[] {
                        shop.value(), item.itemId(), item.code(), item.title(), item.price(), true, at, at
                    };
                });
    }

    void skus(ShopKey shop, List<Rows.Sku> rows) {
        insert(
                "INSERT INTO sim_sku (shop_key, item_id, sku_id, code, name, price, quantity)",
                rows,
                sku -> new Object[] {
                    shop.value(), sku.itemId(), sku.skuId(), sku.code(), sku.name(), sku.price(), sku.quantity()
                });
    }

    void orders(ShopKey shop, List<Rows.Order> rows) {
        insert(
                "INSERT INTO sim_order (shop_key, tid, status, kind, step_status, created_at, modified_at, paid_at, "
                        + "shipped_at, completed_at, buyer, buyer_nick, receiver, oaid, buyer_message, seller_memo, "
                        + "seller_flag, goods, freight, discount, payment, payments)",
                rows,
                order -> {
                    var now = order.state();
                    var buyer = order.buyer();
                    var amounts = order.amounts();
                    return new Object[] {
                        shop.value(),
                        order.tid(),
                        now.status(),
                        order.kind(),
                        now.stepStatus(),
                        State.utc(order.createdAt()),
                        State.utc(now.modifiedAt()),
                        utc(now.paidAt()),
                        utc(now.shippedAt()),
                        utc(now.completedAt()),
                        buyer.key(),
                        buyer.nick(),
                        buyer.receiver(),
                        buyer.oaid(),
                        buyer.message(),
                        now.memo(),
                        now.flag(),
                        amounts.goods(),
                        amounts.freight(),
                        amounts.discount(),
                        amounts.payment(),
                        order.payments()
                    };
                });
    }

    void lines(ShopKey shop, List<Rows.Line> rows) {
        insert(
                "INSERT INTO sim_line (shop_key, tid, oid, position, item_id, sku_id, code, title, sku_name, quantity, "
                        + "price, discount, paid_share, status, refund_status, refund_id)",
                rows,
                line -> new Object[] {
                    shop.value(),
                    line.tid(),
                    line.oid(),
                    line.position(),
                    line.itemId(),
                    line.skuId(),
                    line.code(),
                    line.title(),
                    line.skuName(),
                    line.quantity(),
                    line.price(),
                    line.discount(),
                    line.paidShare(),
                    line.status(),
                    line.refundStatus(),
                    line.refundId().orElse(null)
                });
    }

    void refunds(ShopKey shop, List<Rows.Refund> rows) {
        insert(
                "INSERT INTO sim_refund (shop_key, refund_id, tid, oid, kind, status, amount, quantity, phase, good_status, "
                        + "has_good_return, reason, created_at, modified_at)",
                rows,
                refund -> new Object[] {
                    shop.value(),
                    refund.refundId(),
                    refund.tid(),
                    refund.oid(),
                    refund.kind().word(),
                    refund.status(),
                    refund.amount(),
                    refund.quantity(),
                    refund.phase(),
                    refund.goodStatus(),
                    refund.goodReturn(),
                    refund.reason(),
                    State.utc(refund.createdAt()),
                    State.utc(refund.modifiedAt())
                });
    }

    /** A line is judged once; a second review of it changes nothing. */
    void reviews(ShopKey shop, List<Rows.Review> rows) {
        insert(
                "INSERT IGNORE INTO sim_review (shop_key, oid, tid, item_id, item_title, nick, result, stars, content, "
                        + "append_content, reply, created_at)",
                rows,
                review -> new Object[] {
                    shop.value(),
                    review.oid(),
                    review.tid(),
                    review.itemId(),
                    review.itemTitle(),
                    review.nick(),
                    review.result(),
                    review.stars(),
                    review.content(),
                    "",
                    "",
                    State.utc(review.createdAt())
                });
    }

    void events(ShopKey shop, List<Event> rows) {
        insert("INSERT INTO sim_event (shop_key, due_at, kind, subject, detail)", rows, event -> new Object[] {
            shop.value(), State.utc(event.at()), event.kind().word(), event.subject(), Details.write(event.what())
        });
    }

    void sources(List<Rows.Source> rows) {
        insert(
                "INSERT INTO sim_source (kind, source_id, source_line, platform_id, platform_line_id)",
                rows,
                source -> new Object[] {
                    source.kind(),
                    source.sourceId(),
                    source.sourceLine(),
                    Long.toString(source.platformId()),
                    source.platformLineId().map(id -> Long.toString(id)).orElse("")
                });
    }

    /** Gives the ERP its first goods; every row is a change the ERP can be asked for. */
    void erpProducts(List<Rows.ErpProduct> rows) {
        state.transaction().executeWithoutResult(status -> {
            lock();
            for (var from = 0; from < rows.size(); from += ROWS) {
                var some = rows.subList(from, Math.min(rows.size(), from + ROWS));
                var values = String.join(
                        ", ", Collections.nCopies(some.size(), "(?, ?, ?, ?, ?, NEXT VALUE FOR sim_erp_change)"));
                state.jdbc()
                        .update(
                                "INSERT INTO sim_erp_product (sku, title, cost_price, on_hand, modified_at, "
                                        + "sequence) VALUES "
                                        + values,
                                some.stream()
                                        .flatMap(row -> List.of(
                                                row.sku(),
                                                row.title(),
                                                row.costPrice(),
                                                row.onHand(),
                                                State.utc(row.at()))
                                                .stream())
                                        .toArray());
            }
        });
    }

    /**
     * Holds everything that changes the world until the transaction ends, so that the ERP's sequence is seen in order.
     */
    void lock() {
        state.jdbc().queryForObject("SELECT id FROM sim_world WHERE id = 1 FOR UPDATE", Integer.class);
    }

    TradeSummary summary() {
        return state.client()
                .sql("SELECT (SELECT COUNT(*) FROM sim_order WHERE status <> 'planned'), "
                        + "(SELECT COUNT(*) FROM sim_order WHERE status = 'planned'), "
                        + "(SELECT COUNT(*) FROM sim_refund WHERE status <> 'planned'), "
                        + "(SELECT COUNT(*) FROM sim_review), "
                        + "(SELECT COUNT(*) FROM sim_event WHERE applied = FALSE)")
                .query((row, number) -> new TradeSummary(
                        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                .single();
    }

    /** All rows or none; a statement takes {@link #ROWS}. */
    private <T> void insert(String into, List<T> rows, Function<T, Object[]> columns) {
        state.transaction().executeWithoutResult(status -> {
            for (var from = 0; from < rows.size(); from += ROWS) {
                insertSome(into, rows.subList(from, Math.min(rows.size(), from + ROWS)), columns);
            }
        });
    }

    private <T> void insertSome(String into, List<T> rows, Function<T, Object[]> columns) {
        var parameters = new ArrayList<Object>();
        rows.forEach(row -> parameters.addAll(Arrays.asList(columns.apply(row))));
        var width = parameters.size() / rows.size();
        var tuple = "(" + String.join(", ", Collections.nCopies(width, "?")) + ")";
        state.jdbc()
                .update(
                        into + " VALUES " + String.join(", ", Collections.nCopies(rows.size(), tuple)),
                        parameters.toArray());
    }

    private static Object utc(Optional<Instant> instant) {
        return instant.map(State::utc).orElse(null);
    }
}
