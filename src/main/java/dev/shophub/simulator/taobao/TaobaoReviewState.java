package dev.shophub.simulator.taobao;

import dev.shophub.simulator.State;
import dev.shophub.simulator.stage.Paging;
import dev.shophub.simulator.stage.Slice;
import dev.shophub.simulator.taobao.TaobaoRows.Review;
import dev.shophub.simulator.taobao.TaobaoRows.ReviewFilter;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;

/** Reviews by buyers. */
final class TaobaoReviewState extends TaobaoState {

    private static final String REVIEWS =
            """
            SELECT v.oid, v.tid, v.item_id, v.item_title, l.price, v.nick, v.result, v.content, v.append_content,
              v.appended_at, v.reply, v.created_at
            FROM sim_review v
            LEFT JOIN sim_line l ON l.shop_key = v.shop_key AND l.oid = v.oid
            """;

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

    TaobaoReviewState(State world) {
        super(world);
    }

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
        var page = jdbc().query(
                        REVIEWS + "WHERE " + where.sql() + " ORDER BY v.created_at DESC, v.oid DESC LIMIT ? OFFSET ?",
                        REVIEW,
                        where.with(paging.size() + 1, paging.offset()));
        return slice(page, paging, () -> count("sim_review v WHERE " + where.sql(), where.arguments()));
    }

    Optional<Review> review(String shop, long oid) {
        return jdbc()
                .query(REVIEWS + "WHERE v.shop_key = ? AND v.oid = ? AND NOT v.deleted", REVIEW, shop, oid)
                .stream()
                .findFirst();
    }

    boolean reply(String shop, long oid, String reply) {
        return jdbc().update(
                                "UPDATE sim_review SET reply = ? WHERE shop_key = ? AND oid = ? AND NOT deleted",
                                reply,
                                shop,
                                oid)
                > 0;
    }
}
