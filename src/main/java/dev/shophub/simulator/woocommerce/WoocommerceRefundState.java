package dev.shophub.simulator.woocommerce;

import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Paging;
import dev.shophub.simulator.stage.Slice;
import dev.shophub.simulator.woocommerce.WoocommerceRows.Filter;
import dev.shophub.simulator.woocommerce.WoocommerceRows.Refund;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowMapper;

/** Refunds: only those whose money has gone back, which is when they are made here. */
final class WoocommerceRefundState extends WoocommerceState {

    private static final String DONE = "f.shop_key = ? AND f.status = 'SUCCESS' AND f.kind <> 'exchange'";
    private static final String REFUNDS =
            "SELECT f.refund_id, f.tid, f.oid, f.kind, f.amount, f.quantity, f.reason, f.modified_at FROM sim_refund f WHERE ";

    static final Map<String, String> SORTED =
            Map.of("date", "f.modified_at", "modified", "f.modified_at", "id", "f.refund_id");

    private static final RowMapper<Refund> REFUND = (row, number) -> new Refund(
            row.getLong("refund_id"),
            row.getLong("tid"),
            row.getLong("oid"),
            row.getString("kind"),
            row.getBigDecimal("amount"),
            row.getLong("quantity"),
            row.getString("reason"),
            time(row, "modified_at"));

    WoocommerceRefundState(State world) {
        super(world);
    }

    Slice<Refund> refunds(Filter filter, Optional<Long> order, Paging paging) {
        var where = new Where();
        where.and(DONE, filter.shop());
        within(where, "f.modified_at", filter.after(), filter.before());
        within(where, "f.modified_at", filter.modifiedAfter(), filter.modifiedBefore());
        order.ifPresent(id -> where.and("f.tid = ?", id));
        if (!filter.include().isEmpty()) {
            where.andIn("f.refund_id", filter.include());
        }
        var page = jdbc().query(
                        REFUNDS + where.sql() + " ORDER BY " + filter.order() + " LIMIT ? OFFSET ?",
                        REFUND,
                        where.with(paging.size() + 1, paging.offset()));
        return slice(page, paging, () -> count("sim_refund f WHERE " + where.sql(), where.arguments()));
    }

    /** By order; those without any are absent. */
    Map<Long, List<Refund>> ofOrders(String shop, Collection<Long> orders) {
        if (orders.isEmpty()) {
            return Map.of();
        }
        var where = new Where();
        where.and(DONE, shop);
        where.andIn("f.tid", orders);
        return jdbc()
                .query(
                        REFUNDS + where.sql() + " ORDER BY f.refund_id DESC",
                        REFUND,
                        where.arguments().toArray())
                .stream()
                .collect(Collectors.groupingBy(Refund::order));
    }
}
