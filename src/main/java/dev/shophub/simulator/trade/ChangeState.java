package dev.shophub.simulator.trade;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Writes what events change, one statement a table and batch; lists travel as one JSON parameter. */
final class ChangeState {

    private final State state;

    ChangeState(State state) {
        this.state = state;
    }

    /** What became of one refund. */
    record RefundChange(long refundId, Instant at, Happening.RefundTurn turn) {}

    /** What became of one SKU of the ERP. */
    record StockChange(long pieces, Instant at) {}

    void changeOrders(ShopKey shop, Map<Long, OrderChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        update(
                "UPDATE JSON_TABLE(?, '$[*]' COLUMNS (tid BIGINT PATH '$.tid', status VARCHAR(16) PATH '$.status', "
                        + "step VARCHAR(16) PATH '$.step', paid DATETIME(3) PATH '$.paid', "
                        + "shipped DATETIME(3) PATH '$.shipped', "
                        + "completed DATETIME(3) PATH '$.completed', modified DATETIME(3) PATH '$.modified', "
                        + "memo VARCHAR(500) PATH '$.memo', flag TINYINT PATH '$.flag')) c "
                        + "JOIN sim_order o ON o.tid = c.tid SET o.status = "
                        // what was shipped over the platform's interface does not fall back to a part
                        + "IF(o.status = 'SHIPPED' AND c.status = 'PARTLY_SHIPPED', o.status, COALESCE(c.status, o.status)), "
                        + "o.step_status = COALESCE(c.step, o.step_status), o.paid_at = COALESCE(o.paid_at, c.paid), "
                        + "o.shipped_at = COALESCE(o.shipped_at, c.shipped), "
                        + "o.completed_at = COALESCE(c.completed, o.completed_at), "
                        + "o.seller_memo = COALESCE(c.memo, o.seller_memo), "
                        + "o.seller_flag = COALESCE(c.flag, o.seller_flag), "
                        + "o.modified_at = GREATEST(o.modified_at, c.modified) WHERE o.shop_key = ?",
                changes.entrySet().stream()
                        .map(change -> orderRow(change.getKey(), change.getValue()))
                        .toList(),
                shop.value());
        changeLines(shop, changes);
    }

    private void changeLines(ShopKey shop, Map<Long, OrderChange> changes) {
        var whole = changes.entrySet().stream()
                .filter(change -> change.getValue().status().isPresent())
                .map(change -> Map.of(
                        "tid",
                        change.getKey(),
                        "status",
                        change.getValue().shippedLines().isEmpty()
                                ? change.getValue().status().orElseThrow()
                                : "PAID"))
                .toList();
        update(
                "UPDATE JSON_TABLE(?, '$[*]' COLUMNS (tid BIGINT PATH '$.tid', status VARCHAR(16) PATH '$.status')) c "
                        + "JOIN sim_line l ON l.tid = c.tid SET l.status = c.status "
                        + "WHERE l.shop_key = ? AND l.status <> 'CLOSED' AND NOT (l.tracking <> '' AND c.status = 'PAID')",
                whole,
                shop.value());
        var parts = changes.values().stream()
                .flatMap(change -> change.shippedLines().stream())
                .toList();
        update(
                "UPDATE JSON_TABLE(?, '$[*]' COLUMNS (oid BIGINT PATH '$')) c JOIN sim_line l ON l.oid = c.oid "
                        + "SET l.status = 'SHIPPED' WHERE l.shop_key = ? AND l.status <> 'CLOSED'",
                parts,
                shop.value());
    }

    private static Map<String, Object> orderRow(long tid, OrderChange change) {
        var row = new LinkedHashMap<String, Object>();
        row.put("tid", tid);
        row.put("modified", text(change.modifiedAt()));
        change.status().ifPresent(status -> row.put("status", status));
        change.stepStatus().ifPresent(step -> row.put("step", step));
        change.paidAt().ifPresent(at -> row.put("paid", text(at)));
        change.shippedAt().ifPresent(at -> row.put("shipped", text(at)));
        change.completedAt().ifPresent(at -> row.put("completed", text(at)));
        change.memo().ifPresent(memo -> {
            row.put("memo", memo.text());
            row.put("flag", memo.flag());
        });
        return row;
    }

    /** Takes the lines of these orders from the shown stock, or gives them back; never below nothing. */
    void moveShownStock(ShopKey shop, Collection<Long> orders, int direction, Instant at) {
        if (orders.isEmpty()) {
            return;
        }
        moveShown(
                shop,
                "SELECT l.item_id, l.sku_id, SUM(l.quantity) pieces FROM "
                        + "JSON_TABLE(?, '$[*]' COLUMNS (tid BIGINT PATH '$')) c JOIN sim_line l ON l.tid = c.tid "
                        + "WHERE l.shop_key = ? GROUP BY l.item_id, l.sku_id",
                Details.write(orders),
                direction,
                at);
    }

    /** Gives the pieces of these refunds back to the shown stock. */
    void returnRefunded(ShopKey shop, Collection<Long> refunds, Instant at) {
        if (refunds.isEmpty()) {
            return;
        }
        moveShown(
                shop,
                "SELECT l.item_id, l.sku_id, SUM(r.quantity) pieces FROM "
                        + "JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) c "
                        + "JOIN sim_refund r ON r.refund_id = c.id "
                        + "JOIN sim_line l ON l.shop_key = r.shop_key AND l.oid = r.oid "
                        + "WHERE r.shop_key = ? GROUP BY l.item_id, l.sku_id",
                Details.write(refunds),
                1,
                at);
    }

    private void moveShown(ShopKey shop, String pieces, String list, int direction, Instant at) {
        state.jdbc()
                .update(
                        "UPDATE (" + pieces + ") p JOIN sim_sku s ON s.item_id = p.item_id AND s.sku_id = p.sku_id "
                                + "JOIN sim_item i ON i.shop_key = s.shop_key AND i.item_id = s.item_id "
                                + "SET s.quantity = GREATEST(0, s.quantity + ? * p.pieces), "
                                + "i.modified_at = GREATEST(i.modified_at, ?) WHERE s.shop_key = ?",
                        list,
                        shop.value(),
                        direction,
                        State.utc(at),
                        shop.value());
    }

    void restock(ShopKey shop, long itemId, Happening.Restock restock, Instant at) {
        state.jdbc()
                .update(
                        "UPDATE sim_sku s JOIN sim_item i ON i.shop_key = s.shop_key AND i.item_id = s.item_id "
                                + "SET s.quantity = s.quantity + ?, i.modified_at = GREATEST(i.modified_at, ?) "
                                + "WHERE s.shop_key = ? AND s.item_id = ? AND s.sku_id = ?",
                        restock.pieces(),
                        State.utc(at),
                        shop.value(),
                        itemId,
                        restock.skuId());
    }

    void changeRefunds(ShopKey shop, Collection<RefundChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        var rows = changes.stream()
                .map(change -> Map.of(
                        "id", change.refundId(),
                        "oid", change.turn().oid(),
                        "status", change.turn().status(),
                        "at", text(change.at()),
                        "closes", change.turn().closesLine() ? 1 : 0))
                .toList();
        update(
                "UPDATE JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$.id', status VARCHAR(40) PATH '$.status', "
                        + "at DATETIME(3) PATH '$.at')) c JOIN sim_refund r ON r.refund_id = c.id "
                        + "SET r.status = c.status, r.modified_at = GREATEST(r.modified_at, c.at) WHERE r.shop_key = ?",
                rows,
                shop.value());
        var latest = new LinkedHashMap<Object, Map<String, ?>>();
        var closing = new HashSet<Object>();
        for (var row : rows) {
            latest.put(row.get("oid"), row);
            if (row.get("closes").equals(1)) {
                closing.add(row.get("oid"));
            }
        }
        update(
                "UPDATE JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$.id', oid BIGINT PATH '$.oid', "
                        + "status VARCHAR(40) PATH '$.status')) c "
                        + "JOIN sim_refund r ON r.refund_id = c.id AND r.kind <> 'exchange' "
                        + "JOIN sim_line l ON l.shop_key = r.shop_key AND l.oid = c.oid "
                        + "SET l.refund_status = c.status, l.refund_id = c.id WHERE l.shop_key = ?",
                latest.values(),
                shop.value());
        update(
                "UPDATE JSON_TABLE(?, '$[*]' COLUMNS (oid BIGINT PATH '$')) c JOIN sim_line l ON l.oid = c.oid "
                        + "SET l.status = 'CLOSED' WHERE l.shop_key = ?",
                closing,
                shop.value());
    }

    void append(ShopKey shop, long oid, String content, Instant at) {
        state.jdbc()
                .update(
                        "UPDATE sim_review SET append_content = ?, appended_at = ? WHERE shop_key = ? AND oid = ?",
                        content,
                        State.utc(at),
                        shop.value(),
                        oid);
    }

    void withdraw(ShopKey shop, long oid) {
        state.jdbc().update("UPDATE sim_review SET deleted = TRUE WHERE shop_key = ? AND oid = ?", shop.value(), oid);
    }

    /** Moves the ERP's stock; a movement down takes no more than is there. The world is locked by the caller. */
    void moveErpStock(Map<String, StockChange> changes) {
        var rows = new TreeMap<>(changes)
                .entrySet().stream()
                        .map(change -> new Object[] {
                            change.getValue().pieces(),
                            State.utc(change.getValue().at()),
                            change.getKey()
                        })
                        .toList();
        if (!rows.isEmpty()) {
            state.jdbc()
                    .batchUpdate(
                            "UPDATE sim_erp_product SET on_hand = on_hand + GREATEST(?, -GREATEST(on_hand, 0)), "
                                    + "modified_at = GREATEST(modified_at, ?), "
                                    + "sequence = NEXT VALUE FOR sim_erp_change WHERE sku = ?",
                            rows);
        }
    }

    private void update(String sql, Collection<?> list, Object... parameters) {
        if (list.isEmpty()) {
            return;
        }
        var all = new Object[parameters.length + 1];
        all[0] = Details.write(list);
        System.arraycopy(parameters, 0, all, 1, parameters.length);
        state.jdbc().update(sql, all);
    }

    private static String text(Instant at) {
        return State.utc(at).toString().replace('T', ' ');
    }
}
