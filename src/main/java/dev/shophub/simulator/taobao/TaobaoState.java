package dev.shophub.simulator.taobao;

import dev.shophub.simulator.State;
import dev.shophub.simulator.taobao.TaobaoRows.Filter;
import dev.shophub.simulator.taobao.TaobaoRows.Item;
import dev.shophub.simulator.taobao.TaobaoRows.ItemFilter;
import dev.shophub.simulator.taobao.TaobaoRows.Line;
import dev.shophub.simulator.taobao.TaobaoRows.Paging;
import dev.shophub.simulator.taobao.TaobaoRows.Pair;
import dev.shophub.simulator.taobao.TaobaoRows.Refund;
import dev.shophub.simulator.taobao.TaobaoRows.Review;
import dev.shophub.simulator.taobao.TaobaoRows.ReviewFilter;
import dev.shophub.simulator.taobao.TaobaoRows.Sku;
import dev.shophub.simulator.taobao.TaobaoRows.Slice;
import dev.shophub.simulator.taobao.TaobaoRows.Trade;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowMapper;

/** The simulated platform's view of the simulators' tables; no other class of this package knows SQL. */
final class TaobaoState {

    /** The platform's word for a neutral state; pre-sale and cash on delivery have their own ways. */
    private static final String STATUS =
            """
            CASE
              WHEN o.kind = 'step' AND o.step_status <> 'ALL_PAID' AND %1$s = 'PAID' THEN 'WAIT_BUYER_PAY'
              WHEN o.kind = 'cod' AND %1$s = 'UNPAID' THEN 'WAIT_SELLER_SEND_GOODS'
              WHEN o.kind = 'cod' AND %1$s = 'COMPLETED' AND o.paid_at IS NULL THEN 'TRADE_BUYER_SIGNED'
              ELSE CASE %1$s
                WHEN 'UNPAID' THEN 'WAIT_BUYER_PAY'
                WHEN 'PAID' THEN 'WAIT_SELLER_SEND_GOODS'
                WHEN 'FORBIDDEN' THEN 'PAID_FORBID_CONSIGN'
                WHEN 'PARTLY_SHIPPED' THEN 'SELLER_CONSIGNED_PART'
                WHEN 'SHIPPED' THEN 'WAIT_BUYER_CONFIRM_GOODS'
                WHEN 'COMPLETED' THEN 'TRADE_FINISHED'
                WHEN 'CLOSED' THEN 'TRADE_CLOSED'
                WHEN 'CLOSED_UNPAID' THEN 'TRADE_CLOSED_BY_TAOBAO'
              END
            END""";

    private static final String TRADE_STATUS = STATUS.formatted("o.status");
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
            l.paid_share, %s AS line_status, l.refund_status, l.refund_id, r.oid IS NOT NULL AS rated,
            CASE WHEN l.sku_id = 0 THEN l.code ELSE COALESCE(i.code, '') END AS item_code
            """
                    .formatted(LINE_STATUS);

    private static final String LINES =
            """
            LEFT JOIN sim_line l ON l.shop_key = o.shop_key AND l.tid = o.tid
            LEFT JOIN sim_item i ON i.shop_key = l.shop_key AND i.item_id = l.item_id
            LEFT JOIN sim_review r ON r.shop_key = l.shop_key AND r.oid = l.oid AND NOT r.deleted
            """;

    private static final String REFUND_COLUMNS =
            """
            f.refund_id, f.tid, f.oid, f.status, %s AS top_status, f.amount, f.quantity, f.phase, f.good_status,
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

    private static final String ITEMS =
            """
            SELECT i.item_id, i.code, i.title, i.price, i.up, i.created_at, i.modified_at,
              (SELECT COALESCE(SUM(s.quantity), 0) FROM sim_sku s
                WHERE s.shop_key = i.shop_key AND s.item_id = i.item_id) AS num
            FROM sim_item i
            """;

    private static final String SKUS =
            """
            SELECT s.item_id, s.sku_id, s.code, s.name, s.price, s.quantity, i.created_at, i.modified_at
            FROM sim_sku s
            JOIN sim_item i ON i.shop_key = s.shop_key AND i.item_id = s.item_id
            WHERE s.shop_key = ?\s""";

    private static final String REVIEWS =
            """
            SELECT v.oid, v.tid, v.item_id, v.item_title, l.price, v.nick, v.result, v.content, v.append_content,
              v.appended_at, v.reply, v.created_at
            FROM sim_review v
            LEFT JOIN sim_line l ON l.shop_key = v.shop_key AND l.oid = v.oid
            """;

    private static final RowMapper<Item> ITEM = (row, number) -> new Item(
            row.getLong("item_id"),
            row.getString("code"),
            row.getString("title"),
            row.getBigDecimal("price"),
            row.getBoolean("up"),
            time(row, "created_at"),
            time(row, "modified_at"),
            row.getLong("num"));

    private static final RowMapper<Sku> SKU = (row, number) -> new Sku(
            row.getLong("item_id"),
            row.getLong("sku_id"),
            row.getString("code"),
            row.getString("name"),
            row.getBigDecimal("price"),
            row.getLong("quantity"),
            time(row, "created_at"),
            time(row, "modified_at"));

    private static final RowMapper<Refund> REFUND = (row, number) -> new Refund(
            row.getLong("refund_id"),
            row.getLong("tid"),
            row.getLong("oid"),
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

    private static final RowMapper<Review> REVIEW = (row, number) -> new Review(
            row.getLong("oid"),
            row.getLong("tid"),
            row.getLong("item_id"),
            row.getString("item_title"),
            Optional.ofNullable(row.getBigDecimal("price")),
            row.getString("nick"),
            row.getString("result"),
            row.getString("content"),
            row.getString("append_content"),
            optionalTime(row, "appended_at"),
            row.getString("reply"),
            time(row, "created_at"));

    private static final RowMapper<Pair> PAIR = (row, number) -> new Pair(
            row.getString("shop_key"),
            new TaobaoToken(
                    row.getString("access_token"),
                    row.getString("refresh_token"),
                    time(row, "expires_at"),
                    time(row, "refresh_expires_at")),
            row.getString("previous_refresh_token"));

    private final State state;
    private final JdbcTemplate jdbc;

    TaobaoState(State state) {
        this.state = state;
        this.jdbc = state.jdbc();
    }

    Clock clock() {
        return state.clock();
    }

    <T> T inTransaction(Supplier<T> work) {
        return state.transaction().execute(status -> work.get());
    }

    // Trades

    Optional<Trade> trade(String shop, long tid) {
        var trades = jdbc.query(
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
        var page = jdbc.query(
                "SELECT " + TRADE_COLUMNS + (withLines ? LINE_COLUMNS : "") + "FROM (SELECT o.tid FROM sim_order o WHERE "
                        + where.sql + " ORDER BY " + order + " LIMIT ? OFFSET ?) p"
                        + " JOIN sim_order o ON o.shop_key = ? AND o.tid = p.tid " + (withLines ? LINES : "")
                        + "ORDER BY " + order + (withLines ? ", l.position" : ""),
                tradesOf(withLines),
                where.with(paging.size() + 1, paging.offset(), filter.shop()));
        return slice(page, paging, () -> count("sim_order o WHERE " + where.sql, where.arguments));
    }

    /** Gives the trade at this place of the list a new modification time; does nothing when there is none. */
    void touch(Filter filter, long offset, Instant now) {
        var where = tradesWhere(filter);
        jdbc.query(
                        "SELECT o.tid FROM sim_order o WHERE " + where.sql
                                + " ORDER BY o.modified_at DESC, o.tid DESC LIMIT 1 OFFSET ?",
                        (row, number) -> row.getLong(1),
                        where.with(offset))
                .forEach(tid -> jdbc.update(
                        "UPDATE sim_order SET modified_at = ? WHERE shop_key = ? AND tid = ? AND modified_at < ?",
                        utc(now),
                        filter.shop(),
                        tid,
                        utc(now)));
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
                row.getBoolean("rated"));
    }

    // Refunds

    Optional<Refund> refund(String shop, long id) {
        return jdbc
                .query(
                        "SELECT " + REFUND_COLUMNS + REFUND_TABLES
                                + "WHERE f.shop_key = ? AND f.refund_id = ? AND f.status <> 'planned'",
                        REFUND,
                        shop,
                        id)
                .stream()
                .findFirst();
    }

    /** Newest first by modification, then by number. */
    Slice<Refund> refunds(Filter filter, Paging paging) {
        var where = refundsWhere(filter);
        var page = jdbc.query(
                "SELECT " + REFUND_COLUMNS + REFUND_TABLES + "WHERE " + where.sql
                        + " ORDER BY f.modified_at DESC, f.refund_id DESC LIMIT ? OFFSET ?",
                REFUND,
                where.with(paging.size() + 1, paging.offset()));
        return slice(page, paging, () -> count(REFUND_COUNT + where.sql, where.arguments));
    }

    private static final String REFUND_COUNT =
            "sim_refund f JOIN sim_order o ON o.shop_key = f.shop_key AND o.tid = f.tid WHERE ";

    /** Gives the refund at this place of the list a new modification time; does nothing when there is none. */
    void touchRefund(Filter filter, long offset, Instant now) {
        var where = refundsWhere(filter);
        jdbc.query(
                        "SELECT f.refund_id FROM " + REFUND_COUNT + where.sql
                                + " ORDER BY f.modified_at DESC, f.refund_id DESC LIMIT 1 OFFSET ?",
                        (row, number) -> row.getLong(1),
                        where.with(offset))
                .forEach(id -> jdbc.update(
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

    // Items

    List<Item> items(String shop, Collection<Long> ids) {
        var where = new Where();
        where.and("i.shop_key = ?", shop);
        where.andIn("i.item_id", ids);
        return jdbc.query(ITEMS + "WHERE " + where.sql + " ORDER BY i.item_id", ITEM, where.with());
    }

    Slice<Item> items(ItemFilter filter, Paging paging) {
        var where = new Where();
        where.and("i.shop_key = ?", filter.shop());
        where.and("i.up = ?", filter.up());
        filter.title().ifPresent(title -> where.and("LOCATE(?, i.title) > 0", title));
        filter.modifiedFrom().ifPresent(from -> where.and("i.modified_at >= ?", utc(from)));
        filter.modifiedTo().ifPresent(to -> where.and("i.modified_at < ?", utc(to.plusSeconds(1))));
        filter.stocked()
                .ifPresent(stocked -> where.and((stocked ? "" : "NOT ")
                        + "EXISTS (SELECT 1 FROM sim_sku s WHERE s.shop_key = i.shop_key AND s.item_id = i.item_id"
                        + " AND s.quantity > 0)"));
        var page = jdbc.query(
                ITEMS + "WHERE " + where.sql + " ORDER BY " + filter.order() + ", i.item_id LIMIT ? OFFSET ?",
                ITEM,
                where.with(paging.size() + 1, paging.offset()));
        return slice(page, paging, () -> count("sim_item i WHERE " + where.sql, where.arguments));
    }

    /** SKUs of these items; an item without SKUs has one, of number 0. */
    List<Sku> skus(String shop, Collection<Long> items) {
        var where = new Where();
        where.andIn("s.item_id", items);
        return jdbc.query(
                SKUS + "AND " + where.sql + " ORDER BY s.item_id, s.sku_id", SKU, where.before(shop));
    }

    List<Sku> skus(String shop, String code) {
        return jdbc.query(SKUS + "AND s.code = ? AND s.sku_id <> 0 ORDER BY s.item_id, s.sku_id", SKU, shop, code);
    }

    /** Holds the item until the transaction ends, so that relative changes of its stock do not overtake each other. */
    boolean lockItem(String shop, long item) {
        return !jdbc.query(
                        "SELECT item_id FROM sim_item WHERE shop_key = ? AND item_id = ? FOR UPDATE",
                        (row, number) -> row.getLong(1),
                        shop,
                        item)
                .isEmpty();
    }

    void quantity(String shop, long item, long sku, long quantity) {
        jdbc.update(
                "UPDATE sim_sku SET quantity = ? WHERE shop_key = ? AND item_id = ? AND sku_id = ?",
                quantity,
                shop,
                item,
                sku);
    }

    void itemChanged(String shop, long item, Instant now) {
        jdbc.update(
                "UPDATE sim_item SET modified_at = ? WHERE shop_key = ? AND item_id = ?", utc(now), shop, item);
    }

    void itemUp(String shop, long item, boolean up, Instant now) {
        jdbc.update(
                "UPDATE sim_item SET up = ?, modified_at = ? WHERE shop_key = ? AND item_id = ?",
                up,
                utc(now),
                shop,
                item);
    }

    // Reviews

    Slice<Review> reviews(ReviewFilter filter, Paging paging) {
        var where = new Where();
        where.and("v.shop_key = ?", filter.shop());
        where.and("v.created_at >= ?", utc(filter.from()));
        where.and("v.created_at < ?", utc(filter.to().plusSeconds(1)));
        where.and("NOT v.deleted");
        filter.result().ifPresent(result -> where.and("v.result = ?", result));
        filter.tid().ifPresent(tid -> where.and("v.tid = ?", tid));
        filter.item().ifPresent(item -> where.and("v.item_id = ?", item));
        filter.nick().ifPresent(nick -> where.and("v.nick = ?", nick));
        var page = jdbc.query(
                REVIEWS + "WHERE " + where.sql + " ORDER BY v.created_at DESC, v.oid DESC LIMIT ? OFFSET ?",
                REVIEW,
                where.with(paging.size() + 1, paging.offset()));
        return slice(page, paging, () -> count("sim_review v WHERE " + where.sql, where.arguments));
    }

    Optional<Review> review(String shop, long oid) {
        return jdbc.query(REVIEWS + "WHERE v.shop_key = ? AND v.oid = ? AND NOT v.deleted", REVIEW, shop, oid).stream()
                .findFirst();
    }

    boolean reply(String shop, long oid, String reply) {
        return jdbc.update(
                        "UPDATE sim_review SET reply = ? WHERE shop_key = ? AND oid = ? AND NOT deleted",
                        reply,
                        shop,
                        oid)
                > 0;
    }

    // Tokens

    Optional<Pair> pair(String shop) {
        return jdbc.query("SELECT * FROM sim_token WHERE shop_key = ?", PAIR, shop).stream()
                .findFirst();
    }

    Optional<Pair> pairByAccessToken(String token) {
        return jdbc.query("SELECT * FROM sim_token WHERE access_token = ?", PAIR, token).stream()
                .findFirst();
    }

    /** By the refresh token now valid or the one before it; the row stays locked until the transaction ends. */
    Optional<Pair> pairByRefreshToken(String token) {
        return jdbc
                .query(
                        "SELECT * FROM sim_token WHERE refresh_token = ? OR previous_refresh_token = ? FOR UPDATE",
                        PAIR,
                        token,
                        token)
                .stream()
                .findFirst();
    }

    void save(Pair pair) {
        jdbc.update(
                "REPLACE INTO sim_token (shop_key, access_token, refresh_token, previous_refresh_token, expires_at,"
                        + " refresh_expires_at) VALUES (?, ?, ?, ?, ?, ?)",
                pair.shop(),
                pair.token().accessToken(),
                pair.token().refreshToken(),
                pair.previousRefreshToken(),
                utc(pair.token().expiresAt()),
                utc(pair.token().refreshExpiresAt()));
    }

    void forgetPreviousRefreshToken(String shop) {
        jdbc.update("UPDATE sim_token SET previous_refresh_token = '' WHERE shop_key = ?", shop);
    }

    void accessTokenExpires(String shop, Instant at) {
        jdbc.update("UPDATE sim_token SET expires_at = ? WHERE shop_key = ?", utc(at), shop);
    }

    // Shared

    private <T> Slice<T> slice(List<T> oneMore, Paging paging, Supplier<Long> count) {
        var more = oneMore.size() > paging.size();
        return new Slice<>(
                more ? oneMore.subList(0, paging.size()) : oneMore,
                more,
                paging.total() ? Optional.of(count.get()) : Optional.empty());
    }

    private long count(String tables, List<Object> arguments) {
        return jdbc.queryForList("SELECT COUNT(*) FROM " + tables, Long.class, arguments.toArray())
                .get(0);
    }

    private static LocalDateTime utc(Instant time) {
        return LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    private static Optional<Instant> optionalTime(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDateTime.class)).map(at -> at.toInstant(ZoneOffset.UTC));
    }

    /** A condition and its arguments, grown together. */
    private static final class Where {

        private final StringBuilder sql = new StringBuilder();
        private final List<Object> arguments = new ArrayList<>();

        void and(String condition, Object... values) {
            sql.append(sql.isEmpty() ? "" : " AND ").append(condition);
            arguments.addAll(List.of(values));
        }

        void andIn(String expression, Collection<?> values) {
            and(expression + " IN (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")");
            arguments.addAll(values);
        }

        Object[] with(Object... more) {
            var all = new ArrayList<>(arguments);
            all.addAll(List.of(more));
            return all.toArray();
        }

        Object[] before(Object first) {
            var all = new ArrayList<>(List.of(first));
            all.addAll(arguments);
            return all.toArray();
        }
    }
}
