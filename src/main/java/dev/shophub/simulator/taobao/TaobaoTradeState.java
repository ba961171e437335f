package dev.shophub.simulator.taobao;

import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Paging;
import dev.shophub.simulator.stage.Slice;
import dev.shophub.simulator.taobao.TaobaoRows.Filter;
import dev.shophub.simulator.taobao.TaobaoRows.Line;
import dev.shophub.simulator.taobao.TaobaoRows.Trade;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.ResultSetExtractor;

/** Trades and their lines. */
final class TaobaoTradeState extends TaobaoState {

    private static final String LINE_STATUS = STATUS.formatted("l.status");

    private static final String TRADE_COLUMNS =
            """
            o.tid, %s AS top_status, o.kind, o.step_status, o.created_at, o.modified_at, o.paid_at, o.shipped_at,
            o.completed_at, o.buyer, o.buyer_nick, o.receiver, o.oaid, o.buyer_message, o.seller_memo, o.seller_flag,
            o.goods, o.freight, o.discount, o.payment, o.payments
            """
                    .formatted(TRADE_STATUS);

    private static final String LINE_COLUMNS =
            """
            , l.oid, l.item_id, l.sku_id, l.code, l.title, l.sku_name, l.quantity, l.price, l.discount AS line_discount,
            l.paid_share, %s AS line_status, l.refund_status, l.refund_id, l.carrier, l.tracking, r.oid IS NOT NULL AS rated,
            CASE WHEN l.sku_id = 0 THEN l.code ELSE COALESCE(i.code, '') END AS item_code
            """
                    .formatted(LINE_STATUS);

    private static final String LINES =
            """
            LEFT JOIN sim_line l ON l.shop_key = o.shop_key AND l.tid = o.tid
            LEFT JOIN sim_item i ON i.shop_key = l.shop_key AND i.item_id = l.item_id
            LEFT JOIN sim_review r ON r.shop_key = l.shop_key AND r.oid = l.oid AND NOT r.deleted
            """;

    TaobaoTradeState(State world) {
        super(world);
    }

    Optional<Trade> trade(String shop, long tid) {
        var trades = jdbc().query(
                        "SELECT " + TRADE_COLUMNS + LINE_COLUMNS + "FROM sim_order o " + LINES
                                + "WHERE o.shop_key = ? AND o.tid = ? AND o.status <> 'planned' ORDER BY l.position",
                        tradesOf(true),
                        shop,
                        tid);
        return trades.stream().findFirst();
    }

    /** Newest first by the filter's time, then by number. */
    Slice<Trade> trades(Filter filter, Paging paging, boolean withLines) {
        var where = tradesWhere(filter);
        var order = "o." + filter.by().column() + " DESC, o.tid DESC";
        var page = jdbc().query(
                        "SELECT " + TRADE_COLUMNS + (withLines ? LINE_COLUMNS : "")
                                + "FROM (SELECT o.tid FROM sim_order o WHERE "
                                + where.sql() + " ORDER BY " + order + " LIMIT ? OFFSET ?) p"
                                + " JOIN sim_order o ON o.shop_key = ? AND o.tid = p.tid " + (withLines ? LINES : "")
                                + "ORDER BY " + order + (withLines ? ", l.position" : ""),
                        tradesOf(withLines),
                        where.with(paging.size() + 1, paging.offset(), filter.shop()));
        return slice(page, paging, () -> count("sim_order o WHERE " + where.sql(), where.arguments()));
    }

    /** Gives the trade at this place of the list a new modification time; does nothing when there is none. */
    void touch(Filter filter, long offset, Instant now) {
        var where = tradesWhere(filter);
        jdbc().query(
                        "SELECT o.tid FROM sim_order o WHERE " + where.sql()
                                + " ORDER BY o.modified_at DESC, o.tid DESC LIMIT 1 OFFSET ?",
                        (row, number) -> row.getLong(1),
                        where.with(offset))
                .forEach(tid -> jdbc().update(
                                "UPDATE sim_order SET modified_at = ? WHERE shop_key = ? AND tid = ? AND modified_at < ?",
                                utc(now),
                                filter.shop(),
                                tid,
                                utc(now)));
    }

    /** @param left whether other lines still wait to be shipped */
    void ship(
            String shop, long tid, Collection<Long> lines, String tracking, String carrier, boolean left, Instant now) {
        var where = new Where();
        where.and("shop_key = ?", shop);
        where.andIn("oid", lines);
        var values = new ArrayList<Object>(List.of(carrier, tracking));
        values.addAll(where.arguments());
        jdbc().update(
                        "UPDATE sim_line SET status = 'SHIPPED', carrier = ?, tracking = ? WHERE " + where.sql(),
                        values.toArray());
        jdbc().update(
                        "UPDATE sim_order SET status = ?, shipped_at = COALESCE(shipped_at, ?),"
                                + " modified_at = GREATEST(modified_at, ?) WHERE shop_key = ? AND tid = ?",
                        left ? "PARTLY_SHIPPED" : "SHIPPED",
                        utc(now),
                        utc(now),
                        shop,
                        tid);
    }

    private static Where tradesWhere(Filter filter) {
        var where = new Where();
        where.and("o.shop_key = ?", filter.shop());
        where.and("o." + filter.by().column() + " >= ?", utc(filter.from()));
        where.and("o." + filter.by().column() + " < ?", utc(filter.to().plusSeconds(1)));
        where.and("o.status <> 'planned'");
        where.and("o.created_at >= ?", utc(filter.oldestShown()));
        where.andIn("o.kind", filter.kinds());
        if (!filter.statuses().isEmpty()) {
            where.andIn(TRADE_STATUS, filter.statuses());
        }
        filter.buyerNick().ifPresent(nick -> where.and("o.buyer_nick = ?", nick));
        return where;
    }

    private static ResultSetExtractor<List<Trade>> tradesOf(boolean withLines) {
        return rows -> {
            var trades = new LinkedHashMap<Long, Trade>();
            while (rows.next()) {
                var tid = rows.getLong("tid");
                var trade = trades.get(tid);
                if (trade == null) {
                    trade = trade(rows);
                    trades.put(tid, trade);
                }
                if (withLines && rows.getObject("oid") != null) {
                    trade.lines().add(line(rows));
                }
            }
            return List.copyOf(trades.values());
        };
    }

    private static Trade trade(ResultSet row) throws SQLException {
        return new Trade(
                row.getLong("tid"),
                row.getString("top_status"),
                row.getString("kind"),
                row.getString("step_status"),
                time(row, "created_at"),
                time(row, "modified_at"),
                optionalTime(row, "paid_at"),
                optionalTime(row, "shipped_at"),
                optionalTime(row, "completed_at"),
                row.getString("buyer"),
                row.getString("buyer_nick"),
                row.getString("receiver"),
                row.getString("oaid"),
                row.getString("buyer_message"),
                row.getString("seller_memo"),
                row.getInt("seller_flag"),
                row.getBigDecimal("goods"),
                row.getBigDecimal("freight"),
                row.getBigDecimal("discount"),
                row.getBigDecimal("payment"),
                row.getString("payments"),
                new ArrayList<>());
    }

    private static Line line(ResultSet row) throws SQLException {
        var refund = row.getLong("refund_id");
        return new Line(
                row.getLong("oid"),
                row.getLong("item_id"),
                row.getLong("sku_id"),
                row.getString("code"),
                row.getString("item_code"),
                row.getString("title"),
                row.getString("sku_name"),
                row.getLong("quantity"),
                row.getBigDecimal("price"),
                row.getBigDecimal("line_discount"),
                row.getBigDecimal("paid_share"),
                row.getString("line_status"),
                row.getString("refund_status"),
                refund == 0 ? Optional.empty() : Optional.of(refund),
                row.getString("carrier"),
                row.getString("tracking"),
                row.getBoolean("rated"));
    }
}
