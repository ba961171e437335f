package dev.shophub.simulator.jd;

import dev.shophub.simulator.State;
import dev.shophub.simulator.jd.JdRows.Refund;
import dev.shophub.simulator.jd.JdRows.RefundFilter;
import dev.shophub.simulator.stage.Paging;
import dev.shophub.simulator.stage.Slice;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;

/** Refunds: those before completion, and those of goods that come back. */
final class JdRefundState extends JdState {

    private static final String RETURNED = "(f.has_good_return OR f.phase = 'aftersale')";

    private static final String REFUNDS =
            """
            SELECT f.refund_id, f.tid, f.kind, f.status, f.amount, f.reason, f.created_at, f.modified_at, o.buyer, o.buyer_nick
            FROM sim_refund f
            JOIN sim_order o ON o.shop_key = f.shop_key AND o.tid = f.tid
            WHERE\s""";

    private static final RowMapper<Refund> REFUND = (row, number) -> new Refund(
            row.getLong("refund_id"),
            row.getLong("tid"),
            row.getString("kind"),
            row.getString("status"),
            row.getBigDecimal("amount"),
            row.getString("reason"),
            row.getString("buyer"),
            row.getString("buyer_nick"),
            time(row, "created_at"),
            time(row, "modified_at"));

    JdRefundState(State world) {
        super(world);
    }

    Optional<Refund> returned(String shop, long id) {
        return jdbc()
                .query(
                        REFUNDS + "f.shop_key = ? AND f.refund_id = ? AND f.status <> 'planned' AND " + RETURNED,
                        REFUND,
                        shop,
                        id)
                .stream()
                .findFirst();
    }

    /** Oldest first by the time of applying. */
    Slice<Refund> refunds(RefundFilter filter, Paging paging) {
        var where = new Where();
        where.and("f.shop_key = ?", filter.shop());
        where.and("f.status <> 'planned'");
        where.and((filter.returned() ? "" : "NOT ") + RETURNED);
        filter.applied().ifPresent(span -> {
            where.and("f.created_at >= ?", utc(span.from()));
            where.and("f.created_at < ?", utc(span.to().plusSeconds(1)));
        });
        filter.decided().ifPresent(span -> {
            where.and("f.status <> 'WAIT_SELLER_AGREE'");
            where.and("f.modified_at >= ?", utc(span.from()));
            where.and("f.modified_at < ?", utc(span.to().plusSeconds(1)));
        });
        filter.order().ifPresent(order -> where.and("f.tid = ?", order));
        if (!filter.ids().isEmpty()) {
            where.andIn("f.refund_id", filter.ids());
        }
        var page = jdbc().query(
                        REFUNDS + where.sql() + " ORDER BY f.created_at, f.refund_id LIMIT ? OFFSET ?",
                        REFUND,
                        where.with(paging.size() + 1, paging.offset()));
        return slice(page, paging, () -> count("sim_refund f WHERE " + where.sql(), where.arguments()));
    }
}
