package dev.shophub.simulator.taobao;

import dev.shophub.model.Refund.Kind;
import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Paging;
import dev.shophub.simulator.stage.Slice;
import dev.shophub.simulator.taobao.TaobaoRows.Filter;
import dev.shophub.simulator.taobao.TaobaoRows.Refund;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;

/** Refunds, with what they say of their trade and line. */
final class TaobaoRefundState extends TaobaoState {

    private static final String REFUND_COLUMNS =
            """
            f.refund_id, f.tid, f.oid, f.kind, f.status, %s AS top_status, f.amount,
            COALESCE(l.quantity, f.quantity) AS quantity, f.phase, f.good_status,
            f.has_good_return, f.reason, f.created_at, f.modified_at, o.buyer_nick, COALESCE(l.title, '') AS title,
            COALESCE(l.code, '') AS code, COALESCE(l.quantity * l.price, f.amount) AS total,
            COALESCE(l.paid_share, f.amount) AS paid_share
            """
                    .formatted(TRADE_STATUS);

    private static final String REFUND_TABLES =
            """
            FROM sim_refund f
            JOIN sim_order o ON o.shop_key = f.shop_key AND o.tid = f.tid
            LEFT JOIN sim_line l ON l.shop_key = f.shop_key AND l.oid = f.oid
            """;

    private static final String REFUND_COUNT =
            "sim_refund f JOIN sim_order o ON o.shop_key = f.shop_key AND o.tid = f.tid WHERE ";

    private static final RowMapper<Refund> REFUND = (row, number) -> new Refund(
            row.getLong("refund_id"),
            row.getLong("tid"),
            row.getLong("oid"),
            Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
            row.getString("status"),
            row.getString("top_status"),
            row.getBigDecimal("amount"),
            row.getBigDecimal("total"),
            row.getBigDecimal("paid_share"),
            row.getLong("quantity"),
            row.getString("phase"),
            row.getString("good_status"),
            row.getBoolean("has_good_return"),
            row.getString("reason"),
            row.getString("title"),
            row.getString("code"),
            row.getString("buyer_nick"),
            time(row, "created_at"),
            time(row, "modified_at"));

    TaobaoRefundState(State world) {
        super(world);
    }

    Optional<Refund> refund(String shop, long id) {
        return jdbc()
                .query(
                        "SELECT " + REFUND_COLUMNS + REFUND_TABLES
                                + "WHERE f.shop_key = ? AND f.refund_id = ? AND f.status <> 'planned'",
                        REFUND,
                        shop,
                        id)
                .stream()
                .findFirst();
    }

    /** Newest first by modification, then by number; exchanges only where they are asked for. */
    Slice<Refund> refunds(Filter filter, Paging paging, boolean exchanges) {
        var where = refundsWhere(filter);
        if (!exchanges) {
            where.and("f.kind <> 'exchange'");
        }
        var page = jdbc().query(
                        "SELECT " + REFUND_COLUMNS + REFUND_TABLES + "WHERE " + where.sql()
                                + " ORDER BY f.modified_at DESC, f.refund_id DESC LIMIT ? OFFSET ?",
                        REFUND,
                        where.with(paging.size() + 1, paging.offset()));
        return slice(page, paging, () -> count(REFUND_COUNT + where.sql(), where.arguments()));
    }

    /** Gives the refund at this place of the list a new modification time; does nothing when there is none. */
    void touchRefund(Filter filter, long offset, Instant now) {
        var where = refundsWhere(filter);
        jdbc().query(
                        "SELECT f.refund_id FROM " + REFUND_COUNT + where.sql()
                                + " ORDER BY f.modified_at DESC, f.refund_id DESC LIMIT 1 OFFSET ?",
                        (row, number) -> row.getLong(1),
                        where.with(offset))
                .forEach(id -> jdbc().update(
                                "UPDATE sim_refund SET modified_at = ? WHERE shop_key = ? AND refund_id = ? AND modified_at < ?",
                                utc(now),
                                filter.shop(),
                                id,
                                utc(now)));
    }

    private static Where refundsWhere(Filter filter) {
        var where = new Where();
        where.and("f.shop_key = ?", filter.shop());
        where.and("f.modified_at >= ?", utc(filter.from()));
        where.and("f.modified_at < ?", utc(filter.to().plusSeconds(1)));
        where.and("f.status <> 'planned'");
        where.andIn("o.kind", filter.kinds());
        if (!filter.statuses().isEmpty()) {
            where.andIn("f.status", filter.statuses());
        }
        filter.buyerNick().ifPresent(nick -> where.and("o.buyer_nick = ?", nick));
        return where;
    }
}
