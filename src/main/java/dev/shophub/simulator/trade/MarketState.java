package dev.shophub.simulator.trade;

import dev.shophub.model.ShopKey;
import dev.shophub.simulator.State;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What further trade is made of: what can be bought, what sells, what is scarce, and which lines can be judged or refunded. */
final class MarketState {

    private final State state;

    MarketState(State state) {
        this.state = state;
    }

    /** Items' SKUs that cannot be bought now: taken down, or none left. */
    Set<Long> notForSale(ShopKey shop) {
        return state.client()
                .sql("SELECT IF(s.sku_id = 0, s.item_id, s.sku_id) FROM sim_sku s JOIN sim_item i "
                        + "ON i.shop_key = s.shop_key AND i.item_id = s.item_id "
                        + "WHERE s.shop_key = ? AND (i.up = FALSE OR s.quantity <= 0)")
                .param(shop.value())
                .query(Long.class)
                .set();
    }

    /** The ERP's goods of which few are left and none are on their way. */
    List<String> scarce(int below) {
        return state.client()
                .sql("SELECT p.sku FROM sim_erp_product p WHERE p.on_hand < ? AND p.sku NOT IN "
                        + "(SELECT JSON_VALUE(e.detail, '$.sku') FROM sim_event e "
                        + "WHERE e.applied = FALSE AND e.kind = 'receipt') ORDER BY p.sku LIMIT 200")
                .param(below)
                .query(String.class)
                .list();
    }

    /** A line that can be judged or refunded. */
    record Candidate(
            long tid, long oid, long itemId, String title, String nick, long quantity, String share, String status) {}

    /** Lines of orders in these states, placed in this span, without review and refund; oldest first. */
    List<Candidate> candidates(ShopKey shop, Instant from, Instant to, Collection<String> statuses, int limit) {
        return state.client()
                .sql("SELECT l.tid, l.oid, l.item_id, l.title, o.buyer_nick, l.quantity, l.paid_share, o.status "
                        + "FROM sim_order o JOIN sim_line l ON l.shop_key = o.shop_key AND l.tid = o.tid "
                        + "LEFT JOIN sim_review r ON r.shop_key = l.shop_key AND r.oid = l.oid "
                        + "WHERE o.shop_key = :shop AND o.created_at >= :from AND o.created_at < :to "
                        + "AND o.status IN (:statuses) AND l.refund_id IS NULL AND r.oid IS NULL "
                        + "AND NOT EXISTS (SELECT 1 FROM sim_refund f WHERE f.shop_key = l.shop_key AND f.tid = l.tid) "
                        + "ORDER BY o.created_at DESC, l.oid LIMIT :limit")
                .param("shop", shop.value())
                .param("from", State.utc(from))
                .param("to", State.utc(to))
                .param("statuses", statuses)
                .param("limit", limit)
                .query((row, number) -> new Candidate(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getString(7),
                        row.getString(8)))
                .list();
    }

    /** Whether the trade tells reviews of its own. */
    boolean toldReviews() {
        return state.client()
                .sql("SELECT EXISTS (SELECT 1 FROM sim_source WHERE kind = 'review')")
                .query(Boolean.class)
                .single();
    }

    /** What sold best since then and is well in stock at the ERP, best first. */
    Map<String, Long> bestSellers(ShopKey shop, Instant since, int limit) {
        var found = new LinkedHashMap<String, Long>();
        state.client()
                .sql("SELECT l.code, p.on_hand FROM sim_order o JOIN sim_line l ON l.shop_key = o.shop_key "
                        + "AND l.tid = o.tid JOIN sim_erp_product p ON p.sku = l.code WHERE o.shop_key = ? "
                        + "AND o.created_at >= ? AND o.status <> 'planned' AND p.on_hand > 20 "
                        + "GROUP BY l.code, p.on_hand ORDER BY SUM(l.quantity) DESC, l.code LIMIT ?")
                .params(shop.value(), State.utc(since), limit)
                .query((row, number) -> found.put(row.getString(1), row.getLong(2)))
                .list();
        return found;
    }
}
